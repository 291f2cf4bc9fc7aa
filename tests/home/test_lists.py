"""The list of the morning and the summary of the evening: once a day, in the reader's language, true when it leaves."""

import pytest

from tanto import clocks
from tanto.home import lists
from tanto.notices.models import Notice
from tanto.notices.post import send_due
from tests.cast import Cast, at
from tests.notices.test_telling import letters


@pytest.fixture(autouse=True)
def nothing_handed_out(monkeypatch):
    monkeypatch.setattr(lists, "_handed", {})


def hand_out(moment: str, *, slept: bool = False) -> None:
    if slept:
        lists._handed.clear()
    with clocks.travelling(at(moment)):
        lists.hand_out(clocks.now())
        send_due(clocks.now())


def mails_to(settings, person) -> list:
    return [mail for mail in letters(settings) if mail["To"] == person.email]


def test_in_the_morning_everybody_who_owes_something_gets_the_list(cast: Cast, settings):
    with clocks.travelling(at("2026-11-11 16:00")):
        case = cast.accountable()
    hand_out("2026-11-12 09:00")
    (mail,) = mails_to(settings, cast.owner)
    assert mail["Subject"].startswith("Your day: ")
    assert case.number in mail.get_content()
    assert "Which paper" not in mail.get_content()  # the words stay in the program
    assert not mails_to(settings, cast.stranger)


def test_it_is_in_the_language_of_the_reader(cast: Cast, settings):
    cast.owner.change(by=cast.owner.actor, language="ja")
    with clocks.travelling(at("2026-11-11 16:00")):
        cast.accountable()
    hand_out("2026-11-12 09:00")
    (mail,) = mails_to(settings, cast.owner)
    assert mail["Subject"].startswith("今日やること：")


def test_a_list_is_handed_out_once_also_by_a_worker_that_starts_again(cast: Cast, settings):
    with clocks.travelling(at("2026-11-11 16:00")):
        cast.accountable()
    for _ in range(3):
        hand_out("2026-11-12 09:00", slept=True)
    assert Notice.objects.filter(person=cast.owner, list="morning").count() == 1
    assert len(mails_to(settings, cast.owner)) == 1


@pytest.mark.parametrize(
    "moment", ["2026-11-14 09:00", "2026-11-12 08:59", "2026-11-12 13:00", "2026-11-23 09:00"]
)
def test_not_on_a_closed_day_not_too_early_and_not_when_it_helps_nobody(cast: Cast, moment):
    with clocks.travelling(at("2026-11-11 16:00")):
        cast.accountable()
    hand_out(moment)
    assert not Notice.objects.filter(list="morning").exists()


def test_in_the_evening_bosses_hear_what_waits_for_them(cast: Cast, settings):
    with clocks.travelling(at("2026-11-12 16:00")):
        cast.receive(by=cast.colleague)
    hand_out("2026-11-12 17:00")
    (mail,) = mails_to(settings, cast.boss)
    assert mail["Subject"] == "The evening: 1 thing waits for you"
    assert "Notices to be read: 1" in mail.get_content()
    assert not mails_to(settings, cast.stranger)


def test_nobody_is_named_in_the_summary(cast: Cast, settings):
    with clocks.travelling(at("2026-11-12 10:00")):
        cast.accountable()
    hand_out("2026-11-12 17:00")
    (mail,) = mails_to(settings, cast.boss)
    assert not any(name in mail.get_content() for name in ("Mori", "Sasaki", "Tanaka"))


def test_the_list_stands_among_the_notices(cast: Cast, client):
    with clocks.travelling(at("2026-11-11 16:00")):
        cast.accountable()
    hand_out("2026-11-12 09:00")
    client.force_login(cast.owner)
    assert "Your list of the morning." in client.get("/notices/").content.decode()
