import logging
import threading
from collections.abc import Callable

from django.db import close_old_connections, connection
from django.utils import timezone

from tanto.clocks.wall import wall

log = logging.getLogger(__name__)


class Beside:
    """Work in a thread of its own, one piece at a time: the clocks are swept while a million rows are written, and while
    a slow mail server takes its minutes. Until a worker starts it, work is done at once, in the caller's thread."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.is_started = False
        self.is_leaving = threading.Event()
        self.thread: threading.Thread | None = None

    def start(self) -> None:
        self.is_started = True

    @property
    def is_busy(self) -> bool:
        return self.thread is not None and self.thread.is_alive()

    def begin(self, does: Callable[[], object]) -> None:
        """Comes back at once where it is started; `does` looks at `is_leaving` between its steps."""
        if not self.is_started:
            does()
            return
        self.thread = threading.Thread(target=self.run, args=[does], name=self.name, daemon=True)
        self.thread.start()

    def run(self, does: Callable[[], object]) -> None:
        close_old_connections()
        try:
            with timezone.override(wall()):
                does()
        except Exception:
            log.exception("%s broke off; the next look tries again", self.name)
        finally:
            connection.close()

    def leave(self, wait: float = 10) -> None:
        """The worker ends; what is in hand gets so many seconds to come to an end of its own."""
        self.is_leaving.set()
        if self.thread is not None:
            self.thread.join(wait)
