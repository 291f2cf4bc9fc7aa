from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import Exists, OuterRef, Q, Subquery

from tanto.people.models import Firm, Person, Section


class Signing(AuthenticationBackend):  # type: ignore[misc]
    """Who is signed in comes with what every page asks, in one query: their section, whether they lead one, whether they have
    a second step, and of whom the house asks one."""

    def get_user(self, user_id: int) -> Person | None:
        from allauth.mfa.models import Authenticator

        me = OuterRef("pk")
        return (
            Person.objects.here()
            .select_related("section")
            .annotate(
                is_leading=Exists(Section.objects.filter(Q(boss=me) | Q(deputy=me))),
                is_secured=Exists(Authenticator.objects.filter(user=me)),
                is_asked_of=Subquery(Firm.objects.order_by("pk").values("second_step")[:1]),
            )
            .filter(pk=user_id)
            .first()
        )
