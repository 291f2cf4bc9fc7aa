"""The book, one page of it, and a text checked with all of it: for everybody who works here."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tanto.people.models import Person
from tanto.web.refusals import Refused
from tanto.wording.checking import LONGEST, Draft, spoken
from tanto.wording.report import report

from .. import labels
from ..forms import CheckForm, MissedForm, TryForm
from ..history import history
from ..house import catalogue
from ..models import HousePattern, Missed
from ..models.guards import written_for
from ..pace import must_keep_pace
from ..phrases import Phrase, Wanted, chapters, every, group_name, one, pieces, reader


def me(request: HttpRequest) -> Person:
    """Who is signed in; for anybody else these addresses do not exist."""
    if not isinstance(request.user, Person):
        raise Http404
    return request.user


def known(code: str) -> Phrase:
    found = one(code)
    if found is None:
        raise Http404
    return found


@require_GET
def book(request: HttpRequest) -> HttpResponse:
    """Every pattern by group, narrowed to what is wanted; at first in the reader's language."""
    may_keep = HousePattern.may_be_kept_by(me(request))
    wanted = Wanted.of({"language": reader()} | request.GET.dict())
    context = {
        "chapters": chapters(wanted.among(every())),
        "wanted": wanted,
        "groups": [(group, group_name(group)) for group in written_for()],
        "labels": labels,
        "may_keep": may_keep,
        "missed": Missed.objects.filter(outcome="").count() if may_keep else 0,
    }
    return render(request, "phrasebook/book.html", context)


@require_GET
def phrase(request: HttpRequest, code: str) -> HttpResponse:
    """One pattern: why, what it finds, what to say instead."""
    return page_of(request, known(code))


def page_of(request: HttpRequest, found: Phrase, status: int = 200, **more: Any) -> HttpResponse:
    may_keep = HousePattern.may_be_kept_by(me(request))
    context = {
        "phrase": found,
        "may_keep": may_keep,
        "history": history(found.row) if may_keep else [],
        "try_form": TryForm(),
    }
    return render(request, "phrasebook/phrase.html", context | more, status=status)


@require_POST
def trying(request: HttpRequest, code: str) -> HttpResponse:
    """What this pattern finds in a text of one's own; nothing is kept."""
    me(request)
    found, form = known(code), TryForm(request.POST)
    text = form.cleaned_data["text"] if form.is_valid() else ""
    tried = {"try_form": form, "tried": found.marked(text) if text.strip() else []}
    if request.headers.get("HX-Request"):
        return render(request, "phrasebook/tried.html", tried)
    return page_of(request, found, 422 if form.errors else 200, **tried)


@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """A text read with the whole book; nothing is kept, and nobody is told."""
    person, form = me(request), CheckForm(request.POST or None)
    context: dict[str, Any] = {"form": form, "missed_form": None}
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            must_keep_pace(person.pk, form.cleaned_data["text"])
            context |= checked(form.cleaned_data, person)
        except Refused as refused:
            context["refused"], status = refused, refused.status
    return render(request, "phrasebook/check.html", context, status=status)


def checked(given: dict[str, str], person: Person) -> dict[str, Any]:
    text = given["text"].replace("\r\n", "\n")
    draft = Draft(text, (given["mode"],), language=reader(), speaks=reader(), step=given["step"], me=(person.name_forms,), catalogue=catalogue())  # fmt: skip
    found, name = report(draft), person.name(spoken(text, reader())[0])
    return {
        "report": found,
        "elements": [one._replace(add=one.add.replace("{me}", name)) for one in found.elements],
        "hits": [(hit, labels.LEVEL[hit.level], labels.SIGNS[hit.level], group_name(hit.group)) for hit in found.hits],
        "pieces": pieces(text[:LONGEST], found.hits),
        "codes": catalogue().by_id,
        "missed_form": MissedForm(initial={"mode": given["mode"], "text": text[:20_000]}),
    }  # fmt: skip
