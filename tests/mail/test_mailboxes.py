"""Mailboxes read over real lines: kept first, removed after, once each; silent ones are told of."""

import datetime as dt
import imaplib

import pytest

from tanto import clocks
from tanto.home.house.standing import needs_a_look
from tanto.keeping.doctor import mailboxes as doctor
from tanto.mail.fetching import imap, oauth, pop3, postboxes
from tanto.mail.fetching.postboxes import NoMore, read_on, still_ours
from tanto.mail.fetching.trying import tried
from tanto.mail.models import Arrival, Mailbox
from tanto.mail.waiting import take_waiting
from tanto.notices.drain import drain
from tanto.notices.models import Letter, Notice
from tanto.recovery.models import Case
from tests.cast import HOUSE, Cast
from tests.mail.conftest import open_box
from tests.mail.dovecot import Dovecot, free_port
from tests.mail.letters import mail


def fetched(box: Mailbox) -> int:
    with imap.opened(box) as server:
        return imap.fetch(box, server)


def test_a_message_is_kept_and_then_removed_from_the_server(cast: Cast, post: Dovecot, box: Mailbox):
    post.deliver(mail(body="The label is wrong."))
    assert fetched(box) == 1
    arrival = Arrival.objects.get()
    assert b"The label is wrong." in arrival.raw()
    assert (arrival.state, post.lie_there(), Case.objects.count()) == ("waiting", 0, 0)
    assert take_waiting(clocks.now()) == 1
    case = Case.objects.get()
    assert (case.owner, case.contact, case.channel) == (cast.colleague, cast.customer, "mail")


def test_what_could_not_be_kept_stays_on_the_server(cast: Cast, post: Dovecot, box: Mailbox, monkeypatch):
    post.deliver(mail())
    monkeypatch.setattr(Arrival, "keep_each", full_disk)
    with pytest.raises(OSError, match="No space"):
        fetched(box)
    monkeypatch.undo()
    assert (post.lie_there(), fetched(box)) == (1, 1)


def full_disk(*args, **kwargs):
    raise OSError(28, "No space left on device")


def test_the_line_that_breaks_between_keeping_and_removing_doubles_nothing(cast, post, box, monkeypatch):
    post.deliver(mail())
    monkeypatch.setattr(imap, "done_with", broken_line)
    with pytest.raises(imaplib.IMAP4.abort):
        fetched(box)
    monkeypatch.undo()
    assert (Arrival.objects.count(), post.lie_there()) == (1, 1)
    fetched(box)
    assert (Arrival.objects.count(), post.lie_there()) == (1, 0)


def broken_line(*args, **kwargs):
    raise imaplib.IMAP4.abort("socket error: EOF")


def test_messages_may_go_into_a_folder_instead(cast: Cast, post: Dovecot):
    box = open_box(cast, port=post.imap, afterwards="move")
    post.deliver(mail())
    fetched(box)
    assert (post.lie_there(), post.lie_there("Tanto")) == (0, 1)


def test_messages_may_stay_and_are_taken_once(cast: Cast, post: Dovecot):
    box = open_box(cast, port=post.imap, afterwards="leave")
    post.deliver(mail())
    assert [fetched(box), fetched(box)] == [1, 0]
    post.deliver(mail(message_id="<two@x>"))
    assert (fetched(box), post.lie_there(), Arrival.objects.count()) == (1, 2, 2)


def test_a_server_that_counts_anew_brings_nothing_twice(cast: Cast, post: Dovecot):
    box = open_box(cast, port=post.imap, afterwards="leave")
    post.deliver(mail())
    fetched(box)
    Mailbox.objects.update(validity=7)
    Arrival.objects.update(place="7:1")
    box.refresh_from_db()
    assert fetched(box) == 1
    take_waiting(clocks.now())
    assert (Case.objects.count(), sorted(Arrival.objects.values_list("outcome", flat=True))) == (
        1,
        ["again", "case"],
    )


def test_pop3_is_read_and_emptied(cast: Cast, post: Dovecot):
    box = open_box(cast, port=post.pop3, way="pop3")
    post.deliver(mail(body="x" * 5000))
    with pop3.opened(box) as server:
        assert pop3.fetch(box, server) == 1
    take_waiting(clocks.now())
    assert (post.lie_there(), Case.objects.count()) == (0, 1)


