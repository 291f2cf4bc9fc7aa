from django.db import migrations
from django.db.models import F
from django.db.models.functions import Coalesce


def fill(apps, schema_editor):
    """Issues get their rank, state and person; actions the yes that was taken for granted; the one follow-up becomes
    a row of its own."""
    issues = apps.get_model("recovery", "Issue").objects
    for issue in issues.select_related("case").order_by("case_id", "id").iterator():
        before = issues.filter(case=issue.case_id, pk__lt=issue.pk).count()
        state = "accepted" if issue.accepted_at else "fixed" if issue.fixed_at else "in_work"
        since = issue.accepted_at or issue.fixed_at or issue.confirmed_at
        issues.filter(pk=issue.pk).update(
            rank=before + 1, state=state, since=since, person=issue.case.owner_id
        )
    actions = apps.get_model("recovery", "Action").objects
    actions.filter(accepted_at=None).update(accepted_at=Coalesce(F("done_at"), F("due_at")))
    clocks = apps.get_model("clocks", "Clock").objects
    follow_ups = apps.get_model("recovery", "FollowUp").objects
    for clock in clocks.filter(subject_kind="case", kind="follow_up", stopped_at=None):
        follow_ups.create(case_id=clock.subject_id, days=14, due_at=clock.due_at)
        clocks.filter(pk=clock.pk).update(part=14)


class Migration(migrations.Migration):
    dependencies = [
        ("recovery", "0002_deep_case"),
        ("clocks", "0002_parts"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
