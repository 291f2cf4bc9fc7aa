"""The clocks of a case: what is shipped of each (dictionary 3.7), and the verb that each calls when a rung is reached."""

from django.utils.translation import gettext_lazy as _

from tanto.clocks.kinds import OWN, ClockKind, Tells
from tanto.clocks.targets import Target, Targets

from .hearers import ABOVE, BOSS, DUTY, EXECUTIVE, NEXT_BOSS, OWNER, QUALITY, SILENT, STAND_IN
from .late import (
    Head,
    expire_offers,
    follow_up,
    late,
    miss_action,
    miss_update,
    nudge,
    tell_again,
    tell_next_boss,
)
from .models import Case

COLUMNS = tuple(Head.__dataclass_fields__)
CLIMB: Tells = {
    50: (DUTY,),
    80: (DUTY, STAND_IN),
    100: (DUTY, BOSS),
    150: (NEXT_BOSS,),
    200: (EXECUTIVE,),
}
SILENT_BOSS: Tells = {50: (DUTY,), 100: (NEXT_BOSS,), 150: (EXECUTIVE,)}
ONLY_DUTY: Tells = {50: (DUTY,), 100: (DUTY,)}


def minutes(amount: int) -> Target:
    return Target("minutes", amount)


def working(hours: int) -> Target:
    return Target("working_minutes", hours * 60)


def days(amount: int) -> Target:
    return Target("working_days", amount)


def after(amount: int, *then: int) -> Target:
    return Target("calendar_days", amount, then)


TIME_TO_BOSS: Targets = (minutes(15), minutes(30), working(2), Target("end_of_day"))


