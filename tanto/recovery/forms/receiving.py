"""I have it: the words or a photograph first, everything else if known."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..steps import Discovered, Failure, Severity
from .fields import FilesField, MomentField, client_field, contact_field, lines, visible_channels


class CaptureForm(forms.Form):
    """I have it: the words first, everything else if known."""

    words = lines(_("Write it as you heard it."), rows=4)
    papers = FilesField(label=_("Photographs or papers"), required=False)
    client = client_field(label=_("Client"), empty_label=_("not known yet"))
    contact = contact_field("id_client")
    is_unknown_client = forms.BooleanField(label=_("They are not in our list of clients"), required=False)
    channel = forms.ChoiceField(
        label=_("How did it reach us?"), required=False, choices=visible_channels, widget=forms.RadioSelect
    )
    discovered = forms.ChoiceField(
        label=_("Whose words are these?"),
        choices=Discovered.choices,
        initial=Discovered.CUSTOMER,
        required=False,
        widget=forms.RadioSelect,
    )
    known_at = MomentField(
        label=_("Since when does one of us know?"),
        required=False,
        help_text=_("Left open, it is now. The boss’s clock starts there."),
    )
    failure = forms.ChoiceField(
        label=_("What went wrong, in one word"),
        choices=[("", _("not known yet")), *Failure.choices],
        required=False,
    )
    severity = forms.TypedChoiceField(
        label=_("How serious is it for them?"),
        coerce=int,
        choices=Severity.choices,
        initial=Severity.S3,
        required=False,
    )

    def clean_severity(self) -> int:
        return int(self.cleaned_data["severity"] or Severity.S3)

    def clean_discovered(self) -> str:
        return self.cleaned_data["discovered"] or Discovered.CUSTOMER

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["severity"].choices = [(s.value, f"S{s.value} {s.label}") for s in Severity]  # type: ignore[attr-defined]


class PlaceForm(forms.Form):
    client = client_field(label=_("Client"), empty_label=_("not known yet"))
    contact = contact_field("id_client")
    is_unknown_client = forms.BooleanField(label=_("They are not in our list of clients"), required=False)
    channel = forms.ChoiceField(
        label=_("How did it reach us?"), required=False, choices=visible_channels, widget=forms.RadioSelect
    )