def test_a_pop3_line_that_breaks_before_goodbye_doubles_nothing(cast: Cast, post: Dovecot, monkeypatch):
    box = open_box(cast, port=post.pop3, way="pop3")
    post.deliver(mail())
    with pop3.opened(box) as server:
        monkeypatch.setattr(server, "quit", broken_line)
        with pytest.raises(imaplib.IMAP4.abort):
            pop3.fetch(box, server)
    assert (post.lie_there(), Arrival.objects.count()) == (1, 1)
    with pop3.opened(box) as server:
        pop3.fetch(box, server)
    assert (post.lie_there(), Arrival.objects.count()) == (0, 1)


@pytest.mark.parametrize("way", ["imap", "pop3"])
def test_what_is_too_large_is_kept_by_its_beginning_and_stays_on_the_server(
    cast: Cast, post: Dovecot, monkeypatch, way
):
    for module in (imap, pop3):
        monkeypatch.setattr(module, "LARGEST", 2_000)
    monkeypatch.setattr(imap, "HEAD", 1_000)
    box = open_box(cast, way=way, port={"imap": post.imap, "pop3": post.pop3}[way])
    post.deliver(mail(body="x" * 70 + "\n" + "y\n" * 9_000))
    for _ in range(2):
        with {"imap": imap, "pop3": pop3}[way].opened(box) as server:
            {"imap": imap, "pop3": pop3}[way].fetch(box, server)
    arrival = Arrival.objects.get()
    assert arrival.size > 9_000
    assert post.lie_there() + post.lie_there("Tanto") == 1
    take_waiting(clocks.now())
    assert Case.objects.count() == 1


def test_a_server_that_gives_a_number_again_hides_no_message(cast: Cast, box: Mailbox):
    for body in ("The first.", "Another one.", "Another one."):
        Arrival.keep(mail(body), source="x", at=clocks.now(), mailbox=box, place="pop:1")
    assert Arrival.objects.count() == 2
    assert {b"The first." in arrival.raw() for arrival in Arrival.objects.all()} == {True, False}


def with_oauth(cast: Cast, post: Dovecot, **columns) -> Mailbox:
    secrets = {"client_secret": "ours", "refresh_token": "first-refresh"}
    box = open_box(
        cast, port=post.imap, sign_in="microsoft", client_id="tanto", token_url=post.tokens.url, **columns
    )
    box.change(by=HOUSE, secrets=secrets)
    return box


def test_microsoft_and_google_are_entered_with_a_token(cast: Cast, post: Dovecot):
    box = with_oauth(cast, post)
    post.deliver(mail())
    assert fetched(box) == 1
    (asked,) = post.tokens.asked
    assert (asked["grant_type"], asked["refresh_token"], asked["client_secret"]) == (
        "refresh_token",
        "first-refresh",
        "ours",
    )
    fetched(box)
    assert len(post.tokens.asked) == 1


def test_a_token_that_was_taken_back_is_had_anew(cast: Cast, post: Dovecot):
    box = with_oauth(cast, post)
    oauth._held[box.pk, box.secret] = ("taken back", float("inf"))
    with pytest.raises(imaplib.IMAP4.error):
        fetched(box)
    assert fetched(box) == 0


def test_pop3_takes_the_token_too(cast: Cast, post: Dovecot):
    box = with_oauth(cast, post, way="pop3")
    Mailbox.objects.update(port=post.pop3)
    box.refresh_from_db()
    with pop3.opened(box) as server:
        assert server.stat()[0] == 0


def test_a_program_without_a_person_signs_in_by_its_own_secret(cast: Cast, post: Dovecot):
    box = open_box(cast, port=post.imap, sign_in="microsoft", client_id="tanto", token_url=post.tokens.url)
    box.change(by=HOUSE, secrets={"client_secret": "ours"})
    fetched(box)
    assert post.tokens.asked[0]["scope"] == "https://outlook.office365.com/.default"


def test_a_new_refresh_token_replaces_the_old_one(cast: Cast, post: Dovecot, monkeypatch):
    box = with_oauth(cast, post)
    monkeypatch.setitem(post.tokens.answer, "refresh_token", "second-refresh")
    fetched(box)
    assert Mailbox.objects.get().secrets()["refresh_token"] == "second-refresh"
    assert "second-refresh" not in Mailbox.objects.get().secret


