"""What anybody may press on a case, rightly or wrongly: drawn by hypothesis, and one step of the right road."""

import datetime as dt
import random
from typing import Any

from hypothesis import strategies as st

from tanto import clocks
from tanto.recovery.models import Case
from tanto.web.refusals import Refused
from tests.cast import Cast, speaking

PEOPLE = ["owner", "deputy", "boss", "colleague", "executive", "quality", "stranger"]
TEXTS = [
    "",
    "I am accountable.",
    "We are sorry. We try.",
    "I see how hard it is.",
    "ひどい。",
    "Mori\x00 {link}",
    "I am sorry for the trouble.",
    "The label was wrong.",
]
# verb -> the kinds of its arguments, in the words of `drawn`
VERBS: dict[str, dict[str, str]] = {
    "hear": {"text": "text", "intensity": "feeling"},
    "offer": {"to": "person"},
    "accept": {},
    "decline": {"reason": "text"},
    "take_back_offer": {},
    "acknowledge": {},
    "thank": {},
    "decide_contact": {"decision": "decision", "reason": "text"},
    "bring_in_boss": {"boss": "person"},
    "force_owner": {"to": "person", "ground": "ground", "reason": "text"},
    "hand_link": {},
    "revoke_link": {},
    "finish_listening": {"intensity": "level"},
    "agree_issue": {"wording": "text", "read_back": "yes", "then": "lines"},
    "name_issue": {"wording": "text", "is_confirmed": "yes"},
    "confirm_issue": {"issue": "issue"},
    "reword_issue": {"issue": "issue", "wording": "text"},
    "rank_issues": {"order": "order", "read_back": "yes"},
    "cushion": {"sentence": "text"},
    "report_fixed": {"how": "text", "issue": "some_issue"},
    "ask_action": {"what": "text", "person": "person", "due_at": "soon", "kind": "work"},
    "accept_action": {"action": "action"},
    "decline_action": {"action": "action", "reason": "text"},
    "drop_action": {"action": "action", "reason": "text"},
    "move_action": {"action": "action", "due_at": "soon", "reason": "text"},
    "add_fact": {"text": "text", "source": "text", "kind": "fact", "confidence": "confidence"},
    "record_mistake": {"what": "text", "work_step": "text"},
    "apologise": {"level": "apology", "words": "text"},
    "chase": {"words": "text"},
    "try_to_reach": {"channel": "way", "result": "tried"},
    "give_up_follow_up": {},
    "assess": {"promise": "points", "harm": "points", "triggers": "triggers"},
    "raise_severity": {"words": "text"},
    "lower_severity": {"to": "severity", "reason": "text"},
    "note": {"text": "text"},
    "ask": {"person": "person", "text": "text"},
    "notice_unsaid": {"text": "text"},
    "map_pressure": {"ticks": "ticks"},
    "move_known": {"known_at": "known", "why": "text"},
    "correct_words": {"verbatim": "verbatim", "text": "text", "why": "text"},
    "go_back": {"to": "step"},
    "go_on": {},
    "write": {"body": "letter", "next_at": "soon", "is_last": "yes"},
    "propose_unconfirmed": {"reason": "text"},
    "propose_no_case": {"reason": "text"},
    "agree_to_end": {},
    "refuse_end": {"reason": "text"},
    "take_back_end": {},
}
HERS: dict[str, dict[str, str]] = {
    "confirm_fix": {"words": "text"},
    "reject_fix": {"words": "text", "is_partly": "yes", "solved": "order"},
    "say_nothing_more": {"words": "text"},
    "name_more": {"words": "text"},
    "confirm_lasting": {"words": "text"},
    "report_residual": {"words": "text"},
    "ask_to_drop": {"words": "text"},
    "take_back_issue": {"issue": "issue"},
    "reopen": {"words": "text"},
    "chase": {"words": "text"},
    "ask_for_link": {},
}
CHOICES: dict[str, list[Any]] = {
    "text": TEXTS,
    "lines": [[], ["Then this."]],
    "person": PEOPLE,
    "yes": [True, False],
    "level": [0, 2, 4],
    "feeling": [None, 1, 4],
    "decision": ["call", "not_now"],
    "ground": ["away", "talked"],
    "work": ["containment", "correction"],
    "fact": ["document", "statement"],
    "confidence": ["sure", "unclear"],
    "apology": ["A1", "A3", "A4"],
    "way": ["phone", "visit"],
    "tried": ["no_answer", "message_left", "written"],
    "points": [0, 1, 3],
    "triggers": [[], ["line_stop"], ["their_clients"]],
    "severity": [2, 3, 4],
    "ticks": [[], ["own_clients"]],
    "step": ["listen", "question", "cushion", "address", "test"],
    "soon": [-1, 2, 9],
    "known": [-200, -1, 1],
    "letter": ["", "Hello", "Mori {next_time}", "Sasaki Tanaka Suzuki Kuroda {next_time}"],
    "issue": [0, 1, 2],
    "some_issue": [None, 0, 1],
    "action": [0, 1, 2],
    "verbatim": [0, 1],
    "order": ["same", "turned", "short"],
}


Pressed = tuple[str, str, dict[str, tuple[str, Any]]]


def press() -> st.SearchStrategy[Pressed]:
    """Who, which verb, with which arguments; places and people are filled in when it is pressed. One number decides
    all of it, so that every verb is as likely as every other."""
    return st.integers(0, 2**40).map(pressed_by)


