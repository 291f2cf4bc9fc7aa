from django.db import models
from django.utils.translation import get_language


def in_language(japanese: str, english: str, language: str | None = None) -> str:
    """The form of a name for a reader; the other one where it is missing."""
    if (language or get_language() or "en").startswith("ja"):
        return japanese or english
    return english or japanese


class Named(models.Model):
    """Something with a name in both languages."""

    name_en = models.CharField(max_length=120)
    name_ja = models.CharField(max_length=120, blank=True, default="")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name()

    def name(self, language: str | None = None) -> str:
        return in_language(self.name_ja, self.name_en, language)
