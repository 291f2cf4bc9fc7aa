"""A parent that watches over its children: starts again who died, and ends who no longer turns."""

import logging
import multiprocessing
import signal
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType

log = logging.getLogger(__name__)
ASKED = (signal.SIGTERM, signal.SIGINT)
LOST = 60  # seconds without a turn after which a child is given up
FORK = multiprocessing.get_context("fork")  # children share what the parent has loaded: soon there, and light


class Stop:
    def __init__(self) -> None:
        self.is_asked = False
        for number in ASKED:
            signal.signal(number, self.ask)

    def ask(self, signum: int, frame: FrameType | None) -> None:
        self.is_asked = True


class Beat:
    """The file a child rewrites at each turn.

    Only whether it was rewritten counts, on a clock that stands still while the machine sleeps.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self.begin()

    def begin(self) -> None:
        self.seen, self.heard = self.stamp(), time.monotonic()

    def stamp(self) -> int:
        return self.file.stat().st_mtime_ns if self.file.exists() else 0

    def is_lost(self) -> bool:
        if (stamp := self.stamp()) != self.seen:
            self.seen, self.heard = stamp, time.monotonic()
        return time.monotonic() - self.heard > LOST


class Watched:
    """A child that is started again when it dies or gets stuck, after a short and growing pause."""

    def __init__(self, run: Callable[[], None], *, beat: Beat | None = None) -> None:
        self.run, self.beat = run, beat
        self.process: multiprocessing.process.BaseProcess | None = None
        self.started = self.falls = 0.0

    def keep_alive(self) -> None:
        if self.process is not None and self.process.is_alive():
            if self.beat is None or not self.beat.is_lost():
                return
            log.error("%s is stuck; it is ended and started again", self.run.__name__)
            self.process.kill()
            self.process.join()
        if self.process is not None:
            log.warning("%s ended with %s; starting again", self.run.__name__, self.process.exitcode)
            self.falls = 0 if time.monotonic() - self.started > 60 else self.falls + 1
            time.sleep(min(self.falls, 10))
        self.start()

    def start(self) -> None:
        """Signals wait until the child has its own answers to them: none is lost between."""
        self.started = time.monotonic()
        if self.beat is not None:
            self.beat.begin()
        self.process = FORK.Process(target=self.begin)
        before = signal.pthread_sigmask(signal.SIG_BLOCK, ASKED)
        try:
            self.process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def begin(self) -> None:
        """In the child."""
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ASKED)
        self.run()

    def end(self) -> None:
        if self.process is None:
            return
        self.process.terminate()
        self.process.join(timeout=20)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
