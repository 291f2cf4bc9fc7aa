from django.db import models

from tanto.clients.models import Contact
from tanto.files.models import File
from tanto.people.models import Person

from ..steps import Channel

MASKED = "–"


class Attachment(models.Model):
    """A photograph or paper of a case. contact: she sent it herself; person: one of us put it here. What is hers or shown
    to her stands on her page; the rest never leaves."""

    case = models.ForeignKey("recovery.Case", on_delete=models.PROTECT, related_name="attachments")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    channel = models.CharField(max_length=10, choices=Channel, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(name="file_once_in_a_case", fields=["case", "file"])]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        return f"files/{self.pk}/"

    @property
    def is_masked(self) -> bool:
        """It went with whoever sent it."""
        return self.name == MASKED

    @property
    def is_hers(self) -> bool:
        return self.contact_id is not None
