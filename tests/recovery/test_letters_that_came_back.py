"""She did not get it: the owner hears, the address is marked, and what the letter had put off is owed again."""

import datetime as dt
import email
from email.policy import default

import pytest

from tanto import clocks
from tanto.clients.models import Contact
from tanto.clocks.models import Clock
from tanto.clocks.sweep import sweep
from tanto.journal.actor import system
from tanto.journal.models import Words
from tanto.journal.verify import verify
from tanto.notices.drain import drain
from tanto.notices.models import Letter, Notice
from tanto.notices.post import send_due
from tanto.notices.writing import written as written_mail
from tanto.recovery.models import Case
from tests.cast import HOUSE, MONDAY, Cast, at
from tests.recovery.test_receiving import refusal

HOUR = dt.timedelta(hours=1)


@pytest.fixture(autouse=True)
def monday():
    with clocks.travelling(MONDAY):
        yield


def written(cast: Cast, case: Case, *, hours: float = 5, **more) -> Letter:
    body = "Is it solved, by {next_time}? Mori" if case.step == "test" else "Mori. {next_time}"
    case.write(by=cast.owner.actor, body=body, next_at=clocks.now() + hours * HOUR, **more)
    drain(clocks.now())
    send_due(clocks.now())
    return Letter.objects.filter(contact=cast.customer).latest("pk")


def comes_back(cast: Cast, case: Case, letter: Letter) -> None:
    said = f"550 5.1.1 <{letter.address}>: no such user"
    case.letter_bounced(by=system("mail"), letter=letter, address=letter.address, status="5.1.1", said=said)


def due(case: Case, kind: str = "progress_update") -> dt.datetime | None:
    found = Clock.objects.of("case", case.pk).running().filter(kind=kind).first()
    return found.due_at if found else None


def test_the_owner_hears_and_the_time_is_owed_as_before(cast: Cast):
    case = cast.accountable()
    before, told = due(case), case.next_told_at
    with clocks.travelling(MONDAY + HOUR):
        letter = written(cast, case)
        assert due(case) > before
        comes_back(cast, case, letter)
        drain(clocks.now())
    assert (due(case), case.next_told_at) == (before, told)
    letter.refresh_from_db()
    assert letter.state == "bounced"
    assert Notice.objects.filter(person=cast.owner, entry__kind="letter_bounced").count() == 1
    with clocks.travelling(MONDAY + 2 * HOUR):
        send_due(clocks.now())
    (told,) = Letter.objects.filter(person=cast.owner)
    assert "did not get the letter" in written_mail(told).get_content()
    assert verify().broken == ""


def test_a_time_that_has_passed_is_owed_now_and_told(cast: Cast):
    case = cast.accountable()
    letter = written(cast, case)
    late = MONDAY + 4 * HOUR
    with clocks.travelling(late):
        comes_back(cast, case, letter)
        assert due(case) == late
    with clocks.travelling(late + dt.timedelta(minutes=1)):
        sweep(clocks.now())
    assert case.history().filter(kind="update_missed").exists()


def test_known_twice_it_is_once(cast: Cast):
    case = cast.accountable()
    letter = written(cast, case)
    for _ in range(2):
        comes_back(cast, case, letter)
    assert case.history().filter(kind="letter_bounced").count() == 1


def test_who_heard_from_us_since_is_owed_nothing_more(cast: Cast):
    case = cast.accountable()
    letter = written(cast, case)
    case.speak(by=cast.owner.actor, words="It is on its way, {next_time}.", next_at=MONDAY + 3 * HOUR)
    before = due(case)
    comes_back(cast, case, letter)
    assert (due(case), case.next_told_at) == (before, MONDAY + 3 * HOUR)


def test_of_two_letters_that_came_back_the_time_before_the_first_is_owed(cast: Cast):
    case = cast.accountable()
    before = due(case)
    first, second = written(cast, case, hours=3), written(cast, case, hours=6)
    comes_back(cast, case, first)
    assert due(case) > before  # the second may still have reached her
    comes_back(cast, case, second)
    assert due(case) == before


def test_a_test_question_that_never_arrived_is_to_be_asked(cast: Cast):
    case = cast.at_test()
    asked_by = due(case, "test_question")
    letter = written(cast, case)
    assert due(case, "her_answer") is not None
    comes_back(cast, case, letter)
    assert (due(case, "test_question"), due(case, "her_answer")) == (asked_by, None)
    assert case.attempts.get().result == "came_back"


def test_the_first_words_are_owed_again(cast: Cast):
    case = cast.at_question()
    first = due(case, "first_response")
    letter = written(cast, case)
    assert due(case, "first_response") is None
    comes_back(cast, case, letter)
    assert (due(case, "first_response"), due(case), case.next_told_at) == (first, None, None)


