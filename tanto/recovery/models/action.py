from django.db import models

from tanto.journal.models import Words
from tanto.people.models import Person


class Action(models.Model):
    """What is done for her: one name and one time each."""

    case = models.ForeignKey("recovery.Case", on_delete=models.PROTECT, related_name="actions")
    words = models.ForeignKey(Words, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due_at", "id"]

    def __str__(self) -> str:
        return str(self.words)

    @property
    def slug(self) -> str:
        """Its place in an address."""
        return str(self.pk)
