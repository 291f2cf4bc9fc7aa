"""A program outside that is told: a real server on loopback that answers as a test says, and remembers what came."""

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tanto.api.webhooks.models import Hook
from tests.cast import HOUSE


@dataclass
class Came:
    path: str
    headers: dict[str, str]
    body: str

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]

    @property
    def said(self) -> dict[str, Any]:
        return json.loads(self.body)

    def is_signed_by(self, secret: str) -> bool:
        """By the text of the convention, sharing nothing with the program."""
        key = base64.b64decode(secret.split("_", 1)[1])
        text = self.headers["webhook-id"] + "." + self.headers["webhook-timestamp"] + "." + self.body
        wanted = base64.b64encode(hmac.new(key, text.encode(), hashlib.sha256).digest()).decode()
        return f"v1,{wanted}" in self.headers["webhook-signature"].split(" ")


class Receiver:
    """answers: what is said in turn, a status, (status, headers, body) or a function of the handler; then 200 for ever."""

    def __init__(self) -> None:
        self.came: list[Came] = []
        self.answers: list[Any] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                headers = {name.lower(): value for name, value in self.headers.items()}
                server.came.append(Came(self.path, headers, body))
                answer = server.answers.pop(0) if server.answers else 200
                if callable(answer):
                    answer(self)
                    return
                status, more, text = answer if isinstance(answer, tuple) else (answer, {}, b"thanks")
                self.send_response(status)
                for name, value in more.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            do_GET = do_POST  # noqa: N815 - the name that the server looks for

            def log_message(self, *args: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, args=[0.01], daemon=True).start()

    @property
    def port(self) -> int:
        return self.server.server_port

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/tanto"

    def answer(self, *answers: "int | tuple[int, dict[str, str], bytes] | Callable[[Any], None]") -> None:
        self.answers += answers

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


def hook_to(receiver: Receiver, *kinds: str, **more: Any) -> Hook:
    hook = Hook.open(by=HOUSE, url=receiver.url, kinds=list(kinds) or ["cases", "customer", "clocks"], **more)
    assert hook is not None
    return hook
