"""`tanto backup FILE`: everything of a house in one file, while people work: database, files, letters, key."""

import datetime as dt
import importlib.metadata
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from tanto import clocks
from tanto.journal.actor import system
from tanto.journal.masking import fingerprint
from tanto.people.models import Firm

from . import stores
from .bundle import written

KEY = "secret.key"
COPY, DAY = ".tanto-backup-", 24 * 60 * 60
FOLDERS = ("files", "letters")


@dataclass(frozen=True)
class Made:
    """What a backup holds: size in bytes, files beside the database."""

    path: Path
    size: int
    files: int
    at: dt.datetime


def make(path: Path) -> Made:
    """Write a backup. The database is taken first: files are written before the rows that name them and never change, so
    whatever the copy names is there. Asks the database by names only, so that it serves before an upgrade, too. Raises
    OSError where it cannot be written; then nothing is left behind, and what stood at `path` stands."""
    path, at = path.absolute(), clocks.now()
    clear_leftovers(path)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=COPY) as folder:
        dump = Path(folder) / stores.name()
        stores.dump(dump)
        with written(path) as bundle:
            bundle.add(dump.name, dump)
            dump.unlink()
            files = 0
            for name, file in kept_files():
                bundle.add(name, file)
                files += 1
            if not is_key_outside():
                bundle.add(KEY, settings.DATA_DIR / KEY)
            bundle.end(about(at))
    return Made(path, path.stat().st_size, files, at)


def clear_leftovers(path: Path) -> None:
    """What a killed backup left here a day ago or more."""
    for left in (*path.parent.glob(f".{path.name}.*.part"), *path.parent.glob(f"{COPY}*")):
        if clocks.now().timestamp() - left.stat().st_mtime > DAY:
            shutil.rmtree(left) if left.is_dir() else left.unlink()


def kept_files() -> Iterator[tuple[str, Path]]:
    """Name in the backup and place of every file that is no passing thing."""
    for folder in FOLDERS:
        root = settings.DATA_DIR / folder
        for file in sorted(root.rglob("*")) if root.exists() else ():
            if file.is_file() and not file.name.startswith((".", "coming-")):
                yield file.relative_to(settings.DATA_DIR).as_posix(), file


def about(at: dt.datetime) -> dict[str, Any]:
    migrations = sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())
    return {
        "made_at": at.isoformat(),
        "tanto": importlib.metadata.version("tanto"),
        "database": connection.vendor,
        "migrations": migrations,
        "key": fingerprint(settings.SECRET_KEY),
    }


def is_key_outside() -> bool:
    """Does the key come from the environment? Then it is kept there, and only its fingerprint stands in the backup."""
    place = settings.DATA_DIR / KEY
    return not place.exists() or place.read_text("ascii").strip() != settings.SECRET_KEY


def remember(made: Made) -> None:
    """The record says that a backup was made, and what it was called; an empty house has no record yet."""
    if stores.has_people():
        with transaction.atomic():
            firm = Firm.objects.select_for_update().get(pk=Firm.kept().pk)
            firm.record("backup_made", by=system("cli"), at=made.at, name=made.path.name, bytes=made.size)
