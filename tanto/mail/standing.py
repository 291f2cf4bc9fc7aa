"""How the mail room stands: which mailboxes are silent, and what could not be taken in."""

from django.utils.translation import gettext

from tanto import clocks
from tanto.clocks import saying
from tanto.web.troubles import Trouble

from .models import Arrival, Mailbox


def troubles() -> list[Trouble]:
    """Two looks at small indexes."""
    now = clocks.now()
    found = [
        Trouble(
            gettext("The mailbox “%(name)s” could not be read since %(since)s.")
            % {"name": box.name, "since": saying.said(box.quiet_since, now)},
            "/mail/",
        )
        for box in Mailbox.silent(now)
    ]
    if Arrival.objects.filter(state=Arrival.ASIDE, next_at__isnull=False).exists():
        found.append(
            Trouble(
                gettext(
                    "Messages came in that could not be taken in. They are kept, and tried again each hour."
                ),
                "/mail/",
            )
        )
    return found
