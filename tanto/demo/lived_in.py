"""Is this house the demo's? Where real people live nothing is told, and no door opens without a password."""

from django.conf import settings
from django.db import connection

from tanto.people.models import Person

from .doors import BOSS, OWNER


def refusal() -> str:
    """Why the demo may not open here; empty where it may. Looks before anything is brought up to date, so it reads one
    column that every version of the table has."""
    if Person._meta.db_table not in connection.introspection.table_names():
        return ""
    people = Person.objects.all()
    if not people.exists() or people.filter(email__in=[OWNER, BOSS]).count() == 2:
        return ""
    return (
        f"Real people live in this house ({settings.DATA_DIR}). The demo opens without a password and sets the clock to "
        "November 2026, so nothing was changed. Name an empty folder with TANTO_DATA_DIR, or begin without TANTO_DEMO."
    )
