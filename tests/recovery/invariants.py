"""The dictionary's invariants in scope, asked of one case (INV-01, 03-08, 12-18, 22, 38, and the record itself)."""

import datetime as dt

from tanto.clocks.models import Clock
from tanto.journal.models import Entry
from tanto.recovery.models import Case, CustomerWord, StepVisit, Verbatim, severity
from tanto.recovery.steps import OPEN_ISSUES
from tanto.wording import checks, naming
from tests.cast import Cast

AFTER_LISTENING = ["question", "cushion", "address", "test", "probe", "follow_up"]


def hold(cast: Cast, case: Case) -> None:
    for check in (
        one_named_owner_without_a_gap,
        only_her_word_closes,
        two_people_end_it,
        a_boss_was_told,
        listening_comes_first,
        one_issue_comes_first,
        issues_are_in_order,
        what_was_said_is_as_it_must_be,
        serious_is_serious,
        no_cause_without_a_fact,
        nobody_is_named_for_a_mistake,
        nobody_committed_for_another,
        the_list_knows_what_is_due,
    ):
        check(cast, case)


def the_list_knows_what_is_due(cast: Cast, case: Case) -> None:
    first = Clock.objects.of("case", case.pk).owed().order_by("due_at").first()
    assert case.due_at == (first.due_at if first else None)


def one_named_owner_without_a_gap(cast: Cast, case: Case) -> None:  # INV-01, INV-03
    spans = list(case.owner_spans.order_by("since"))
    assert spans[0].since == case.opened_at
    assert spans[-1].person_id == case.owner_id
    assert case.owner.is_here
    assert case.ownerless_minutes == 0


def only_her_word_closes(cast: Cast, case: Case) -> None:  # INV-05, INV-06, INV-38
    if case.end in ("closed_by_customer", "withdrawn"):
        assert case.closing_word is not None
        assert case.closing_word.contact == cast.customer
    if case.end == "closed_by_customer":
        assert case.closing_word.answer in ("satisfied", "nothing_more")
        assert case.customer_words.filter(answer="nothing_more").exists()
    if case.end == "ended_unconfirmed":
        assert case.resolved_at is None
    assert case.resolved_at is None or case.customer_words.filter(answer="solved").exists()
    assert not CustomerWord.objects.filter(case=case).exclude(contact=cast.customer).exists()
    assert not CustomerWord.objects.filter(case=case, heard_by__isnull=False, words__isnull=True).exists()


def two_people_end_it(cast: Cast, case: Case) -> None:
    for proposal in case.end_proposals.filter(is_agreed=True):
        assert proposal.answered_by_id not in (None, proposal.by_id)
    if case.end in ("withdrawn", "ended_unconfirmed", "not_a_case", "merged"):
        assert case.end_proposals.filter(is_agreed=True, end=case.end).exists()


def a_boss_was_told(cast: Cast, case: Case) -> None:  # INV-07, INV-08
    assert case.told_bosses.exists()
    assert case.known_at <= case.opened_at
    moved = Entry.objects.filter(subject_kind="case", subject_id=case.pk, kind="known_moved")
    for entry in moved:
        was, now = (dt.datetime.fromisoformat(entry.facts[name]) for name in ("was_at", "known_at"))
        assert now < was or entry.actor_id == cast.quality.pk


def listening_comes_first(cast: Cast, case: Case) -> None:  # INV-13
    wrote = case.history().filter(kind__in=["letter_written", "told_by_voice"]).exists()
    if wrote or case.step in AFTER_LISTENING:
        assert Verbatim.objects.filter(case=case, is_hers=True).exists()
        assert case.intensity is not None


def one_issue_comes_first(cast: Cast, case: Case) -> None:  # INV-14
    ranks = list(case.issues.values_list("rank", flat=True))
    assert len(ranks) == len(set(ranks))
    if case.step in ("cushion", "address", "test"):
        assert case.most_immediate is not None


def issues_are_in_order(cast: Cast, case: Case) -> None:
    if case.step == "test":
        assert not case.issues.filter(state__in=set(OPEN_ISSUES) - {"fixed"}).exists()
    if case.resolved_at is not None and case.step in ("probe", "follow_up"):
        assert not case.issues.filter(state__in=OPEN_ISSUES).exists()


def what_was_said_is_as_it_must_be(cast: Cast, case: Case) -> None:  # INV-15, INV-16
    for visit in StepVisit.objects.filter(case=case, words__isnull=False).select_related("words"):
        text = str(visit.words)
        if visit.step == "cushion" and visit.done_at:
            assert checks.sentences(text) == 1
        if visit.step == "address" and checks.owns_it(text):
            assert checks.is_first_person(text)
            assert checks.is_unconditional(text)


def serious_is_serious(cast: Cast, case: Case) -> None:  # INV-12
    if case.second_failure_at is not None and case.is_open:
        assert case.severity <= severity.floor(case.triggers)
    for entry in case.history().filter(kind="severity_lowered"):
        assert entry.actor_id in {boss.pk for boss in case.section.chain()}


def no_cause_without_a_fact(cast: Cast, case: Case) -> None:  # INV-17
    first = case.facts.filter(confidence="sure").exclude(kind="statement").order_by("at").first()
    for apology in case.apologies.filter(level__in=["A3", "A4"]):
        assert first is not None
        assert first.at <= apology.at


def nobody_is_named_for_a_mistake(cast: Cast, case: Case) -> None:  # INV-22
    forms = [person.name_forms for person in (cast.owner, cast.boss, cast.colleague)]
    for mistake in case.mistakes.select_related("words"):
        assert naming.person_named(f"{mistake.words} {mistake.work_step}", forms) == ""


def nobody_committed_for_another(cast: Cast, case: Case) -> None:  # INV-28
    taken = case.history().filter(kind="action_taken")
    assert all(entry.actor_id == entry.facts["to"] for entry in taken)
