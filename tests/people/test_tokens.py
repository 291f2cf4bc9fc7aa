"""Tokens for programs: shown once, kept as a digest, ended by time, by hand and by leaving."""

import datetime as dt

import pytest
from django.core.cache import cache

from tanto import clocks
from tanto.people.models import Person, Token
from tests.api.conftest import Program
from tests.cast import HOUSE, PASSWORD, Cast
from tests.recovery.test_receiving import refusal

DAY = dt.timedelta(days=1)


def make(person: Person, **more) -> str:
    known = {"name": "night report", "scope": "read", "days": 30} | more
    mine = Person.objects.get(pk=person.pk)
    return mine.make_token(by=mine.actor, **known)


def opens(secret: str) -> int:
    program = Program(None)
    program.headers = {"Authorization": f"Bearer {secret}"}
    return program.get("/my-day").status_code


def test_only_a_digest_and_the_first_signs_are_kept(cast: Cast):
    secret = make(cast.owner)
    kept = Token.objects.get()
    assert secret.startswith(kept.mark)
    assert len(secret) > 45
    assert secret not in str([getattr(kept, field.name) for field in Token._meta.fields])
    assert kept.person.history().first().kind == "token_made"


def test_it_opens_until_it_runs_out(cast: Cast):
    secret = make(cast.owner)
    assert opens(secret) == 200
    with clocks.travelling(clocks.now() + 31 * DAY):
        assert opens(secret) == 401


def test_it_is_ended_by_its_person_and_then_opens_nothing(cast: Cast, client):
    secret = make(cast.owner)
    client.force_login(cast.owner)
    client.post(f"/me/tokens/{Token.objects.get().pk}/end/")
    assert opens(secret) == 401
    assert cast.owner.history().first().kind == "token_ended"


def test_it_ends_when_its_person_leaves(cast: Cast):
    secret = make(cast.stranger)
    Person.objects.get(pk=cast.stranger.pk).leave(by=HOUSE)
    assert opens(secret) == 401
    assert Token.objects.get().ended_at is not None


def test_who_keeps_the_house_sees_it_and_ends_it(cast: Cast, client):
    secret = make(cast.owner)
    client.force_login(Person.objects.get(is_administrator=True))
    page = client.get(f"/people/{cast.owner.pk}/").content.decode()
    assert "night report" in page
    assert secret not in page
    client.post(f"/people/{cast.owner.pk}/tokens/{Token.objects.get().pk}/end/")
    assert opens(secret) == 401


def test_nobody_else_ends_it(cast: Cast, client):
    make(cast.owner)
    client.force_login(cast.stranger)
    token = Token.objects.get()
    assert client.post(f"/people/{cast.owner.pk}/tokens/{token.pk}/end/").status_code == 404
    client.post(f"/me/tokens/{token.pk}/end/")
    token.refresh_from_db()
    assert token.is_live


def test_nobody_makes_one_for_another(cast: Cast):
    with refusal("their_own_token"):
        cast.owner.make_token(by=cast.boss.actor, name="x", scope="read", days=30)


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ({"name": " "}, "token_without_name"),
        ({"days": 366}, "token_without_end"),
        ({"scope": "all"}, "token_without_end"),
    ],
)
def test_it_has_a_name_a_reach_and_an_end(cast: Cast, fault, code):
    with refusal(code):
        make(cast.owner, **fault)


def test_its_use_is_written_at_most_once_a_minute(cast: Cast, django_assert_num_queries):
    secret, now = make(cast.owner), clocks.now()
    with clocks.travelling(now):
        opens(secret)
        first = Token.objects.get().used_at
    with clocks.travelling(now + dt.timedelta(seconds=50)):
        opens(secret)
        assert Token.objects.get().used_at == first == now


def test_the_page_asks_again_who_it_is_and_shows_the_secret_once(cast: Cast, client):
    client.post("/sign-in/", {"login": cast.owner.email, "password": PASSWORD})
    client.post("/me/sign-in/again/?next=/me/tokens/new/", {"password": PASSWORD})
    asked = {"name": "night report", "scope": "write", "days": "90"}
    page = client.post("/me/tokens/new/", asked).content.decode()
    secret = page.partition('class="secret" tabindex="0">tanto_')[2].partition("<")[0]
    assert opens(f"tanto_{secret}") == 200
    assert secret not in client.get("/me/tokens/").content.decode()


def test_an_old_sign_in_is_asked_for_the_password_first(cast: Cast, client):
    client.force_login(cast.owner)
    answer = client.get("/me/tokens/new/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/me/sign-in/again/")


def test_a_house_that_asks_a_second_step_asks_it_of_programs_too(cast: Cast):
    from tanto.people.models import Firm

    secret = make(cast.owner)
    Firm.kept().ask_second_step(by=HOUSE, of="everybody")
    assert opens(secret) == 403


def test_wrong_tokens_are_held_up(cast: Cast):
    cache.clear()
    answers = [opens(f"tanto_wrong{number}") for number in range(32)]
    assert answers[:30] == [401] * 30
    assert answers[31] == 429
    assert opens(make(cast.owner)) == 200
