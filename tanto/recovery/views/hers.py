"""What is kept of a contact: for her, as a file; and the way to be forgotten."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from tanto.clients.models import Contact
from tanto.people.models import Person
from tanto.web.pressing import press_of
from tanto.web.refusals import Refused

from ..hers import hers
from .doors import actor, reader


def contact_of(client_pk: int, pk: int) -> Contact:
    return get_object_or_404(Contact.objects.select_related("client__main__section"), pk=pk, client=client_pk)


def may_take_out(contact: Contact, person: Person) -> bool:
    """Who serves the client, and the bosses above: the file holds words of cases, so keeping the house is not enough."""
    serves = person.pk in (contact.client.main_id, contact.client.deputy_id)
    return person.is_here and (serves or contact.client.is_led_by(person))


@require_POST
def take_out(request: HttpRequest, client_pk: int, pk: int) -> HttpResponse:
    """The file for her; that it was taken out is written down."""
    contact = contact_of(client_pk, pk)
    if not may_take_out(contact, reader(request)):
        raise Http404
    contact.take_out(by=actor(request))
    answer = HttpResponse(hers(contact), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="contact-{contact.pk}.zip"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_http_methods(["GET", "POST"])
def forget(request: HttpRequest, client_pk: int, pk: int) -> HttpResponse:
    """What a mask would take away, and the press that does it."""
    contact, refused = contact_of(client_pk, pk), None
    if not Person.may_be_masked_by(reader(request)):
        raise Http404
    if request.method == "POST":
        try:
            contact.mask(by=reader(request).actor.pressing(press_of(request)))
            return redirect("client", pk=client_pk)
        except Refused as wrong:
            refused = wrong
    context = {"contact": contact, "count": contact.traces, "refused": refused}
    return render(request, "recovery/forget.html", context, status=refused.status if refused else 200)
