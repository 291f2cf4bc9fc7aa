"""One line per verb of a case: the same function that the page's form presses, with the same fields."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.text import camel_case_to_spaces
from pydantic import BaseModel, Field

from tanto.journal.verbs import lock
from tanto.people.bearer import actor, caller
from tanto.web.api.answering import must_match
from tanto.web.api.forms import cleaned, given_by, typed
from tanto.web.api.kinds import CaseNumber, Id, PathId
from tanto.web.api.routes import MADE, Room

from ..forms import OfCase
from ..models import Case
from ..views import around, checking, letters, pressing, work
from .cases import readable, shown_after
from .shown import Whole, etag

LATER = "2026-11-13T12:00:00+09:00"
PRESSED = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Verb:
    """method and path below the case; view: the page's; says: in the reference; example: a body; fixed: what the address
    itself says; adds: it makes something new (201)."""

    method: str
    path: str
    view: PRESSED
    says: str
    example: Mapping[str, Any] | None = None
    fixed: Mapping[str, Any] = field(default_factory=dict)
    name: str = ""

    @property
    def adds(self) -> bool:
        return self.method == "POST"

    @property
    def operation(self) -> str:
        return self.name or self.view.__name__


PHONE = {"channel": "phone"}
BECAUSE = {"reason": "The carrier confirmed the date in writing."}

VERBS = (
    Verb("PUT", "place", pressing.place, "Say who it is and how it reached us", {"client": 3, "contact": 12, "channel": "phone"}),
    Verb("PUT", "offer", pressing.offer_to, "Offer the case to one person", {"to": 8}, name="offer_case"),
    Verb("DELETE", "offer", around.take_back_offer, "Keep it after all"),
    Verb("PUT", "offer/acceptance", pressing.accept, "Take the case", name="accept_case"),
    Verb("PUT", "offer/refusal", pressing.decline, "Not me, because", {"reason": "I am with a client until Friday."}, name="decline_case"),
    Verb("PUT", "reading", pressing.acknowledge, "A boss has read it"),
    Verb("PUT", "thanks", pressing.thank, "A boss thanks the reporter", {"words": "Thank you for telling me at once."}),
    Verb("PUT", "boss-contact", pressing.decide, "A boss decides how to go to the customer", {"decision": "call"}),
    Verb("POST", "words", pressing.hear, "Add what was said", {"text": "And the lid is cracked.", "channel": "phone", "intensity": 2}),
    Verb("PUT", "words/{verbatim}", around.correct_words, "Correct a slip of the pen", {"text": "The lid is cracked, too.", "why": "misheard"}),
    Verb("PUT", "words/{verbatim}/translation", around.translate_words, "The same in our language", {"text": "蓋も割れています。"}),
    Verb("PUT", "words/{verbatim}/sender", around.confirm_sender, "Who wrote a mail that nobody had confirmed", {"contact": 1}),
    Verb("PUT", "listening", pressing.listen, "Step 1 is done: how strong is the feeling?", {"intensity": 3}),
    Verb("PUT", "issue", pressing.issue, "Step 2: what comes first, read back and confirmed", {"wording": "A correct delivery note by Monday nine", "read_back": True}),
    Verb("PUT", "cushion", pressing.cushion, "Step 3: one sentence", {"sentence": "I can see how hard these papers make Monday for you."}),
    Verb("PUT", "accountability", pressing.account, "Step 4: one name is accountable", {"statement": "I am Mori and I am fully accountable until you tell me it is solved.", "action": "A corrected delivery note", "action_due_at": LATER, "next_at": "2026-11-12T18:00:00+09:00"}),
    Verb("POST", "letters", letters.letter, "Write to the customer, or say what was said", {"subject": "Your delivery note", "body": "Dear Ms. Kiuchi, …", "next_at": LATER}, name="write_letter"),
    Verb("DELETE", "letters/going", letters.take_back_letter, "Take back the letter that has not left", name="take_back_letter"),
    Verb("PUT", "letters/{letter}/arrival", letters.look_at_letter, "The letter did go", fixed={"went": True}, name="letter_went"),
    Verb("PUT", "letters/{letter}/repetition", letters.look_at_letter, "The letter goes again", fixed={"went": False}, name="letter_again"),
    Verb("PUT", "letters/{letter}/resending", letters.send_letter_again, "It came back; it goes to the right address", {"address": "kiuchi@shirakabazawa.example"}, name="send_letter_again"),
    Verb("POST", "spoken", pressing.spoken, "What a boss told the customer", {"words": "I called; she waits until Monday.", "channel": "phone"}),
    Verb("PUT", "fix", pressing.fixed, "What is done, since when", {"how": "The corrected note is with you since noon."}),
    Verb("PUT", "call-back", pressing.call_back, "The call that was asked for was made", {"words": "She has the new date."}),
    Verb("POST", "answers", pressing.word, "The customer’s answer, as it was heard", {"answer": "solved", "words": "Yes, this is right.", "channel": "phone"}, name="take_answer"),
    Verb("PUT", "link", pressing.hand_link, "Make the customer’s page"),
    Verb("DELETE", "link", pressing.revoke_link, "End the customer’s page"),
    Verb("POST", "issues", work.name_issue, "Something more troubles the customer", {"wording": "The invoice, too", "is_confirmed": True}),
    Verb("PUT", "issues/order", work.rank_issues, "The customer’s own order", {"order": [5, 4], "read_back": True}),
    Verb("PUT", "issues/{issue}/confirmation", work.confirm_issue, "The customer said yes to the wording"),
    Verb("PUT", "issues/{issue}/wording", work.reword_issue, "In the customer’s words", {"wording": "The invoice for October"}),
    Verb("PUT", "issues/{issue}/withdrawal", work.take_back_issue, "It troubles the customer no more", {"words": "That one is fine.", "channel": "phone"}),
    Verb("POST", "actions", work.ask_action, "One deed, one name, one time", {"what": "Send the crate again", "person": 8, "due_at": LATER, "kind": "correction"}),
    Verb("PUT", "actions/{action}/acceptance", work.accept_action, "Yes, by then"),
    Verb("PUT", "actions/{action}/refusal", work.decline_action, "No, because", {"reason": "The lathe is down until Tuesday."}),
    Verb("PUT", "actions/{action}/completion", pressing.finish_action, "It is done"),
    Verb("PUT", "actions/{action}/dropping", work.drop_action, "It is not needed any more", BECAUSE),
    Verb("PUT", "actions/{action}/time", work.move_action, "It gets another time", {"due_at": LATER, "reason": "The part comes tomorrow."}),
    Verb("POST", "facts", around.add_fact, "What is known, and from where", {"text": "Fifty-four boxes left the dock.", "source": "Scan of 10 November", "kind": "measurement", "confidence": "sure"}),
    Verb("POST", "mistakes", around.record_mistake, "What went wrong on our side, by step of the work", {"work_step": "packing", "what": "The label of another order was used."}),
    Verb("POST", "apologies", around.apologise, "An apology, and how far it went", {"level": "A2", "words": "I am sorry: the note was ours.", "channel": "phone"}),
    Verb("PUT", "apologies/{apology}/reaction", around.take_reaction, "The answer to an apology", {"reaction": "accepted", "words": "Thank you for saying so."}),
    Verb("POST", "chases", around.chase, "The customer had to ask us", {"words": "Where does it stand?", "channel": "phone"}),
    Verb("POST", "attempts", around.try_to_reach, "We tried to reach the customer", {"channel": "phone", "result": "no_answer"}),
    Verb("PUT", "follow-up/end", around.give_up_follow_up, "Nobody answers any more"),
    Verb("POST", "notes", around.note, "A note among ourselves", {"text": "The crate stands at the dock. @Sasaki, do you know it?"}),
    Verb("POST", "questions", around.ask, "Ask one colleague by name", {"person": 8, "text": "Was the crate yours?"}, name="ask_colleague"),
    Verb("PUT", "questions/{note}/answer", around.answer_note, "Answer a question", {"text": "No, it came from line 2."}),
    Verb("POST", "readings", checking.ask_to_read, "Ask a colleague to read a text to the customer over before it leaves", {"person": 8, "body": "The cause was the label of another order."}),
    Verb("PUT", "readings/{note}/agreement", checking.agree_to_text, "A second reader agrees that this text leaves"),
    Verb("POST", "tags", around.tag, "Put a tag on it", {"name": "delivery note"}, name="tag_case"),
    Verb("PUT", "tags/removal", around.untag, "Take a tag off", {"name": "delivery note"}, name="untag_case"),
    Verb("POST", "unsaid", around.notice_unsaid, "Not said, but noticed", {"unsaid": "The line stands on Monday."}),
    Verb("PUT", "unsaid/{note}/confirmation", around.settle_unsaid, "It is so", fixed={"is_so": True}, name="unsaid_is_so"),
    Verb("PUT", "unsaid/{note}/refutation", around.settle_unsaid, "It is not so", fixed={"is_so": False}, name="unsaid_is_not_so"),
    Verb("PUT", "pressure", around.map_pressure, "What presses on the customer", {"ticks": [], "helpful": "A paper for their boss."}),
    Verb("PUT", "client", around.correct_client, "It is another client’s case", {"client": 4, "why": "Two firms of one name."}),
    Verb("PUT", "known", around.move_known, "It was known earlier or later", {"known_at": "2026-11-12T09:00:00+09:00", "why": "The mail lay over noon."}),
    Verb("PUT", "failure", around.name_failure, "What went wrong, in one word", {"failure": "wrong_item"}),
    Verb("PUT", "severity", around.assess, "Weigh how serious it is", {"safety": 0, "their_customers": 1, "promise": 2, "harm": 1, "money": 0, "triggers": []}),
    Verb("PUT", "severity/raising", around.raise_severity, "It is more serious", {"words": "Their line stands."}),
    Verb("PUT", "severity/lowering", around.lower_severity, "It is less serious, because", {"to": 4, "reason": "A spare was found."}),
    Verb("PUT", "owner", around.force_owner, "A boss gives it to another", {"to": 8, "ground": "talked", "reason": "We spoke this morning."}),
    Verb("POST", "bosses", around.bring_in_boss, "Bring in a boss from above", {"boss": 9}),
    Verb("PUT", "back", work.go_back, "Back to an earlier step", {"to": "listen", "why": "There is more to hear."}),
    Verb("PUT", "on", work.go_on, "On again, where the facts are there"),
    Verb("PUT", "one-contact", work.settle_in_one, "Steps 1 to 6 of a small trouble in one talk", {"intensity": 1, "wording": "The lid", "sentence": "I see that it leaks.", "statement": "I am accountable.", "action": "A new lid went out.", "words": "Yes, solved.", "nothing_more": "Nothing more.", "channel": "phone"}),
    Verb("PUT", "end/withdrawal", around.ask_to_drop, "“Please drop it”", {"words": "Please drop it.", "channel": "phone"}),
    Verb("PUT", "end/unconfirmed", around.propose_unconfirmed, "Propose to end it without the customer’s word", {"reason": "Three tries, no answer."}),
    Verb("PUT", "end/merger", around.propose_merger, "Propose to go on in another case", {"into": "SR-2026-0007", "reason": "The same crate."}),
    Verb("PUT", "end/no-case", around.propose_no_case, "Propose that it was no case", {"reason": "A question about opening hours."}),
    Verb("PUT", "end/agreement", around.agree_to_end, "Agree to the proposed end"),
    Verb("PUT", "end/refusal", around.refuse_end, "Refuse the proposed end", {"reason": "She has not answered yet."}),
    Verb("DELETE", "end", around.take_back_end, "Take the proposal back"),
    Verb("PUT", "reopening", around.reopen, "The customer came back", {"words": "It leaks again.", "channel": "phone"}),
)  # fmt: skip

# A page can only write an order as text.
INSTEAD = {
    "order": Annotated[list[Id], Field(max_length=100)],
    "then": Annotated[list[str], Field(max_length=50)],
}
PAGE_ONLY = ("seen",)  # what a page has shown to its writer
AS_TEXT = {"order": ",", "then": "\n"}


def offer_to(room: Room) -> None:
    for verb in VERBS:
        room.offer(
            verb.method,
            f"/cases/{{number}}/{verb.path}",
            view_of(verb),
            name=verb.operation,
            says=verb.says,
            gives=Whole,
            status=MADE if verb.adds else 200,
            example=verb.example,
            if_match=False,
            may_vanish=True,
        )


def places(path: str) -> list[str]:
    return [part[1:-1] for part in path.split("/") if part.startswith("{")]


def view_of(verb: Verb) -> PRESSED:
    """The view of one verb; what stands in its address belongs to the form where the form asks for it."""
    form_class, call = verb.view.form_class, verb.view.call  # type: ignore[attr-defined]
    in_path = places(verb.path)
    body = None
    if form_class is not None:
        title = camel_case_to_spaces(verb.operation).replace("_", " ").title().replace(" ", "")
        body = given_by(form_class, title, without=(*in_path, *PAGE_ONLY), instead=INSTEAD)

    def view(request: HttpRequest, number: str, given: BaseModel | None = None, **ids: int) -> HttpResponse:
        by, person = actor(request), caller(request)
        case = readable(person, number)
        fields: dict[str, Any] = {}
        more = {**verb.fixed, **ids}
        if form_class is not None and given is not None:
            beside = {name: more.pop(name) for name in list(more) if name in form_class().fields}
            fields = cleaned(bound(form_class, as_a_page_writes(typed(given, beside=beside)), case))
        with transaction.atomic():
            if request.headers.get("If-Match"):
                lock(case)
                must_match(request, etag(case), is_needed=False)
            call(case, by, **fields, **more)
        return shown_after(person, number, status=MADE if verb.adds else 200)

    view.__signature__ = signature(in_path, body)  # type: ignore[attr-defined]
    view.__doc__ = call.__doc__
    return view


def bound(form_class: type[Any], data: Mapping[str, Any], case: Case) -> Any:
    return form_class(data, case=case) if issubclass(form_class, OfCase) else form_class(data)


def as_a_page_writes(data: dict[str, Any]) -> dict[str, Any]:
    return {
        name: AS_TEXT[name].join(str(each) for each in value) if name in AS_TEXT else value
        for name, value in data.items()
    }


def signature(in_path: list[str], body: type[BaseModel] | None) -> inspect.Signature:
    def parameter(name: str, kind: Any) -> inspect.Parameter:
        return inspect.Parameter(name, inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=kind)

    found = [parameter("request", HttpRequest), parameter("number", CaseNumber)]
    found += [parameter(name, PathId) for name in in_path]
    if body is not None:
        found.append(parameter("given", body))
    return inspect.Signature(found)
