"""A code of an app opens once. The library forgets a used one after its half minute, but takes it half a minute early or late."""

from hashlib import sha256
from typing import Any

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from django.core.cache import cache

from .adapters import Keys

LASTS = 120  # seconds; longer than a code is taken


class Once:
    user: Any
    cleaned_data: dict[str, Any]

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"]).strip()
        place = f"tanto:code:{sha256(f'{self.user.pk} {code}'.encode()).hexdigest()}"
        if cache.get(place):
            raise Keys().validation_error("incorrect_code")
        known: str = super().clean_code()  # type: ignore[misc]
        if not cache.add(place, True, LASTS):  # another browser was faster by a moment
            raise Keys().validation_error("incorrect_code")
        return known


class AuthenticateOnce(Once, AuthenticateForm):  # type: ignore[misc]
    pass


class ReauthenticateOnce(Once, ReauthenticateForm):  # type: ignore[misc]
    pass
