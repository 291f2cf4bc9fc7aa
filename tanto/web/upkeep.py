"""Is the database what this program expects? Answered by names alone, without importing a migration."""

import pkgutil
from functools import lru_cache
from importlib.util import find_spec

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder


@lru_cache
def on_disk() -> frozenset[tuple[str, str]]:
    """(app, migration) of every installed app that has any."""
    found = set()
    for config in apps.get_app_configs():
        spec = find_spec(f"{config.name}.migrations")
        for module in pkgutil.iter_modules(spec.submodule_search_locations if spec else None or []):
            if module.name[0] not in "_~":
                found.add((config.label, module.name))
    return frozenset(found)


def unapplied() -> list[str]:
    """Migrations that the database has not seen. Every one on disk is recorded: nothing to do, surely."""
    seen = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in on_disk() if (app, name) not in seen)


def is_up_to_date() -> bool:
    """False in doubt: `tanto migrate` then looks closely."""
    return (
        not unapplied()
        and settings.CACHES["default"].get("LOCATION") in connection.introspection.table_names()
    )
