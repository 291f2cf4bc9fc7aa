import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from tanto import clocks
from tanto.journal.verify import verify
from tanto.recovery.models import Case
from tests.cast import Cast, at, speaking
from tests.recovery.test_receiving import refusal

STATEMENT = "I am Mori and I am fully accountable for the next steps until you tell me it is solved."


def hours(n: float) -> dt.datetime:
    return clocks.now() + dt.timedelta(hours=n)


def test_the_reply_is_closed_until_she_was_heard(cast: Cast):
    case = cast.receive()
    with refusal("listen_first"):
        case.write(by=cast.owner.actor, body="Mori here", next_at=hours(1))


def test_what_we_found_ourselves_is_not_her_word(cast: Cast):
    case = cast.receive(discovered="us")
    with refusal("listen_first"):
        case.finish_listening(by=cast.owner.actor, intensity=1)
    case.hear(by=cast.owner.actor, text="We noticed it too.")
    case.finish_listening(by=cast.owner.actor, intensity=1)
    assert case.step == "question"


def test_listening_is_a_constraint_too(cast: Cast):
    case = cast.receive()
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(step="address")


def test_the_issue_must_be_read_back(cast: Cast):
    case = cast.at_question()
    with refusal("read_back_first"):
        case.agree_issue(by=cast.owner.actor, wording="The note", read_back=False)


def test_no_two_issues_have_one_rank(cast: Cast):
    case = cast.at_cushion()
    issue = case.issues.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        case.issues.create(words=issue.words, rank=issue.rank, person=cast.owner, since=clocks.now())


@pytest.mark.parametrize("sentences", ["", "This is hard. I see it.", "大変でございます。お察しいたします。"])
def test_the_cushion_is_one_sentence(cast: Cast, sentences):
    case = cast.at_cushion()
    with refusal("cushion_one_sentence"):
        case.cushion(by=cast.owner.actor, sentence=sentences)
    assert case.step == "cushion"


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("We are responsible for the next steps.", "first_person"),
        ("I will ask the factory.", "first_person"),
        ("I am accountable if the factory agrees.", "unconditional"),
        ("弊社が責任を持って対応いたします。", "first_person"),
        ("可能な限り、私が責任を持ちます。", "unconditional"),
    ],
)
def test_accountability_is_first_person_and_unconditional(cast: Cast, statement, code):
    case = cast.at_address()
    with refusal(code):
        case.take_accountability(
            by=cast.owner.actor,
            statement=statement,
            action="A note",
            action_due_at=hours(2),
            next_at=hours(1),
        )


def test_an_announced_time_lies_ahead(cast: Cast):
    case = cast.at_address()
    with refusal("time_passed"):
        case.take_accountability(
            by=cast.owner.actor,
            statement=STATEMENT,
            action="A note",
            action_due_at=hours(2),
            next_at=hours(-1),
        )


def test_a_letter_holds_name_and_next_time(cast: Cast):
    case = cast.accountable()
    with refusal("name_missing"):
        case.write(by=cast.owner.actor, body="It is on its way.", next_at=hours(1))
    with refusal("next_time_missing"):
        case.write(by=cast.owner.actor, body="It is on its way. Mori")
    with refusal("next_time_not_said"):
        case.write(by=cast.owner.actor, body="It is on its way. Mori", next_at=hours(1))


def test_a_letter_goes_to_her_with_her_link(cast: Cast):
    case = cast.accountable()
    case.write(
        by=cast.owner.actor,
        subject="Where we stand",
        body="On its way. Mori {link} {next_time}",
        next_at=hours(1),
    )
    entry = case.history().first()
    assert entry.receivers == [["contact", cast.customer.pk]]
    assert entry.facts["link"] == case.links.get().pk


def test_a_letter_without_an_address_is_refused(cast: Cast):
    cast.customer.change(by=cast.owner.actor, email="")
    case = cast.accountable()
    with refusal("no_address"):
        case.write(by=cast.owner.actor, body="Mori", next_at=hours(1))


def test_fixed_needs_accountability_first(cast: Cast):
    case = cast.at_address()
    with refusal("accountability_first"):
        case.report_fixed(by=cast.owner.actor, how="Done.")


def test_in_a_serious_case_the_boss_decides_before_it_is_called_fixed(cast: Cast):
    case = cast.receive(severity=2)
    case.finish_listening(by=cast.owner.actor, intensity=3)
    case.agree_issue(by=cast.owner.actor, wording="The note", read_back=True)
    case.cushion(by=cast.owner.actor, sentence="I see how hard this is.")
    cast.account_for(case)
    with refusal("boss_contact_first"):
        case.report_fixed(by=cast.owner.actor, how="Done.")
    case.acknowledge(by=cast.boss.actor)
    case.thank(by=cast.boss.actor)
    case.decide_contact(by=cast.boss.actor, decision="visit")
    with refusal("contain_first"):
        case.report_fixed(by=cast.owner.actor, how="Done.")
    cast.contain(case)
    case.report_fixed(by=cast.owner.actor, how="Done.")
    assert case.step == "test"


