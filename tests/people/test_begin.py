"""A fresh folder becomes a working firm in the browser; a colleague comes in by an invitation, once."""

import datetime as dt
import email
import re
import threading
from email.policy import default

import pytest
from django.db import connection

from tanto import clocks
from tanto.clocks.models import Calendar
from tanto.journal.verify import verify
from tanto.notices.drain import drain
from tanto.notices.post import send_due
from tanto.people.begin import begin_house, by_hand, key_of_the_house
from tanto.people.models import Firm, Invitation, Person, Section
from tanto.web.refusals import Refused
from tests.cast import HOUSE, PASSWORD, Cast
from tests.recovery.test_receiving import refusal

ENTERED = {
    "press": "1",
    "firm_en": "Tamabashi Kiko", "firm_ja": "多摩橋機工", "seal": "多摩橋", "values": "Say it first\nStay until it works",
    "zone": "Asia/Tokyo", "country": "jp",
    "family_en": "Kuroda", "given_en": "Makoto", "family_ja": "黒田", "given_ja": "誠", "email": "Kuroda@tamabashi.example",
    "password": PASSWORD, "language": "en",
    "section_1": "Sales East", "boss_family_1": "Suzuki", "boss_given_1": "Kenji", "boss_email_1": "suzuki@tamabashi.example",
    "section_2": "Customer Desk", "boss_family_2": "Kuroda", "boss_given_2": "Makoto", "boss_email_2": "kuroda@tamabashi.example",
}  # fmt: skip


def letters(settings) -> list[email.message.EmailMessage]:
    drain(clocks.now())
    send_due(clocks.now())
    return [
        email.message_from_bytes(f.read_bytes(), policy=default)
        for f in sorted(settings.MAIL_FOLDER.glob("*.eml"))
    ]


def link_in(settings) -> str:
    (letter,) = letters(settings)[-1:]
    return re.search(r"http://localhost:8000(/invitation/\S+)", letter.get_content())[1]


@pytest.mark.django_db
def test_a_new_house_is_begun_in_one_form(client, settings):
    assert "/begin/" in client.get("/sign-in/").content.decode()
    assert client.get("/begin/").status_code == 200
    assert client.post("/begin/", ENTERED).status_code == 302
    first = Person.objects.get(email="kuroda@tamabashi.example")
    assert (first.is_administrator, first.is_executive, first.check_password(PASSWORD)) == (True, True, True)
    firm = Firm.ours()
    assert (firm.name_ja, firm.seal, firm.values_en.splitlines()) == (
        "多摩橋機工",
        "多摩橋",
        ["Say it first", "Stay until it works"],
    )
    assert (Calendar.company().zone, Calendar.company().country) == ("Asia/Tokyo", "JP")
    bosses = {section.name_en: section.boss.family_en for section in Section.objects.select_related("boss")}
    assert bosses == {"Management": "Kuroda", "Sales East": "Suzuki", "Customer Desk": "Kuroda"}
    assert client.get("/people/").status_code == 200  # signed in at once
    assert verify().broken == ""
    (letter,) = letters(settings)
    assert letter["To"] == "suzuki@tamabashi.example"
    assert "/invitation/" in letter.get_content()


