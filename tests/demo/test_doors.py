"""One click on the sign-in page and somebody is in."""

import pytest
from django.test import RequestFactory

from tanto.demo.doors import BOSS, OWNER
from tanto.demo.views import enter
from tanto.people.models import Person
from tests.cast import HOUSE, Cast


@pytest.mark.parametrize(("who", "email"), [("owner", OWNER), ("boss", BOSS)])
def test_who_presses_a_door_is_in(cast: Cast, client, who, email):
    person = Person.objects.filter(email=email).first() or cast.colleague
    person.change(by=HOUSE, email=email)
    request = RequestFactory().post(f"/demo/{who}/")
    request.session = client.session
    enter(request, who)
    request.session.save()
    client.cookies["sessionid"] = request.session.session_key
    assert person.name("en") in client.get("/").content.decode()
