"""A whole database as one file, and back: SQLite by its own online copy, PostgreSQL by pg_dump."""

import os
import shutil
import sqlite3
import subprocess
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

SQLITE, POSTGRESQL = "tanto.sqlite3", "tanto.pgdump"


class NoTool(Exception):  # noqa: N818 - what is missing
    """A program of PostgreSQL is not installed."""


def name() -> str:
    """How the database is called in a backup."""
    return SQLITE if connection.vendor == "sqlite" else POSTGRESQL


def dump(to: Path) -> None:
    """The database as it is at one moment, while others go on writing."""
    if connection.vendor == "sqlite":
        copy(database_file(), to)
    else:
        run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={to}")


def copy(source: Path, to: Path) -> None:
    """All pages in one step: readers of a write-ahead log see one moment and hold no writer up."""
    with sqlite3.connect(f"file:{source}?mode=ro", uri=True, timeout=60) as old, sqlite3.connect(to) as new:
        old.backup(new)
    new.execute("PRAGMA journal_mode=DELETE")
    new.close()
    old.close()


def load(source: Path) -> None:
    """Put a dump into the empty database. SQLite: the file takes its place; PostgreSQL: in one transaction."""
    if connection.vendor == "sqlite":
        connection.close()
        for left in (*database_file().parent.glob(f"{SQLITE}-*"), database_file()):
            left.unlink(missing_ok=True)
        os.replace(source, database_file())
    else:
        connection.close()
        run("pg_restore", "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error", f"--dbname={settings.DATABASES['default']['NAME']}", str(source), is_named=False)  # fmt: skip


def trouble_in(source: Path) -> str:
    """Why this dump cannot be loaded; empty if it can."""
    if source.name == SQLITE:
        try:
            with sqlite3.connect(f"file:{source}?mode=ro", uri=True) as database:
                said = database.execute("PRAGMA quick_check(1)").fetchone()[0]
        except sqlite3.DatabaseError as error:
            return str(error)
        return "" if said == "ok" else str(said)
    listed = [tool("pg_restore"), "--list", str(source)]
    done = subprocess.run(listed, capture_output=True, text=True)  # noqa: S603 - our own words, no shell
    return done.stderr.strip() if done.returncode else ""


def tables() -> list[str]:
    """What stands in the database now."""
    if connection.vendor == "sqlite" and not database_file().exists():
        return []
    return connection.introspection.table_names()


def has_people() -> bool:
    """Does anybody live here? Asked by name: the tables may be of an older version."""
    if "people_person" not in tables():
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM people_person LIMIT 1")
        return cursor.fetchone() is not None


def database_file() -> Path:
    return Path(str(settings.DATABASES["default"]["NAME"]))


def tool(program: str) -> str:
    """The newest of Debian's, which may read servers of every version; else what the PATH has."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"), key=lambda p: int(p.parts[4]))
    path = str(found[-1]) if found else shutil.which(program)
    if path is None:
        raise NoTool(
            f"{program} is not installed here. A backup of PostgreSQL needs it: install postgresql-client."
        )
    return path


def run(program: str, *words: str, is_named: bool = True) -> None:
    """A program of PostgreSQL against our database; the password goes by the environment, never by the command line."""
    known: dict[str, Any] = settings.DATABASES["default"]
    access = {"PGHOST": known["HOST"], "PGPORT": known["PORT"], "PGUSER": known["USER"], "PGPASSWORD": known["PASSWORD"]}  # fmt: skip
    access |= {"PGDATABASE": known["NAME"]} if is_named else {}
    environment = os.environ | {name: str(value) for name, value in access.items() if value}
    command = [tool(program), *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)  # noqa: S603 - our own words, no shell
    if done.returncode:
        raise OSError(f"{program} failed: {done.stderr.strip()[-500:]}")
