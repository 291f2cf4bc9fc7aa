import threading
from collections.abc import Callable

from django.db import close_old_connections, connection


class Beside:
    """Work in a thread of its own, one piece at a time: the clocks are swept while a million rows are written, and while
    a slow mail server takes its minutes."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.is_leaving = threading.Event()
        self.thread: threading.Thread | None = None

    @property
    def is_busy(self) -> bool:
        return self.thread is not None and self.thread.is_alive()

    def begin(self, does: Callable[[], object]) -> None:
        """Comes back at once; `does` looks at `is_leaving` between its steps."""
        self.thread = threading.Thread(target=self.run, args=[does], name=self.name, daemon=True)
        self.thread.start()

    def run(self, does: Callable[[], object]) -> None:
        close_old_connections()
        try:
            does()
        finally:
            connection.close()

    def leave(self, wait: float = 10) -> None:
        """The worker ends; what is in hand gets so many seconds to come to an end of its own."""
        self.is_leaving.set()
        if self.thread is not None:
            self.thread.join(wait)
