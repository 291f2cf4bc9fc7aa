import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("clocks", "0002_parts")]

    operations = [
        migrations.CreateModel(
            name="ClockRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20, unique=True)),
                ("name_en", models.CharField(blank=True, max_length=80)),
                ("name_ja", models.CharField(blank=True, max_length=80)),
                ("starts", models.CharField(blank=True, max_length=20)),
                ("stops", models.CharField(blank=True, max_length=20)),
                ("targets", models.JSONField()),
                ("tells", models.JSONField()),
                ("words_en", models.CharField(blank=True, max_length=200)),
                ("words_ja", models.CharField(blank=True, max_length=200)),
                ("retired_at", models.DateTimeField(null=True)),
            ],
            options={"ordering": ["pk"]},
        ),
        migrations.RenameModel("ClosedDay", "Day"),
        migrations.RemoveConstraint("day", "closed_once"),
        migrations.AlterModelOptions("day", {"ordering": ["day"]}),
        migrations.AlterField(
            "day",
            "calendar",
            models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="days", to="clocks.calendar"),
        ),
        migrations.AddField("day", "hours", models.JSONField(default=list)),
        migrations.AddConstraint("day", models.UniqueConstraint(fields=("calendar", "day"), name="day_once")),
        migrations.CreateModel(
            name="ConfirmedYear",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("at", models.DateTimeField()),
                ("by", models.BigIntegerField()),
                (
                    "calendar",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="confirmed_years",
                        to="clocks.calendar",
                    ),
                ),
            ],
        ),
        migrations.AddField("calendar", "section", models.BigIntegerField(default=0, unique=True)),
        migrations.AddField("clock", "section", models.BigIntegerField(default=0)),
        migrations.AddIndex(
            "clock",
            models.Index(
                condition=models.Q(("stopped_at__isnull", True)), fields=["section", "due_at"], name="clock_section"
            ),
        ),
        migrations.AddIndex("clock", models.Index(fields=["kind", "due_at"], name="clock_figures")),
        migrations.AddConstraint(
            "clockrule",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__startswith", "own-"), _negated=True),
                    models.Q(
                        models.Q(("name_en", ""), _negated=True),
                        models.Q(("starts", ""), _negated=True),
                        models.Q(("stops", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="own_deadline_is_whole",
            ),
        ),
        migrations.AddConstraint(
            "confirmedyear",
            models.UniqueConstraint(fields=("calendar", "year"), name="year_confirmed_once"),
        ),
        migrations.AddConstraint(
            "confirmedyear",
            models.CheckConstraint(
                condition=models.Q(("year__gte", 2000), ("year__lt", 2200)), name="year_is_a_year"
            ),
        ),
    ]
