"""`tanto doctor`: is everything there that the house needs? One line a question, with what to do where the answer is no."""

import datetime as dt
import smtplib
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError, connection

from tanto import clocks
from tanto.api.webhooks.models import Hook
from tanto.clocks.aside import set_aside
from tanto.clocks.models import Calendar
from tanto.home.house import standing
from tanto.insights.documents import fonts
from tanto.journal.models import Entry, Seal
from tanto.mail.models import Arrival, Mailbox
from tanto.notices.mail_way import SERVERS
from tanto.notices.smtp import opened
from tanto.web.upkeep import unapplied

from .backup import KEY

OLD = dt.timedelta(days=7)


@dataclass(frozen=True)
class Answer:
    """trouble: what to do; empty when all is well."""

    name: str
    said: str
    trouble: str = ""


def look() -> Iterator[Answer]:
    """Each question for itself; where the database does not answer, the rest cannot be asked."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        yield Answer("database", str(error).strip(), "Start it, or look at DATABASE_URL.")
        return
    yield Answer("database", f"{connection.vendor}, {standing.database_size() // 1024**2} MB")
    missing = unapplied()
    yield Answer("tables", f"{len(missing)} changes wait" if missing else "up to date", "Run tanto migrate." if missing else "")  # fmt: skip
    if missing:
        return
    yield from (check() for check in CHECKS)


def worker() -> Answer:
    found = standing.newest_worker()
    said = f"{found.name}, heard {int(found.age.total_seconds())} s ago" if found else "none was ever seen"
    is_silent = standing.is_silent(found)
    return Answer(
        "worker", said, "Start tanto serve or tanto worker; look into its log." if is_silent else ""
    )


def outbox() -> Answer:
    now = clocks.now()
    stuck, unclear = standing.untold(now).count(), standing.letters_unclear().count()
    aside = set_aside(now).count()
    said = (
        f"{stuck} entries untold for five minutes, {unclear} letters to look after, {aside} clocks set aside"
    )
    return Answer("outbox", said, "Open /house/; the log says why." if stuck or aside else "")


def mail() -> Answer:
    if not settings.MAIL:
        folder = settings.MAIL_FOLDER
        return Answer("mail", f"letters go into {folder}", "" if settings.DEMO else "Set TANTO_MAIL: nobody outside gets a letter.")  # fmt: skip
    if (scheme := urlsplit(settings.MAIL).scheme) not in SERVERS:
        return Answer("mail", f"letters go by {scheme}; whether it takes them shows with the first")
    try:
        with opened() as server:
            server.noop()
    except (OSError, smtplib.SMTPException) as error:
        return Answer(
            "mail", f"the server does not take us in: {error}", "Look at TANTO_MAIL and the server."
        )
    return Answer("mail", "the server answers")


def mailboxes() -> Answer:
    now = clocks.now()
    silent = list(Mailbox.silent(now))
    said = f"{Mailbox.objects.filter(is_on=True).count()} mailboxes are read"
    since = "; ".join(
        f"{box} is silent since {box.quiet_since:%Y-%m-%d %H:%M} UTC ({box.trouble or 'nobody reads it'})"
        for box in silent
    )
    kept = Arrival.objects.filter(state=Arrival.ASIDE).count()
    aside = f"{kept} messages are kept and not taken in; the log says why. " if kept else ""
    return Answer(
        "mailboxes", said, aside + (f"{since}. Look at /mail/ and at the mail server." if since else "")
    )


def webhooks() -> Answer:
    """Which take nothing, and since when."""
    found = list(Hook.objects.order_by("pk"))
    failing = [hook for hook in found if hook.failing_since and (hook.is_on or hook.off_why == Hook.FAILING)]
    told = [
        f"{hook.host} (webhook {hook.pk}) takes nothing since {hook.failing_since:%Y-%m-%d %H:%M} UTC"
        + ("" if hook.is_on else ", set aside")
        for hook in failing
    ]
    said = "; ".join(told) or f"{sum(hook.is_on for hook in found)} on"
    return Answer("webhooks", said, "Look at their logs on /house/hooks/." if told else "")


def calendars() -> Answer:
    company, today = Calendar.company(), clocks.today()
    soon = (today + dt.timedelta(days=31)).year
    years = [year for year in sorted({today.year, soon}) if not company.is_confirmed(year)]
    said = "holidays " + (f"of {', '.join(map(str, years))} not confirmed" if years else "confirmed")
    return Answer("calendars", said, "Look at them on /calendar/ and confirm them." if years else "")


def disk() -> Answer:
    return Answer(
        "disk", f"{standing.free_disk() // 1024**2} MB free", "Make room." if standing.is_disk_full() else ""
    )


def key() -> Answer:
    place = settings.DATA_DIR / KEY
    if not place.exists():
        return Answer("key", "from the environment")
    is_open = bool(stat.S_IMODE(place.stat().st_mode) & 0o077)
    return Answer("key", str(place), "Others may read it: chmod 600." if is_open else "")


def second_steps() -> Answer:
    """Apps and recovery codes that were closed with another key open with no code."""
    from allauth.mfa.models import Authenticator
    from cryptography.fernet import InvalidToken

    from tanto.people.signing.adapters import box

    rows, shut = Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN).select_related("user"), []
    for row in rows:
        try:
            box().decrypt(row.data.get("secret", row.data.get("seed", "")).encode())
        except InvalidToken:
            shut.append(row.user.email)
    said = f"{len(rows)} apps and lists of recovery codes"
    people = sorted(set(shut))
    return Answer(
        "second",
        said,
        f"Set up with another key: run tanto let-in {people[0]} and {len(people) - 1} others."
        if people
        else "",
    )


def backup() -> Answer:
    last = Entry.objects.filter(subject_kind="firm", kind="backup_made").order_by("-id").first()
    if last is None:
        return Answer(
            "backup", "none was ever made", "Run tanto backup FILE, every night, onto another machine."
        )
    age = clocks.now() - last.at
    said = f"{last.facts['name']}, {age.days} days ago"
    return Answer("backup", said, "Run tanto backup FILE." if age > OLD else "")


def seal() -> Answer:
    last = Seal.objects.order_by("day").last()
    said = f"{last.day}, {'mailed out' if last.mailed_at else 'kept here only'}" if last else "none yet"
    is_late = bool(last and settings.SEAL_TO and last.mailed_at is None)
    return Answer(
        "seal", said, "Its mail did not leave; look at TANTO_SEAL_TO and the log." if is_late else ""
    )


def documents() -> Answer:
    """Letters and reports need a typesetter, which comes with the program, and fonts, which the machine has."""
    folder = fonts.folder()
    if find_spec("typst") is None:
        return Answer("documents", "the typesetter is missing", "Install the program anew: it brings typst.")
    if folder is None:
        return Answer("documents", "the fonts for PDF are missing", f"Install fonts-noto-cjk, or put {', '.join(fonts.FILES)} into {fonts.places()[0]}.")  # fmt: skip
    return Answer("documents", f"fonts in {folder}")


CHECKS: tuple[Callable[[], Answer], ...] = (
    worker,
    outbox,
    mail,
    mailboxes,
    webhooks,
    calendars,
    disk,
    key,
    second_steps,
    backup,
    seal,
    documents,
)
