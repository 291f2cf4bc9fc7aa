import datetime as dt
import hmac

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac

from tanto.clients.models import Contact

LASTS = dt.timedelta(days=30)


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
        return f"{self.pk}-{signature(self.pk, self.contact.email)}"

    @property
    def url(self) -> str:
        return f"{settings.URL}/c/{self.token}/"

    def is_live(self, now: dt.datetime) -> bool:
        return self.revoked_at is None and now < self.expires_at

    @classmethod
    def behind(cls, token: str) -> "Link | None":
        """The link of a token, live or not; None for a forged one."""
        number, _, signed = token.partition("-")
        if not number.isascii() or not number.isdigit() or len(number) > 18:
            return None
        links = cls.objects.select_related("case", "contact", "case__owner", "case__client")
        link = links.filter(pk=int(number)).first()
        email = link.contact.email if link else ""
        return link if hmac.compare_digest(signature(int(number), email), signed) else None


def signature(link_id: int, email: str) -> str:
    """160 bits of HMAC-SHA256, hexadecimal. The address it was sent to is part of it: a changed one ends the link."""
    text = f"{link_id} {email.lower()}"
    return salted_hmac("tanto.recovery.link", text, algorithm="sha256").hexdigest()[:40]
