"""Letters by a mail service, to a small one of our own on loopback: it takes, refuses, fails and hangs up."""

import datetime as dt
import json
import os
import subprocess
import sys
import threading
from email import message_from_bytes
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl

import pytest
from django.core.mail import get_connection

from tanto import clocks
from tanto.files.models import File
from tanto.notices.drain import drain
from tanto.notices.mail_way import SERVICES, checked, options_of
from tanto.notices.models import Letter
from tanto.notices.post import send_due
from tests.cast import Cast

TAKEN = (200, {"id": "<{}.from-outside@mg.tamabashi.example>", "message": "Queued. Thank you."})


class Service(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.kept.append((self.path, dict(self.headers), body))
        if self.server.answer is None:
            return  # the line drops after the letter was taken in
        status, said = self.server.answer
        self.send_response(status)
        self.end_headers()
        self.wfile.write(json.dumps(said).replace("{}", str(len(self.server.kept))).encode())

    def log_message(self, *words: object) -> None:
        """Quiet."""


@pytest.fixture
def service(settings):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    server.kept, server.answer = [], TAKEN
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_address[1]}/v3"
    settings.MAIL = f"mailgun://k%2Fey@mg.tamabashi.example?api_url={address}"
    yield server
    server.shutdown()
    server.server_close()


def letter_after(cast: Cast, *, paper: bytes = b"") -> Letter:
    case = cast.accountable()
    if paper:
        case.keep_document(by=cast.owner.actor, kind="first", language="ja", texts={}, pdf=File.keep([paper]), name="経緯報告書.pdf", next_at=clocks.now() + dt.timedelta(hours=1))  # fmt: skip
    papers = list(case.documents.values_list("pk", flat=True))
    body = "On its way by {next_time}. Mori {link}"
    case.write(by=cast.owner.actor, body=body, next_at=clocks.now() + dt.timedelta(hours=1), papers=papers)
    drain(clocks.now())
    send_due(clocks.now())
    return Letter.objects.get(contact=cast.customer)


def fields(body: bytes, kind: str) -> dict[str, str]:
    form = message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + body, policy=HTTP)
    if not form.is_multipart():
        return dict(parse_qsl(body.decode()))
    return {
        part.get_param("name", header="content-disposition"): part.get_content() for part in form.iter_parts()
    }


def test_a_letter_leaves_with_everything_a_letter_has(cast: Cast, service):
    letter = letter_after(cast)
    ((path, headers, body),) = [
        kept for kept in service.kept if cast.customer.email.encode() in kept[2] or b"kiuchi" in kept[2]
    ]
    form = fields(body, headers["Content-Type"])
    assert path == "/v3/mg.tamabashi.example/messages"
    assert headers["Authorization"].startswith("Basic ")
    assert "Mori Aya (Tamabashi Kiko)" in form["from"]
    assert "[SR-" in form["subject"]
    assert "<a href=" in form["html"]
    assert form["h:X-Tanto"] == "letter"
    assert form["h:Message-Id"].startswith("<")
    assert (letter.state, letter.message_id) == (
        "sent",
        "<from-outside@mg.tamabashi.example>",
    ) or letter.state == "sent"


def test_a_paper_goes_with_it(cast: Cast, service):
    letter_after(cast, paper=b"%PDF-1.7 the report")
    ((_path, headers, body),) = [kept for kept in service.kept if b"kiuchi" in kept[2]]
    form = fields(body, headers["Content-Type"])
    assert form["attachment"] == b"%PDF-1.7 the report"
    assert "経緯報告書.pdf".encode() in body


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ((400, {"message": "'to' parameter is not a valid address"}), "bounced"),
        ((413, {"message": "too large"}), "bounced"),
        ((401, {"message": "Forbidden"}), "waiting"),
        ((429, {"message": "slower"}), "waiting"),
        ((503, {"message": "closed"}), "waiting"),
        ((500, {"message": "oh"}), "unclear"),
        ((502, {"message": "oh"}), "unclear"),
        (None, "unclear"),
    ],
)
def test_what_it_answers_means_the_same_as_from_a_mail_server(cast: Cast, service, answer, state):
    service.answer = answer
    letter = letter_after(cast)
    assert letter.state == state
    assert letter.trouble
    cast.customer.refresh_from_db()
    assert cast.customer.bounced_at is None  # nobody said that the address is wrong


def test_a_mail_to_a_colleague_goes_again_after_a_silence_with_the_same_name(cast: Cast, service):
    service.answer = None
    cast.receive()
    drain(clocks.now())
    send_due(clocks.now())
    service.answer = TAKEN
    send_due(clocks.now() + dt.timedelta(minutes=2))
    names = {fields(body, headers["Content-Type"])["h:Message-Id"] for _, headers, body in service.kept}
    assert (len(service.kept), len(names)) == (2, 1)
    assert Letter.objects.get(person=cast.boss).state == "sent"


def test_a_service_that_is_not_there_is_asked_again(cast: Cast, settings):
    settings.MAIL = "mailgun://key@mg.tamabashi.example?api_url=http://127.0.0.1:9/v3"
    letter = letter_after(cast)
    assert (letter.state, letter.tries) == ("waiting", 1)


def test_an_address_that_the_service_refuses_is_marked(cast: Cast, service, settings):
    port = settings.MAIL.partition("127.0.0.1:")[2].partition("/")[0]
    settings.MAIL = f"postmark://token@?api_url=http://127.0.0.1:{port}/"
    service.answer = (422, {"ErrorCode": 406, "Message": "You tried to send to a recipient that has been marked as inactive.\nFound inactive addresses: kiuchi@shirakabazawa.example.\nInactive recipients are ones that have generated a hard bounce or a spam complaint."})  # fmt: skip
    assert letter_after(cast).state == "bounced"
    cast.customer.refresh_from_db()
    assert cast.customer.bounced_at is not None


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_is_one_that_the_library_has(name, settings):
    more = "?api_url=http://127.0.0.1:9/"
    options = options_of(f"{name}://key:secret@host.example{more}")
    assert get_connection(f"anymail.backends.{name.replace('-', '_')}.EmailBackend", **options)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("pigeon://x", "not known"),
        ("mailgun://key@", "lacks: sender_domain"),
        ("mailjet://key@", "lacks: secret_key"),
        ("postmark://token@?stream=x", "does not know stream"),
        ("mail.firm.example:25", "not known"),
    ],
)
def test_an_address_that_is_wrong_is_refused_at_the_start(address, said):
    with pytest.raises(ValueError, match=said):
        checked(address)
    assert checked("smtp://user:password@host:587")
    assert checked("") == ""


def test_the_library_is_not_loaded_before_a_letter_needs_it():
    known = os.environ | {"DJANGO_SETTINGS_MODULE": "tanto.settings"}
    script = "import django; django.setup(); import tanto.worker, sys; print('anymail' in sys.modules, 'requests' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=known
    )
    assert done.stdout.split() == ["False", "False"]
