"""The case page: the open step first, everything else one look away."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tanto.people.models import Person
from tanto.web.refusals import Refused

from ..models import Case, Reading
from .drawers import DRAWERS
from .glance import at_a_glance, counts
from .page_forms import Bound
from .reading import PARTS, CasePage


def case_page(
    request: HttpRequest,
    case: Case,
    *,
    bound: Bound | None = None,
    refused: Refused | None = None,
    status: int = 200,
    taken: str = "",
    shown: dict[str, Any] | None = None,
) -> HttpResponse:
    """Render the whole page, or its partial `case` for htmx. shown: what else stands on it this once."""
    assert isinstance(request.user, Person)
    template = "recovery/case.html#case" if request.htmx else "recovery/case.html"  # type: ignore[attr-defined]
    bound = bound or {}
    if not hasattr(case, "n_entry"):  # it came back from a press
        case = at_a_glance(request.user).get(pk=case.pk)
    page = CasePage(case, request.user, bound)
    opened = request.POST.get("open", "") or request.GET.get("open", "") or page.home
    note_reading(case, request.user, opened)
    context = page.context() | page.drawer(opened)
    on_top = refused is not None and not any(page.stands_at(form, refused) for form in bound.items())
    context["typed"] = typed(bound) if status == 409 or (bound and on_top) else []
    context |= {"refused": refused, "on_top": on_top, "taken": taken or request.GET.get("taken", "")}
    context |= shown or {}
    return render(request, template, context, status=status)


def note_reading(case: Case, person: Person, drawer: str = "") -> None:
    """Protected: the words of a case one has no part in, and what went wrong on our side."""
    if not case.has_part:  # type: ignore[attr-defined]
        Reading.note(case.pk, person, Reading.WORDS)
    if drawer == "facts" and case.n_mistake:  # type: ignore[attr-defined]
        Reading.note(case.pk, person, Reading.MISTAKES)


def drawer_of(request: HttpRequest, case: Case, name: str) -> HttpResponse:
    """One drawer alone, pulled open on the page; as a page of its own where no script runs."""
    assert isinstance(request.user, Person)
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(f"/cases/{case.number}/?open={name}#drawer")
    case = at_a_glance(request.user).get(pk=case.pk)
    note_reading(case, request.user, name)
    page = CasePage(case, request.user, {})
    context = {
        "case": case,
        "is_mine": page.is_mine,
        "now": page.now,
        **page.drawer(name),
        "drawers": DRAWERS.values(),
        "counts": counts(case),
    }
    return render(request, "recovery/drawers.html", context)


def part_of(request: HttpRequest, case: Case, name: str) -> HttpResponse:
    """A part of the page that is drawn after the rest, or when somebody opens it; a page of its own without script."""
    assert isinstance(request.user, Person)
    page = CasePage(at_a_glance(request.user).get(pk=case.pk), request.user, {})
    context = {
        "case": page.case,
        "is_mine": page.is_mine,
        "now": page.now,
        **page.part(name),
        "part": PARTS[name],
    }
    template = "recovery/part.html#part" if request.htmx else "recovery/part.html"  # type: ignore[attr-defined]
    return render(request, template, context)


def typed(bound: Bound) -> list[str]:
    """What somebody wrote for a step that another took meanwhile: given back, so that it can be used elsewhere."""
    texts_of = [
        form.data.get(name, "")
        for form in bound.values()
        for name, field in form.fields.items()
        if not field.widget.is_hidden
    ]
    return [text for text in texts_of if len(text) > 3 and not text.isdigit()]
