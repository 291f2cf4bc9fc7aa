from django.db import models

from tanto.journal.models import Words
from tanto.recovery.models import Case


class Said(models.Model):
    """Which words were journalled in which case: what the search reads, and where a masked text is looked up. Written by
    the outbox, made anew by `tanto reindex`; no part of the record."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    words = models.ForeignKey(Words, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(name="said_once", fields=["case", "words"])]

    def __str__(self) -> str:
        return f"words {self.words_id} in case {self.case_id}"


class Stale(models.Model):
    """A case whose place in the search is to be made anew when there is time: its client got another name, or many
    bosses above were let in at once."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True, related_name="+")

    def __str__(self) -> str:
        return f"case {self.case_id}"
