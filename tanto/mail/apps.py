from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "tanto.mail"
    label = "mail"

    def ready(self) -> None:
        from tanto.journal import events
        from tanto.journal.masking import KEEPS
        from tanto.notices.writing import THREADS
        from tanto.recovery import hers
        from tanto.web.worries import WORRIES

        from . import following, keeps, standing
        from .events import EVENTS
        from .models import Mailbox

        events.declare(EVENTS)
        events.know(Mailbox, address=lambda facts: "/mail/")
        events.follow("sender_confirmed", following.sender_confirmed)
        KEEPS["contact"].append(keeps.CONTACT)
        KEEPS["person"].append(keeps.PERSON)
        THREADS.append(following.thread)
        hers.MORE.append(keeps.mails_of)
        WORRIES.extend([standing.silent, standing.aside])
