from django.db import migrations


def leave_room(apps, schema_editor):
    """Every entry moves the head of its case, which no index holds: with room on the same page PostgreSQL writes the row
    alone and leaves the indexes as they are."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE recovery_case SET (fillfactor = 50)")


class Migration(migrations.Migration):

    dependencies = [
        ('recovery', '0009_indexes_of_what_is_there'),
    ]

    operations = [
        migrations.RunPython(leave_room, migrations.RunPython.noop),
    ]
