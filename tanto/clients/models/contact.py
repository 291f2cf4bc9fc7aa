import datetime as dt
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Lower

from tanto import clocks
from tanto.journal.actor import Actor
from tanto.journal.models import Entry
from tanto.journal.verbs import lock
from tanto.people.models.named import in_language

from .client import Client
from .forgetting import Forgotten


class Contact(Forgotten):
    """A person at a client. Never one of our users; she speaks through her own page, by telephone, by letter."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="contacts")
    name_en = models.CharField(max_length=80)
    name_ja = models.CharField(max_length=80, blank=True)
    title = models.CharField(
        max_length=10, blank=True, choices=[("Ms.", "Ms."), ("Mr.", "Mr."), ("Dr.", "Dr.")]
    )
    role = models.CharField(max_length=80, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    bounced_at = models.DateTimeField(null=True, editable=False)  # since when mail to this address comes back
    language = models.CharField(max_length=2, default="ja", choices=[("ja", "日本語"), ("en", "English")])

    class Meta:
        constraints = [models.CheckConstraint(name="contact_has_a_name", condition=~Q(name_en=""))]
        indexes = [models.Index(Lower("email"), name="contact_by_address", condition=~Q(email=""))]

    def __str__(self) -> str:
        return self.address()

    def name(self, language: str | None = None) -> str:
        return in_language(self.name_ja, self.name_en, language)

    def address(self, language: str | None = None) -> str:
        """How she is addressed: Ms. Aizawa / 相沢様."""
        if self.masked_at is not None:
            return self.name(language)
        return in_language(
            f"{self.name_ja or self.name_en}様", f"{self.title} {self.name_en}".strip(), language
        )

    @property
    def actor(self) -> Actor:
        return Actor("contact", self.pk, "link")

    @classmethod
    @transaction.atomic
    def meet(cls, client: Client, *, by: Actor, **columns: Any) -> "Contact":
        """Enter somebody who works at a client."""
        lock(client)
        if Entry.already(by.press):
            return cls.objects.filter(client=client).latest("pk")
        contact = cls.objects.create(client=client, **columns)
        client.record("contact_met", by=by, at=clocks.now(), contact=contact.pk)
        return contact

    @transaction.atomic
    def change(self, *, by: Actor, **columns: Any) -> None:
        """Correct what we know of her. A new mail address ends the links that went to the old one (their tokens are
        made from it), and her tantos are told."""
        lock(self.client)
        self.client.must_be_ours(by)
        if Entry.already(by.press):
            return
        if columns.get("email", self.email).casefold() != self.email.casefold():
            columns = columns | {"bounced_at": None}
        tell = [("person", pk) for pk in (self.client.main_id, self.client.deputy_id) if pk != by.person_id]
        for name, value in columns.items():
            setattr(self, name, value)
        self.save()
        self.client.record(
            "contact_changed", by=by, at=clocks.now(), tell=tell, contact=self.pk, columns=sorted(columns)
        )

    @transaction.atomic
    def address_failed(self, *, by: Actor, address: str) -> None:
        """Mail to this address comes back. It is marked until it is changed or a mail comes from it; an address that is
        hers no more is not marked."""
        lock(self.client)
        self.refresh_from_db()
        if self.bounced_at is None and self.email and self.email.casefold() == address.casefold():
            self._mark_address(clocks.now(), "address_failed", by)

    @transaction.atomic
    def address_works(self, *, by: Actor, address: str) -> None:
        """A mail came from it."""
        lock(self.client)
        self.refresh_from_db()
        if self.bounced_at is not None and self.email.casefold() == address.casefold():
            self._mark_address(None, "address_works", by)

    def _mark_address(self, at: dt.datetime | None, event: str, by: Actor) -> None:
        self.bounced_at = at
        self.save(update_fields=["bounced_at"])
        self.client.record(event, by=by, at=clocks.now(), contact=self.pk)
