"""Every verb of a case, without exception: pressed twice it is once, and a stranger's press changes nothing."""

import datetime as dt
import inspect
from collections.abc import Callable
from typing import Any

import pytest
from django.test import override_settings

from tanto import clocks
from tanto.clients.models import Client, Contact
from tanto.files.models import File
from tanto.journal.actor import Actor, system
from tanto.notices.drain import drain
from tanto.notices.models import Letter
from tanto.recovery.models import Case
from tanto.web.refusals import Refused
from tests.cast import HOUSE, Cast, speaking

LAST = "If I hear nothing, the record says “not confirmed”; one word opens it again. Mori. {next_time}"
Prepared = tuple[Case, Actor, dict[str, Any]]


def soon(hours: float = 2) -> dt.datetime:
    return clocks.now() + dt.timedelta(hours=hours)


def owners(case: Case, **words: Any) -> Prepared:
    return case, case.owner.actor, words


def hers(cast: Cast, case: Case, **words: Any) -> Prepared:
    return case, cast.customer.actor, words


def offered(cast: Cast) -> Case:
    case = cast.receive()
    case.offer(by=cast.owner.actor, to=cast.deputy)
    return case


def with_action(cast: Cast) -> tuple[Case, int]:
    case = cast.accountable()
    case.ask_action(by=cast.owner.actor, what="A label", person=cast.deputy, due_at=soon())
    return case, case.actions.get(person=cast.deputy).pk


def with_second_issue(cast: Cast) -> tuple[Case, int]:
    case = cast.accountable()
    case.name_issue(by=cast.owner.actor, wording="The six gaskets")
    return case, case.issues.last().pk


def tagged(c: Cast) -> Case:
    case = c.receive()
    case.tag(by=c.owner.actor, name="paper")
    return case


def proposed(cast: Cast) -> Case:
    case = cast.receive()
    case.propose_no_case(by=cast.owner.actor, reason="A test mail.")
    return case


def unconfirmed(cast: Cast) -> Prepared:
    case = cast.receive()
    case.hear_unconfirmed(by=system("mail"), text="Close it.", sender="x@else.example")
    return owners(case, verbatim=case.verbatims.get(is_hers=False).pk, contact=cast.customer)


def read(cast: Cast) -> Case:
    case = cast.receive()
    case.acknowledge(by=cast.boss.actor)
    return case


def thanked(cast: Cast) -> Case:
    case = read(cast)
    case.thank(by=cast.boss.actor)
    return case


def silent(cast: Cast) -> Case:
    """Four attempts on two ways, a last letter, twenty working days."""
    with clocks.travelling(clocks.now() - dt.timedelta(days=60)):
        case = cast.at_test()
        for way in ("phone", "visit", "phone"):
            case.try_to_reach(by=cast.owner.actor, channel=way, result="no_answer")
        case.write(by=cast.owner.actor, body=LAST, next_at=soon(), is_last=True)
    return case


def noticed(cast: Cast) -> Case:
    case = cast.receive()
    case.notice_unsaid(by=cast.owner.actor, text="She sighed.")
    return case


def another(cast: Cast) -> Client:
    return Client.take_on(by=HOUSE, code="F99", name_en="Other", main=cast.owner, deputy=cast.deputy)


def sorry(cast: Cast) -> Case:
    case = cast.receive()
    case.apologise(by=cast.owner.actor, level="A1", words="I am sorry for the trouble.")
    return case


def asked(cast: Cast) -> Case:
    case = cast.receive()
    case.ask(by=cast.owner.actor, person=cast.deputy, text="Is it packed?")
    return case


def to_be_read(cast: Cast) -> Case:
    case = cast.receive()
    case.ask_to_read(by=cast.owner.actor, person=cast.deputy, text="The cause was a label. {next_time} Mori")
    return case


def linked(cast: Cast) -> Case:
    case = cast.receive()
    case.hand_link(by=cast.owner.actor)
    return case


def gone_back(cast: Cast) -> Case:
    case = cast.at_address()
    case.go_back(by=cast.owner.actor, to="question")
    return case


def two_weeks_ago(cast: Cast) -> Case:
    with clocks.travelling(clocks.now() - dt.timedelta(days=20)):
        return cast.at_follow_up()


