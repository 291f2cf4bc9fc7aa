"""Says that a worker is alive: in a file for the parent that watches over it, in a row for everybody else."""

import logging
import os
import socket
import time
from contextlib import suppress
from pathlib import Path

from django.db import DatabaseError, InterfaceError, OperationalError

from .models import Heartbeat

log = logging.getLogger(__name__)
EVERY = 5.0  # seconds between two rows: an idle worker takes the write lock no more often
PATIENCE = 30  # seconds within which a worker beats again: whatever may take longer leaves in a thread beside


class Heart:
    """Silent until it is started, so that a look at the work from elsewhere (a test, a bench) writes no row.

    file: rewritten at each look, once a second at most.
    """

    def __init__(self) -> None:
        self.name = ""
        self.file: Path | None = None
        self.next_row = self.next_file = 0.0

    def start(self, file: Path | None = None) -> None:
        self.name = f"{socket.gethostname()}:{os.getpid()}"
        self.file = file
        self.next_row = self.next_file = 0.0

    def beat(self) -> None:
        """Alive."""
        if not self.name:
            return
        now = time.monotonic()
        if self.file is not None and now >= self.next_file:
            with suppress(OSError):  # a full disk: emptied, it was rewritten all the same
                self.file.write_text(self.name)
            self.next_file = now + 1
        if now >= self.next_row:
            self.write_row()
            self.next_row = now + EVERY

    def write_row(self) -> None:
        is_first = not self.next_row
        try:
            if is_first or not Heartbeat.beat(self.name, patience=PATIENCE):
                Heartbeat.begin(self.name, patience=PATIENCE)
        except (OperationalError, InterfaceError):
            raise  # the database is locked or gone, as for every duty
        except DatabaseError:
            log.exception("the beat could not be written; the work goes on")

    def stop(self) -> None:
        """An orderly end leaves no row behind that somebody would wonder about."""
        with suppress(DatabaseError, InterfaceError):
            Heartbeat.end(self.name)
