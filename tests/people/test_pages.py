import pytest

from tanto.clients.models import Client
from tanto.people.models import Person, Section
from tests.cast import Cast


@pytest.fixture
def keeper(cast: Cast, client):
    client.force_login(Person.objects.get(is_administrator=True))
    return client


def columns(**more) -> dict[str, object]:
    return {
        "family_en": "Ueda",
        "family_ja": "上田",
        "email": "ueda@tamabashi.example",
        "language": "ja",
        "section": Section.objects.first().pk,
    } | more


def test_the_keeper_enters_a_colleague_who_can_sign_in(keeper, client):
    keeper.post("/people/new/", columns(password="a long enough one"))
    ueda = Person.objects.get(family_en="Ueda")
    assert ueda.check_password("a long enough one")
    assert ueda.history().get().kind == "person_joined"


def test_one_address_is_one_person(keeper, cast: Cast):
    page = keeper.post("/people/new/", columns(email=cast.owner.email.upper()))
    assert page.status_code == 422
    assert "Somebody has this address already" in page.content.decode()


def test_a_short_password_is_refused(keeper):
    assert keeper.post("/people/new/", columns(password="short")).status_code == 422


def test_nobody_else_enters_people(cast: Cast, client):
    client.force_login(cast.owner)
    assert client.post("/people/new/", columns()).status_code == 404


def test_a_section_needs_a_boss(keeper):
    page = keeper.post("/sections/new/", {"name_en": "Logistics"})
    assert page.status_code == 422
    assert "A group cannot be accountable" in page.content.decode()


def test_a_boss_is_not_the_own_deputy(keeper, cast: Cast):
    page = keeper.post(
        "/sections/new/", {"name_en": "Logistics", "boss": cast.boss.pk, "deputy": cast.boss.pk}
    )
    assert page.status_code == 422


def test_who_holds_something_cannot_leave_and_the_page_says_what(keeper, cast: Cast):
    page = keeper.post(f"/people/{cast.owner.pk}/leaving/")
    assert page.status_code == 409
    assert "Shirakabazawa Precision" in page.content.decode()


def test_a_client_has_two_names_from_the_first_second(cast: Cast, client):
    client.force_login(cast.owner)
    client.post(
        "/clients/new/",
        {"name_en": "Kinoshita Gear", "code": "F22", "main": cast.owner.pk, "deputy": cast.deputy.pk},
    )
    found = Client.objects.get(code="F22")
    assert found.spans.get().main == cast.owner


def test_main_and_deputy_are_two_people(cast: Cast, client):
    client.force_login(cast.owner)
    page = client.post(
        "/clients/new/",
        {"name_en": "Kinoshita Gear", "code": "F22", "main": cast.owner.pk, "deputy": cast.owner.pk},
    )
    assert page.status_code == 422
    assert "Choose two people." in page.content.decode()


def test_a_new_tanto_begins_a_new_span(cast: Cast, client):
    client.force_login(cast.owner)
    client.post(
        f"/clients/{cast.client.pk}/",
        {"name_en": "S", "code": "F03", "main": cast.deputy.pk, "deputy": cast.owner.pk},
    )
    assert [span.main for span in cast.client.spans.order_by("since")] == [cast.owner, cast.deputy]


def test_a_contact_is_entered_and_corrected(cast: Cast, client):
    client.force_login(cast.owner)
    at = f"/clients/{cast.client.pk}/contacts"
    client.post(f"{at}/new/", {"name_en": "Oda", "language": "en", "press": "a"})
    oda = cast.client.contacts.get(name_en="Oda")
    client.post(f"{at}/{oda.pk}/", {"name_en": "Oda", "language": "ja", "email": "oda@s.example"})
    oda.refresh_from_db()
    assert oda.email == "oda@s.example"


def test_nobody_signs_up(client, db):
    assert client.get("/signup/").status_code == 404
