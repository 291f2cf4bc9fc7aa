from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from tanto import clocks
from tanto.clocks.aside import try_again
from tanto.people.views import keeper

from .page import page_of_house


@require_GET
def house(request: HttpRequest) -> HttpResponse:
    """How the program stands, for who keeps the house."""
    keeper(request)
    return render(request, "home/house.html", page_of_house(clocks.now()))


@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """A clock that was set aside is tried at once."""
    keeper(request)
    try_again(pk, now=clocks.now())
    return redirect("house")
