"""Who looked into protected records: what went wrong on our side, and the words of a case one has no part in."""

from django.db import models

from tanto import clocks
from tanto.people.models import Person


class Reading(models.Model):
    """Once for each person, case, kind and day. It is no entry of the journal: reading changes nothing of the case."""

    WORDS, MISTAKES = "words", "mistakes"

    case = models.ForeignKey("recovery.Case", on_delete=models.PROTECT, related_name="readings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=10, choices=[(k, k) for k in (WORDS, MISTAKES)])
    day = models.DateField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(name="reading_once_a_day", fields=["case", "person", "what", "day"])
        ]

    def __str__(self) -> str:
        return f"{self.person_id} read {self.what} of {self.case_id} on {self.day}"

    @classmethod
    def note(cls, case_id: int, person: Person, what: str) -> None:
        """A second look on the same day writes nothing."""
        day = clocks.today()
        seen = cls.objects.filter(case_id=case_id, person=person, what=what, day=day)
        if not seen.exists():
            row = Reading(case_id=case_id, person=person, what=what, day=day, at=clocks.now())
            Reading.objects.bulk_create([row], ignore_conflicts=True)
