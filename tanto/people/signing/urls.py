from collections.abc import Callable
from typing import Any

from allauth.account import views as account
from django.http import HttpRequest, HttpResponseBase
from django.urls import path
from django.utils.module_loading import import_string
from django.views.generic import RedirectView

from . import views


def late(name: str) -> Callable[..., HttpResponseBase]:
    """A view of second steps: it and its cryptography, 25 MiB, are imported when somebody first asks for it."""

    def view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer: HttpResponseBase = import_string(name)(request, *args, **kwargs)
        return answer

    return view


MFA = "allauth.mfa"

urlpatterns = [
    path("sign-in/", account.login, name="account_login"),
    path("sign-in/closed/", account.account_inactive, name="account_inactive"),
    path("sign-in/second/", late(f"{MFA}.base.views.authenticate"), name="mfa_authenticate"),
    path("sign-in/passkey/", late(f"{MFA}.webauthn.views.login_webauthn"), name="mfa_login_webauthn"),
    path("sign-out/", account.logout, name="account_logout"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/forgotten/", views.forgotten, name="password_forgotten"),
    path("password/new/<slug:token>/", views.new_password, name="password_new"),
    path("me/sign-in/", views.how_i_come_in, name="mfa_index"),
    path("me/sign-in/passkeys/", RedirectView.as_view(pattern_name="mfa_index"), name="mfa_list_webauthn"),
    path("me/sign-in/passkeys/new/", late(f"{MFA}.webauthn.views.add_webauthn"), name="mfa_add_webauthn"),
    path(
        "me/sign-in/passkeys/<int:pk>/removal/",
        late(f"{MFA}.webauthn.views.remove_webauthn"),
        name="mfa_remove_webauthn",
    ),
    path("me/sign-in/app/", late(f"{MFA}.totp.views.activate_totp"), name="mfa_activate_totp"),
    path("me/sign-in/app/removal/", late(f"{MFA}.totp.views.deactivate_totp"), name="mfa_deactivate_totp"),
    path(
        "me/sign-in/codes/",
        late(f"{MFA}.recovery_codes.views.view_recovery_codes"),
        name="mfa_view_recovery_codes",
    ),
    path(
        "me/sign-in/codes/new/",
        late(f"{MFA}.recovery_codes.views.generate_recovery_codes"),
        name="mfa_generate_recovery_codes",
    ),
    path("me/sign-in/browsers/", views.sign_out_elsewhere, name="sign_out_elsewhere"),
    path("me/sign-in/again/", account.reauthenticate, name="account_reauthenticate"),
    path("me/sign-in/again/code/", late(f"{MFA}.base.views.reauthenticate"), name="mfa_reauthenticate"),
    path(
        "me/sign-in/again/passkey/",
        late(f"{MFA}.webauthn.views.reauthenticate_webauthn"),
        name="mfa_reauthenticate_webauthn",
    ),
]