KINDS = [
    ClockKind(
        "time_to_record", _("Recording"), _("Write down who it is, and how it reached us"),
        ONLY_DUTY, Case, late(), code="CLK-01", head=Head, columns=COLUMNS,
        starts=_("somebody here knows"), stops=_("the case is recorded: client and way are named"),
        targets=(minutes(10), minutes(15), minutes(30), minutes(60)),
    ),
    ClockKind(
        "acceptance", _("Hand-over to be answered"), _("Answer the hand-over"),
        {50: (DUTY,), 80: (DUTY, OWNER), 100: (OWNER, BOSS), 150: (NEXT_BOSS,)}, Case, late(),
        code="CLK-02", head=Head, columns=COLUMNS,
        starts=_("the case is offered to one person"), stops=_("that person takes it or declines"),
        targets=(minutes(15), minutes(30), working(2), working(4)),
    ),
    ClockKind(
        "offer", _("Life of an offer"), _("Answer the hand-over"), {100: ()}, Case, expire_offers,
        head=Head, columns=COLUMNS, waits="offer",
        starts=_("the case is offered to one person"), stops=_("it is answered; at the end it falls back"),
        targets=(minutes(30), minutes(30), working(4), working(4)),
    ),
    ClockKind(
        "time_to_boss", _("Notice to the boss"), _("Read the notice"), SILENT_BOSS, Case, tell_next_boss,
        code="CLK-03", head=Head, columns=COLUMNS, climbs=ABOVE,
        starts=_("somebody here knows"), stops=_("a boss presses “I have read it”"), targets=TIME_TO_BOSS,
    ),
    ClockKind(
        "boss_again", _("Critical notice, again and again"), _("Read the notice"), {100: (SILENT,)}, Case, tell_again,
        code="N02", head=Head, columns=COLUMNS, waits="notice", repeats=True,
        starts=_("a boss is told of a critical case"), stops=_("a boss presses “I have read it”"),
        targets=(minutes(5), None, None, None),
    ),
    ClockKind(
        "boss_contact", _("Boss to the customer"), _("Go to the customer, or say why not"),
        ONLY_DUTY, Case, late("boss_contact_late"), code="CLK-04", head=Head, columns=COLUMNS,
        starts=_("a boss has read the notice of a serious case"),
        stops=_("the boss calls, visits, or says why not now"),
        targets=(minutes(60), working(4), days(1), days(3)),
    ),
    ClockKind(
        "first_response", _("First words to the customer"), _("Give the customer your name and the next time"),
        CLIMB, Case, late(), code="CLK-05", head=Head, columns=COLUMNS,
        starts=_("the customer told us"), stops=_("a person tells the customer the name and the next time"),
        targets=(minutes(30), working(1), working(4), days(1)),
    ),
    ClockKind(
        "clarify", _("What comes first"), _("Ask what comes first for the customer"), CLIMB, Case, late(),
        code="CLK-07", head=Head, columns=COLUMNS,
        starts=_("listening is done"), stops=_("the customer has confirmed what comes first"),
        targets=(minutes(60), working(2), days(1), days(2)),
    ),
    ClockKind(
        "progress_update", _("Next message to the customer"), _("Tell the customer where it stands"),
        {50: (DUTY,), 80: (DUTY, STAND_IN), 100: (OWNER, BOSS), 150: (NEXT_BOSS,), 200: (EXECUTIVE,)},
        Case, miss_update, code="CLK-08", head=Head, columns=COLUMNS,
        starts=_("the last message to the customer"),
        stops=_("the next message, with news or honestly without"),
        targets=(minutes(120), working(4), days(1), days(3)),
    ),
    ClockKind(
        "containment", _("Keeping others from harm"), _("Stop the harm from spreading"),
        {50: (DUTY,), 80: (DUTY, STAND_IN), 100: (DUTY, BOSS, QUALITY), 150: (NEXT_BOSS,), 200: (EXECUTIVE,)},
        Case, late(), code="CLK-10", head=Head, columns=COLUMNS,
        starts=_("the severity is set"), stops=_("something is done so that nobody else is harmed"),
        targets=(minutes(240), days(1), days(3), None),
    ),
    ClockKind(
        "test_question", _("Asking whether it is solved"), _("Ask the customer: is it solved?"),
        CLIMB, Case, late(), code="CLK-15", head=Head, columns=COLUMNS,
        starts=_("the last issue is reported fixed"), stops=_("the customer is asked whether it is solved"),
        targets=(working(4), days(1), days(2), days(3)),
    ),
    ClockKind(
        "her_answer", _("The customer’s answer"), _("Ask again, gently"),
        {10: (DUTY,), 25: (DUTY,), 50: (DUTY,), 100: (OWNER, EXECUTIVE)}, Case, nudge,
        code="CLK-16", head=Head, columns=COLUMNS, waits="hers",
        starts=_("the customer was asked"), stops=_("the customer answers"),
        targets=(days(20), days(20), days(20), days(20)),
    ),
    ClockKind(
        "follow_up", _("Follow-up"), _("Ask how it has been since"), {100: (OWNER,), 150: (BOSS,)},
        Case, follow_up, code="CLK-17", head=Head, columns=COLUMNS,
        starts=_("the customer says “nothing more”"), stops=_("the customer is reached"),
        targets=(after(3, 14, 30, 90), after(14, 30, 90), after(14, 30), after(14)),
    ),
    ClockKind(
        "first_report", _("First report in writing"), _("Send the first report in writing"),
        CLIMB, Case, late(), code="CLK-18", head=Head, columns=COLUMNS,
        starts=_("the customer told us of something serious"), stops=_("the first letter leaves"),
        targets=(minutes(24 * 60), days(1), None, None),
    ),
    ClockKind(
        "interim_report", _("Next report in writing"), _("Write where the work stands"),
        CLIMB, Case, late(), code="CLK-18", head=Head, columns=COLUMNS,
        starts=_("the last report leaves and not everything is fixed"),
        stops=_("the next letter leaves, or the customer says that it is solved"),
        targets=(days(3), days(3), None, None),
    ),
    ClockKind(
        "final_report", _("Final report in writing"), _("Send the final report in writing"),
        CLIMB, Case, late(), code="CLK-18", head=Head, columns=COLUMNS,
        starts=_("the customer told us of something serious, and the first report has left"),
        stops=_("a letter leaves after everything is fixed"),
        targets=(days(10), days(10), None, None),
    ),
    ClockKind(
        "thanks", _("Thanks to the reporter"), _("Thank whoever told you"), ONLY_DUTY, Case, late(),
        code="CLK-22", head=Head, columns=COLUMNS,
        starts=_("a boss has read the notice"), stops=_("the boss thanks the reporter"),
        targets=(working(1), working(1), working(4), days(1)),
    ),
    ClockKind(
        "action", _("Action"), _("Get it done"), {80: (DUTY,), 100: (DUTY, OWNER)}, Case, miss_action,
        head=Head, columns=COLUMNS, starts=_("one person takes it"), stops=_("that person reports it done"),
    ),
    ClockKind(
        "call_back", _("Call-back"), _("Call the customer back"), {80: (DUTY,), 100: (OWNER, BOSS)},
        Case, late("call_missed"), code="CLK-06", head=Head, columns=COLUMNS,
        starts=_("the customer asks for a call"), stops=_("we have spoken"),
    ),
    ClockKind(
        OWN, _("Deadline of the house"), _("Keep this deadline"), CLIMB, Case, late(), head=Head, columns=COLUMNS,
    ),
]  # fmt: skip
