"""The search's own table, one shape per database, and every case that is here already put in line for it: the worker
makes them at leisure, `tanto reindex` at once."""

from django.db import migrations


def create(apps, schema_editor):
    from tanto.home.search import postgresql, sqlite

    vendor = schema_editor.connection.vendor
    for statement in [sqlite.CREATE] if vendor == "sqlite" else postgresql.CREATE:
        schema_editor.execute(statement)
    schema_editor.execute("INSERT INTO home_stale (case_id) SELECT id FROM recovery_case")


def drop(apps, schema_editor):
    from tanto.home.search import postgresql, sqlite

    vendor = schema_editor.connection.vendor
    for statement in [sqlite.DROP] if vendor == "sqlite" else postgresql.DROP:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("home", "0001_all_cases")]
    operations = [migrations.RunPython(create, drop)]
