"""A real Dovecot on loopback: IMAP with IDLE, POP3, passwords, and XOAUTH2 against a token endpoint of our own."""

import contextlib
import getpass
import imaplib
import json
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

DOVECOT = shutil.which("dovecot", path="/usr/sbin:/usr/local/sbin:/usr/bin") or ""
USER, PASSWORD = "claims@tamabashi.example", "mail-secret-2026"
CONFIG = """
base_dir = {base}/run
state_dir = {base}/state
log_path = {base}/log
protocols = imap pop3
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login xoauth2 oauthbearer
mail_location = maildir:{base}/mail/%u:LAYOUT=fs
mail_uid = {uid}
mail_gid = {gid}
first_valid_uid = 0
first_valid_gid = 0
{user}
namespace inbox {{
  inbox = yes
}}
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {base}/oauth2.conf
}}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={base}/home/%u
}}
service imap-login {{
  {chroot}
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service pop3-login {{
  {chroot}
  inet_listener pop3 {{
    port = {pop3}
  }}
  inet_listener pop3s {{
    port = 0
  }}
}}
service anvil {{
  {chroot}
}}
service stats {{
  {chroot}
}}
"""
OAUTH2 = """
introspection_mode = auth
introspection_url = http://127.0.0.1:{tokens}/introspect?access_token=
username_attribute = username
active_attribute = active
active_value = true
"""


class Dovecot:
    """imap, pop3: its ports; folder: where the messages of a user lie."""

    def __init__(self, base: Path, tokens: "Tokens") -> None:
        self.base, self.tokens = base, tokens
        self.imap, self.pop3 = free_port(), free_port()
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        uid, gid = owner_of_mail()
        for name in ("run", "state", "home", "mail"):
            (self.base / name).mkdir(parents=True, exist_ok=True)
            os.chown(self.base / name, uid, gid) if name in ("home", "mail") else None
        who, is_root = getpass.getuser(), os.getuid() == 0
        user = (
            ""
            if is_root
            else f"default_internal_user = {who}\ndefault_login_user = {who}\ndefault_internal_group = {os.getgid()}"
        )
        chroot = "" if is_root else "chroot ="
        config = CONFIG.format(base=self.base, uid=uid, gid=gid, user=user, chroot=chroot, password=PASSWORD, imap=self.imap, pop3=self.pop3)  # fmt: skip
        (self.base / "dovecot.conf").write_text(config)
        (self.base / "oauth2.conf").write_text(OAUTH2.format(tokens=self.tokens.port))
        self.process = subprocess.Popen([DOVECOT, "-F", "-c", str(self.base / "dovecot.conf")], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
        for port in (self.imap, self.pop3):
            wait_for(port)

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(10)
            self.process.kill()
            self.process.wait()
            self.process = None

    def signed_in(self, user: str) -> imaplib.IMAP4:
        client = imaplib.IMAP4("127.0.0.1", self.imap, timeout=10)
        client.login(user, PASSWORD)
        return client

    def deliver(self, raw: bytes, *, user: str = USER) -> None:
        with self.signed_in(user) as client:
            assert client.append("INBOX", "", None, raw)[0] == "OK"

    def lie_there(self, folder: str = "INBOX", *, user: str = USER) -> int:
        """How many messages lie in a folder."""
        with self.signed_in(user) as client:
            said, found = client.select(folder, readonly=True)
            return int(found[0] or 0) if said == "OK" else 0


class Tokens:
    """A token endpoint, and the introspection that Dovecot asks."""

    def __init__(self) -> None:
        self.asked: list[dict[str, str]] = []
        self.good = {"first-token"}
        self.answer: dict[str, object] = {
            "access_token": "first-token",
            "expires_in": 3600,
            "token_type": "Bearer",
        }
        self.status = 200
        tokens = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                form = parse_qs(self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode())
                tokens.asked.append({name: values[0] for name, values in form.items()})
                self.reply(tokens.answer, tokens.status)

            def do_GET(self) -> None:
                token = parse_qs(urlsplit(self.path).query).get("access_token", [""])[0] or (self.headers.get("Authorization") or "").rpartition(" ")[2]  # fmt: skip
                self.reply({"active": "true" if token in tokens.good else "false", "username": USER})

            def reply(self, answer: object, status: int = 200) -> None:
                content = json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *args: object) -> None:
                return

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/token"


def owner_of_mail() -> tuple[int, int]:
    """Dovecot opens no mail as root."""
    if os.getuid() != 0:
        return os.getuid(), os.getgid()
    mail = pwd.getpwnam("mail")
    return mail.pw_uid, mail.pw_gid


@contextlib.contextmanager
def running() -> Iterator[Dovecot]:
    tokens = Tokens()
    with tempfile.TemporaryDirectory(prefix="dovecot-") as folder:
        base = Path(folder)
        base.chmod(0o755)
        server = Dovecot(base, tokens)
        try:
            server.start()
            yield server
        finally:
            server.stop()
            tokens.server.shutdown()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def wait_for(port: int, seconds: float = 15) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    raise TimeoutError(f"nothing listens on port {port}")
