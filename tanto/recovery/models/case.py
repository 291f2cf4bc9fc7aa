from django.db import models
from django.db.models import Exists, OuterRef, Q

from tanto import clocks
from tanto.people.models import Absence, Person

from .apologising import Apologising
from .calling import Calling
from .correcting import Correcting
from .corresponding import Corresponding
from .documenting import Documenting
from .noting import Noting
from .one_contact import OneContact
from .returning import Returning
from .row import CaseRow
from .sending import Sending
from .tagging import Tagging
from .trail import Part


class Cases(models.QuerySet["Case"]):
    def open(self) -> "Cases":
        return self.filter(end__isnull=True)

    def visible_to(self, person: Person) -> "Cases":
        """The cases whose words a person may read: through a part, as the section's boss, as the client's tanto, and
        while standing in for its owner."""
        return self.readable_by(person.pk) if person.is_here else self.none()

    def readable_by(self, person_id: int) -> "Cases":
        part = Part.objects.filter(case=OuterRef("pk"), person=person_id, person__left_at__isnull=True)
        standing_in = Absence.objects.at(clocks.now()).filter(person=OuterRef("owner"), deputy=person_id)
        return self.filter(
            Q(Exists(part))
            | Q(section__boss=person_id)
            | Q(section__deputy=person_id)
            | Q(client__main=person_id)
            | Q(client__deputy=person_id)
            | Q(Exists(standing_in))
        )

    def for_lists(self) -> "Cases":
        """With the names that stand in a line."""
        return self.select_related("owner", "client", "contact")

    def with_names(self) -> "Cases":
        """With every name that a page of one case shows; who said the closing word is asked for once there is one."""
        return self.select_related(
            "owner__section",
            "client__main",
            "client__deputy",
            "contact",
            "section",
            "recorder",
        )


class Case(
    Correcting,
    OneContact,
    Sending,
    Documenting,
    Apologising,
    Noting,
    Returning,
    Calling,
    Tagging,
    Corresponding,
):
    """One trouble of one client: one owner at every instant, seven steps, a boss who knows, her word at the end."""

    objects = Cases.as_manager()

    class Meta(CaseRow.Meta):
        abstract = False
