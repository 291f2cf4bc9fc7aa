import datetime as dt

import pytest

from tanto import clocks
from tanto.notices.drain import drain
from tests.cast import PASSWORD, Cast


def test_my_day_costs_the_same_with_one_case_or_many(cast: Cast, client, django_assert_max_num_queries):
    for _ in range(8):
        cast.accountable()
    client.force_login(cast.owner)
    with django_assert_max_num_queries(10):
        page = client.get("/")
    assert page.content.decode().count("Tell the customer where it stands") == 8


def test_my_day_shows_the_next_thing_first(cast: Cast, client):
    cast.accountable()
    client.force_login(cast.owner)
    page = client.get("/").content.decode()
    assert "You owe 2 things" in page
    assert "A corrected delivery note" in page
    assert "Which paper is true?" in page


def test_an_empty_day_says_what_belongs_here(cast: Cast, client):
    client.force_login(cast.stranger)
    assert "Nobody waits for you." in client.get("/").content.decode()


def test_the_desk_shows_three_lines_and_one_seal_to_put(cast: Cast, client, django_assert_max_num_queries):
    for _ in range(6):
        cast.receive(by=cast.colleague)
        cast.accountable()
    client.force_login(cast.boss)
    with django_assert_max_num_queries(10):
        page = client.get("/desk/").content.decode()
    assert "12 notices wait for your seal." in page
    assert page.count("Which paper is true?") == 6
    assert "More notices wait behind these" in page


def test_a_draft_lies_on_the_boss_desk(cast: Cast, client):
    case = cast.draft()
    client.force_login(case.section.boss)
    assert case.number in client.get("/desk/").content.decode()


def test_notices_are_listed_and_read_by_pressing(cast: Cast, client):
    cast.receive(by=cast.colleague)
    drain(clocks.now())
    client.force_login(cast.boss)
    assert "has it" in client.get("/notices/").content.decode()
    assert cast.boss.notices.filter(read_at__isnull=True).exists()
    client.post("/notices/reading/")
    assert not cast.boss.notices.filter(read_at__isnull=True).exists()


def test_one_signs_in_by_mail_and_password(cast: Cast, client):
    answer = client.post("/sign-in/", {"login": cast.owner.email, "password": PASSWORD})
    assert answer.status_code == 302
    assert client.get("/").status_code == 200


def test_a_wrong_password_says_what_to_do(cast: Cast, client):
    page = client.post("/sign-in/", {"login": cast.owner.email, "password": "wrong"}).content.decode()
    assert "a new password come by mail" in page


def test_who_left_cannot_sign_in(cast: Cast, client):
    cast.stranger.leave(by=cast.boss.actor)
    client.post("/sign-in/", {"login": cast.stranger.email, "password": PASSWORD})
    assert client.get("/desk/").status_code == 404


def test_who_leaves_while_signed_in_is_out(cast: Cast, client):
    client.force_login(cast.stranger)
    cast.stranger.leave(by=cast.boss.actor)
    assert client.get("/desk/").status_code == 404


def test_the_list_of_cases_costs_the_same_however_long(cast: Cast, client, django_assert_max_num_queries):
    for _ in range(30):
        cast.draft()
    client.force_login(cast.owner)
    with django_assert_max_num_queries(9):
        client.get("/cases/")


@pytest.mark.parametrize("wanted", ["Shirakaba", "白樺", "Kiuchi", "SR-"])
def test_a_case_is_found_by_client_contact_or_number(cast: Cast, client, wanted):
    case = cast.receive()
    drain(clocks.now())
    client.force_login(cast.stranger)
    assert case.number in client.get("/cases/", {"q": wanted}).content.decode()


def test_the_page_of_a_case_costs_the_same_however_long_it_lived(
    cast: Cast, client, django_assert_max_num_queries
):
    case = cast.closed()
    for n in range(20):
        with clocks.travelling(clocks.now() + dt.timedelta(days=20 + n)):
            case.reopen(by=cast.customer.actor, words=f"Again {n}")
    client.force_login(cast.owner)
    with django_assert_max_num_queries(12):
        assert client.get(f"/cases/{case.number}/").status_code == 200