def test_a_token_address_that_says_no_is_told_in_words(cast: Cast, post: Dovecot, monkeypatch):
    box = with_oauth(cast, post)
    monkeypatch.setattr(post.tokens, "status", 400)
    monkeypatch.setattr(post.tokens, "answer", {"error": "invalid_grant", "error_description": "expired"})
    told = tried(box)
    assert not told.is_well
    assert "invalid_grant expired" in told.said
    assert "first-refresh" not in told.said


@pytest.mark.parametrize("way", ["imap", "pop3"])
def test_a_mailbox_is_tried_by_hand(cast: Cast, post: Dovecot, way):
    box = open_box(cast, way=way, port={"imap": post.imap, "pop3": post.pop3}[way])
    post.deliver(mail())
    assert "1 message" in tried(box).said
    box.change(by=HOUSE, secrets={"password": "wrong"})
    assert not tried(box).is_well
    assert Arrival.objects.count() == 0


def test_a_password_of_another_key_is_told_and_tried_again(cast: Cast, post: Dovecot, box: Mailbox, settings):
    settings.SECRET_KEY = "another"
    assert "another key" in tried(box).said
    asked = iter([False, False])
    read_on(box.pk, "one", lambda: next(asked, True))
    assert "Shut" in Mailbox.objects.get().trouble


def test_fifteen_silent_minutes_are_told_by_mail_and_on_every_page(cast: Cast):
    keeper = cast.boss
    keeper.change(by=HOUSE, is_administrator=True)
    box = open_box(cast, port=free_port())
    box.failed("no route", clocks.now())
    assert not Notice.objects.exists()
    assert "1 mailboxes" in doctor().said
    with clocks.travelling(clocks.now() + dt.timedelta(minutes=16)):
        box.failed("no route", clocks.now())
        box.failed("no route", clocks.now())
        drain(clocks.now())
        assert Letter.objects.filter(person=keeper, entry__kind="mailbox_silent").count() == 1
        assert needs_a_look()
        assert "Claims" in doctor().trouble
        box.answered(clocks.now())
        drain(clocks.now())
        assert Notice.objects.filter(person=keeper, entry__kind="mailbox_reads_again").count() == 1


def test_a_mailbox_that_nobody_reads_is_silent_too(cast: Cast):
    box = open_box(cast, port=free_port())
    with clocks.travelling(clocks.now() + dt.timedelta(minutes=16)):
        assert list(Mailbox.silent(clocks.now())) == [box]
    box.switch(by=HOUSE, on=False)
    with clocks.travelling(clocks.now() + dt.timedelta(minutes=16)):
        assert not Mailbox.silent(clocks.now()).exists()


def test_one_worker_reads_a_mailbox_until_it_lets_go_or_dies(cast: Cast):
    box, now = open_box(cast), clocks.now()
    assert Mailbox.lease(box.pk, "one", now)
    assert not Mailbox.lease(box.pk, "two", now)
    assert Mailbox.lease(box.pk, "two", now + dt.timedelta(minutes=2))
    box.refresh_from_db()
    with pytest.raises(NoMore):
        still_ours(box, "one")


def test_the_reading_ends_where_it_is_asked_to(cast: Cast, post: Dovecot, box: Mailbox):
    post.deliver(mail())
    asked = iter([False] * 6)
    read_on(box.pk, "one", lambda: next(asked, True))
    assert (Arrival.objects.count(), Mailbox.objects.get().read_at is not None) == (1, True)


def test_the_secret_lies_sealed_and_stays_when_nothing_is_typed(cast: Cast):
    box = open_box(cast)
    assert "mail-secret" not in Mailbox.objects.get().secret
    box.change(by=HOUSE, name="Complaints")
    assert Mailbox.objects.get().secrets() == {"password": "mail-secret-2026"}


def test_a_long_reading_keeps_its_lease_and_ends_where_it_is_switched_off(cast: Cast, monkeypatch):
    monkeypatch.setattr(postboxes, "RENEWED", 0)
    box = open_box(cast)
    Mailbox.lease(box.pk, "one", clocks.now())
    ends = postboxes.renewing(box, "one", lambda: False)
    with clocks.travelling(clocks.now() + dt.timedelta(minutes=5)):
        assert not ends()
        assert not Mailbox.lease(box.pk, "another", clocks.now())
        Mailbox.objects.get(pk=box.pk).switch(by=HOUSE, on=False)
        assert ends()
