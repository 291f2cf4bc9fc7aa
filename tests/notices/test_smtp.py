"""Letters by SMTP, to a small server of our own on loopback."""

import datetime as dt
import socketserver
import threading

import pytest

from tanto import clocks
from tanto.notices.drain import drain
from tanto.notices.models import Letter
from tanto.notices.post import send_due
from tests.cast import Cast


class Postbox(socketserver.StreamRequestHandler):
    """Says what a mail server says, and keeps what it is given."""

    def handle(self) -> None:
        self.wfile.write(b"220 postbox\r\n")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                kept = b""
                while (part := self.rfile.readline()) != b".\r\n":
                    kept += part
                self.server.kept.append(kept)
                if self.server.hangs_up:
                    return
                if self.server.answer_to_data:
                    self.wfile.write(self.server.answer_to_data)
                    continue
            if word == b"QUIT":
                self.wfile.write(self.server.goodbye)
                return
            refused = word == b"RCPT" and self.server.refuses
            self.wfile.write(b"550 nobody here\r\n" if refused else b"250 ok\r\n")


@pytest.fixture
def postbox(settings):
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Postbox)
    server.hangs_up, server.answer_to_data = False, b""
    server.kept, server.refuses, server.goodbye = [], False, b"221 bye\r\n"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.MAIL = f"smtp://127.0.0.1:{server.server_address[1]}"
    yield server
    server.shutdown()
    server.server_close()


def test_a_letter_leaves_by_smtp(cast: Cast, postbox):
    case = cast.accountable()
    case.write(
        by=cast.owner.actor,
        subject="状況",
        body="森でございます。{next_time}",
        next_at=clocks.now() + dt.timedelta(hours=1),
    )
    drain(clocks.now())
    send_due(clocks.now())
    hers = [mail for mail in postbox.kept if cast.customer.email.encode() in mail]
    assert len(hers) == 1
    assert b"Message-ID: <" in hers[0]


def test_what_a_server_refuses_for_good_is_shown_to_somebody(cast: Cast, postbox):
    postbox.refuses = True
    cast.receive()
    drain(clocks.now())
    send_due(clocks.now())
    letter = Letter.objects.get()
    assert letter.state == "unclear"  # refused for good: somebody must look
    assert "nobody here" in letter.trouble


def test_a_server_that_is_rude_at_the_end_has_taken_the_letter(cast: Cast, postbox):
    postbox.goodbye = b"421 too late\r\n"
    cast.receive()
    drain(clocks.now())
    send_due(clocks.now())
    assert (Letter.objects.get().state, len(postbox.kept)) == ("sent", 1)


def test_a_line_that_breaks_while_a_letter_is_taken_asks_somebody(cast: Cast, postbox):
    postbox.hangs_up = True
    case = cast.accountable()
    body = "On its way by {next_time}. Mori"
    case.write(by=cast.owner.actor, body=body, next_at=clocks.now() + dt.timedelta(hours=1))
    drain(clocks.now())
    send_due(clocks.now())
    assert Letter.objects.get(contact=cast.customer).state == "unclear"
    assert set(Letter.objects.filter(person__isnull=False).values_list("state", flat=True)) == {"waiting"}


def test_a_password_is_never_sent_in_the_clear(cast: Cast, postbox, settings):
    settings.MAIL = settings.MAIL.replace("smtp://", "smtp://me:secret@")
    cast.receive()
    drain(clocks.now())
    send_due(clocks.now())
    assert "the password was not sent" in Letter.objects.get().trouble
    assert postbox.kept == []


def test_a_customer_whose_address_is_refused_did_not_get_it(cast: Cast, postbox):
    postbox.refuses = True
    case = cast.accountable()
    body = "On its way by {next_time}. Mori"
    case.write(by=cast.owner.actor, body=body, next_at=clocks.now() + dt.timedelta(hours=1))
    drain(clocks.now())
    send_due(clocks.now())
    letter = Letter.objects.get(contact=cast.customer)
    assert (letter.state, letter.trouble) == ("bounced", "550 nobody here")
    cast.customer.refresh_from_db()
    assert cast.customer.bounced_at is not None
    assert case.history().filter(kind="letter_bounced").exists()


def test_a_letter_that_is_refused_for_its_content_does_not_mark_the_address(cast: Cast, postbox):
    postbox.answer_to_data = b"554 5.3.4 too large\r\n"
    case = cast.accountable()
    body = "On its way by {next_time}. Mori"
    case.write(by=cast.owner.actor, body=body, next_at=clocks.now() + dt.timedelta(hours=1))
    drain(clocks.now())
    send_due(clocks.now())
    assert Letter.objects.get(contact=cast.customer).state == "bounced"
    cast.customer.refresh_from_db()
    assert cast.customer.bounced_at is None
    assert case.history().get(kind="letter_bounced").facts["status"] == "5.3.4"
