"""One click on the sign-in page and somebody is in. What stands behind each door is tested with the story."""

import pytest

from tanto.demo.doors import ENTRANCES
from tanto.people.models import Person
from tests.cast import HOUSE, Cast

pytestmark = pytest.mark.usefixtures("doors")


@pytest.mark.parametrize("who", ENTRANCES)
def test_who_presses_a_door_is_in(cast: Cast, client, who):
    person = Person.objects.filter(email=ENTRANCES[who].email).first() or cast.colleague
    person.change(by=HOUSE, email=ENTRANCES[who].email)
    assert client.post(f"/demo/{who}/").status_code == 302
    assert person.name("en") in client.get("/").content.decode()


def test_a_door_opens_only_by_a_press(cast: Cast, client):
    assert client.get("/demo/owner/").status_code == 405
    assert client.post("/demo/nobody/").status_code == 404


def test_no_door_is_put_up_where_one_of_them_is_missing(cast: Cast, client):
    assert "/demo/" not in client.get("/sign-in/").content.decode()
