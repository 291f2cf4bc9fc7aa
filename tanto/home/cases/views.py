from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tanto import clocks
from tanto.clients.models import Client
from tanto.people.models import Person, Section
from tanto.recovery.models import Tag
from tanto.recovery.steps import End, Severity, Step
from tanto.web.refusals import Refused

from ..models import SavedView
from . import filters as filtering
from . import listing
from .chips import chips
from .figures import Figures
from .filters import Filters
from .forms import ViewForm


def reader(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)
    return request.user


@require_GET
def cases(request: HttpRequest) -> HttpResponse:
    """Heads for all: who owns it, of which client, where it stands. What stands in the words, for who may read them."""
    context = shown(request, request.GET.dict())
    return render(request, "home/cases/cases.html", context, status=422 if context["refused"] else 200)


def shown(request: HttpRequest, given: dict[str, str]) -> dict[str, Any]:
    """What the page of the list needs for an address."""
    person = reader(request)
    filters, refused = filtering.read(given)
    figures = Figures.now()
    filters, named = with_names(filters, figures, refused)
    page = page_of(filters, person, given, refused)
    views = list(SavedView.objects.seen_by(person).select_related("person"))
    saved = next((view for view in views if str(view.pk) == given.get("saved")), None)
    return {
        "filters": filters,
        "address": filters.address(),
        "refused": refused,
        "page": page,
        "now": clocks.now(),
        "chips": chips(filters, named),
        "sections": figures.sections.items(),
        "steps": [step for step in Step if step is not Step.DRAFT],
        "ends": End,
        "severities": Severity,
        "figures": figures,
        "counts": figures.whole(),
        "views": [(view, figures.of_address(view.address)) for view in views],
        "chosen": set(),
        "saved": saved,
        "may_change": saved is not None and saved.may_change(person),
        "view_form": ViewForm(initial={"name": saved.name, "is_shared": saved.is_shared} if saved else None),
    }


def figures_and_names(given: dict[str, str]) -> tuple[Filters, Figures, dict[str, Any]]:
    """A filter with what it is called, where nobody needs the list itself."""
    figures, (filters, refused) = Figures.now(), filtering.read(given)
    filters, named = with_names(filters, figures, refused)
    return filters, figures, named


def page_of(filters: Filters, person: Person, given: dict[str, str], refused: list[Refused]) -> listing.Page:
    """The page asked for; where its place cannot be read, the first one."""
    try:
        return listing.page(filters, person, after=given.get("after", ""), before=given.get("before", ""))
    except Refused as wrong:
        refused.append(wrong)
        return listing.page(filters, person)


def with_names(filters: Filters, figures: Figures, refused: list[Refused]) -> tuple[Filters, dict[str, Any]]:
    """The section, client, person and tag that are asked for; what is not there is said, and left out."""
    named: dict[str, Any] = {
        "section": figures.sections.get(filters.section) or first(Section, filters.section),
        "client": first(Client, filters.client),
        "owner": first(Person, filters.owner),
        "tag": Tag.named(filters.tag) if filters.tag else None,
    }
    said = {
        "section": _("There is no such section."),
        "client": _("There is no such client."),
        "owner": _("There is no such person."),
        "tag": _("No case has the tag “%(tag)s”.") % {"tag": filters.tag},
    }
    for name, sentence in said.items():
        if getattr(filters, name) and named[name] is None:
            refused.append(filtering.missing(sentence))
            filters = filters.without(name)
    return filters, named


def first(model: type[Model], pk: int) -> Model | None:
    """The row of this id, where one is asked for."""
    return model._base_manager.filter(pk=pk).first() if pk else None
