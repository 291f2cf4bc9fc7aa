import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q

from tanto.clients.models import Contact
from tanto.web import tokens

LASTS = dt.timedelta(days=30)
PURPOSE = "tanto.recovery.link"


class Link(models.Model):
    """The customer's way in: one case, one contact. The token is derived from the id and the secret key, so that a
    retry can rebuild it and the database alone opens nothing."""

    case = models.ForeignKey("recovery.Case", on_delete=models.PROTECT, related_name="links")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="links")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_live_link", fields=["case", "contact"], condition=Q(revoked_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"link {self.pk}"

    @property
    def token(self) -> str:
        return tokens.token(PURPOSE, self.pk, self.contact.email)

    @property
    def url(self) -> str:
        return f"{settings.URL}/c/{self.token}/"

    def is_live(self, now: dt.datetime) -> bool:
        return self.revoked_at is None and now < self.expires_at

    @classmethod
    def behind(cls, token: str) -> "Link | None":
        """The link of a token, live or not; None for a forged one."""
        number = tokens.number_in(token)
        links = cls.objects.select_related("case", "contact", "case__owner", "case__client")
        link = links.filter(pk=number).first() if number is not None else None
        is_genuine = link is not None and tokens.is_genuine(token, PURPOSE, link.pk, link.contact.email)
        return link if is_genuine else None
