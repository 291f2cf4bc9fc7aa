"""Each guard of the road (dictionary 3.4) and each invariant in scope: refused in the verb and on the page, with what,
why and what instead; what was typed is still there."""

import datetime as dt
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from django.utils.html import escape

from tanto import clocks
from tanto.people.models import Person
from tanto.recovery.models import Case
from tests.cast import HOUSE, Cast, speaking
from tests.recovery.test_every_verb import another, proposed, sorry, unreached, with_second_issue
from tests.recovery.test_receiving import refusal

LATER = "2090-01-04T10:00"


class Guard(NamedTuple):
    """prepare: the case; who presses; the verb with its words; the address with its fields; the code of the refusal."""

    prepare: Callable[[Cast], Case]
    who: str
    verb: str
    words: Callable[[Cast, Case], dict[str, Any]]
    address: str
    fields: Callable[[Cast, Case], dict[str, Any]]
    code: str


def guard(
    prepare: Callable[[Cast], Case],
    who: str,
    verb: str,
    words: Any,
    address: str,
    fields: Any,
    code: str,
) -> Guard:
    def given(told: Any) -> Callable[[Cast, Case], dict[str, Any]]:
        return told if callable(told) else lambda cast, case: told

    return Guard(prepare, who, verb, given(words), address, given(fields), code)


def soon() -> dt.datetime:
    return clocks.now() + dt.timedelta(hours=2)


def serious(cast: Cast) -> Case:
    case = cast.accountable()
    case.assess(by=cast.owner.actor, triggers=["line_stop"])
    return case


def boss_has_gone(cast: Cast) -> Case:
    case = serious(cast)
    cast.boss_goes(case)
    return case


def failed_twice(cast: Cast) -> Case:
    case = cast.at_test()
    case.reject_fix(by=cast.customer.actor)
    cast.account_for(case)
    return case


def found_by_us(cast: Cast) -> Case:
    return cast.receive(discovered="us")


def two_issues(cast: Cast) -> Case:
    case, _issue = with_second_issue(cast)
    case.confirm_issue(by=cast.owner.actor, issue=case.issues.last().pk)
    return case


def guessed_issue(cast: Cast) -> Case:
    return with_second_issue(cast)[0]


def spoken(cast: Cast) -> Any:
    return speaking(cast.customer, heard_by=cast.owner)