def pressed_by(number: int) -> Pressed:
    dice = random.Random(number)
    verb = dice.choice([*VERBS, *HERS])
    if verb in HERS:
        who = dice.choice(["customer", "customer", "spoken", "spoken", "owner", "stranger"])
    else:
        who = dice.choice(["owner"] * 8 + PEOPLE)
    kinds = HERS.get(verb) or VERBS.get(verb) or {}
    return who, verb, {name: (kind, dice.choice(CHOICES[kind])) for name, kind in kinds.items()}


ALWAYS = [
    "ask_action",
    "accept_action",
    "drop_action",
    "apologise",
    "assess",
    "add_fact",
    "force_owner",
    "note",
]
FITTING: dict[str | None, list[str]] = {
    "listen": ["finish_listening", "hear", "map_pressure", "correct_words", "propose_no_case", "go_on"],
    "question": ["agree_issue", "agree_issue", "name_issue", "go_back", "go_on", "reword_issue"],
    "cushion": ["cushion", "cushion", "rank_issues", "name_issue", "go_back", "go_on"],
    "address": [
        "report_fixed",
        "report_fixed",
        "name_issue",
        "rank_issues",
        "confirm_issue",
        "take_back_issue",
        "write",
    ],
    "test": [
        "confirm_fix",
        "reject_fix",
        "reject_fix",
        "go_back",
        "name_issue",
        "ask_to_drop",
        "take_back_issue",
    ],
    "probe": ["name_more", "name_more", "say_nothing_more", "settle_unsaid", "ask_to_drop"],
    "follow_up": ["report_residual", "confirm_lasting", "give_up_follow_up", "try_to_reach", "ask_to_drop"],
    None: ["reopen", "reopen", "confirm_lasting", "hear"],
}


def fitting(number: int, case_id: int) -> Pressed:
    """A verb that belongs to where the case stands, pressed by who may, with arguments that may still be wrong."""
    dice = random.Random(number)
    known = {**VERBS, **HERS}
    verb = dice.choice([v for v in FITTING[Case.objects.get(pk=case_id).step] + ALWAYS if v in known])
    who = (
        dice.choice(["customer", "spoken"]) if verb in HERS else "boss" if verb == "force_owner" else "owner"
    )
    return who, verb, {name: (kind, dice.choice(CHOICES[kind])) for name, kind in known[verb].items()}


def do(cast: Cast, case_id: int, pressed: tuple[str, str, dict[str, tuple[str, Any]]]) -> str:
    """Press; a refusal must say what, why and what instead. Returns the code of a refusal."""
    who, verb, arguments = pressed
    case = Case.objects.get(pk=case_id)
    actor: Any = (
        speaking(cast.customer, heard_by=case.owner)
        if who == "spoken"
        else case.owner.actor
        if who == "owner"
        else getattr(cast, who).actor
    )
    if verb == "chase" and who == "owner":
        actor = case.owner.actor
    try:
        getattr(case, verb)(by=actor, **{name: real(cast, case, *value) for name, value in arguments.items()})
    except Refused as refused:
        assert str(refused.what)
        assert str(refused.why)
        assert str(refused.instead)
        return refused.code
    return ""


def real(cast: Cast, case: Case, kind: str, value: Any) -> Any:
    """What a drawn value stands for on this case at this moment."""
    if kind == "person":
        return getattr(cast, value)
    if kind in ("soon", "known"):
        return clocks.now() + dt.timedelta(hours=value)
    if kind in ("issue", "some_issue", "action", "verbatim"):
        rows = {
            "issue": case.issues,
            "some_issue": case.issues,
            "action": case.actions,
            "verbatim": case.verbatims,
        }
        ids = list(rows[kind].order_by("pk").values_list("pk", flat=True))
        return None if value is None else ids[value] if value < len(ids) else 0
    if kind == "order":
        ids = [issue.pk for issue in case.open_issues()]
        return {"same": ids, "turned": ids[::-1], "short": ids[:1]}[value]
    return value


def rightly(cast: Cast, case_id: int) -> None:
    """One press as the product asks, so that deep places are reached too."""
    case = Case.objects.get(pk=case_id)
    owner, soon = case.owner.actor, clocks.now() + dt.timedelta(hours=3)
    try:
        match case.step:
            case "listen":
                case.finish_listening(by=owner, intensity=2)
            case "question":
                case.agree_issue(by=owner, wording="The note", read_back=True)
            case "cushion":
                case.cushion(by=owner, sentence="I see how hard it is.")
            case "address":
                address(cast, case, soon)
            case "test":
                case.confirm_fix(by=cast.customer.actor)
            case "probe":
                case.say_nothing_more(by=cast.customer.actor)
            case "follow_up" if case.is_time_to_follow_up:
                case.confirm_lasting(by=cast.customer.actor)
    except Refused:
        return


def address(cast: Cast, case: Case, soon: dt.datetime) -> None:
    owner = case.owner.actor
    if not case.is_accountable:
        case.take_accountability(
            by=owner, statement="I am accountable.", action="A note", action_due_at=soon, next_at=soon
        )
    for told in case.told_bosses.select_related("boss"):
        case.acknowledge(by=told.boss.actor)
        case.thank(by=told.boss.actor)
        case.decide_contact(by=told.boss.actor, decision="call")
    if not case.is_contained:
        case.ask_action(by=owner, what="Stopped", person=case.owner, due_at=soon, kind="containment")
        case.finish_action(by=owner, action=case.actions.filter(words__text="Stopped").latest("pk"))
    for issue in case.open_issues():
        if issue.state == "reported":
            case.confirm_issue(by=owner, issue=issue.pk)
        if case.step == "address" and issue.state != "fixed":
            case.report_fixed(by=owner, how="It is done.", issue=issue.pk)
