"""A real mail server on loopback, for tests: takes, refuses, or drops the line at the worst moments."""

import asyncio
import email
import socket
import threading
from email.message import EmailMessage
from email.policy import default

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class PostOffice:
    """drops: "before" the answer to a letter, or "after" it; holds: a letter in hand is kept in hand until it is set."""

    def __init__(self) -> None:
        self.kept: list[EmailMessage] = []
        self.drops = ""
        self.nobody: set[str] = set()
        self.in_hand, self.go_on = threading.Event(), threading.Event()
        self.go_on.set()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.controller = Controller(self, hostname="127.0.0.1", port=port)
        self.address = f"smtp://127.0.0.1:{port}"

    async def handle_RCPT(  # noqa: N802 - the name that the library calls
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.nobody:
            return f"550 5.1.1 <{address}>: no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.in_hand.set()
        while not self.go_on.is_set():
            await asyncio.sleep(0.02)
        content = envelope.content
        assert isinstance(content, bytes)
        if self.drops != "before":
            self.kept.append(email.message_from_bytes(content, policy=default))  # type: ignore[arg-type]
        if self.drops == "after":
            server.transport.write(b"250 taken\r\n")
        if self.drops:
            server.transport.close()
        return "250 taken"

    def to(self, address: str) -> list[EmailMessage]:
        return [mail for mail in self.kept if mail["To"] == address]

    def __enter__(self) -> "PostOffice":
        self.controller.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.go_on.set()
        self.controller.stop()
