from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from tanto import clocks
from tanto.journal.actor import system
from tanto.notices.telling import tell
from tanto.phrasebook.guards import Said
from tanto.web.pressing import press_of
from tanto.web.refusals import Refused

from ..forms.fields import SaidForm, lines
from ..models import NearMiss
from .doors import reader


class NearMissForm(forms.Form):
    what = lines(_("What nearly went wrong"), rows=4, check="cause")
    work_step = forms.CharField(
        label=_("At which step of our work"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"data-keep": "", "data_expected": "1"}),
    )


class LineForm(SaidForm):
    text = lines(_("Thank, ask, or say what was done about it"), rows=2, check="board")
    code = forms.CharField(
        label=_("Code, if you told it"), required=False, max_length=40, widget=forms.TextInput
    )


@require_GET
def near_misses(request: HttpRequest) -> HttpResponse:
    """What nearly happened, the newest first; nobody's name."""
    rows = list(NearMiss.objects.select_related("words")[:100])
    return render(request, "recovery/near_misses.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
def near_miss_new(request: HttpRequest) -> HttpResponse:
    form = NearMissForm(request.POST or None)
    refused = None
    if request.method == "POST" and form.is_valid():
        try:
            made, code = NearMiss.tell(**form.cleaned_data, press=request.POST.get("press", ""))
            return render(request, "recovery/near_miss_told.html", {"miss": made, "code": code})
        except Refused as refusal:
            refused = refusal
    context = {"form": form, "refused": refused}
    return render(
        request, "recovery/near_miss_new.html", context, status=422 if refused or form.errors else 200
    )


@require_http_methods(["GET", "POST"])
def near_miss(request: HttpRequest, pk: int) -> HttpResponse:
    miss = get_object_or_404(NearMiss.objects.select_related("words"), pk=pk)
    form = LineForm(request.POST or None)
    refused = None
    if request.method == "POST" and form.is_valid():
        try:
            write_line(request, miss, **form.cleaned_data)
            return redirect("near_miss", pk=pk)
        except Refused as refusal:
            refused = refusal
    context = {
        "miss": miss,
        "form": form,
        "refused": refused,
        "lines": tell(miss.history().order_by("number"), clocks.now())[1:],
    }
    return render(request, "recovery/near_miss.html", context, status=422 if refused else 200)


def write_line(request: HttpRequest, miss: NearMiss, *, text: str, code: str, said: Said) -> None:
    """With the code it is whoever told it, and no name goes with it."""
    press = press_of(request)
    if code.strip():
        miss.add(by=system("page"), code=code, text=text, said=said)
    else:
        miss.thank(by=reader(request).actor.pressing(press), text=text, said=said)
