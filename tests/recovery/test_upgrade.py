"""A house of the first version is brought to this one: nothing is lost, the record still holds."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

BEFORE = [
    ("recovery", "0001_initial"),
    ("clocks", "0001_initial"),
    ("people", "0001_initial"),
    ("clients", "0001_initial"),
]


@pytest.mark.django_db(transaction=True)
def test_issues_actions_and_follow_ups_of_before_are_carried_over():
    executor = MigrationExecutor(connection)
    executor.migrate(BEFORE)
    old = executor.loader.project_state(BEFORE).apps
    try:
        case = old_case(old)
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
    from tanto.recovery.models import Case

    now = Case.objects.get(pk=case)
    first, second = now.issues.all()
    assert (first.rank, first.state, second.rank, second.state) == (1, "accepted", 2, "in_work")
    assert first.person == now.owner
    assert now.actions.get().accepted_at is not None
    assert now.follow_ups.get().days == 14


def old_case(old) -> int:
    """One case of the first version, written as that version wrote it."""
    at = timezone.now()
    words = [old.get_model("journal", "Words").objects.create(text=f"W{n}", salt="s") for n in range(3)]
    person = old.get_model("people", "Person").objects.create(email="a@t.example", family_en="Abe")
    section = old.get_model("people", "Section").objects.create(name_en="S", boss=person)
    case = old.get_model("recovery", "Case").objects.create(
        number="SR-2026-0001", owner=person, recorder=person, section=section, step="follow_up", intensity=1,
        known_at=at, opened_at=at,
    )  # fmt: skip
    issues = old.get_model("recovery", "Issue").objects
    issues.create(case=case, words=words[0], confirmed_at=at, fixed_at=at, accepted_at=at)
    issues.create(case=case, words=words[1], confirmed_at=at)
    old.get_model("recovery", "Action").objects.create(
        case=case, words=words[2], person=person, due_at=at, done_at=at
    )
    old.get_model("clocks", "Clock").objects.create(
        subject_kind="case", subject_id=case.pk, kind="follow_up", duty=person.pk, started_at=at, due_at=at
    )
    return case.pk
