import hashlib
import secrets
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext


class Words(models.Model):
    """Every personal free text of the house. Others point here; entries hold only its salted digest,
    so that a person can be masked (text and salt dropped) while every chain still verifies."""

    text = models.TextField(null=True)
    salt = models.CharField(max_length=32, null=True)
    language = models.CharField(max_length=8, default="")
    masked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="words_are_whole_or_masked",
                condition=Q(text__isnull=False, salt__isnull=False, masked_at__isnull=True)
                | Q(text__isnull=True, salt__isnull=True, masked_at__isnull=False),
            ),
            models.CheckConstraint(name="words_are_not_empty", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return self.text if self.text is not None else gettext("(masked)")

    @classmethod
    def keep(cls, text: str, language: str = "") -> "Words":
        """Store a text as it was given; raises nothing, loses nothing (NUL, which no database takes, is dropped)."""
        words = cls.of(text, language)
        words.save(force_insert=True)
        return words

    @classmethod
    def of(cls, text: str, language: str = "") -> "Words":
        """The same, not stored yet."""
        text = text.replace("\x00", "")
        return cls(text=text, salt=secrets.token_hex(16), language=language or spoken(text))

    @property
    def digest(self) -> str:
        """sha256 of salt and text, hexadecimal."""
        return hashlib.sha256(f"{self.salt}{self.text}".encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def fact(self) -> dict[str, Any]:
        """How an entry refers to these words."""
        return {"words": self.pk, "digest": self.digest}


def spoken(text: str) -> str:
    """The language of a text as far as the script tells: kana is Japanese, other letters are left open."""
    return "ja" if any("\u3040" <= sign <= "\u30ff" for sign in text) else ""
