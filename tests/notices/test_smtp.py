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
            if word == b"QUIT":
                self.wfile.write(b"221 bye\r\n")
                return
            refused = word == b"RCPT" and self.server.refuses
            self.wfile.write(b"550 nobody here\r\n" if refused else b"250 ok\r\n")


@pytest.fixture
def postbox(settings):
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Postbox)
    server.kept, server.refuses = [], False
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


def test_a_server_that_refuses_loses_nothing(cast: Cast, postbox):
    postbox.refuses = True
    cast.receive()
    drain(clocks.now())
    send_due(clocks.now())
    letter = Letter.objects.get()
    assert letter.state == "waiting"
    assert "nobody here" in letter.trouble
