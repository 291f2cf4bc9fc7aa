"""The form of a paper: one text area for each field of its kind, the date on it, and when the customer hears next."""

import datetime as dt
from functools import lru_cache
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tanto.phrasebook.guards import LONGEST
from tanto.recovery.forms import MomentField
from tanto.recovery.models import Case

from .kinds import KINDS, Field
from .paper import Paper

# What no paper of its kind goes without; the rest is written where it is known.
EXPECTED = {"addressee", "sender", "subject", "opening", "body", "closing", "timeline", "ending", "what", "effect_line", "need"}  # fmt: skip
LANGUAGES = [("ja", "日本語"), ("en", "English")]


class DocumentForm(forms.Form):
    """`kind` is set by `form_of`."""

    kind: str
    day = forms.DateField(
        label=_("Date on it"),
        widget=forms.DateInput(attrs={"type": "date", "data-keep": ""}, format="%Y-%m-%d"),
    )
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES, widget=forms.HiddenInput)
    next_at = MomentField(label=_("When the customer hears from us next"), required=False)
    override = forms.CharField(
        label=_("Why it stays as it is"), required=False, max_length=LONGEST, widget=forms.HiddenInput
    )

    def paper(self, case: Case) -> Paper:
        """As it was typed."""
        given: dict[str, Any] = self.cleaned_data
        return Paper(
            case=case,
            kind=KINDS[self.kind],
            language=given["language"],
            texts={name: given[name] for name in KINDS[self.kind].fields},
            day=given["day"],
            next_at=given.get("next_at"),
            reason=given["override"],
        )

    def clean_day(self) -> dt.date:
        day: dt.date = self.cleaned_data["day"]
        if not 2000 <= day.year < 2100:
            raise forms.ValidationError(_("Give a date."))
        return day


@lru_cache
def form_of(kind: str) -> type[DocumentForm]:
    """The form of one kind: the same fields for the page and for programs."""
    wanted = KINDS[kind]
    fields: dict[str, Any] = {"kind": kind} | {
        field.name: area(field, wanted.step) for field in wanted.fields_of()
    }
    if not wanted.says_when:
        fields["next_at"] = None
    return type(f"{kind.title().replace('_', '')}Form", (DocumentForm,), fields)


def area(field: Field, step: str) -> forms.CharField:
    attrs: dict[str, Any] = {"rows": field.rows}
    if field.name in EXPECTED:
        attrs["data_expected"] = "1"
    if field.modes:
        attrs |= {"data-check": field.modes, "data-check-step": step}
    return forms.CharField(
        label=field.label,
        required=False,
        max_length=field.most,
        help_text=field.hint,
        widget=forms.Textarea(attrs=attrs),
    )
