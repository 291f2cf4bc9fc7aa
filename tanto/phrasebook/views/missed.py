"""Words that should have been found: told by anybody, looked at by whoever keeps the house."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tanto.people.views import keeper
from tanto.web.pressing import press_of
from tanto.web.refusals import Refused

from .. import labels
from ..forms import MissedForm
from ..models import Missed
from ..phrases import one
from .reading import me


@require_http_methods(["GET", "POST"])
def tell(request: HttpRequest) -> HttpResponse:
    """These words in this text should have been found."""
    by, form, refused = me(request).actor.pressing(press_of(request)), MissedForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            Missed.tell(by=by, **form.cleaned_data)
            return redirect("/phrasebook/missed/new/?thanks=1")
        except Refused as refusal:
            refused = refusal
    context = {"form": form, "refused": refused, "is_thanked": "thanks" in request.GET}
    return render(request, "phrasebook/tell.html", context, status=422 if refused or form.errors else 200)


@require_GET
def missed(request: HttpRequest) -> HttpResponse:
    """What nobody settled yet, the oldest first. Who told it is not known."""
    keeper(request)
    return missed_page(request)


def missed_page(request: HttpRequest, unknown: str = "") -> HttpResponse:
    """unknown: a number that no pattern has."""
    found = Missed.objects.filter(outcome="").select_related("words")
    rows = [(one, labels.MODES[one.mode], labels.LANGUAGES[one.language]) for one in found]
    context = {"rows": rows, "unknown": unknown}
    return render(request, "phrasebook/missed.html", context, status=404 if unknown else 200)


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    by = keeper(request).actor.pressing(press_of(request))
    get_object_or_404(Missed, pk=pk).drop(by=by)
    return redirect("missed")


@require_GET
def into(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of a pattern that is there already, with this sentence among its examples."""
    keeper(request)
    found = one(request.GET.get("code", "").strip().upper())
    if found is None:
        return missed_page(request, unknown=request.GET.get("code", "")[:20])
    return redirect(f"/phrasebook/{found.code}/entry/?missed={pk}")
