from django.db import models
from django.db.models import Q

from tanto.clients.models import Contact
from tanto.journal.models import Words
from tanto.people.models import Person

from ..steps import Channel, Signal


class Verbatim(models.Model):
    """Words as they were spoken or written. speaker: the contact, if known; none with `is_hers` false: our own finding.
    translation: the same in our language; intensity: how strong the feeling was then, 0 to 4. A corrected slip of the
    pen leaves the former words in the journal.

    Of a mail: original: where the whole of it is read, below the address of the case; signals: what the words may say
    besides, see `wording.signals`; sender: the address of somebody whom nobody has confirmed yet."""

    case = models.ForeignKey("recovery.Case", on_delete=models.PROTECT, related_name="verbatims")
    words = models.ForeignKey(Words, on_delete=models.PROTECT, related_name="+")
    is_hers = models.BooleanField(default=True)
    speaker = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, related_name="+")
    heard_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    channel = models.CharField(max_length=10, choices=Channel, blank=True)
    at = models.DateTimeField()
    intensity = models.PositiveSmallIntegerField(null=True)
    translation = models.ForeignKey(Words, on_delete=models.PROTECT, null=True, related_name="+")
    original = models.CharField(max_length=40, blank=True)
    signals = models.JSONField(default=list)
    sender = models.CharField(max_length=254, blank=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(name="words_of_one_verbatim", fields=["words"]),
            models.CheckConstraint(name="verbatim_intensity_known", condition=Q(intensity__lte=4)),
            models.CheckConstraint(
                name="unconfirmed_is_nobodys",
                condition=Q(sender="") | Q(is_hers=False, speaker__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return str(self.words)

    @property
    def is_unconfirmed(self) -> bool:
        """Did somebody write it of whom we do not know yet who it is?"""
        return bool(self.sender)

    @property
    def is_found(self) -> bool:
        """Did we find it ourselves?"""
        return not self.is_hers and not self.is_unconfirmed

    @property
    def prompts(self) -> "list[Signal]":
        return [Signal(name) for name in self.signals]
