import datetime as dt

from django.db import models

from tanto.people.models import Person

GONE_AFTER = dt.timedelta(seconds=45)


class Presence(models.Model):
    """Who has the case open just now, and whether they are writing. Nothing of it is history."""

    case = models.ForeignKey("recovery.Case", on_delete=models.CASCADE, related_name="presences")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    is_writing = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(name="present_once", fields=["case", "person"])]

    def __str__(self) -> str:
        return f"{self.person_id} at {self.case_id}"

    @classmethod
    def mark(cls, case_id: int, person: Person, *, is_writing: bool, at: dt.datetime) -> list["Presence"]:
        """I am here; who else is?"""
        cls.objects.update_or_create(
            case_id=case_id, person=person, defaults={"at": at, "is_writing": is_writing}
        )
        others = cls.objects.filter(case=case_id, at__gt=at - GONE_AFTER).exclude(person=person)
        return list(others.select_related("person").order_by("person_id"))