# fmt: off
GUARDS = {
    "INV-13 no answer before listening": guard(Cast.receive, "owner", "write", lambda c, k: {"body": "Mori {next_time}", "next_at": soon()}, "letters/", {"body": "Mori {next_time}", "next_at": LATER, "channel": "mail"}, "listen_first"),
    "listening ends with her words": guard(found_by_us, "owner", "finish_listening", {"intensity": 1}, "listening/", {"intensity": 1}, "listen_first"),
    "INV-14 no question without an issue": guard(Cast.at_question, "owner", "agree_issue", {"wording": "", "read_back": True}, "issue/", {"wording": "", "read_back": "on"}, "issue_missing"),
    "read-back is answered yes": guard(Cast.at_question, "owner", "agree_issue", {"wording": "The note", "read_back": False}, "issue/", {"wording": "The note"}, "read_back_first"),
    "order without ties": guard(two_issues, "owner", "rank_issues", lambda c, k: {"order": [k.issues.first().pk] * 2, "read_back": True}, "issues/order/", lambda c, k: {"order": f"{k.issues.first().pk},{k.issues.first().pk}", "read_back": "on"}, "order_has_ties"),
    "INV-15 one sentence": guard(Cast.at_cushion, "owner", "cushion", {"sentence": "It is hard. I see it."}, "cushion/", {"sentence": "It is hard. I see it."}, "cushion_one_sentence"),
    "INV-16 first person": guard(Cast.at_address, "owner", "take_accountability", lambda c, k: {"statement": "We are responsible.", "action": "A note", "action_due_at": soon(), "next_at": soon()}, "accountability/", {"statement": "We are responsible.", "action": "A note", "action_due_at": LATER, "next_at": LATER}, "first_person"),
    "INV-16 unconditional": guard(Cast.at_address, "owner", "take_accountability", lambda c, k: {"statement": "I am responsible if we can.", "action": "A note", "action_due_at": soon(), "next_at": soon()}, "accountability/", {"statement": "I am responsible if we can.", "action": "A note", "action_due_at": LATER, "next_at": LATER}, "unconditional"),
    "accountability before fixed": guard(Cast.at_address, "owner", "report_fixed", {"how": "Done."}, "fix/", {"how": "Done."}, "accountability_first"),
    "all issues fixed": guard(two_issues, "owner", "report_fixed", {"how": "Done."}, "fix/", {"how": "Done."}, "which_issue"),
    "an issue is hers before it is fixed": guard(guessed_issue, "owner", "report_fixed", lambda c, k: {"how": "Done.", "issue": k.issues.last().pk}, "fix/", lambda c, k: {"how": "Done.", "issue": k.issues.last().pk}, "issue_not_confirmed"),
    "boss contact decided in serious cases": guard(serious, "owner", "report_fixed", {"how": "Done."}, "fix/", {"how": "Done."}, "boss_contact_first"),
    "containment done": guard(boss_has_gone, "owner", "report_fixed", {"how": "Done."}, "fix/", {"how": "Done."}, "contain_first"),
    "boss contact due after a second failure": guard(failed_twice, "owner", "report_fixed", {"how": "Done."}, "fix/", {"how": "Done."}, "boss_contact_first"),
    "steps in order": guard(Cast.receive, "owner", "cushion", {"sentence": "I see it."}, "cushion/", {"sentence": "I see it."}, "step_out_of_order"),
    "INV-05 an employee closes nothing": guard(lambda c: without_contact(c), "owner", "confirm_fix", {"words": "They are happy."}, "answer/", {"answer": "solved", "words": "They are happy."}, "only_customer_closes"),
    "INV-06 her words, not our impression": guard(Cast.at_test, "spoken", "confirm_fix", {"words": ""}, "answer/", {"answer": "solved", "words": ""}, "her_words_missing"),
    "two weeks before it has stayed solved": guard(Cast.at_follow_up, "spoken", "confirm_lasting", {"words": "All well."}, "answer/", {"answer": "satisfied", "words": "All well."}, "too_early"),
    "three attempts before a follow-up is given up": guard(lambda c: (case := unreached(c), case.attempts.first().delete())[0], "owner", "give_up_follow_up", {}, "follow-up/end/", {}, "try_again"),
    "INV-03 an owner is a person who is here": guard(lambda c: (c.stranger.leave(by=HOUSE), c.receive())[1], "owner", "offer", lambda c, k: {"to": c.stranger}, "offer/", lambda c, k: {"to": c.stranger.pk}, "owner_left"),
    "INV-01 not twice to the owner": guard(Cast.receive, "owner", "offer", lambda c, k: {"to": c.owner}, "offer/", lambda c, k: {"to": c.owner.pk}, "owner_already"),
    "forced only while away or after a talk": guard(Cast.receive, "boss", "force_owner", lambda c, k: {"to": c.deputy, "ground": "away", "reason": "Now."}, "owner/", lambda c, k: {"to": c.deputy.pk, "ground": "away", "reason": "Now."}, "owner_is_here"),
    "forced only with a reason": guard(Cast.receive, "boss", "force_owner", lambda c, k: {"to": c.deputy, "ground": "talked", "reason": ""}, "owner/", lambda c, k: {"to": c.deputy.pk, "ground": "talked", "reason": ""}, "reason_missing"),
    "forced only by a boss": guard(Cast.receive, "deputy", "force_owner", lambda c, k: {"to": c.deputy, "ground": "talked", "reason": "I want it."}, "owner/", lambda c, k: {"to": c.deputy.pk, "ground": "talked", "reason": "I want it."}, "not_the_boss"),
    "INV-08 known later only by the quality lead": guard(lambda c: c.receive(known_at=clocks.now() - dt.timedelta(hours=5)), "owner", "move_known", lambda c, k: {"known_at": clocks.now() - dt.timedelta(hours=1), "why": "A slip."}, "known/", lambda c, k: {"known_at": wall(-1), "why": "A slip."}, "later_only_with_evidence"),
    "INV-08 known moved with a reason": guard(Cast.receive, "owner", "move_known", lambda c, k: {"known_at": clocks.now() - dt.timedelta(hours=9), "why": ""}, "known/", lambda c, k: {"known_at": wall(-9), "why": ""}, "why_missing"),
    "INV-10 a human name": guard(Cast.accountable, "owner", "write", lambda c, k: {"body": "Hello {next_time}", "next_at": soon()}, "letters/", {"body": "Hello {next_time}", "next_at": LATER, "channel": "mail"}, "name_missing"),
    "INV-10 a next time": guard(Cast.accountable, "owner", "write", {"body": "Mori here"}, "letters/", {"body": "Mori here", "channel": "mail"}, "next_time_missing"),
    "INV-12 money is no reason": guard(Cast.receive, "boss", "lower_severity", {"to": 4, "reason": "It is only a small amount."}, "severity/lowering/", {"to": 4, "reason": "It is only a small amount."}, "money_is_no_reason"),
    "INV-12 in Japanese": guard(Cast.receive, "boss", "lower_severity", {"to": 4, "reason": "金額が小さいため。"}, "severity/lowering/", {"to": 4, "reason": "金額が小さいため。"}, "money_is_no_reason"),
    "lowering needs a boss": guard(Cast.receive, "owner", "lower_severity", {"to": 4, "reason": "It was found."}, "severity/lowering/", {"to": 4, "reason": "It was found."}, "not_the_boss"),
    "a trigger holds": guard(serious, "boss", "lower_severity", {"to": 2, "reason": "It was found."}, "severity/lowering/", {"to": 2, "reason": "It was found."}, "trigger_holds"),
    "INV-17 no cause without a fact, in a letter": guard(Cast.accountable, "owner", "write", lambda c, k: {"body": "Mori here. The cause was a worn tool. {next_time}", "next_at": soon()}, "letters/", {"body": "Mori here. The cause was a worn tool. {next_time}", "next_at": LATER, "channel": "mail"}, "cause_without_fact"),
    "INV-17 no cause without a fact, in Japanese": guard(Cast.accountable, "owner", "write", lambda c, k: {"body": "森です。原因は工具の摩耗です。{next_time}", "next_at": soon()}, "letters/", {"body": "森です。原因は工具の摩耗です。{next_time}", "next_at": LATER, "channel": "mail"}, "cause_without_fact"),
    "INV-17 before facts only A1 and A2": guard(Cast.receive, "owner", "apologise", {"level": "A3", "words": "That was our error, I apologise."}, "apologies/", {"level": "A3", "words": "That was our error, I apologise.", "channel": "phone"}, "apology_needs_fact"),
    "an apology has no condition": guard(Cast.receive, "owner", "apologise", {"level": "A1", "words": "I am sorry if you felt that way."}, "apologies/", {"level": "A1", "words": "I am sorry if you felt that way.", "channel": "phone"}, "apology_with_a_condition"),
    "A33 no more to say, in her words": guard(sorry, "owner", "take_reaction", lambda c, k: {"apology": k.apologies.get().pk, "reaction": "accepted"}, "apologies/reaction/", lambda c, k: {"apology": k.apologies.get().pk, "reaction": "accepted"}, "her_words_missing"),
    "INV-22 no name for a mistake": guard(Cast.receive, "owner", "record_mistake", {"what": "Tanaka forgot the label", "work_step": "labels"}, "mistakes/", {"what": "Tanaka forgot the label", "work_step": "labels"}, "names_a_person"),
    "INV-22 no name for a mistake, in Japanese": guard(Cast.receive, "owner", "record_mistake", {"what": "佐々木さんが忘れた", "work_step": "梱包"}, "mistakes/", {"what": "佐々木さんが忘れた", "work_step": "梱包"}, "names_a_person"),
    "INV-28 nobody commits for another": guard(lambda c: asked_deputy(c), "owner", "accept_action", lambda c, k: {"action": k.actions.get(person=c.deputy).pk}, "actions/{action}/acceptance/", {}, "not_asked_of_you"),
    "a refusal has a reason": guard(lambda c: asked_deputy(c), "deputy", "decline_action", lambda c, k: {"action": k.actions.get(person=c.deputy).pk, "reason": ""}, "actions/{action}/refusal/", {"reason": ""}, "reason_missing"),
    "INV-38 silence is not enough": guard(Cast.at_test, "owner", "propose_unconfirmed", {"reason": "Silent."}, "end/unconfirmed/", {"reason": "Silent."}, "not_tried_enough"),
    "a second person agrees": guard(proposed, "owner", "agree_to_end", {}, "end/agreement/", {}, "second_person"),
    "merged only with the same client": guard(Cast.receive, "owner", "propose_merger", lambda c, k: {"into": other_case(c), "reason": "Twice."}, "end/merger/", lambda c, k: {"into": other_case(c).number, "reason": "Twice."}, "merge_other_client"),
    "merged into the earlier one": guard(Cast.receive, "owner", "propose_merger", lambda c, k: {"into": c.receive("Later: which?"), "reason": "Twice."}, "end/merger/", lambda c, k: {"into": c.receive("Later: which?").number, "reason": "Twice."}, "merge_into_earlier"),
    "not a case only at the beginning": guard(Cast.at_test, "owner", "propose_no_case", {"reason": "A test mail."}, "end/no-case/", {"reason": "A test mail."}, "step_out_of_order"),
    "back only to what lies behind": guard(Cast.at_cushion, "owner", "go_back", {"to": "test"}, "back/", {"to": "test"}, "not_behind"),
    "forward only where the record exists": guard(Cast.at_question, "owner", "go_on", {}, "on/", {}, "facts_missing"),
    "one contact is for minor troubles": guard(Cast.receive, "owner", "settle_in_one", ONE := {"intensity": 0, "wording": "The note", "sentence": "I see it.", "statement": "I am accountable.", "action": "Sent it.", "words": "Solved.", "nothing_more": "Nothing."}, "one-contact/", {**ONE, "channel": "phone"}, "not_minor"),
    "INV-04 what she wrote is not mended": guard(lambda c: her_letters(c), "owner", "correct_words", lambda c, k: {"verbatim": k.verbatims.last().pk, "text": "Better.", "why": "A slip."}, "words/correction/", lambda c, k: {"verbatim": k.verbatims.last().pk, "text": "Better.", "why": "A slip."}, "her_own_letters"),
    "another client once judged": guard(Cast.at_probe, "owner", "correct_client", lambda c, k: {"client": another(c), "why": "A slip."}, "client/", lambda c, k: {"client": another(c).pk, "why": "A slip."}, "judged_already"),
    "a fact has a source": guard(Cast.receive, "owner", "add_fact", {"text": "It did not happen.", "source": "", "kind": "statement", "confidence": "sure"}, "facts/", {"text": "It did not happen.", "source": "", "kind": "statement", "confidence": "sure"}, "source_missing"),
}
# fmt: on


