from django.db import models
from django.db.models import Exists, OuterRef, Q

from tanto.people.models import Person

from .asking import Asking
from .calling import Calling
from .cushioning import Cushioning
from .receiving import Receiving
from .reopening import Reopening
from .row import CaseRow
from .trail import Part
from .writing import Writing


class Cases(models.QuerySet["Case"]):
    def open(self) -> "Cases":
        return self.filter(end__isnull=True)

    def visible_to(self, person: Person) -> "Cases":
        """The cases whose words a person may read: through a part, as the section's boss, as the client's tanto."""
        if not person.is_here:
            return self.none()
        part = Part.objects.filter(case=OuterRef("pk"), person=person)
        return self.filter(
            Q(Exists(part))
            | Q(section__boss=person)
            | Q(section__deputy=person)
            | Q(client__main=person)
            | Q(client__deputy=person)
        )

    def with_names(self) -> "Cases":
        return self.select_related(
            "owner__section",
            "client__main",
            "client__deputy",
            "contact",
            "section",
            "recorder",
            "closing_word__contact",
        )


class Case(  # type: ignore[misc]  # django-stubs counts inherited date fields twice
    Receiving,
    Writing,
    Reopening,
    Asking,
    Cushioning,
    Calling,
):
    """One trouble of one client: one owner at every instant, seven steps, a boss who knows, her word at the end."""

    objects = Cases.as_manager()

    class Meta(CaseRow.Meta):
        abstract = False
