import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .kinds import GROUPS, LABELS, public_type
from .models import Hook


class Groups(forms.MultipleChoiceField):
    """Something must be chosen, but single kinds may stand in for it: the verb looks at both."""

    def validate(self, value: Any) -> None:
        if value:
            super().validate(value)


class HookForm(forms.Form):
    """Where messages go, and of what; whole groups, or kinds one by one."""

    is_entry = True

    url = forms.CharField(
        label=_("Web address"),
        max_length=2000,
        help_text=_("https://… Messages are sent there by POST."),
        widget=forms.URLInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    description = forms.CharField(label=_("Which program it is"), max_length=200, required=False)
    kinds = Groups(
        label=_("What it is told of"),
        choices=[*LABELS.items()],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("No message carries a name or anybody’s words; a program that needs them asks the API."),
    )

    def __init__(self, posted: Any = None, *, hook: Hook | None = None) -> None:
        super().__init__(posted, initial=standing(hook) if hook else {"kinds": ["cases", "customer"]})
        for name, label in LABELS.items():
            self.fields[f"only_{name}"] = forms.MultipleChoiceField(
                label=str(label),
                choices=[(kind, public_type(kind)) for kind in GROUPS[name]],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )

    def singles(self) -> list[Any]:
        """The lists of single kinds as fields of the page."""
        return [self[f"only_{name}"] for name in LABELS]

    @property
    def has_singles(self) -> bool:
        return any(field.value() for field in self.singles())

    def columns(self) -> dict[str, Any]:
        groups: list[str] = self.cleaned_data["kinds"]
        single = [kind for name in LABELS if name not in groups for kind in self.cleaned_data[f"only_{name}"]]
        known = {name: self.cleaned_data[name].strip() for name in ("url", "description")}
        return known | {"kinds": [*groups, *single]}


def standing(hook: Hook) -> dict[str, Any]:
    only = {f"only_{name}": [kind for kind in GROUPS[name] if kind in hook.kinds] for name in LABELS}
    return {"url": hook.url, "description": hook.description, "kinds": hook.kinds} | only


class SinceForm(forms.Form):
    is_entry = True

    since = forms.DateField(
        label=_("Since"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def clean_since(self) -> dt.date:
        day: dt.date = self.cleaned_data["since"]
        if not 2000 <= day.year < 2100:
            raise forms.ValidationError(_("Check the year."))
        return day

    def moment(self) -> dt.datetime:
        """The beginning of that day on the office wall."""
        return timezone.make_aware(dt.datetime.combine(self.cleaned_data["since"], dt.time()))
