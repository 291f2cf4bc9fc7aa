"""The form of a mailbox. What is shipped for Microsoft 365 and Google fills itself; a secret is never shown again."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tanto.people.models import Person, Section

from .fetching.oauth import PROVIDERS
from .models import Mailbox
from .models.mailbox import Afterwards, Security, SignIn, Way

KEPT = _("Empty: it stays as it is.")
SECRETS = ("password", "client_secret", "refresh_token")
ELSEWHERE = _("What was entered for one server is not sent to another one. Enter it again.")


class MailboxForm(forms.ModelForm):  # type: ignore[type-arg]
    password = forms.CharField(label=_("Password"), required=False, max_length=500, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}))  # fmt: skip
    client_secret = forms.CharField(label=_("Client secret"), required=False, max_length=4000, widget=forms.PasswordInput(attrs={"autocomplete": "off"}))  # fmt: skip
    refresh_token = forms.CharField(
        label=_("Refresh token"),
        required=False,
        max_length=8000,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_("Without one, the program signs in for itself with the client secret."),
    )

    class Meta:
        model = Mailbox
        fields = ("name", "address", "section", "duty", "language", "way", "host", "port", "security", "login", "sign_in", "password", "client_id", "tenant", "client_secret", "refresh_token", "token_url", "folder", "afterwards")  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"].queryset = Section.objects.order_by("name_en")  # type: ignore[attr-defined]
        self.fields["duty"].queryset = Person.objects.here().order_by("family_en")  # type: ignore[attr-defined]
        self.fields["folder"].required = False
        if self.instance.pk and self.instance.secret:
            for name in ("password", "client_secret"):
                self.fields[name].help_text = KEPT

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        way, sign_in = found.get("way"), SignIn(found.get("sign_in") or SignIn.PASSWORD)
        provider = PROVIDERS.get(sign_in)
        if provider is not None and way != Way.PIPE and not found.get("host"):
            found["host"] = provider.imap if way == Way.IMAP else provider.pop3
        found["folder"] = found.get("folder") or "INBOX"
        if self.leads_elsewhere(found):
            self.add_error("password" if sign_in == SignIn.PASSWORD else "client_secret", ELSEWHERE)
        if way == Way.PIPE:
            return found
        if not found.get("host"):
            self.add_error("host", _("Name the mail server, or choose that it hands the messages over."))
        if sign_in == SignIn.OAUTH2 and not found.get("token_url"):
            self.add_error("token_url", _("Without its address no token can be had."))
        if sign_in != SignIn.PASSWORD and not found.get("client_id"):
            self.add_error("client_id", _("The mail server asks who wants the token."))
        if way == Way.POP3 and found.get("afterwards") == Afterwards.MOVE:
            self.add_error(
                "afterwards", _("POP3 knows no folders. Choose that it is removed, or that it stays.")
            )
        if found.get("security") == Security.PLAIN and found.get("host") not in (
            "localhost",
            "127.0.0.1",
            "::1",
        ):
            self.add_error(
                "security", _("A password would go over the line readable to all. Choose an encryption.")
            )
        return found

    def leads_elsewhere(self, found: dict[str, Any]) -> bool:
        """Would a secret that is kept here go to a server for which nobody entered it?"""
        is_sent_nowhere = found.get("way") == Way.PIPE and not found.get("host")
        if not self.instance.secret or is_sent_nowhere or any(found.get(name) for name in SECRETS):
            return False
        return any(found.get(name, "") != getattr(self.instance, name) for name in ("host", "token_url"))

    def secrets(self) -> dict[str, str]:
        """What was typed; empty where all stays as it is."""
        names = (
            ("password",)
            if self.cleaned_data["sign_in"] == SignIn.PASSWORD
            else ("client_secret", "refresh_token")
        )
        return {name: self.cleaned_data[name] for name in names if self.cleaned_data[name]}

    def columns(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name not in SECRETS}
