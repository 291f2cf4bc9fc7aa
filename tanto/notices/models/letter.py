import datetime as dt
from email.utils import make_msgid

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q

from tanto.clients.models import Contact
from tanto.journal.events import SUBJECTS
from tanto.journal.models import Entry
from tanto.people.models import Person


class Letter(models.Model):
    """One mail: to a customer the letter of one entry, to a colleague what notices came together. It is marked `sending`
    before it leaves.

    After a crash in that window a mail to a colleague goes again with the same Message-ID; a letter to a customer
    becomes `unclear` ("may have gone, look") and waits for a person. `bounced`: her mail server refused it or gave it back, she
    did not get it; seen_to_at: when somebody saw to that.
    """

    WAITING, SENDING, SENT, UNCLEAR, BOUNCED = "waiting", "sending", "sent", "unclear", "bounced"
    SLOW = 3  # tries after which its case shows that it has not left yet

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="letters")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="letters")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, related_name="letters")
    address = models.EmailField()
    message_id = models.CharField(max_length=200, unique=True)
    state = models.CharField(max_length=10, default=WAITING)
    next_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=300, default="")
    seen_to_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="letter_to_person_once", fields=["entry", "person"]),
            models.UniqueConstraint(name="letter_to_contact_once", fields=["entry", "contact"]),
            models.CheckConstraint(
                name="letter_to_one",
                condition=Q(person__isnull=False, contact__isnull=True)
                | Q(person__isnull=True, contact__isnull=False, entry__isnull=False),
            ),
            models.CheckConstraint(
                name="letter_state",
                condition=Q(state__in=["waiting", "sending", "sent", "unclear", "bounced"]),
            ),
        ]
        indexes = [
            models.Index(name="letter_unclear", fields=["entry"], condition=Q(state="unclear")),
            models.Index(
                name="letter_bounced", fields=["entry"], condition=Q(state="bounced", seen_to_at__isnull=True)
            ),
            models.Index(name="letter_due", fields=["next_at"], condition=Q(next_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"letter {self.pk} to {self.address}: {self.state}"

    @staticmethod
    def new_message_id() -> str:
        return make_msgid(domain=settings.MAIL_FROM.rpartition("@")[2] or "localhost")

    @classmethod
    def due(cls, now: dt.datetime) -> "models.QuerySet[Letter]":
        return cls.objects.filter(next_at__lte=now)

    @classmethod
    def to_look_at(cls) -> "models.QuerySet[Letter]":
        """To customers, and only a person can say what is next: may have gone, or came back."""
        trouble = Q(state=cls.UNCLEAR) | Q(state=cls.BOUNCED, seen_to_at__isnull=True)
        return cls.objects.filter(trouble, contact__isnull=False)

    @classmethod
    def in_trouble(cls) -> "models.QuerySet[Letter]":
        """The same, and those that have not left after several tries: shown on their case."""
        slow = Q(state__in=[cls.WAITING, cls.SENDING], tries__gte=cls.SLOW, contact__isnull=False)
        trouble = Q(state=cls.UNCLEAR) | Q(state=cls.BOUNCED, seen_to_at__isnull=True)
        return cls.objects.filter(Q(trouble, contact__isnull=False) | slow)

    @classmethod
    def claim(cls, now: dt.datetime) -> "Letter | None":
        """Take one letter that is due and mark it `sending`, with a lease; None if none is due.

        A lease that ran out means that its worker died: see the class.
        """
        due = cls.due(now)
        if not due.exists():
            return None  # an idle worker takes no write lock
        with transaction.atomic():
            letter = due.select_for_update(skip_locked=True).order_by("next_at", "id").first()
            if letter is None:
                return None
            letter.tries += 1
            if letter.state == cls.SENDING and letter.contact_id:
                letter.state, letter.next_at = cls.UNCLEAR, None
            else:
                letter.state = cls.SENDING
                letter.next_at = now + dt.timedelta(seconds=settings.MAIL_LEASE)
            letter.save(update_fields=["state", "next_at", "tries"])
            return letter

    def mark_sent(self, *, at: dt.datetime, name: str = "") -> None:
        """name: its Message-ID outside, where a service gave it another one; answers refer to it."""
        known = {"state": self.SENT, "sent_at": at, "next_at": None, "trouble": ""}
        if name and not type(self).objects.filter(message_id=name[:200]).exists():
            known["message_id"] = name[:200]
        type(self).objects.filter(pk=self.pk, state__in=[self.SENDING, self.UNCLEAR]).update(**known)

    def try_later(self, trouble: str, *, now: dt.datetime) -> None:
        """The mail server said no: again after 1, 2, 4 … minutes, at most an hour apart, for as long as it takes."""
        wait = dt.timedelta(minutes=min(2 ** min(self.tries - 1, 6), 60))
        type(self).objects.filter(pk=self.pk, state=self.SENDING).update(
            state=self.WAITING, next_at=now + wait, trouble=trouble[:300]
        )

    def ask_somebody(self, trouble: str) -> None:
        """Refused for good, or gone quiet in the middle: only a person can say what to do."""
        type(self).objects.filter(pk=self.pk, state=self.SENDING).update(
            state=self.UNCLEAR, next_at=None, trouble=trouble[:300]
        )

    def give_back(self, trouble: str) -> bool:
        """It did not reach her; False if that was known before."""
        known = {"state": self.BOUNCED, "next_at": None, "trouble": trouble[:300], "seen_to_at": None}
        return bool(type(self).objects.filter(pk=self.pk).exclude(state=self.BOUNCED).update(**known))

    def settle(self, *, went: bool, at: dt.datetime) -> bool:
        """A person looked after an unclear letter; False if it was settled before."""
        settled = {"state": self.SENT, "sent_at": at} if went else {"state": self.WAITING, "next_at": at}
        return bool(type(self).objects.filter(pk=self.pk, state=self.UNCLEAR).update(**settled))

    @property
    def address_of_case(self) -> str:
        """Where a reader finds what a letter to a customer is about."""
        assert self.entry is not None
        return SUBJECTS[self.entry.subject_kind].address(self.entry.facts)

    @property
    def slug(self) -> str:
        """Its place in an address."""
        return str(self.pk)
