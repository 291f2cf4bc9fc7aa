"""Up to date or not, known without importing a migration."""

import pytest
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from tanto.web import upkeep

pytestmark = pytest.mark.django_db


def test_what_lies_on_disk_is_what_django_would_load():
    assert upkeep.on_disk() == frozenset(MigrationLoader(None).disk_migrations)


def test_a_migrated_house_misses_nothing():
    assert upkeep.unapplied() == []


def test_a_migration_that_was_not_applied_is_named():
    MigrationRecorder.Migration.objects.filter(app="clocks", name="0001_initial").delete()
    assert upkeep.unapplied() == ["clocks.0001_initial"]


def test_without_its_table_for_the_cache_a_house_is_not_up_to_date(settings):
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "no"}
    }
    assert not upkeep.is_up_to_date()
