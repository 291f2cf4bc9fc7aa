from allauth.account.auth_backends import AuthenticationBackend

from .models import Person


class Signing(AuthenticationBackend):  # type: ignore[misc]
    """Who is signed in comes with the section, which every page names."""

    def get_user(self, user_id: int) -> Person | None:
        return Person.objects.here().select_related("section").filter(pk=user_id).first()
