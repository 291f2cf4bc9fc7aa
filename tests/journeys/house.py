"""A real house for a journey: its own data folder, a web process, a worker, and a clock that can be set ahead."""

import email
import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

ROOT = Path(__file__).parents[2]


class House:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.ahead = 0
        self.take_back = 0  # seconds
        self.more: dict[str, str] = {}  # settings of one journey
        self.running: list[subprocess.Popen[bytes]] = []

    def environment(self) -> dict[str, str]:
        known = {
            name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "TANTO_DEMO")
        }
        own = {
            "TANTO_DATA_DIR": str(self.folder),
            "TANTO_URL": self.url,
            "TANTO_CLOCK_AHEAD": str(self.ahead),
            "TANTO_TAKE_BACK": str(self.take_back),
        }
        return known | own | self.more

    def tanto(self, *words: str) -> str:
        command = [sys.executable, "-m", "tanto", *words]
        done = subprocess.run(command, env=self.environment(), capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def moves_in(self) -> None:
        """The cast of the tests lives here, without walking through every form."""
        script = "import django; django.setup(); from tests.cast import make_cast; make_cast()"
        known = self.environment() | {"DJANGO_SETTINGS_MODULE": "tanto.settings", "PYTHONPATH": str(ROOT)}
        subprocess.run([sys.executable, "-c", script], env=known, check=True, timeout=120)

    def open(self) -> None:
        for words in (["web", "--port", str(self.port)], ["worker"]):
            self.running.append(
                subprocess.Popen([sys.executable, "-m", "tanto", *words], env=self.environment())
            )
        end = time.monotonic() + 40
        while True:
            try:
                with urllib.request.urlopen(f"{self.url}/healthz", timeout=5) as page:
                    assert json.load(page)
                    return
            except OSError:
                assert time.monotonic() < end, "the house did not open"
                time.sleep(0.1)

    def close(self) -> None:
        for process in self.running:
            process.terminate()
        for process in self.running:
            process.wait(timeout=30)
        self.running = []

    def days_pass(self, days: int) -> None:
        """The same house, later: closed, its clock set ahead, opened again."""
        self.close()
        self.ahead += days * 24 * 60 * 60
        self.open()

    def letters_to(self, address: str) -> list[str]:
        return [mail.get_body(("plain",)).get_content() for mail in self.mails_to(address)]

    def mails_to(self, address: str) -> list[EmailMessage]:
        found = []
        for path in sorted((self.folder / "letters").glob("*.eml"), key=lambda p: p.stat().st_mtime):
            message = email.message_from_bytes(path.read_bytes(), policy=default)
            if message["To"] == address:
                found.append(message)
        return found

    def link_for(self, address: str, letters: int) -> str:
        """The address of her page in the newest of so many letters."""
        end = time.monotonic() + 20
        while len(self.letters_to(address)) < letters:
            assert time.monotonic() < end, "the letter did not leave"
            time.sleep(0.1)
        return re.findall(rf"{self.url}/c/\S+/", self.letters_to(address)[-1])[0]

    def link_to(self, place: str, address: str) -> str:
        """The newest link to a place of the house in the letters to somebody."""
        end = time.monotonic() + 20
        while not (found := re.findall(rf"{self.url}/{place}/\S+", "\n".join(self.letters_to(address)))):
            assert time.monotonic() < end, f"no {place} reached {address}"
            time.sleep(0.1)
        return found[-1]
