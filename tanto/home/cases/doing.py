"""The doors of what is done from the list: to many cases at once, to saved views, and lists as files."""

from typing import Any
from urllib.parse import parse_qsl

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tanto import clocks
from tanto.journal.actor import Actor
from tanto.people.models import Person
from tanto.web.pressing import press_of
from tanto.web.refusals import Refused

from ..exporting import enqueue
from ..models import Export, SavedView
from . import bulk as doing
from . import filters as filtering
from .chips import chips
from .forms import BulkForm, ExportForm, ViewForm
from .views import figures_and_names, reader, shown


def actor(request: HttpRequest) -> Actor:
    return reader(request).actor.pressing(press_of(request))


def myself(request: HttpRequest) -> Person:
    """The row of who presses, for verbs on it: what the request holds is only a promise of it."""
    return Person.objects.get(pk=request.user.pk or 0)


def address_of(text: str) -> str:
    """An address of the list as it is always written; what nobody can read is left out."""
    return filtering.read(dict(parse_qsl(text)))[0].address()


def back_in_list(request: HttpRequest, refused: Refused, address: str, **more: Any) -> HttpResponse:
    """The list as it was, with what is wrong on top."""
    context = shown(request, dict(parse_qsl(address)))
    context["refused"] = [*context["refused"], refused]
    return render(request, "home/cases/cases.html", context | more, status=refused.status)


@require_POST
def bulk(request: HttpRequest) -> HttpResponse:
    """Hand over, tag or untag what was chosen; what was refused stays chosen."""
    form, back = BulkForm(request.POST), address_of(request.POST.get("back", ""))
    numbers = request.POST.getlist("case")
    try:
        cases = doing.chosen(numbers)
    except Refused as refused:
        return back_in_list(request, refused, back, chosen=set(numbers))
    if not form.is_valid():
        raise Http404
    context = {"form": form, "back": back, "cases": cases, **form.cleaned_data}
    if form.cleaned_data["do"] == "offer" and form.cleaned_data["to"] is None:
        return render(request, "home/cases/offer.html", context)
    outcome = doing.each(cases, actor(request), verb_of(form))
    return render(request, "home/cases/bulk.html", context | {"outcome": outcome})


def verb_of(form: BulkForm) -> Any:
    asked = form.cleaned_data
    if asked["do"] == "offer":
        return doing.offer(asked["to"])
    return (doing.tag if asked["do"] == "tag" else doing.untag)(asked["name"])


@require_POST
def keep_view(request: HttpRequest) -> HttpResponse:
    form = ViewForm(request.POST)
    form.is_valid()
    address = address_of(form.data.get("address", ""))
    try:
        asked = form.cleaned_data
        view = SavedView.keep(
            myself(request),
            by=actor(request),
            name=asked.get("name", ""),
            address=address,
            is_shared=asked.get("is_shared", False),
        )
    except Refused as refused:
        return back_in_list(request, refused, address, view_form=form)
    return redirect(
        f"/cases/?{address}{'&' if address else ''}saved={view.pk}" if view else f"/cases/?{address}"
    )


@require_POST
def change_view(request: HttpRequest, pk: int) -> HttpResponse:
    view, form = view_of(request, pk), ViewForm(request.POST)
    form.is_valid()
    try:
        view.change(
            by=actor(request), name=form.data.get("name", ""), is_shared=bool(form.data.get("is_shared"))
        )
    except Refused as refused:
        return back_in_list(request, refused, f"{view.address}&saved={pk}", view_form=form)
    return redirect(f"/cases/?{view.address}{'&' if view.address else ''}saved={pk}")


@require_POST
def remove_view(request: HttpRequest, pk: int) -> HttpResponse:
    view = view_of(request, pk)
    try:
        view.remove(by=actor(request))
    except Refused as refused:
        return back_in_list(request, refused, f"{view.address}&saved={pk}")
    return redirect("/cases/")


def view_of(request: HttpRequest, pk: int) -> SavedView:
    view = SavedView.objects.seen_by(reader(request)).select_related("person").filter(pk=pk).first()
    if view is None:
        raise Http404
    return view


@require_http_methods(["GET", "POST"])
def exports(request: HttpRequest) -> HttpResponse:
    """My lists, and a form for another one."""
    form = ExportForm(request.POST or None, initial={"address": address_of(request.GET.get("of", ""))})
    refused, status = None, 200
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data | {"address": address_of(form.cleaned_data["address"])}
        try:
            made = Export.ask(myself(request), by=actor(request), write=enqueue, **asked)
        except Refused as wrong:
            refused, status = wrong, wrong.status
        else:
            return redirect(f"/cases/exports/{made.pk}/")
    elif request.method == "POST":
        refused, status = filter_too_long() if "address" in form.errors else None, 422
    return render(request, "home/cases/exports.html", exports_context(request, form, refused), status=status)


def filter_too_long() -> Refused:
    return Refused(
        "filter_too_long",
        _("The filter is longer than a list can keep."),
        _("It is written into the record, so that everybody can read later what left the house."),
        _("Choose fewer conditions, or shorter words to search for."),
    )


def exports_context(request: HttpRequest, form: ExportForm, refused: Refused | None) -> dict[str, Any]:
    person = reader(request)
    address = form.data.get("address", "") if form.is_bound else form.initial["address"]
    filters, figures, named = figures_and_names(dict(parse_qsl(address)))
    mine = Export.objects.filter(person=person).select_related("job", "purpose").order_by("-pk")
    return {
        "form": form,
        "refused": refused,
        "on_top": refused is not None and not refused.field,
        "address": filters.address(),
        "filters": filters,
        "chips": chips(filters, named),
        "n": figures.of(filters),
        "exports": mine[:20],
        "may": Export.may_export(person),
    }


def my_export(request: HttpRequest, pk: int) -> Export:
    mine = Export.objects.filter(person=reader(request), pk=pk).select_related("job", "purpose").first()
    if mine is None:
        raise Http404
    return mine


@require_GET
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is; asked for again every two seconds while it runs."""
    part = "#progress" if request.htmx else ""  # type: ignore[attr-defined]
    return render(request, f"home/cases/export.html{part}", {"export": my_export(request, pk)})


@require_POST
def stop_export(request: HttpRequest, pk: int) -> HttpResponse:
    asked = my_export(request, pk)
    if asked.job is not None:
        asked.job.ask_to_stop(clocks.now())
    return redirect(f"/cases/exports/{pk}/")


@require_GET
def export_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file itself, streamed, always saved and never shown."""
    made = my_export(request, pk)
    if not made.is_ready or not made.path.exists():
        raise Http404
    name = f"tanto-cases-{made.made_at:%Y%m%d}-{made.pk}.{made.kind}"
    return FileResponse(made.path.open("rb"), as_attachment=True, filename=name)
