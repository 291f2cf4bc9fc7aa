"""The line to somebody outside: one deadline for all of it, nothing followed, nothing read without end."""

import contextlib
import datetime as dt
import socket
import ssl
import threading
import time

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tanto.api.webhooks import calling, reach
from tanto.api.webhooks.calling import KEPT, MOST, call
from tests.api.webhooks.receiver import Receiver


def post(url: str, seconds: float = 5):
    return call(url, {"webhook-id": "msg_1"}, b"{}", seconds=seconds)


def test_taken_is_taken(receiver: Receiver):
    answer = post(receiver.url + "?key=1")
    assert (answer.status, answer.text, answer.trouble) == (200, "thanks", "")
    assert receiver.came[0].path == "/tanto?key=1"
    assert receiver.came[0].headers["host"] == f"127.0.0.1:{receiver.port}"


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_nothing_is_followed(receiver: Receiver, status):
    receiver.answer((status, {"Location": receiver.url + "/elsewhere"}, b""))
    answer = post(receiver.url)
    assert (answer.status, answer.is_taken, len(receiver.came)) == (status, False, 1)


def test_no_proxy_of_the_environment_is_asked(receiver: Receiver, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert post(receiver.url).status == 200


def test_a_silent_one_is_left_after_the_deadline(receiver: Receiver):
    receiver.answer(lambda handler: time.sleep(3))
    begun = time.monotonic()
    answer = post(receiver.url, seconds=0.4)
    assert answer.status is None
    assert "no whole answer" in answer.trouble
    assert time.monotonic() - begun < 1


def dripping(head: bytes):
    """A sign every 50 ms for three seconds: no single wait is long."""

    def drip(handler) -> None:
        with contextlib.suppress(OSError):
            handler.wfile.write(head)
            for _ in range(60):
                handler.wfile.write(b"x")
                time.sleep(0.05)

    return drip


def test_a_body_that_drips_ends_with_the_deadline_and_counts_as_taken(receiver: Receiver):
    receiver.answer(dripping(b"HTTP/1.1 200 OK\r\n\r\n"))
    begun = time.monotonic()
    answer = post(receiver.url, seconds=0.5)
    assert time.monotonic() - begun < 1
    assert answer.is_taken
    assert answer.trouble
    assert 1 <= len(answer.text) < 15


def test_a_head_that_drips_is_no_answer(receiver: Receiver):
    receiver.answer(dripping(b"HTTP/1.1 200 OK\r\nX-Slow: "))
    begun = time.monotonic()
    assert post(receiver.url, seconds=0.5).status is None
    assert time.monotonic() - begun < 1


def test_of_a_huge_answer_little_is_read_and_less_kept(receiver: Receiver):
    sent = 0

    def huge(handler):
        nonlocal sent
        with contextlib.suppress(OSError):
            handler.wfile.write(b"HTTP/1.1 500 Broken\r\n\r\n")
            while sent < 50_000_000:
                handler.wfile.write(b"y" * 10_000)
                sent += 10_000

    receiver.answer(huge)
    answer = post(receiver.url)
    assert (answer.status, len(answer.text)) == (500, KEPT)
    time.sleep(0.2)
    assert MOST <= sent < 20_000_000  # what the buffers of the machine hold


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"nonsense\r\n\r\n",
        b"HTTP/1.1 999999 Hm\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 500,
        b"\x00" * 100,
        b"HTTP/1.1 200 OK\r\nX: " + b"z" * 100_000 + b"\r\n\r\n",
    ],
)
def test_nonsense_is_no_answer(receiver: Receiver, said):
    receiver.answer(lambda handler: handler.wfile.write(said))
    answer = post(receiver.url, seconds=1)
    assert answer.status is None
    assert answer.trouble


def test_an_endless_continue_ends_with_the_deadline(receiver: Receiver):
    def goes_on(handler):
        with contextlib.suppress(OSError):
            while True:
                handler.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")

    receiver.answer(goes_on)
    begun = time.monotonic()
    assert post(receiver.url, seconds=0.5).status is None
    assert time.monotonic() - begun < 1.5


def test_bytes_that_are_no_text_and_null_signs_can_be_kept(receiver: Receiver):
    receiver.answer((200, {}, b"\xff\xfe\x00ok"))
    assert "\x00" not in post(receiver.url).text


def test_nobody_there_is_an_answer_too(settings):
    settings.HOOKS_MAY_REACH = ["127.0.0.0/8"]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert "refused" in post(f"http://127.0.0.1:{port}/").trouble


def test_a_resolver_that_never_answers_is_left_behind(settings, monkeypatch):
    monkeypatch.setattr(reach, "look_up", lambda host, port: time.sleep(2))
    begun = time.monotonic()
    answer = post("https://slow.example/", seconds=0.3)
    assert time.monotonic() - begun < 1
    assert "in time" in answer.trouble


def test_only_the_address_that_was_looked_at_is_called(receiver: Receiver, settings, monkeypatch):
    """Rebinding: the second question would be answered with another address; there is none."""
    settings.HOOKS_MAY_REACH = ["127.0.0.1/32"]
    asked = []

    def turning(host, port):
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.5"]

    monkeypatch.setattr(reach, "look_up", turning)
    monkeypatch.setattr(socket, "getaddrinfo", only_numbers(socket.getaddrinfo))
    assert post(f"http://turning.example:{receiver.port}/").status == 200
    assert asked == ["turning.example"]
    assert receiver.came[0].headers["host"] == f"turning.example:{receiver.port}"
    assert "private network" in post(f"http://turning.example:{receiver.port}/").trouble
    assert len(receiver.came) == 1


def only_numbers(ask):
    def asked(host, *args, **kwargs):
        assert not any(sign.isalpha() for sign in host), "a name was asked a second time"
        return ask(host, *args, **kwargs)

    return asked


def made_certificate(folder, name: str):
    """A certificate for a name, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = folder / "own.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return file


@pytest.fixture
def encrypted(receiver: Receiver, tmp_path, monkeypatch):
    """The receiver behind TLS as erp.example; the names it was asked for."""
    file, asked = made_certificate(tmp_path, "erp.example"), []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    context.sni_callback = lambda line, name, of: asked.append(name)
    receiver.server.socket = context.wrap_socket(receiver.server.socket, server_side=True)
    monkeypatch.setattr(reach, "look_up", lambda host, port: ["127.0.0.1"])
    calling.context.cache_clear()
    yield file, asked
    calling.context.cache_clear()


def test_the_certificate_is_held_against_the_name(receiver: Receiver, encrypted, monkeypatch):
    file, asked = encrypted
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    assert post(f"https://erp.example:{receiver.port}/").status == 200
    assert asked == ["erp.example"]
    wrong = post(f"https://other.example:{receiver.port}/")
    assert wrong.status is None
    assert "certificate" in wrong.trouble.lower()


def test_a_certificate_nobody_vouches_for_is_refused(receiver: Receiver, encrypted):
    answer = post(f"https://erp.example:{receiver.port}/")
    assert answer.status is None
    assert "certificate" in answer.trouble.lower()
    assert receiver.came == []


def test_who_takes_the_line_and_says_nothing_is_left_while_keys_are_exchanged(settings, monkeypatch):
    settings.HOOKS_MAY_REACH = ["127.0.0.0/8"]
    with socket.create_server(("127.0.0.1", 0)) as silent:
        threading.Thread(target=silent.accept, daemon=True).start()
        begun = time.monotonic()
        answer = post(f"https://127.0.0.1:{silent.getsockname()[1]}/", seconds=0.4)
        assert time.monotonic() - begun < 1
        assert answer.status is None
