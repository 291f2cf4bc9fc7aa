from django.db import models
from django.db.models import Q

from tanto.clients.models import Contact
from tanto.journal.models import Words
from tanto.people.models import Person

from ..steps import DocumentKind
from .attachment import Attachment

RESPONSIBLE = "responsible"  # printed, not typed: who answers for it


class Document(models.Model):
    """A paper that was made from the case and kept with it: the PDF is a file of the case like any other, what was typed lies here
    field by field, so that the next report can go on from it. contact: whom it is addressed to (null: one of us, or the firm);
    sent_at: when it first went with a letter, and stands on the customer's page since."""

    case = models.ForeignKey("recovery.Case", on_delete=models.PROTECT, related_name="documents")
    attachment = models.OneToOneField(Attachment, on_delete=models.PROTECT, related_name="document")
    kind = models.CharField(max_length=10, choices=DocumentKind)
    language = models.CharField(max_length=2, choices=[("ja", "日本語"), ("en", "English")])
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(name="document_kind_known", condition=Q(kind__in=DocumentKind.values))
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at}"

    @property
    def slug(self) -> str:
        return str(self.pk)

    @property
    def is_hers(self) -> bool:
        """Is it for the customer?"""
        return DocumentKind(self.kind).is_hers

    @property
    def typed(self) -> dict[str, str]:
        """What was written, by field; what was masked since is empty."""
        texts = self.texts.exclude(name=RESPONSIBLE).select_related("words")
        return {text.name: text.words.text or "" for text in texts}


class DocumentText(models.Model):
    """One field of a document, as it was typed."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="texts")
    name = models.CharField(max_length=20)
    words = models.ForeignKey(Words, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(name="document_field_once", fields=["document", "name"])]

    def __str__(self) -> str:
        return f"{self.name}: {self.words}"