def wall(hours: float) -> str:
    from tanto.clocks.templatetags.clock import field_time

    return field_time(clocks.now() + dt.timedelta(hours=hours))


def asked_deputy(cast: Cast) -> Case:
    case = cast.accountable()
    case.ask_action(by=cast.owner.actor, what="A label", person=cast.deputy, due_at=soon())
    return case


def other_case(cast: Cast) -> Case:
    from tanto.clients.models import Client

    theirs = Client.objects.filter(code="F99").first() or another(cast)
    return cast.receive("Theirs", client=theirs, contact=None)


def without_contact(cast: Cast) -> Case:
    """Nobody of the client is known: whatever the form says, an employee would be speaking."""
    case = cast.at_test()
    Case.objects.filter(pk=case.pk).update(contact=None)
    return Case.objects.get(pk=case.pk)


def her_letters(cast: Cast) -> Case:
    case = cast.receive()
    case.hear(by=cast.customer.actor, text="I wrote this my self.", channel="web")
    return case


@pytest.mark.parametrize("name", GUARDS)
def test_the_verb_refuses(cast: Cast, name):
    told = GUARDS[name]
    case = told.prepare(cast)
    by = spoken(cast) if told.who == "spoken" else getattr(cast, told.who).actor
    before = case.history().count()
    with refusal(told.code):
        getattr(case, told.verb)(by=by, **told.words(cast, case))
    assert case.history().count() == before


@pytest.mark.parametrize("name", GUARDS)
def test_the_page_says_what_why_and_what_instead(cast: Cast, client, name):
    told = GUARDS[name]
    case = told.prepare(cast)
    person: Person = cast.owner if told.who == "spoken" else getattr(cast, told.who)
    client.force_login(person)
    action = case.actions.filter(person=cast.deputy).first()
    address = f"/cases/{case.number}/{told.address.format(action=action.pk if action else 0)}"
    page = client.post(address, told.fields(cast, case))
    if told.code == "owner_left":  # the form itself offers nobody who left
        assert "does not work here any more" in page.content.decode()
        return
    assert page.status_code in (409, 422)
    refused = page.context["refused"]
    assert refused.code == told.code
    for sentence in (refused.what, refused.why, refused.instead):
        assert escape(str(sentence)) in page.content.decode()