def unreached(cast: Cast) -> Case:
    case = two_weeks_ago(cast)
    for _ in range(3):
        case.try_to_reach(by=cast.owner.actor, channel="phone", result="no_answer")
    return case


def merger(cast: Cast) -> Prepared:
    earlier, later = cast.receive(), cast.receive("Again: which paper is true?")
    return owners(later, into=earlier, reason="Recorded twice.")


def unclear_letter(cast: Cast) -> Prepared:
    case = cast.accountable()
    case.write(by=cast.owner.actor, body="Mori here. {next_time}", next_at=soon())
    drain(clocks.now())
    letter = Letter.objects.get(contact=cast.customer)
    Letter.objects.filter(pk=letter.pk).update(state=Letter.UNCLEAR, next_at=None)
    letter.refresh_from_db()
    return owners(case, letter=letter, went=True)


def bounced_letter(cast: Cast) -> Prepared:
    case, _by, words = unclear_letter(cast)
    case.letter_bounced(by=system("mail"), letter=words["letter"], address=cast.customer.email)
    return owners(case, letter=words["letter"], address="kiuchi@new.example")


def going_letter(cast: Cast) -> Case:
    """Pressed "send" a minute ago; the worker has not come by yet."""
    with override_settings(TAKE_BACK=20), clocks.travelling(clocks.now() - dt.timedelta(minutes=1)):
        case = cast.accountable()
        case.send(by=cast.owner.actor, body="Mori here. {next_time}", next_at=soon())
    return case


