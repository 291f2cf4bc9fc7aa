"""An upgrade changes the tables; before it does, the house as it was is kept beside."""

from django.conf import settings

from tanto import clocks
from tanto.web.upkeep import unapplied

from . import stores
from .backup import Made, make

KEPT = 3


def backup_before_upgrade() -> Made | None:
    """Where tables will change and somebody lives here, outside the demo; the newest three are kept."""
    if settings.DEMO or not stores.has_people() or not unapplied():
        return None
    folder = settings.DATA_DIR / "backups"
    folder.mkdir(exist_ok=True, mode=0o700)
    made = make(folder / f"before-upgrade-{clocks.now():%Y%m%d-%H%M%S}.tanto")
    for old in sorted(folder.glob("before-upgrade-*.tanto"))[:-KEPT]:
        old.unlink()
    return made
