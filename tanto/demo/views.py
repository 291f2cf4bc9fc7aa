from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from tanto.people.models import Person

from .doors import ENTRANCES, customers_link


@require_POST
def enter(request: HttpRequest, who: str) -> HttpResponse:
    """Come in as one of the demo's people, or open the customer's page."""
    if who == "customer":
        link = customers_link()
        if link is None:
            raise Http404
        logout(request)  # a colleague who is signed in cannot press as the customer
        return redirect(f"/c/{link.token}/")
    way = ENTRANCES.get(who)
    person = Person.objects.here().filter(email=way.email).first() if way else None
    if way is None or person is None:
        raise Http404
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect(way.opens)