# fmt: off
ROWS: dict[str, Callable[[Cast], Prepared]] = {
    "hear": lambda c: owners(c.receive(), text="And the lid is cracked."),
    "translate_words": lambda c: owners(case := c.receive(), verbatim=case.verbatims.get().pk, text="The same."),
    "finish_listening": lambda c: owners(c.receive(), intensity=2),
    "notice_unsaid": lambda c: owners(c.receive(), text="She sighed."),
    "settle_unsaid": lambda c: owners(case := noticed(c), note=case.unsaid.get().pk, is_so=True),
    "map_pressure": lambda c: owners(c.receive(), ticks=["financial"]),
    "attach": lambda c: owners(c.receive(), file=File.keep([b"paper"]), name="a.txt"),
    "keep_document": lambda c: owners(c.receive(), kind="notice", language="en", texts={"what": "The label was wrong."}, pdf=File.keep([b"%PDF-1.7"]), name="notice.pdf"),
    "correct_words": lambda c: owners(case := c.receive(), verbatim=case.verbatims.get().pk, text="54, not 45.", why="A slip."),
    "correct_client": lambda c: owners(c.receive(), client=another(c), why="A slip."),
    "move_known": lambda c: owners(c.receive(), known_at=soon(-5), why="The driver saw it."),
    "name_failure": lambda c: owners(c.receive(), failure="late"),
    "place": lambda c: (c.draft(), c.colleague.actor, {"channel": "mail", "is_unknown_client": True}),
    "offer": lambda c: owners(c.receive(), to=c.deputy),
    "offer_on": lambda c: (c.receive(), system(), {"to": c.deputy}),
    "accept": lambda c: (offered(c), c.deputy.actor, {}),
    "decline": lambda c: (offered(c), c.deputy.actor, {"reason": "Away."}),
    "take_back_offer": lambda c: owners(offered(c)),
    "expire_offer": lambda c: (offered(c), system(), {}),
    "force_owner": lambda c: (c.receive(), c.boss.actor, {"to": c.deputy, "ground": "talked", "reason": "We spoke."}),
    "acknowledge": lambda c: (c.receive(), c.boss.actor, {}),
    "thank": lambda c: (read(c), c.boss.actor, {"words": "Thank you."}),
    "decide_contact": lambda c: (thanked(c), c.boss.actor, {"decision": "call"}),
    "bring_in_boss": lambda c: owners(c.receive(), boss=c.executive),
    "agree_issue": lambda c: owners(c.at_question(), wording="The note", read_back=True),
    "name_issue": lambda c: owners(c.accountable(), wording="The gaskets"),
    "confirm_issue": lambda c: owners((pair := with_second_issue(c))[0], issue=pair[1]),
    "reword_issue": lambda c: owners((pair := with_second_issue(c))[0], issue=pair[1], wording="Six gaskets"),
    "rank_issues": lambda c: owners((pair := with_second_issue(c))[0], order=[i.pk for i in pair[0].open_issues()][::-1], read_back=True),
    "take_back_issue": lambda c: hers(c, (pair := with_second_issue(c))[0], issue=pair[1]),
    "cushion": lambda c: owners(c.at_cushion(), sentence="I see how hard it is."),
    "take_accountability": lambda c: owners(c.at_address(), statement="I am accountable.", action="A note", action_due_at=soon(), next_at=soon()),
    "report_fixed": lambda c: owners(c.accountable(), how="Done."),
    "ask_action": lambda c: owners(c.accountable(), what="A label", person=c.deputy, due_at=soon()),
    "accept_action": lambda c: ((pair := with_action(c))[0], c.deputy.actor, {"action": pair[1]}),
    "decline_action": lambda c: ((pair := with_action(c))[0], c.deputy.actor, {"action": pair[1], "reason": "Away."}),
    "finish_action": lambda c: owners(case := c.accountable(), action=case.actions.get()),
    "drop_action": lambda c: owners((pair := with_action(c))[0], action=pair[1], reason="Not needed."),
    "move_action": lambda c: owners((pair := with_action(c))[0], action=pair[1], due_at=soon(9), reason="The truck."),
    "add_fact": lambda c: owners(c.receive(), text="54 were packed", source="Packing record", kind="document", confidence="sure"),
    "record_mistake": lambda c: owners(c.receive(), what="The label was wrong", work_step="labels"),
    "apologise": lambda c: owners(c.receive(), level="A1", words="I am sorry for the trouble."),
    "take_reaction": lambda c: owners(case := sorry(c), apology=case.apologies.get().pk, reaction="accepted", words="Thank you."),
    "chase": lambda c: owners(c.receive(), words="What is happening?"),
    "try_to_reach": lambda c: owners(c.at_test(), channel="phone", result="no_answer"),
    "assess": lambda c: owners(c.receive(), promise=2, harm=3),
    "raise_severity": lambda c: owners(c.receive(), words="An audit on Monday."),
    "lower_severity": lambda c: (c.receive(), c.boss.actor, {"to": 4, "reason": "The part was found."}),
    "tag": lambda c: owners(c.receive(), name="paper"),
    "untag": lambda c: owners(tagged(c), name="paper"),
    "note": lambda c: owners(c.receive(), text="The box is in the hall."),
    "ask": lambda c: owners(c.receive(), person=c.deputy, text="Is it packed?"),
    "answer": lambda c: (case := asked(c), c.deputy.actor, {"note": case.notes.get().pk, "text": "Yes."}),
    "ask_to_read": lambda c: owners(c.receive(), person=c.deputy, text="The cause was a label."),
    "agree_to_text": lambda c: (case := to_be_read(c), c.deputy.actor, {"note": case.notes.get().pk}),
    "write": lambda c: owners(c.accountable(), body="Mori here. {next_time}", next_at=soon()),
    "speak": lambda c: owners(c.accountable(), words="Told her.", next_at=soon()),
    "hand_link": lambda c: owners(c.receive()),
    "revoke_link": lambda c: owners(linked(c)),
    "ask_for_link": lambda c: hers(c, c.receive()),
    "ask_for_call": lambda c: hers(c, c.receive(severity=1), at=soon()),
    "call_back": lambda c: owners(c.receive(), words="Thank you for calling."),
    "go_back": lambda c: owners(c.at_address(), to="question"),
    "go_on": lambda c: owners(gone_back(c)),
    "settle_in_one": lambda c: owners(c.receive(severity=4), intensity=0, wording="The note", sentence="I see it.", statement="I am accountable.", action="Sent it.", words="Solved.", nothing_more="Nothing."),
    "confirm_fix": lambda c: hers(c, c.at_test()),
    "reject_fix": lambda c: hers(c, c.at_test()),
    "say_nothing_more": lambda c: hers(c, c.at_probe()),
    "name_more": lambda c: hers(c, c.at_probe(), words="The catalogue."),
    "confirm_lasting": lambda c: hers(c, two_weeks_ago(c)),
    "report_residual": lambda c: hers(c, c.at_follow_up(), words="It is back."),
    "give_up_follow_up": lambda c: owners(unreached(c)),
    "ask_to_drop": lambda c: hers(c, c.accountable(), words="Please drop it."),
    "propose_unconfirmed": lambda c: owners(silent(c), reason="Silent since spring."),
    "propose_merger": merger,
    "propose_no_case": lambda c: owners(c.receive(), reason="A test mail."),
    "agree_to_end": lambda c: (proposed(c), c.boss.actor, {}),
    "refuse_end": lambda c: (proposed(c), c.boss.actor, {"reason": "It is one."}),
    "take_back_end": lambda c: owners(proposed(c)),
    "reopen": lambda c: hers(c, c.closed(), words="It came back."),
    "send": lambda c: owners(c.accountable(), body="Mori here. {next_time}", next_at=soon()),
    "take_back_letter": lambda c: owners(going_letter(c)),
    "let_go": lambda c: (case := going_letter(c), system(), {"draft": case.letter_drafts.get().pk}),
    "look_at_letter": unclear_letter,
    "hear_unconfirmed": lambda c: (c.receive(), system("mail"), {"text": "Close it.", "sender": "x@else.example"}),
    "hear_colleague": lambda c: (c.receive(), system("mail"), {"text": "Tell nobody.", "person": c.stranger}),
    "note_automatic": lambda c: (c.receive(), system("mail"), {"text": "I am away."}),
    "confirm_sender": unconfirmed,
    "letter_bounced": lambda c: owners(unclear_letter(c)[0], letter=Letter.objects.get(contact=c.customer)),
    "send_letter_again": bounced_letter,
}
# fmt: on


