"""A mail that came, and a letter of ours that may be answered."""

import datetime as dt

from tanto import clocks
from tanto.mail.models import Arrival
from tanto.mail.taking import take
from tanto.notices.drain import drain
from tanto.notices.models import Letter
from tanto.recovery.models import Case
from tests.cast import Cast


def came(cast: Cast, raw: bytes, *, mailbox=None) -> Arrival:
    arrival = Arrival.keep(raw, source="test", at=clocks.now(), mailbox=mailbox)
    take(arrival, cast.colleague)
    arrival.refresh_from_db()
    return arrival


def letter_of(cast: Cast, case: Case) -> Letter:
    case.write(by=cast.owner.actor, body="Mori, {next_time}", next_at=clocks.now() + dt.timedelta(hours=2))
    drain(clocks.now())
    return Letter.objects.get(contact=cast.customer)
