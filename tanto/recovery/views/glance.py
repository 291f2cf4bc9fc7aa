"""One look at a case before its page is drawn: how much lies in each drawer, and what waits, in the query of the case."""

from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery

from tanto import clocks
from tanto.journal.models import Entry
from tanto.notices.models import Letter
from tanto.people.models import Absence, Person

from ..models import (
    Attempt,
    Case,
    CaseTag,
    Document,
    EndProposal,
    LetterDraft,
    Note,
    Offer,
    OwnerSpan,
    Part,
    Unsaid,
)
from ..models.enclosing import FOR_HER
from .drawers import DRAWERS

COUNTED = {model.__name__.lower(): model for drawer in DRAWERS.values() for model in drawer.counted}


def at_a_glance(reader: Person) -> QuerySet[Case]:
    """The cases this reader may read, with what the page asks first: `n_` how many rows, `has_` whether there are any."""
    mine = OuterRef("pk")
    trouble = Letter.in_trouble().filter(entry__subject_kind="case", entry__subject_id=mine)
    spans = OwnerSpan.objects.filter(case=mine).order_by("-since")
    asked = Note.objects.filter(case=mine, asked=reader, answered_at__isnull=True)
    return (
        Case.objects.visible_to(reader)
        .with_names()
        .annotate(
            **{f"n_{name}": count_of(model) for name, model in COUNTED.items()},
            has_offer=Exists(Offer.objects.filter(case=mine, answered_at__isnull=True)),
            has_proposal=Exists(EndProposal.objects.filter(case=mine, answered_at__isnull=True)),
            has_question=Exists(asked),
            has_unsaid=Exists(Unsaid.objects.filter(case=mine, state="open")),
            has_tag=Exists(CaseTag.objects.filter(case=mine)),
            has_draft=Exists(LetterDraft.objects.filter(case=mine)),
            has_letter_trouble=Exists(trouble),
            has_paper=Exists(Document.objects.filter(case=mine, kind__in=FOR_HER)),
            has_attempt=Exists(Attempt.objects.filter(case=mine)),
            has_part=Exists(Part.objects.filter(case=mine, person=reader)),
            is_owner_away=Exists(Absence.objects.at(clocks.now()).filter(person=OuterRef("owner"))),
            owned_since=Subquery(spans.values("since")[:1]),
        )
    )


def count_of(model: Any) -> Subquery:
    if model is Entry:
        rows = (
            Entry.objects.filter(subject_kind="case", subject_id=OuterRef("pk"))
            .order_by()
            .values("subject_id")
        )
    else:
        rows = model.objects.filter(case=OuterRef("pk")).order_by().values("case")
    return Subquery(rows.annotate(n=Count("pk")).values("n"), output_field=IntegerField())


def counts(case: Case) -> dict[str, int]:
    """How much lies in each drawer of a case that was read at a glance."""
    return {
        drawer.name: sum(getattr(case, f"n_{model.__name__.lower()}") or 0 for model in drawer.counted)
        for drawer in DRAWERS.values()
    }
