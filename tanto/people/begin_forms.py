from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from .begin import Lead

ROWS = 6


def expected(label: Any, longest: int, kind: type[forms.CharField] = forms.CharField) -> forms.CharField:
    """A field of a line that is whole or empty: nothing in it is optional by itself."""
    field = kind(label=label, max_length=longest, required=False)
    field.widget.attrs["data_expected"] = "1"
    return field


class BeginForm(forms.Form):
    """A new house: you, your firm, your sections with their bosses."""

    is_entry = True

    firm_en = forms.CharField(label=_("Name of the firm, in English"), max_length=120)
    firm_ja = forms.CharField(label=_("Name of the firm, in Japanese"), max_length=120, required=False)
    seal = forms.CharField(
        label=_("In the seal"),
        max_length=4,
        required=False,
        help_text=_("Two or three characters of your name."),
    )
    values = forms.CharField(
        label=_("What you stand for"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A line each. Your people read them again when it is hard to keep them."),
    )
    zone = forms.CharField(label=_("Time zone"), max_length=40)
    country = forms.CharField(
        label=_("Public holidays of"),
        max_length=8,
        required=False,
        help_text=_("JP, GB, or a part of a country as GB-ENG. Empty: none."),
    )
    family_en = forms.CharField(label=_("Surname, in Latin letters"), max_length=60)
    given_en = forms.CharField(label=_("Given name, in Latin letters"), max_length=60, required=False)
    family_ja = forms.CharField(label=_("Surname, in Japanese"), max_length=60, required=False)
    given_ja = forms.CharField(label=_("Given name, in Japanese"), max_length=60, required=False)
    email = forms.EmailField(label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "username"}))
    password = forms.CharField(
        label=_("Password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}, render_value=True),
        help_text=_("At least ten characters."),
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=[("ja", "日本語"), ("en", "English")], widget=forms.RadioSelect
    )

    intake = forms.ChoiceField(
        label=_("Who takes in what comes from outside"),
        required=False,
        choices=[
            ("0", _("I do")),
            *((str(n), _("The boss of section %(n)s") % {"n": n}) for n in range(1, ROWS + 1)),
        ],
        help_text=_(
            "A mail or form from somebody you do not know is theirs until they hand it to the right person."
        ),
    )

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        initial = {"zone": settings.TIME_ZONE, "country": "JP", "language": language}
        super().__init__(*args, **{"initial": initial} | kwargs)
        for row in range(1, ROWS + 1):
            self.fields[f"section_{row}"] = expected(_("Name"), 80)
            self.fields[f"boss_family_{row}"] = expected(_("Boss: surname"), 60)
            self.fields[f"boss_given_{row}"] = expected(_("Boss: given name"), 60)
            self.fields[f"boss_email_{row}"] = expected(_("Boss: e-mail"), 254, kind=forms.EmailField)

    def rows(self) -> list[list[Any]]:
        """The fields of each section, side by side."""
        return [[self[name] for name in self.names(row)] for row in range(1, ROWS + 1)]

    @property
    def has_more(self) -> bool:
        """Is anything in the lines that are folded away?"""
        names = [name for row in range(3, ROWS + 1) for name in self.names(row)]
        return any(self.data.get(name) or name in self.errors for name in names)

    @staticmethod
    def names(row: int) -> tuple[str, str, str, str]:
        return f"section_{row}", f"boss_family_{row}", f"boss_given_{row}", f"boss_email_{row}"

    def clean(self) -> dict[str, Any]:
        """A line is whole or empty."""
        cleaned = super().clean() or {}
        for row in range(1, ROWS + 1):
            section, family, given, email = self.names(row)
            if any(cleaned.get(name) for name in (section, family, given, email)):
                for name in (section, family, email):
                    if not cleaned.get(name) and name not in self.errors:
                        self.add_error(name, _("A section needs a name, and one boss with an address."))
        chosen = cleaned.get("intake") or "0"
        if chosen != "0" and not cleaned.get(f"section_{chosen}"):
            self.add_error("intake", _("That section is not filled in above."))
        return cleaned

    def intake_line(self) -> int:
        """Which of `leads` takes in what comes from outside, from 1; 0: who begins."""
        chosen = int(self.cleaned_data.get("intake") or 0)
        filled = [row for row in range(1, ROWS + 1) if self.cleaned_data.get(f"section_{row}")]
        return filled.index(chosen) + 1 if chosen in filled else 0

    def leads(self) -> list[Lead]:
        known = [[self.cleaned_data.get(name, "") for name in self.names(row)] for row in range(1, ROWS + 1)]
        return [Lead(*values) for values in known if values[0]]

    def house(self) -> dict[str, Any]:
        """What `begin_house` is told."""
        data = self.cleaned_data
        return {
            "firm": {
                "name_en": data["firm_en"],
                "name_ja": data["firm_ja"] or data["firm_en"],
                "values_en": data["values"],
                "values_ja": data["values"],
                **({"seal": data["seal"]} if data["seal"] else {}),
            },
            "person": {
                name: data[name]
                for name in ("family_en", "given_en", "family_ja", "given_ja", "email", "language")
            },
            "password": data["password"],
            "zone": data["zone"],
            "country": data["country"].strip().upper(),
            "leads": self.leads(),
            "intake": self.intake_line(),
        }
