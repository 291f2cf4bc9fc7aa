"""Where the sign-in library asks this house: nobody signs up, every change of a key is a verb, letters go through the outbox."""

import base64
import hashlib
import secrets
import unicodedata
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from tanto.people.models import Firm, Person

from .sessions import remember_browser

WAITING = "password_shown"

KEYS = {
    "account/email/password_changed": "password_changed",
    "mfa/email/totp_activated": "app_added",
    "mfa/email/totp_deactivated": "app_removed",
    "mfa/email/webauthn_added": "passkey_added",
    "mfa/email/webauthn_removed": "passkey_removed",
    "mfa/email/recovery_codes_generated": "codes_made",
}


class ClosedHouse(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up; people are entered by whoever keeps the house."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("The address and the password do not fit together."),
        "too_many_login_attempts": _("Too many tries. Please wait five minutes and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: Person, **kwargs: Any) -> Any:
        request.session[WAITING] = user.get_session_auth_hash()
        return super().pre_login(request, user, **kwargs)

    def login(self, request: HttpRequest, user: Person) -> None:
        """Whoever waited for the second step while the password was changed shows the new one first."""
        if request.session.pop(WAITING, "") != user.get_session_auth_hash():
            raise ImmediateHttpResponse(redirect(settings.LOGIN_URL))
        super().login(request, user)
        remember_browser(request)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """One count for each address of a person, by whatever name and port the house was called."""
        return unicodedata.normalize("NFKC", str(credentials.get("email", ""))).casefold()

    def get_login_stages(self) -> list[str]:
        """While nobody in the house has a second step, nothing of it is loaded: 25 MiB in each process."""
        from allauth.mfa.models import Authenticator

        return ["allauth.mfa.stages.AuthenticateStage"] if Authenticator.objects.exists() else []

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """The page itself shows that somebody is in; no message is needed."""

    def send_notification_mail(self, template_prefix: str, user: Person, *args: Any, **kwargs: Any) -> None:
        """Not sent here: the verb writes it down, and the outbox tells it."""
        user.note_key(by=user.actor, kind=KEYS[template_prefix])

    def send_mail(self, template_prefix: str, email: str, context: Any) -> None:
        raise NotImplementedError(f"{template_prefix}: letters leave through the outbox only")


class Keys(DefaultMFAAdapter):  # type: ignore[misc]
    """Second steps. Their secrets lie encrypted with the key of the installation: a copy of the database alone opens nothing."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is not right, or is over. Take the one that shows now."),
    }

    def get_totp_issuer(self) -> str:
        return f"Tanto {Firm.known().name_en}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {"id": urlsplit(settings.URL).hostname or "localhost", "name": "Tanto"}

    def get_public_key_credential_user_entity(self, user: Person) -> dict[str, Any]:
        known: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return known | {"display_name": user.name()}

    def generate_authenticator_name(self, user: Person, type: Any) -> str:
        return str(_("This device"))

    def encrypt(self, text: str) -> str:
        return str(box().encrypt(text.encode()), "ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """What another key closed opens with no code: nobody can type one that fits (`tanto doctor` counts them)."""
        from cryptography.fernet import InvalidToken

        try:
            return str(box().decrypt(encrypted_text.encode()), "ascii")
        except InvalidToken:
            return base64.b32encode(secrets.token_bytes(20)).decode()


def box() -> Any:
    from cryptography.fernet import Fernet  # imported where somebody has an app: it weighs

    secret = hashlib.sha256(f"tanto.people.keys {settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(secret))
