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
    letter_since = models.DateTimeField(null=True)  # writing a letter to the customer

    class Meta:
        constraints = [models.UniqueConstraint(name="present_once", fields=["case", "person"])]

    def __str__(self) -> str:
        return f"{self.person_id} at {self.case_id}"

    @classmethod
    def mark(
        cls, case_id: int, person: Person, *, is_writing: bool, at: dt.datetime, is_letter: bool = False
    ) -> list["Presence"]:
        """I am here; who else is?"""
        me = cls.objects.filter(case=case_id, person=person).first()
        since = me.letter_since if me and me.at > at - GONE_AFTER else None
        now = {"at": at, "is_writing": is_writing, "letter_since": (since or at) if is_letter else None}
        cls.objects.update_or_create(case_id=case_id, person=person, defaults=now)
        others = cls.objects.filter(case=case_id, at__gt=at - GONE_AFTER).exclude(person=person)
        return list(others.select_related("person").order_by("person_id"))