@pytest.mark.parametrize("answer", ["confirm_fix", "reject_fix"])
def test_only_the_customer_says_whether_it_is_solved(cast: Cast, answer):
    case = cast.at_test()
    for nobody in (cast.owner.actor, cast.boss.actor):
        with refusal("only_customer_closes"):
            getattr(case, answer)(by=nobody, words="Solved.")
    assert case.step == "test"


def test_a_word_heard_on_the_telephone_needs_her_words(cast: Cast):
    case = cast.at_test()
    with refusal("her_words_missing"):
        case.confirm_fix(by=speaking(cast.customer, heard_by=cast.owner), channel="phone")
    case.confirm_fix(by=speaking(cast.customer, heard_by=cast.owner), words="Yes, solved.", channel="phone")
    word = case.customer_words.get()
    assert (word.contact, word.heard_by, case.step) == (cast.customer, cast.owner, "probe")


def test_not_solved_goes_back_and_marks_a_second_failure(cast: Cast):
    case = cast.at_test()
    case.reject_fix(by=cast.customer.actor, words="The sum is still wrong.")
    assert case.step == "address"
    assert case.second_failure_at is not None
    assert not case.is_accountable
    assert ["person", cast.boss.pk] in case.history().first().receivers


def test_after_not_solved_the_road_can_be_walked_again(cast: Cast):
    case = cast.at_test()
    case.reject_fix(by=cast.customer.actor, is_partly=True)
    cast.account_for(case)
    with refusal("boss_contact_first"):
        case.report_fixed(by=cast.owner.actor, how="The sum is right now.")
    cast.boss_goes(case)
    cast.contain(case)
    case.report_fixed(by=cast.owner.actor, how="The sum is right now.")
    case.confirm_fix(by=cast.customer.actor)
    assert (case.step, case.visits.filter(step="address").count()) == ("probe", 2)


def test_something_more_goes_back_to_the_question(cast: Cast):
    case = cast.at_probe()
    case.name_more(by=cast.customer.actor, words="Your catalogue is two years old.")
    assert (case.step, case.resolved_at) == ("question", None)
    case.agree_issue(by=cast.owner.actor, wording="A new catalogue", read_back=True)
    assert case.issues.filter(accepted_at__isnull=True).count() == 1


def test_two_weeks_must_pass_before_it_has_stayed_solved(cast: Cast):
    case = cast.at_follow_up()
    with refusal("too_early"):
        case.confirm_lasting(by=cast.customer.actor)


def test_her_word_closes_the_case(cast: Cast):
    case = cast.closed()
    assert (case.step, case.end, case.closing_word.answer) == (None, "closed_by_customer", "satisfied")
    assert verify().broken == ""


def test_something_left_goes_back_to_listening_with_the_same_owner(cast: Cast):
    case = cast.at_follow_up()
    with clocks.travelling(clocks.now() + dt.timedelta(days=15)):
        case.report_residual(by=cast.customer.actor, words="It is back.")
    assert (case.step, case.owner) == ("listen", cast.owner)


def test_a_closed_case_opens_again_at_her_word(cast: Cast):
    case = cast.closed()
    case.reopen(by=cast.customer.actor, words="It came back today.")
    assert (case.step, case.end, case.owner) == ("listen", None, cast.owner)
    assert case.customer_words.count() == 3


def test_a_step_out_of_order_is_refused_and_says_where_it_stands(cast: Cast):
    case = cast.at_question()
    with refusal("step_out_of_order") as caught:
        case.cushion(by=cast.owner.actor, sentence="I see.")
    assert "Question" in str(caught.value.what)
    assert caught.value.status == 409


def test_two_who_press_at_once_find_one_step_taken(cast: Cast):
    case = cast.at_cushion()
    other = Case.objects.get(pk=case.pk)
    case.cushion(by=cast.owner.actor, sentence="I see how hard this is.")
    with refusal("step_out_of_order"):
        other.cushion(by=cast.owner.actor, sentence="I see how hard it is.")
    assert case.history().filter(kind="cushioned").count() == 1


def test_she_is_called_at_the_time_she_named(cast: Cast):
    with clocks.travelling(at("2026-11-12 09:00")):
        case = cast.accountable()
        case.ask_for_call(by=cast.customer.actor, at=at("2026-11-12 11:00"))
        with refusal("empty_words"):
            case.call_back(by=cast.owner.actor, words="")
        case.call_back(by=cast.owner.actor, words="Monday is fine.")
    assert case.history().first().kind == "called_back"
