"""The steps of a case, its ends, and the few other fixed choices, in the words people read."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Step(TextChoices):
    DRAFT = "draft", _("Draft")
    LISTEN = "listen", _("Listen")
    QUESTION = "question", _("Question")
    CUSHION = "cushion", _("Cushion")
    ADDRESS = "address", _("Address")
    TEST = "test", _("Test question")
    PROBE = "probe", _("More help")
    FOLLOW_UP = "follow_up", _("Follow-up")


RAIL: list[Step] = [step for step in Step if step is not Step.DRAFT]


class End(TextChoices):
    CLOSED = "closed_by_customer", _("closed by the customer")
    WITHDRAWN = "withdrawn", _("dropped by the customer")
    UNCONFIRMED = "ended_unconfirmed", _("ended without the customer’s word")
    MERGED = "merged", _("carried on in another case")
    NOT_A_CASE = "not_a_case", _("was not a case")


class Severity(IntegerChoices):
    S1 = 1, _("Critical")
    S2 = 2, _("Serious")
    S3 = 3, _("Moderate")
    S4 = 4, _("Minor")


class Channel(TextChoices):
    PHONE = "phone", pgettext_lazy("channel", "phone")
    MAIL = "mail", pgettext_lazy("channel", "mail")
    VISIT = "visit", pgettext_lazy("channel", "visit")
    COUNTER = "counter", pgettext_lazy("channel", "counter")
    LETTER = "letter", pgettext_lazy("channel", "letter")
    WEB = "web", pgettext_lazy("channel", "own page")


class Discovered(TextChoices):
    CUSTOMER = "customer", _("The customer said it")
    US = "us", _("We found it ourselves")


class BossDecision(TextChoices):
    CALL = "call", _("I call")
    VISIT = "visit", _("I visit")
    NOT_NOW = "not_now", _("Not now, because")


class Answer(TextChoices):
    """What she can answer, per question."""

    SOLVED = "solved", _("Solved")
    PARTLY = "partly", _("Partly")
    NOT_SOLVED = "not_solved", _("Not solved")
    NOTHING_MORE = "nothing_more", _("Nothing more")
    MORE = "more", _("There is something more")
    SATISFIED = "satisfied", _("It has stayed solved")
    RESIDUAL = "residual", _("Something is left")
    DROPPED = "dropped", _("Please drop it")


class IssueState(TextChoices):
    REPORTED = "reported", _("named, not yet confirmed by the customer")
    CONFIRMED = "confirmed", _("confirmed by the customer")
    IN_WORK = "in_work", _("in work")
    FIXED = "fixed", _("fixed as we see it; the customer is asked")
    ACCEPTED = "accepted", _("accepted by the customer")
    REJECTED = "rejected", _("not solved, says the customer")
    WITHDRAWN = "withdrawn", _("taken back by the customer")


OPEN_ISSUES = [
    IssueState.REPORTED,
    IssueState.CONFIRMED,
    IssueState.IN_WORK,
    IssueState.FIXED,
    IssueState.REJECTED,
]


class FactKind(TextChoices):
    OBSERVED = "observed", _("seen by ourselves")
    DOCUMENT = "document", _("a paper or a file")
    MEASUREMENT = "measurement", _("measured")
    STATEMENT = "statement", _("told by somebody")


class Confidence(TextChoices):
    SURE = "sure", _("sure")
    LIKELY = "likely", _("likely")
    UNCLEAR = "unclear", _("unclear")


class ApologyLevel(TextChoices):
    """K22: how far an apology goes. A1 and A2 need no fact; A3 and A4 name our error."""

    A1 = "A1", _("A1 for the trouble")
    A2 = "A2", _("A2 and I own the next steps")
    A3 = "A3", _("A3 for our error, by name")
    A4 = "A4", _("A4 on behalf of the firm")


class Reaction(TextChoices):
    ACCEPTED = "accepted", _("accepted")
    NEUTRAL = "neutral", _("heard, without a word on it")
    MORE_TO_SAY = "more_to_say", _("has more to say")
    REFUSED = "refused", _("refused it")


class Work(TextChoices):
    """What an action is: it stops the harm from growing, or it puts this customer right."""

    CONTAINMENT = "containment", _("so that nobody else is harmed")
    CORRECTION = "correction", _("for this customer")


class Tried(TextChoices):
    """What became of an attempt to reach the customer. None of these is an answer (INV-06)."""

    NO_ANSWER = "no_answer", _("nobody answered")
    BUSY = "busy", _("the line was busy")
    MESSAGE_LEFT = "message_left", _("a message was left")
    WRITTEN = "written", _("written to")
    CAME_BACK = "came_back", _("the letter came back")


class Pressure(TextChoices):
    OWN_CLIENTS = "own_clients", _("their own clients")
    FINANCIAL = "financial", _("money")
    POLITICAL = "political", _("politics inside their firm")
    JOB = "job_safety", _("their job")
    BOSS = "their_boss", _("their boss")
    UNKNOWN = "unknown", _("not known yet")


class Trigger(TextChoices):
    """What makes a case serious by itself (dictionary 3.5)."""

    INJURY = "injury", _("somebody may be hurt, or fire")
    DATA_LEAK = "data_leak", _("data got out")
    LINE_STOP = "line_stop", _("their production stands still")
    LEGAL = "legal_deadline", _("a legal deadline")
    THEIR_CLIENTS = "their_clients", _("their own clients are affected")
    SECOND_FAILURE = "second_failure", _("a second failure in this case")
    EXECUTIVE = "their_executive", _("their boss or an executive complains in person")


class Failure(TextChoices):
    """B01: what went wrong, in one word."""

    NOT_DELIVERED = "not_delivered", _("not delivered")
    WRONG_ITEM = "wrong_item", _("wrong item")
    WRONG_QUANTITY = "wrong_quantity", _("wrong quantity")
    LATE = "late", _("late")
    QUALITY = "quality", _("quality below the promise")
    DAMAGED = "damaged", _("damaged")
    CONDUCT = "conduct", _("conduct")
    INFORMATION = "information", _("information wrong or missing")
    COORDINATION = "coordination", _("confused coordination")
    OVERSOLD = "oversold", _("more promised than possible")
    BILLING = "billing", _("billing")
    UNREACHABLE = "unreachable", _("nobody could be reached")
    OTHER = "other", _("something else")


class DocumentKind(TextChoices):
    """A paper to be signed and sent, or read by a boss standing."""

    APOLOGY = "apology", _("Letter of apology")
    FIRST = "first", _("First report")
    INTERIM = "interim", _("Interim report")
    FINAL = "final", _("Final report")
    EIGHT_D = "eight_d", _("8D report")
    NOTICE = "notice", _("Notice to the boss")

    @property
    def is_report(self) -> bool:
        """Does it say what is known until now, and when the next one comes?"""
        return self in (DocumentKind.FIRST, DocumentKind.INTERIM, DocumentKind.FINAL, DocumentKind.EIGHT_D)

    @property
    def is_hers(self) -> bool:
        """Does it go to the customer?"""
        return self is not DocumentKind.NOTICE


ANSWERS: dict[str, tuple[Answer, ...]] = {
    Step.TEST: (Answer.SOLVED, Answer.PARTLY, Answer.NOT_SOLVED),
    Step.PROBE: (Answer.NOTHING_MORE, Answer.MORE),
    Step.FOLLOW_UP: (Answer.SATISFIED, Answer.RESIDUAL),
}


class Signal(TextChoices):
    """What a customer's written words may say besides (7.7); the value is that of `wording.signals`."""

    CHASE = "chase", _("It sounds like asking where it stands. Say it before it is asked again.")
    LEAVING = "leaving", _("It sounds like going elsewhere. Call, and listen before you answer.")
    BOUNDARY = "boundary", _("It sounds like a threat. You need not bear it alone: bring in your boss.")
