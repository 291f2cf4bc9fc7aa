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


RAIL = [step for step in Step if step is not Step.DRAFT]


class End(TextChoices):
    CLOSED = "closed_by_customer", _("closed by the customer")


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


ANSWERS: dict[str, tuple[Answer, ...]] = {
    Step.TEST: (Answer.SOLVED, Answer.PARTLY, Answer.NOT_SOLVED),
    Step.PROBE: (Answer.NOTHING_MORE, Answer.MORE),
    Step.FOLLOW_UP: (Answer.SATISFIED, Answer.RESIDUAL),
}
