from django.db import models
from django.utils.crypto import salted_hmac

from tanto.journal.models import Words
from tanto.people.models import Person


class Note(models.Model):
    """What one of us tells the others. It stays in the house: no page of the customer and no letter reads this table.
    asked: the one colleague whose answer is wanted; answers: the question it answers.
    digest: of a text that a colleague is asked to read over before it leaves; agreed_by: who read it and agreed."""

    case = models.ForeignKey("recovery.Case", on_delete=models.PROTECT, related_name="notes")
    words = models.ForeignKey(Words, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    asked = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="questions")
    answers = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="replies")
    answered_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    agreed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return str(self.words)

    @property
    def slug(self) -> str:
        return str(self.pk)


def digest_of(text: str) -> str:
    """One text, however its lines end; with the key of this house, so that a digest that outlives its text cannot be guessed at."""
    plain = "\n".join(line.rstrip() for line in text.replace("\x00", "").strip().splitlines())
    return salted_hmac(
        "tanto.recovery.note", plain.encode("utf-8", "surrogatepass"), algorithm="sha256"
    ).hexdigest()
