"""Random verbs in random order: whatever people press, the invariants hold (INV-01, 04-08, 13-16, 38)."""

import datetime as dt

import pytest
from django.db import transaction
from hypothesis import HealthCheck, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from tanto import clocks
from tanto.clocks.sweep import sweep
from tanto.journal.models import Entry, Words
from tanto.journal.verify import verify
from tanto.recovery.models import Case, CustomerWord, StepVisit, Verbatim
from tanto.web.refusals import Refused
from tanto.wording import checks
from tests.cast import MONDAY, Cast, make_cast, speaking

people = st.sampled_from(["owner", "deputy", "boss", "colleague", "executive", "stranger"])
texts = st.sampled_from(
    ["", "I am accountable.", "We are sorry. We try.", "I see how hard it is.", "ひどい。", "Mori\x00 {link}"]
)
AFTER_LISTENING = ["question", "cushion", "address", "test", "probe", "follow_up"]


class AnyOrder(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.now = MONDAY
        self.kept: dict[int, str] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    @initialize()
    def move_in(self) -> None:
        with clocks.travelling(self.now):
            self.cast: Cast = make_cast()
            self.case = self.cast.receive(by=self.cast.colleague)

    def press(self, verb: str, who: object, **words: object) -> None:
        with clocks.travelling(self.now):
            case = Case.objects.get(pk=self.case.pk)
            try:
                getattr(case, verb)(by=getattr(who, "actor", who), **words)
            except Refused as refused:
                assert str(refused.what)
                assert str(refused.why)
                assert str(refused.instead)

    @rule(minutes=st.sampled_from([1, 20, 200, 3000, 21000]))
    def wait(self, minutes: int) -> None:
        self.now += dt.timedelta(minutes=minutes)
        with clocks.travelling(self.now):
            sweep(self.now)

    @rule(who=people, text=texts)
    def hear(self, who: str, text: str) -> None:
        self.press("hear", getattr(self.cast, who), text=text)

    @rule(who=people, to=people)
    def offer(self, who: str, to: str) -> None:
        self.press("offer", getattr(self.cast, who), to=getattr(self.cast, to))

    @rule(who=people, verb=st.sampled_from(["accept", "acknowledge", "thank", "revoke_link", "hand_link"]))
    def press_plain(self, who: str, verb: str) -> None:
        self.press(verb, getattr(self.cast, who))

    @rule(who=people, reason=texts)
    def decline(self, who: str, reason: str) -> None:
        self.press("decline", getattr(self.cast, who), reason=reason)

    @rule(who=people, decision=st.sampled_from(["call", "not_now"]), reason=texts)
    def decide(self, who: str, decision: str, reason: str) -> None:
        self.press("decide_contact", getattr(self.cast, who), decision=decision, reason=reason)

    @rule(text=texts, read_back=st.booleans(), intensity=st.integers(0, 4), hours=st.integers(-1, 9))
    def go_on(self, text: str, read_back: bool, intensity: int, hours: int) -> None:
        """The owner of now presses what the step asks for, rightly or wrongly."""
        case, soon = Case.objects.get(pk=self.case.pk), self.now + dt.timedelta(hours=hours)
        match case.step:
            case "listen":
                self.press("finish_listening", case.owner, intensity=intensity)
            case "question":
                self.press("agree_issue", case.owner, wording=text, read_back=read_back)
            case "cushion":
                self.press("cushion", case.owner, sentence=text)
            case "address" if not case.is_accountable:
                self.press(
                    "take_accountability",
                    case.owner,
                    statement=text,
                    action=text,
                    action_due_at=soon,
                    next_at=soon,
                )
            case "address":
                self.press("report_fixed", case.owner, how=text)

    @rule(steps=st.integers(1, 6))
    def go_on_rightly(self, steps: int) -> None:
        """As the product asks, so that deep places are reached too."""
        for _ in range(steps):
            case = Case.objects.get(pk=self.case.pk)
            owner, soon = case.owner, self.now + dt.timedelta(hours=3)
            match case.step:
                case "listen":
                    self.press("finish_listening", owner, intensity=2)
                case "question":
                    self.press("agree_issue", owner, wording="The note", read_back=True)
                case "cushion":
                    self.press("cushion", owner, sentence="I see how hard it is.")
                case "address" if not case.is_accountable:
                    self.press(
                        "take_accountability",
                        owner,
                        statement="I am accountable.",
                        action="A note",
                        action_due_at=soon,
                        next_at=soon,
                    )
                case "address":
                    self.press("report_fixed", owner, how="It is done.")
                case "test":
                    self.press("confirm_fix", self.cast.customer)
                case "probe":
                    self.press("say_nothing_more", self.cast.customer)
                case "follow_up":
                    self.now += dt.timedelta(days=14)
                    self.press("confirm_lasting", self.cast.customer)
        event(f"reached {Case.objects.get(pk=self.case.pk).step}")

    @rule(who=people, verb=st.sampled_from(["finish_listening", "cushion", "report_fixed"]), text=texts)
    def jump(self, who: str, verb: str, text: str) -> None:
        words = {
            "finish_listening": {"intensity": 1},
            "cushion": {"sentence": text},
            "report_fixed": {"how": text},
        }[verb]
        self.press(verb, getattr(self.cast, who), **words)

    @rule(body=texts, hours=st.integers(-1, 9))
    def write(self, body: str, hours: int) -> None:
        owner = Case.objects.get(pk=self.case.pk).owner
        self.press(
            "write",
            owner,
            body=body + (owner.family_en + " {next_time}") * (hours > 3),
            next_at=self.now + dt.timedelta(hours=hours),
        )

    @rule(
        who=st.sampled_from(["customer", "spoken", *["owner", "boss", "executive", "stranger"]]),
        verb=st.sampled_from(
            [
                "confirm_fix",
                "reject_fix",
                "say_nothing_more",
                "name_more",
                "confirm_lasting",
                "report_residual",
                "reopen",
            ]
        ),
        words=texts,
    )
    def answer(self, who: str, verb: str, words: str) -> None:
        spoken = speaking(self.cast.customer, heard_by=self.cast.owner)
        self.press(verb, spoken if who == "spoken" else getattr(self.cast, who), words=words)

    @invariant()
    def one_named_owner_without_a_gap(self) -> None:  # INV-01
        case = Case.objects.get(pk=self.case.pk)
        spans = list(case.owner_spans.order_by("since"))
        assert spans[0].since == case.opened_at
        assert spans[-1].person_id == case.owner_id
        assert case.owner.is_here

    @invariant()
    def words_are_never_lost(self) -> None:  # INV-04
        now = dict(Words.objects.values_list("pk", "text"))
        assert all(now.get(pk) == text for pk, text in self.kept.items())
        self.kept = now

    @invariant()
    def only_her_word_closes(self) -> None:  # INV-05, INV-06, INV-38
        case = Case.objects.get(pk=self.case.pk)
        if case.end is not None:
            assert case.closing_word is not None
            assert case.closing_word.answer == "satisfied"
        assert (case.resolved_at is None) or case.customer_words.filter(answer="solved").exists()
        assert not CustomerWord.objects.exclude(contact=self.cast.customer).exists()
        assert not CustomerWord.objects.filter(heard_by__isnull=False, words__isnull=True).exists()

    @invariant()
    def a_boss_was_told(self) -> None:  # INV-07, INV-08
        case = Case.objects.get(pk=self.case.pk)
        assert case.told_bosses.exists()
        assert case.known_at <= case.opened_at

    @invariant()
    def listening_comes_first(self) -> None:  # INV-13
        case = Case.objects.get(pk=self.case.pk)
        wrote = Entry.objects.filter(kind__in=["letter_written", "told_by_voice"]).order_by("id").first()
        if wrote is not None or case.step in AFTER_LISTENING:
            assert Verbatim.objects.filter(case=case, is_hers=True).exists()
            assert case.intensity is not None

    @invariant()
    def one_issue_is_the_most_immediate(self) -> None:  # INV-14
        case = Case.objects.get(pk=self.case.pk)
        open_issues = case.issues.filter(is_most_immediate=True, accepted_at__isnull=True).count()
        assert open_issues == 1 if case.step in ("cushion", "address", "test") else open_issues <= 1

    @invariant()
    def what_was_said_is_as_it_must_be(self) -> None:  # INV-15, INV-16
        for visit in StepVisit.objects.filter(words__isnull=False).select_related("words"):
            text = str(visit.words)
            if visit.step == "cushion":
                assert checks.sentences(text) == 1
            if visit.step == "address":
                assert checks.is_first_person(text)
                assert checks.is_unconditional(text)

    @invariant()
    def the_record_holds(self) -> None:
        assert verify().broken == ""


@pytest.mark.django_db
def test_no_order_of_presses_breaks_an_invariant():
    run_state_machine_as_test(
        AnyOrder,
        settings=settings(
            max_examples=30,
            stateful_step_count=30,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