def verbs() -> set[str]:
    return {name for name, method in inspect.getmembers(Case) if getattr(method, "is_verb", False)}


def test_every_verb_is_tried():
    assert verbs() == set(ROWS)


@pytest.mark.parametrize("verb", sorted(ROWS))
def test_pressed_twice_it_is_once(cast: Cast, verb):
    case, by, words = ROWS[verb](cast)
    before = case.history().count()
    for _ in range(2):
        getattr(case, verb)(by=by.pressing("one press"), **words)
    after = case.history().filter(press="one press")
    assert case.history().count() > before
    assert after.count() == after.values("kind").distinct().count() >= 1


# What a machine alone presses, and what is the customer's own: a stranger among us is refused all the same.
OPEN_TO_SYSTEM = {"offer_on", "expire_offer", "let_go"}
HERS_ALONE = {"ask_for_link", "ask_for_call"}


@pytest.mark.parametrize("verb", sorted(set(ROWS) - OPEN_TO_SYSTEM - HERS_ALONE))
def test_a_stranger_changes_nothing(cast: Cast, verb):
    case, _by, words = ROWS[verb](cast)
    before = case.history().count()
    with pytest.raises(Refused) as refused:
        getattr(case, verb)(by=cast.stranger.actor, **words)
    assert refused.value.status in (409, 422)
    assert case.history().count() == before


@pytest.mark.parametrize("verb", ["confirm_fix", "say_nothing_more", "ask_to_drop"])
def test_a_contact_of_another_firm_is_a_stranger_too(cast: Cast, verb):
    case, _by, words = ROWS[verb](cast)
    theirs = Contact.meet(another(cast), by=HOUSE, name_en="Oda", email="oda@o.example")
    with pytest.raises(Refused):
        getattr(case, verb)(by=theirs.actor, **words)


@pytest.mark.parametrize("verb", ["confirm_fix", "reject_fix", "name_more", "ask_to_drop"])
def test_what_she_said_is_written_down_with_her_words(cast: Cast, verb):
    case, _by, words = ROWS[verb](cast)
    said = speaking(cast.customer, heard_by=cast.owner)
    with pytest.raises(Refused):
        getattr(case, verb)(by=said, words="")
    getattr(case, verb)(by=said, **words | {"words": "As I said."})
    word = case.customer_words.last()
    assert (word.heard_by, str(word.words)) == (cast.owner, "As I said.")
