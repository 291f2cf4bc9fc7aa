"""`tanto restore FILE`: a house as it was when the backup was made. Nothing is touched before the whole file was read and
found right; a house where somebody lives is never overwritten."""

import datetime as dt
import os
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from tanto import clocks
from tanto.api.webhooks.models import Delivery
from tanto.journal.actor import system
from tanto.journal.masking import fingerprint
from tanto.notices.drain import drain
from tanto.notices.models import Letter
from tanto.people.models import Firm
from tanto.recovery.models import LetterDraft
from tanto.web.upkeep import on_disk

from . import stores
from .backup import FOLDERS, KEY
from .bundle import Broken, unpacked


class Refusal(Exception):  # noqa: N818 - told to whoever typed the command
    """What, why, and what instead, for the command line."""


def restore(path: Path, *, with_other_key: bool = False, masks_of: str = "") -> dict[str, Any]:
    """Bring a backup back into this empty house; what the backup said of itself. masks_of: the mark of the house whose masks follow. The caller migrates, and looks whether
    the record holds."""
    must_be_empty()
    os.umask(0o077)
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR, prefix=".restoring-") as name:
        folder = Path(name)
        try:
            manifest = unpacked(path, folder)
        except Broken as error:
            raise Refusal(
                f"{path} is not a whole backup: {error}. Nothing was changed here. Take another copy of it, or an older one."
            ) from error
        must_fit(manifest, folder, with_other_key=with_other_key)
        if masks_of and masks_of != manifest["key"]:
            raise Refusal(
                "These masks were written by a house with another key than this backup: the wrong people would be forgotten. "
                "Take masks.log of the house that was backed up."
            )
        lay_in_place(folder)
    return manifest


def must_be_empty() -> None:
    """A database in which nobody lives."""
    if stores.has_people():
        raise Refusal(
            f"Somebody lives in {settings.DATA_DIR} already. A restore over a living house would lose what was written "
            "since. Set TANTO_DATA_DIR to a new folder (and DATABASE_URL to a new, empty database), and restore there."
        )
    if connection.vendor == "postgresql" and stores.tables():
        raise Refusal(
            "The database has tables already, although nobody lives there; the restore makes them itself. "
            "Create a new database, and set DATABASE_URL to it."
        )


def must_fit(manifest: dict[str, Any], folder: Path, *, with_other_key: bool) -> None:
    if manifest["database"] != connection.vendor:
        raise Refusal(
            f"The backup is of {manifest['database']}, this house has {connection.vendor}. "
            "Set DATABASE_URL for PostgreSQL, or leave it out for SQLite."
        )
    ours = {f"{app}.{name}" for app, name in on_disk()}
    if newer := [name for name in manifest["migrations"] if name not in ours]:
        raise Refusal(
            f"The backup was made by a newer Tanto ({manifest['tanto']}; {newer[0]} is not known here). "
            "Install that version, then restore."
        )
    if trouble := stores.trouble_in(folder / stores.name()):
        raise Refusal(f"The database in the backup does not hold: {trouble}. Take an older backup.")
    key = os.environ.get("TANTO_SECRET_KEY", "")
    has_key = (folder / KEY).exists()
    fits = fingerprint(key) == manifest["key"] if key else has_key
    if not fits and not with_other_key:
        raise Refusal(
            "The key does not fit: this backup was made with another one"
            + (" than TANTO_SECRET_KEY." if key else ", which was kept outside of it.")
            + " Customers’ links would open no longer and everybody would sign in anew. "
            "Set TANTO_SECRET_KEY to the key of that house, or say --with-other-key."
        )


def lay_in_place(folder: Path) -> None:
    """Files first, the database last: until it stands nobody lives here, and the restore can be repeated. What lay in
    the way is moved aside, never deleted."""
    for name in FOLDERS:
        place = settings.DATA_DIR / name
        if place.exists() and any(place.iterdir()):
            aside = tempfile.mkdtemp(dir=settings.DATA_DIR, prefix="before-restore-")
            os.replace(place, Path(aside) / name)
        if (folder / name).exists():
            os.replace(folder / name, place)
    if (folder / KEY).exists() and not os.environ.get("TANTO_SECRET_KEY"):
        os.replace(folder / KEY, settings.DATA_DIR / KEY)
    stores.load(folder / stores.name())


def settle(manifest: dict[str, Any]) -> int:
    """After the tables are up to date. Letters to customers that waited when the backup was made may have left since:
    they go to a person's eyes, not out again; so are messages to webhooks kept until somebody sends them again. The record says what happened. How many letters."""
    now = clocks.now()
    while drain(now):
        pass
    waiting = Letter.objects.filter(contact__isnull=False, state__in=[Letter.WAITING, Letter.SENDING])
    count = waiting.update(
        state=Letter.UNCLEAR,
        next_at=None,
        trouble="It waited when the backup was made; it may have gone since.",
    )
    Delivery.objects.under_way().hold("It waited when the backup was made; it may have gone since.")
    LetterDraft.objects.filter(goes_at__isnull=False).update(goes_at=None, press="")  # a draft again
    with transaction.atomic():
        firm = Firm.objects.select_for_update().get(pk=Firm.kept().pk)
        firm.record(
            "house_restored", by=system("cli"), at=now, made_at=dt.datetime.fromisoformat(manifest["made_at"])
        )
    return count
