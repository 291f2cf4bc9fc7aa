from collections.abc import Callable
from typing import Any

from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from tanto.journal.actor import Actor
from tanto.people.models import Person
from tanto.web.pressing import press_of
from tanto.web.refusals import Refused

from .forms import ClientForm, ContactForm, HandoverForm
from .models import Client, Contact


def pressing(request: HttpRequest) -> Actor:
    assert isinstance(request.user, Person)
    return request.user.actor.pressing(press_of(request))


@require_GET
def clients(request: HttpRequest) -> HttpResponse:
    """Every client with its two names."""
    wanted = request.GET.get("q", "").replace("\x00", "").strip()[:80]
    rows = Client.objects.select_related("main", "deputy").prefetch_related("contacts").order_by("name_en")
    if wanted:
        rows = rows.filter(name_en__icontains=wanted) | rows.filter(name_ja__contains=wanted)
    return render(request, "clients/clients.html", {"rows": rows[:200], "q": wanted})


@require_http_methods(["GET", "POST"])
def client(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    found = get_object_or_404(Client, pk=pk) if pk else None
    form = ClientForm(request.POST or None, instance=found)
    refused = None
    if request.method == "POST" and form.is_valid():
        try:
            if found is None:
                found = Client.take_on(by=pressing(request), **form.cleaned_data)
            else:
                Client.objects.get(pk=found.pk).change(by=pressing(request), **form.cleaned_data)
            return redirect("client", pk=found.pk)
        except Refused as refusal:
            refused = refusal
    return page_of_client(request, found if pk else None, form, refused)


def page_of_client(
    request: HttpRequest,
    found: Client | None,
    form: ClientForm,
    refused: Refused | None = None,
    handover_form: HandoverForm | None = None,
) -> HttpResponse:
    assert isinstance(request.user, Person)
    fresh = Client.objects.select_related("main", "deputy").get(pk=found.pk) if found and found.pk else None
    context = {
        "form": form,
        "found": fresh,
        "contacts": fresh.contacts.order_by("name_en") if fresh else [],
        "spans": fresh.spans.select_related("main", "deputy").order_by("-since") if fresh else [],
        "handover": fresh.open_handover if fresh else None,
        "handover_form": handover_form or HandoverForm(),
        "may_change": fresh is not None and fresh.may_change(request.user),
        "refused": refused,
    }
    is_wrong = form.errors or refused or (handover_form is not None and handover_form.errors)
    return render(request, "clients/client.html", context, status=422 if is_wrong else 200)


def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask somebody to become the tanto."""
    found = get_object_or_404(Client, pk=pk)
    if request.method != "POST":
        return redirect("client", pk=pk)
    form = HandoverForm(request.POST)
    if not form.is_valid():
        return page_of_client(request, found, ClientForm(instance=found), handover_form=form)
    try:
        found.plan_handover(by=pressing(request), **form.cleaned_data)
    except Refused as refused:
        return page_of_client(request, found, ClientForm(instance=found), refused, form)
    return redirect("client", pk=pk)


def accept(request: HttpRequest, pk: int) -> HttpResponse:
    return answered(request, pk, lambda client, by, words: client.accept_handover(by=by))


def decline(request: HttpRequest, pk: int) -> HttpResponse:
    return answered(request, pk, lambda client, by, words: client.decline_handover(by=by, reason=words))


def told(request: HttpRequest, pk: int) -> HttpResponse:
    return answered(request, pk, lambda client, by, words: client.tell_of_handover(by=by, words=words))


def answered(request: HttpRequest, pk: int, verb: Callable[[Client, Actor, str], None]) -> HttpResponse:
    """One press on an open hand-over; a refusal stands on the client's page."""
    found = get_object_or_404(Client, pk=pk)
    if request.method == "POST":
        try:
            verb(found, pressing(request), request.POST.get("words", "").replace("\x00", "")[:20000])
        except Refused as refused:
            fresh = get_object_or_404(Client, pk=pk)
            refused.field = ""
            return page_of_client(request, fresh, ClientForm(instance=fresh), refused)
    return redirect("client", pk=pk)


@require_http_methods(["GET", "POST"])
def contact(request: HttpRequest, client_pk: int, pk: int | None = None) -> HttpResponse:
    firm = get_object_or_404(Client, pk=client_pk)
    found = get_object_or_404(Contact, pk=pk, client=firm) if pk else None
    form = ContactForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        keep(firm, found, form, by=pressing(request))
        return redirect("client", pk=firm.pk)
    assert isinstance(request.user, Person)
    me = request.user
    serves = me.pk in (firm.main_id, firm.deputy_id) or firm.is_led_by(me)
    context = {
        "form": form,
        "client": firm,
        "found": found,
        "may_take_out": serves,
        "may_mask": Person.may_be_masked_by(me),
    }
    return render(request, "clients/contact.html", context, status=422 if form.errors else 200)


def keep(firm: Client, found: Contact | None, form: "ModelForm[Any]", *, by: Actor) -> None:
    if found is None:
        Contact.meet(firm, by=by, **form.cleaned_data)
    else:
        Contact.objects.get(pk=found.pk).change(by=by, **form.cleaned_data)