def test_the_address_is_marked_until_it_is_changed_or_a_mail_comes_from_it(cast: Cast):
    case = cast.accountable()
    comes_back(cast, case, written(cast, case))
    hers = Contact.objects.get(pk=cast.customer.pk)
    assert hers.bounced_at == MONDAY
    hers.address_works(by=system("mail"), address="KIUCHI@shirakabazawa.example")
    assert Contact.objects.get(pk=hers.pk).bounced_at is None
    hers.address_failed(by=system("mail"), address=hers.email)
    hers.change(by=cast.owner.actor, email="kiuchi@new.example")
    hers.address_failed(by=system("mail"), address="kiuchi@shirakabazawa.example")  # hers no more
    assert Contact.objects.get(pk=hers.pk).bounced_at is None


def test_a_letter_goes_again_to_the_right_address_as_a_new_mail(cast: Cast, settings):
    case = cast.accountable()
    letter = written(cast, case)
    comes_back(cast, case, letter)
    with refusal("same_address"):
        case.send_letter_again(by=cast.owner.actor, letter=letter)
    case.send_letter_again(by=cast.owner.actor, letter=letter, address="kiuchi@new.example")
    drain(clocks.now())
    send_due(clocks.now())
    again = Letter.objects.filter(contact=cast.customer).latest("pk")
    assert (again.state, again.address) == ("sent", "kiuchi@new.example")
    assert again.message_id != letter.message_id
    files = [email.message_from_bytes(f.read_bytes(), policy=default) for f in settings.MAIL_FOLDER.glob("*")]
    assert sum(mail["To"] == "kiuchi@new.example" for mail in files) == 1
    assert due(case) is not None
    assert not Letter.to_look_at().exists()


def test_a_letter_whose_time_has_passed_is_written_anew(cast: Cast):
    case = cast.accountable()
    letter = written(cast, case)
    comes_back(cast, case, letter)
    with clocks.travelling(MONDAY + 6 * HOUR), refusal("letter_out_of_date"):
        case.send_letter_again(by=cast.owner.actor, letter=letter, address="kiuchi@new.example")
    assert Contact.objects.get(pk=cast.customer.pk).email == "kiuchi@shirakabazawa.example"


def test_the_page_says_what_to_do_and_one_press_does_it(cast: Cast, client):
    case = cast.accountable()
    comes_back(cast, case, written(cast, case))
    letter = Letter.objects.get(contact=cast.customer)
    client.force_login(cast.owner)
    page = client.get(f"/cases/{case.number}/").content.decode()
    assert "did not get the letter" in page
    assert (
        "did not get your letter" in client.get("/asked/").content.decode() + client.get("/").content.decode()
    )
    address = f"/cases/{case.number}/letters/{letter.pk}/sent-again/"
    assert client.post(address, {"address": "no address"}).status_code == 422
    client.post(address, {"address": "kiuchi@new.example"})
    assert "did not get the letter" not in client.get(f"/cases/{case.number}/").content.decode()
    client.force_login(cast.stranger)
    assert client.post(address, {"address": "x@y.example"}).status_code == 404


def test_a_letter_that_does_not_leave_shows_on_its_case(cast: Cast, client, monkeypatch):
    def no_route(message):
        raise OSError("no route")

    monkeypatch.setattr("tanto.notices.post.deliver", no_route)
    case = cast.accountable()
    written(cast, case)
    for minutes in (2, 5):
        send_due(MONDAY + dt.timedelta(minutes=minutes))
    client.force_login(cast.owner)
    page = client.get(f"/cases/{case.number}/").content.decode()
    assert "has not left since" in page
    assert "3 tries" in page
    letter = Letter.objects.get(contact=cast.customer)
    assert letter.next_at == MONDAY + dt.timedelta(minutes=9)  # after 1, 2, 4 minutes


def test_what_her_server_said_is_forgotten_with_her(cast: Cast):
    with clocks.travelling(at("2026-11-04 10:00")):
        case = cast.at_follow_up()
        comes_back(cast, case, written(cast, case))
    said = case.history().get(kind="letter_bounced").facts["words"]["words"]
    Contact.objects.get(pk=cast.customer.pk).change(by=cast.owner.actor, email="kiuchi@new.example")
    with clocks.travelling(at("2026-11-18 11:00")):
        case.refresh_from_db()
        case.confirm_lasting(by=cast.customer.actor)
        Contact.objects.get(pk=cast.customer.pk).mask(by=HOUSE)
    assert Words.objects.get(pk=said).text is None
    assert verify().broken == ""


@pytest.mark.parametrize("place", ["draft/", "draft/end/", "preview/", "taken-back/", "", "1/sent-again/"])
def test_a_stranger_finds_no_letter(cast: Cast, client, place):
    case = cast.accountable()
    client.force_login(cast.stranger)
    assert client.post(f"/cases/{case.number}/letters/{place}", {"body": "x"}).status_code == 404
