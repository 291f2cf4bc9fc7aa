import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.db import connection, models, transaction
from django.db.models import Q

from tanto.clients.models import Contact
from tanto.files.models import File, keep_files
from tanto.notices.models import Letter
from tanto.recovery.models import Case

from .mailbox import Mailbox

LARGEST = 64 * 1024 * 1024  # bytes of a whole message; what mail servers take is less
AGAIN_AFTER = dt.timedelta(hours=1)


class Outcome(models.TextChoices):
    """What a message turned out to be. Values are those of `tanto intake --json`."""

    CASE = "case"
    REPLY = "reply"
    BOUNCE = "bounce"
    AUTO_REPLY = "auto_reply"
    IGNORED = "ignored"
    ABUSE = "abuse"
    OWN = "own"
    INTERNAL = "internal"
    AGAIN = "again"
    UNREADABLE = "unreadable"
    REJECTED = "rejected"


@dataclass(frozen=True)
class Came:
    """A message on its way in. place: see `Arrival`; at: when the mail server had it, or we; size: of the whole message in bytes, where
    raw is only its beginning."""

    raw: bytes
    source: str
    at: dt.datetime
    place: str = ""
    size: int = 0


class Arrival(models.Model):
    """One message as it came, kept before anybody looked into it, and what became of it.

    place: where it lay in its mailbox (validity and number, or the unique id of a POP3 server); source: for people; key: of its
    Message-ID and content, so that the same message is taken once, however often it comes; sender: goes with who is masked;
    file is none once it was masked.
    """

    WAITING, TAKEN, ASIDE = "waiting", "taken", "aside"

    mailbox = models.ForeignKey(
        Mailbox, on_delete=models.PROTECT, null=True, related_name="arrivals", db_index=False
    )
    place = models.CharField(max_length=140, blank=True)
    source = models.CharField(max_length=300)
    file = models.ForeignKey(File, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    size = models.PositiveBigIntegerField()
    came_at = models.DateTimeField()
    state = models.CharField(max_length=8, default=WAITING)
    next_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=300, blank=True)
    outcome = models.CharField(max_length=10, blank=True, choices=Outcome)
    key = models.CharField(max_length=40, null=True, unique=True)
    message_id = models.CharField(max_length=250, blank=True)
    sender = models.CharField(max_length=254, blank=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    contact = models.ForeignKey(
        Contact, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="arrival_of_place_once", fields=["mailbox", "place"], condition=~Q(place="")
            ),
            models.CheckConstraint(
                name="arrival_state", condition=Q(state__in=["waiting", "taken", "aside"])
            ),
            models.CheckConstraint(name="arrival_taken_as", condition=~Q(state="taken") | ~Q(outcome="")),
        ]
        indexes = [
            models.Index(
                name="arrival_to_take", fields=["next_at", "id"], condition=Q(next_at__isnull=False)
            ),
            models.Index(name="arrival_message", fields=["message_id"], condition=~Q(message_id="")),
            models.Index(name="arrival_case", fields=["case", "id"], condition=Q(case__isnull=False)),
            models.Index(name="arrival_contact", fields=["contact"], condition=Q(contact__isnull=False)),
            models.Index(name="arrival_mailbox", fields=["mailbox", "-id"]),
            models.Index(name="arrival_file", fields=["file"], condition=Q(file__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.outcome or self.state}"

    @property
    def is_cut(self) -> bool:
        """Was it too large to be fetched whole? The whole of it stays on the mail server."""
        return self.mailbox_id is not None and self.size > LARGEST

    @classmethod
    def keep(
        cls, raw: bytes, *, source: str, at: dt.datetime, mailbox: Mailbox | None = None, place: str = ""
    ) -> "Arrival":
        """Store one message, whole and unread. See `keep_each`."""
        (kept,) = cls.keep_each([Came(raw, source, at, place)], mailbox)
        return kept

    @classmethod
    def keep_each(cls, messages: "Sequence[Came]", mailbox: Mailbox | None = None) -> "list[Arrival]":
        """Store messages, whole and unread: on the disk, then their rows. What came from the same place before is stored once; another
        content in that place is another message, for a server may use its numbers anew. Raises
        OSError where the disk is full; nothing is lost then, for they still lie where they came from."""
        keep_for_sure()
        files = keep_files([came.raw or b"\n" for came in messages])
        places = [cls.place_of(came, file) for came, file in zip(messages, files, strict=True)]
        with transaction.atomic():
            known = cls.in_places(mailbox, [place for pair in places for place in pair if place])
            rows = [
                cls.same(known, pair, file)
                or cls(mailbox=mailbox, place=pair[1] if pair[0] in known else pair[0], source=came.source[:300], file=file, size=came.size or len(came.raw), came_at=came.at, next_at=came.at)
                for came, file, pair in zip(messages, files, places, strict=True)
            ]  # fmt: skip
            new = [row for row in rows if row.pk is None]
            is_placed = any(came.place for came in messages)
            Arrival.objects.bulk_create(new, ignore_conflicts=is_placed)  # two workers at once
        return cls.again(mailbox, rows) if new and is_placed else rows

    @staticmethod
    def place_of(came: "Came", file: File) -> tuple[str, str]:
        """Where it lay, and where it lay with its content: some servers give the number of a message that is gone to another one."""
        return came.place, f"{came.place}#{file.digest[:16]}" if came.place else ""

    @classmethod
    def same(cls, known: "dict[str, Arrival]", pair: tuple[str, str], file: File) -> "Arrival | None":
        return next(
            (known[place] for place in pair if place in known and known[place].file_id == file.pk), None
        )

    @classmethod
    def in_places(cls, mailbox: Mailbox | None, places: list[str]) -> "dict[str, Arrival]":
        rows = cls.objects.filter(mailbox=mailbox, place__in=places) if places else cls.objects.none()
        return {row.place: row for row in rows}

    @classmethod
    def again(cls, mailbox: Mailbox | None, rows: "list[Arrival]") -> "list[Arrival]":
        """With the ids that a storing which passes over known rows does not tell."""
        known = cls.in_places(mailbox, [row.place for row in rows if row.place])
        return [known.get(row.place, row) for row in rows]

    @classmethod
    def of_content(cls, raw: bytes, mailbox: Mailbox | None) -> "Arrival | None":
        """The same bytes, come from a file or through the same pipe before."""
        digest = sha256(raw or b"\n").hexdigest()
        return cls.objects.filter(file__digest=digest, mailbox=mailbox, place="").first()

    @classmethod
    def to_take(cls, now: dt.datetime) -> "models.QuerySet[Arrival]":
        return cls.objects.filter(next_at__lte=now)

    def raw(self) -> bytes:
        """The message as it came. Raises FileNotFoundError where it was masked."""
        if self.file is None:
            raise FileNotFoundError(self.source)
        return self.file.path.read_bytes()

    def to_try_again(self, trouble: str, now: dt.datetime) -> None:
        """It cannot be taken now; it is tried again in an hour, and the keepers see it meanwhile."""
        self.state, self.next_at, self.trouble = self.ASIDE, now + AGAIN_AFTER, trouble[:300]

    def set_aside(self, trouble: str, now: dt.datetime) -> None:
        """The same, stored at once."""
        self.to_try_again(trouble, now)
        self.save(update_fields=["state", "next_at", "trouble"])


def keep_for_sure() -> None:
    """From here on this connection's commits reach the disk before they return: the mail server removes its copy after that. In WAL
    mode SQLite would else let the last ones go when the power fails; PostgreSQL does it anyway."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=FULL")
