import unicodedata

from django.db import models
from django.db.models import Q

LONGEST = 40


class Tag(models.Model):
    """A word that colleagues put on cases to find them together. key: the same word however it is written; the first
    spelling is kept. Who made it stands in the journal of the case it was first put on."""

    name = models.CharField(max_length=LONGEST)
    key = models.CharField(max_length=LONGEST * 3, unique=True)

    class Meta:
        ordering = ["key"]
        constraints = [models.CheckConstraint(name="tag_has_a_name", condition=~Q(name="") & ~Q(key=""))]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def named(cls, name: str) -> "Tag | None":
        """The tag of this name, whatever its case or width."""
        return cls.objects.filter(key=key_of(name)).first()

    @classmethod
    def make(cls, name: str) -> "Tag":
        """The tag of this name; made where it is new."""
        return cls.objects.get_or_create(key=key_of(name), defaults={"name": plain(name)})[0]


def plain(name: str) -> str:
    """As it is shown: one line, no spaces around."""
    return " ".join(name.replace("\x00", "").split())


def key_of(name: str) -> str:
    return plain(unicodedata.normalize("NFKC", name).casefold())


class CaseTag(models.Model):
    """A tag on a case."""

    case = models.ForeignKey("recovery.Case", on_delete=models.PROTECT, related_name="case_tags")
    tag = models.ForeignKey(Tag, on_delete=models.PROTECT, related_name="on")

    class Meta:
        ordering = ["tag__key"]
        constraints = [models.UniqueConstraint(name="tag_once", fields=["case", "tag"])]

    def __str__(self) -> str:
        return f"{self.tag_id} on {self.case_id}"