@pytest.mark.django_db
def test_once_somebody_lives_here_the_page_is_gone(client, cast: Cast):
    assert client.get("/begin/").status_code == 404
    assert client.post("/begin/", ENTERED).status_code == 404
    assert "/begin/" not in client.get("/sign-in/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("headers", [{"REMOTE_ADDR": "10.0.0.7"}, {"HTTP_X_FORWARDED_FOR": "10.0.0.7"}])
def test_from_elsewhere_only_who_started_the_program_begins(client, headers):
    assert client.get("/begin/", **headers).status_code == 404
    assert client.post("/begin/", ENTERED, **headers).status_code == 404
    assert client.get("/begin/0123456789abcdef01234567/", **headers).status_code == 404
    assert client.get(f"/begin/{key_of_the_house()}/", **headers).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"password": "short"}, "too short"),
        ({"zone": "Mars/Olympus"}, "is no time zone"),
        ({"country": "XX"}, "are not known"),
        ({"boss_email_1": ""}, "one boss with an address"),
        ({"section_2": "sales east"}, "Two sections have the same name"),
        ({"boss_email_2": "suzuki@tamabashi.example"}, "Two bosses have the same address"),
        ({"email": "nobody"}, "Something is missing"),
    ],
)
def test_what_does_not_fit_is_said_and_what_was_typed_stays(client, change, said):
    answer = client.post("/begin/", ENTERED | change)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert 'value="多摩橋機工"' in page
    assert not Person.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_begin_at_once_one_does():
    outcomes = []
    start = threading.Barrier(2)

    def begins(name: str) -> None:
        start.wait()
        try:
            begin_house(
                by=by_hand(), firm={"name_en": name, "name_ja": name}, password=PASSWORD,
                person={"family_en": name, "email": f"{name}@t.example", "language": "en"},
            )  # fmt: skip
            outcomes.append("began")
        except Refused as refused:
            outcomes.append(refused.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=begins, args=[name]) for name in ("one", "two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["began", "lived_in"]
    assert (Person.objects.count(), Firm.objects.count(), Section.objects.count()) == (1, 1, 1)


@pytest.fixture
def invited(cast: Cast) -> Person:
    new = Person.join(
        by=HOUSE, email="abe@tamabashi.example", family_en="Abe", language="en", section=cast.owner.section
    )
    new.invite(by=HOUSE)
    return new


def test_an_invitation_opens_once(invited, client, settings):
    link = link_in(settings)
    assert "Welcome, Abe" in client.get(link).content.decode()
    assert client.post(link, {"press": "1", "password": PASSWORD}).status_code == 302
    assert client.get("/me/").status_code == 200
    invited.refresh_from_db()
    assert invited.check_password(PASSWORD)
    assert invited.history().first().kind == "person_came_in"
    client.logout()
    again = client.get(link)
    assert again.status_code == 410
    assert "was used, has run out" in again.content.decode()
    assert client.post(link, {"press": "2", "password": "another long password"}).status_code == 409
    invited.refresh_from_db()
    assert invited.check_password(PASSWORD)


def test_a_weak_password_leaves_the_invitation_open(invited, client, settings):
    link = link_in(settings)
    answer = client.post(link, {"press": "1", "password": "abe"})
    assert answer.status_code == 422
    assert "too short" in answer.content.decode()
    assert Invitation.objects.get(person=invited).is_live


def test_an_invitation_runs_out_after_seven_days(invited, client, settings):
    link = link_in(settings)
    with clocks.travelling(clocks.now() + dt.timedelta(days=7)):
        assert client.get(link).status_code == 410
        assert client.post(link, {"press": "1", "password": PASSWORD}).status_code == 409


def test_a_newer_invitation_ends_the_older_one(invited, client, settings):
    old = link_in(settings)
    invited.invite(by=HOUSE)
    assert client.get(old).status_code == 410
    assert Invitation.objects.filter(person=invited, used_at=None, revoked_at=None).count() == 1


@pytest.mark.parametrize("forged", ["1-" + "0" * 40, "x-y", "99999999999999999999-0", "1-"])
def test_a_forged_invitation_is_not_there(invited, client, forged):
    assert client.get(f"/invitation/{forged}/").status_code == 404


def test_another_address_ends_the_link(invited, client, settings):
    link = link_in(settings)
    invited.change(by=HOUSE, email="abe.new@tamabashi.example")
    assert client.get(link).status_code == 404


def test_who_left_is_not_invited(invited):
    Person.objects.filter(pk=invited.pk).update(left_at=clocks.now())
    invited.refresh_from_db()
    with refusal("not_here"):
        invited.invite(by=HOUSE)


def test_a_colleague_without_a_password_is_invited_at_once(cast: Cast, client, settings):
    Person.objects.filter(pk=cast.boss.pk).update(is_administrator=True)
    client.force_login(cast.boss)
    form = {
        "press": "1",
        "family_en": "Abe",
        "email": "abe@tamabashi.example",
        "section": cast.boss.section_id,
        "language": "ja",
    }
    assert client.post("/people/new/", form).status_code == 302
    assert client.post("/people/new/", form).status_code in (302, 422)  # pressed twice
    assert Invitation.objects.count() == 1
    new = Person.objects.get(email="abe@tamabashi.example")
    assert "パスワードを決めてください" in letters(settings)[-1].get_content()
    page = client.get(f"/people/{new.pk}/").content.decode()
    assert "the link opens until" in page
    assert client.post(f"/people/{new.pk}/invitation/", {"press": "2"}).status_code == 302
    assert Invitation.objects.filter(person=new).count() == 2


def test_only_who_keeps_the_house_invites(cast: Cast, client):
    client.force_login(cast.owner)
    assert client.post(f"/people/{cast.deputy.pk}/invitation/", {"press": "1"}).status_code == 404
