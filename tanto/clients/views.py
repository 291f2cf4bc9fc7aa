from typing import Any

from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from tanto.journal.actor import Actor
from tanto.people.models import Person
from tanto.web.pressing import press_of
from tanto.web.refusals import Refused

from .forms import ClientForm, ContactForm
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
    contacts = found.contacts.order_by("name_en") if found and found.pk else []
    context = {"form": form, "found": found if pk else None, "contacts": contacts, "refused": refused}
    return render(request, "clients/client.html", context, status=422 if form.errors or refused else 200)


@require_http_methods(["GET", "POST"])
def contact(request: HttpRequest, client_pk: int, pk: int | None = None) -> HttpResponse:
    firm = get_object_or_404(Client, pk=client_pk)
    found = get_object_or_404(Contact, pk=pk, client=firm) if pk else None
    form = ContactForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        keep(firm, found, form, by=pressing(request))
        return redirect("client", pk=firm.pk)
    context = {"form": form, "client": firm, "found": found}
    return render(request, "clients/contact.html", context, status=422 if form.errors else 200)


def keep(firm: Client, found: Contact | None, form: "ModelForm[Any]", *, by: Actor) -> None:
    if found is None:
        Contact.meet(firm, by=by, **form.cleaned_data)
    else:
        Contact.objects.get(pk=found.pk).change(by=by, **form.cleaned_data)
