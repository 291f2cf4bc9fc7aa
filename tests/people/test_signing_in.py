"""Coming in: a password and, where somebody has one, a second step; every change of a key is written down and told."""

import datetime as dt
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client as Browser

from tanto import clocks
from tanto.people.models import Firm, Invitation, Session
from tests.cast import HOUSE, PASSWORD, Cast
from tests.people.test_begin import letters
from tests.recovery.test_receiving import refusal

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code(ago: int = 0) -> str:
    return format_hotp_value(hotp_value(SECRET, int(time.time()) // 30 - ago))


def signs_in(browser, person, password=PASSWORD):
    return browser.post("/sign-in/", {"login": person.email, "password": password})


@pytest.fixture(autouse=True)
def fresh_counters():
    cache.clear()


@pytest.fixture
def owner(cast: Cast):
    cast.owner.set_password(PASSWORD)
    cast.owner.save()
    return cast.owner


@pytest.fixture
def careful(owner):
    """The owner has an app."""
    TOTP.activate(owner, SECRET)
    return owner


def kinds(person) -> list[str]:
    return [entry.kind for entry in person.history()]


def test_without_a_second_step_the_password_opens(owner, client):
    assert signs_in(client, owner).headers["Location"] == "/"
    assert client.get("/me/").status_code == 200


def test_with_one_the_password_alone_opens_nothing(careful, client):
    assert signs_in(client, careful).headers["Location"] == "/sign-in/second/"
    assert client.get("/me/").status_code == 404
    assert client.post("/sign-in/second/", {"code": "000000"}).status_code == 200
    assert client.get("/me/").status_code == 404
    assert client.post("/sign-in/second/", {"code": code()}).status_code == 302
    assert client.get("/me/").status_code == 200


def test_a_code_opens_once(careful, client):
    shown = code()
    signs_in(client, careful)
    client.post("/sign-in/second/", {"code": shown})
    other = Browser()
    signs_in(other, careful)
    other.post("/sign-in/second/", {"code": shown})
    assert other.get("/me/").status_code == 404


def test_codes_cannot_be_guessed_by_trying(careful, client):
    signs_in(client, careful)
    for guess in range(6):
        page = client.post("/sign-in/second/", {"code": f"{guess:06}"})
    assert "Too many tries" in page.content.decode()
    assert "Too many tries" in client.post("/sign-in/second/", {"code": code()}).content.decode()
    assert client.get("/me/").status_code == 404


def test_passwords_cannot_be_guessed_by_trying(owner, client):
    for guess in range(6):
        page = signs_in(client, owner, f"wrong password {guess}")
    assert "Too many tries" in page.content.decode()
    assert "Too many tries" in signs_in(client, owner).content.decode()


def test_an_app_is_added_by_reading_a_picture_and_the_person_hears_of_it(
    owner, client, settings, django_capture_on_commit_callbacks
):
    signs_in(client, owner)
    assert client.get("/me/sign-in/app/").headers["Location"].startswith("/me/sign-in/again/")
    client.post("/me/sign-in/again/", {"password": PASSWORD, "next": "/me/sign-in/app/"})
    client.get("/me/sign-in/app/")
    session = client.session
    session["mfa.totp.secret"] = SECRET
    session.save()
    with django_capture_on_commit_callbacks(execute=True):
        page = client.post("/me/sign-in/app/", {"code": code()})
    assert page.headers["Location"] == "/me/sign-in/codes/"
    assert len(set(client.get("/me/sign-in/codes/").context["unused_codes"])) == 10
    assert client.get("/me/sign-in/codes/").context["unused_codes"][0] == "****"
    assert kinds(owner)[0] in ("app_added", "codes_made")
    assert "authenticator app was added" in "".join(letter["Subject"] for letter in letters(settings))


def test_a_recovery_code_opens_once(careful, client):
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    lost = RecoveryCodes.activate(careful).get_unused_codes()[3]
    for status in (200, 404):
        browser = Browser()
        signs_in(browser, careful)
        browser.post("/sign-in/second/", {"code": lost})
        assert browser.get("/me/").status_code == status


def test_the_secret_of_an_app_does_not_lie_open_in_the_database(careful):
    assert SECRET not in str(Authenticator.objects.get(user=careful).data)


@pytest.mark.parametrize(
    ("rule", "owner_asked", "boss_asked"),
    [("nobody", False, False), ("keepers", False, False), ("bosses", False, True), ("everybody", True, True)],
)
def test_the_house_asks_a_second_step_by_role(cast: Cast, client, rule, owner_asked, boss_asked):
    Firm.kept().ask_second_step(by=HOUSE, of=rule)
    for person, is_asked in ((cast.owner, owner_asked), (cast.boss, boss_asked)):
        client.force_login(person)
        page = client.get("/cases/")
        assert page.status_code == (302 if is_asked else 200)
        if is_asked:
            assert page.headers["Location"] == "/me/sign-in/"
            assert "asks a second step of you" in client.get("/me/sign-in/").content.decode()
            TOTP.activate(person, SECRET)
            assert client.get("/cases/").status_code == 200


def test_only_who_keeps_the_house_says_of_whom_it_is_asked(cast: Cast):
    with refusal("not_the_keeper"):
        Firm.kept().ask_second_step(by=cast.owner.actor, of="nobody")
    with refusal("no_such_circle"):
        Firm.kept().ask_second_step(by=HOUSE, of="friends")


def test_the_page_of_the_firm_is_the_keepers(cast: Cast, client):
    client.force_login(cast.owner)
    assert client.get("/firm/").status_code == 404
    client.force_login(cast.executive)
    cast.executive.is_administrator = True
    cast.executive.save()
    assert client.get("/firm/").status_code == 200
    client.post(
        "/firm/",
        {
            "name_en": "Tamabashi",
            "name_ja": "多摩橋",
            "seal": "多摩",
            "second_step": "bosses",
            "keep_contacts": 24,
            "keep_people": 0,
            "values_en": "Say it first",
        },
    )
    ours = Firm.ours()
    assert (ours.name_en, ours.second_step, ours.values_en) == ("Tamabashi", "bosses", "Say it first")
    assert (ours.keep_contacts, ours.keep_people) == (24, 0)
    client.force_login(cast.stranger)
    assert "Say it first" in client.get("/people/").content.decode()


def test_every_browser_is_shown_and_can_be_signed_out(owner, client):
    here, there = client, Browser(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/150.0"})
    signs_in(there, owner)
    signs_in(here, owner)
    page = here.get("/me/sign-in/")
    assert "Firefox, Windows" in page.content.decode()
    assert [is_here for _row, _key, is_here in page.context["browsers"]] == [True, False]
    here.post("/me/sign-in/browsers/", {"press": "1"})
    assert there.get("/me/").status_code == 404
    assert here.get("/me/").status_code == 200
    assert kinds(owner)[0] == "signed_out_elsewhere"


def test_one_browser_is_signed_out_and_nobody_elses(owner, cast: Cast, client):
    a, b, boss = Browser(), Browser(), Browser()
    for browser in (client, a, b):
        signs_in(browser, owner)
    boss.force_login(cast.boss)
    key = client.get("/me/sign-in/").context["browsers"][1][1]
    client.post("/me/sign-in/browsers/", {"browser": key})
    boss.post("/me/sign-in/browsers/", {"browser": client.get("/me/sign-in/").context["browsers"][1][1]})
    assert sorted(browser.get("/me/").status_code for browser in (client, a, b, boss)) == [200, 200, 200, 404]


def test_a_session_s_key_never_stands_on_the_page(owner, client):
    signs_in(client, owner)
    assert Session.objects.filter(person=owner).count() == 1
    assert client.session.session_key not in client.get("/me/sign-in/").content.decode()


def test_a_forgotten_password_comes_back_by_mail(careful, client, settings):
    signed_in = Browser()
    signed_in.force_login(careful)
    page = client.post("/password/forgotten/", {"email": careful.email.upper()})
    assert "on its way" in page.content.decode()
    link = Invitation.objects.get(person=careful)
    assert link.url in letters(settings)[-1].get_content()
    path = link.url.removeprefix("http://localhost:8000")
    assert client.post(path, {"press": "1", "password": "short"}).status_code == 422
    assert (
        client.post(path, {"press": "2", "password": "quite another password"}).headers["Location"]
        == "/sign-in/"
    )
    assert signed_in.get("/me/").status_code == 404
    assert signs_in(client, careful, "quite another password").headers["Location"] == "/sign-in/second/"
    assert client.post(path, {"press": "3", "password": "a third long password"}).status_code == 409


def test_nobody_learns_who_works_here(cast: Cast, client):
    pages = [
        client.post("/password/forgotten/", {"email": email}).content.decode().replace(email, "")
        for email in (cast.owner.email, "nobody@tamabashi.example")
    ]
    strip = [page.split("<main")[1] for page in pages]
    assert strip[0] == strip[1]


def test_one_letter_in_five_minutes_is_enough_and_the_same_link_goes_out_again(owner, settings):
    owner.ask_new_password(by=owner.actor)
    owner.ask_new_password(by=owner.actor)
    assert Invitation.objects.filter(person=owner).count() == 1
    with clocks.travelling(clocks.now() + dt.timedelta(minutes=6)):
        owner.ask_new_password(by=HOUSE)
        assert [link.is_live for link in Invitation.objects.filter(person=owner)] == [True]
        assert [entry.kind for entry in owner.history()][:2] == ["password_forgotten"] * 2
    with clocks.travelling(clocks.now() + dt.timedelta(minutes=50)):
        owner.ask_new_password(by=HOUSE)
        assert [link.is_live for link in Invitation.objects.filter(person=owner).order_by("pk")] == [
            False,
            True,
        ]


def test_a_link_of_one_kind_opens_no_door_of_the_other(owner, client):
    owner.invite(by=HOUSE)
    owner.ask_new_password(by=HOUSE)
    first, password = Invitation.objects.order_by("pk")
    assert client.get(f"/password/new/{first.token}/").status_code == 404
    assert client.get(f"/invitation/{password.token}/").status_code == 404


def test_a_keeper_helps_a_colleague_who_lost_the_telephone(careful, cast: Cast, client, settings):
    cast.executive.is_administrator = True
    cast.executive.save()
    client.force_login(cast.executive)
    assert "Take off the second step" in client.get(f"/people/{careful.pk}/").content.decode()
    client.post(f"/people/{careful.pk}/second-step/", {"press": "1"})
    assert not Authenticator.objects.filter(user=careful).exists()
    assert "took off your second step" in letters(settings)[-1]["Subject"]
    with refusal("own_second_step"):
        cast.executive.take_off_second_step(by=cast.executive.actor)


def test_a_colleague_takes_off_nobodys_second_step(careful, cast: Cast, client):
    client.force_login(cast.boss)
    assert client.post(f"/people/{careful.pk}/second-step/").status_code == 404
    with refusal("not_the_keeper"):
        careful.take_off_second_step(by=cast.boss.actor)


def test_a_keeper_cannot_set_the_password_of_whoever_has_one(owner, cast: Cast):
    cast.executive.is_administrator = True
    cast.executive.save()
    by = cast.executive.actor
    with refusal("their_own_password"):
        owner.change(by=by, password="mine to know now")


def test_a_passkey_that_is_none_is_refused(owner, client):
    page = client.post("/sign-in/passkey/", {"credential": "{}"})
    assert page.status_code == 302
    assert client.get("/me/").status_code == 404


def test_a_code_that_opened_does_not_open_again_while_it_would_be_taken(careful, client, monkeypatch):
    early = code(ago=-1)
    signs_in(client, careful)
    client.post("/sign-in/second/", {"code": early})
    assert client.get("/me/").status_code == 200
    for place in list(cache._cache):
        if "allauth.mfa.totp" in place:
            del cache._cache[place]  # the library forgets it after half a minute
    other = Browser()
    signs_in(other, careful)
    other.post("/sign-in/second/", {"code": early})
    assert other.get("/me/").status_code == 404


def test_with_another_key_an_app_opens_nothing_and_breaks_nothing(careful, client, settings):
    signs_in(client, careful)
    settings.SECRET_KEY = "another key of another house altogether"
    signs_in(client, careful)
    assert client.post("/sign-in/second/", {"code": code()}).status_code in (200, 302)
    assert client.get("/me/").status_code == 404
    from tanto.keeping.doctor import second_steps

    assert careful.email in second_steps().trouble


def test_who_waits_for_the_second_step_while_the_password_changes_shows_the_new_one(careful, client):
    signs_in(client, careful)
    careful.change(by=HOUSE, password="a wholly new password")
    assert client.post("/sign-in/second/", {"code": code()}).headers["Location"] == "/sign-in/"
    assert client.get("/me/").status_code == 404


def test_the_form_of_an_old_invitation_signs_nobody_in_again(owner, client):
    owner.invite(by=HOUSE)
    link = Invitation.objects.get(person=owner)
    sent = {"press": "1", "password": "the first long password"}
    assert client.post(f"/invitation/{link.token}/", sent).headers["Location"] == "/"
    client.post("/sign-out/")
    owner.change(by=HOUSE, password="a wholly new password")
    assert client.post(f"/invitation/{link.token}/", sent).headers["Location"] == "/sign-in/"
    assert client.get("/me/").status_code == 404


def test_an_address_that_somebody_else_changes_is_told_at_the_old_one_and_gets_no_link_for_a_day(
    owner, cast: Cast, settings
):
    cast.executive.is_administrator = True
    cast.executive.save()
    before = owner.email
    owner.change(by=cast.executive.actor, email="keeper.own@tamabashi.example")
    (letter,) = [letter for letter in letters(settings) if "changed the address" in letter["Subject"]]
    assert letter["To"] == before
    owner.ask_new_password(by=owner.actor)
    assert not Invitation.objects.filter(person=owner, used_at=None, revoked_at=None).exists()
    with clocks.travelling(clocks.now() + dt.timedelta(hours=25)):
        owner.ask_new_password(by=owner.actor)
        assert Invitation.objects.filter(person=owner, used_at=None, revoked_at=None).exists()


def test_nobody_makes_themselves_an_executive(cast: Cast):
    cast.stranger.is_administrator = True
    cast.stranger.save()
    with refusal("own_executive"):
        cast.stranger.change(by=cast.stranger.actor, is_executive=True)
    with refusal("own_executive"):
        cast.stranger.change(by=cast.stranger.actor, is_executive=True, email="x@y.example")
