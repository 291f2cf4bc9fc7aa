"""Hours, days and deadlines as somebody types them."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tanto.clocks import saying
from tanto.clocks.kinds import HEARERS, STARTS, STOPS, Rule
from tanto.clocks.targets import Target, Targets, Unit

WEEKDAYS = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))
UNIT_LABELS: list[tuple[str, Any]] = [
    ("", _("no clock")),
    ("minutes", _("minutes, day and night")),
    ("working_minutes", _("minutes of working time")),
    ("working_days", _("working days")),
    ("end_of_day", _("until the working day ends")),
    ("elapsed_days", _("days, day and night")),
    ("calendar_days", _("days later, in the morning")),
]
INTERVAL = re.compile(r"^(\d{1,2})(?::(\d{2}))?\s*[-–~〜～]\s*(\d{1,2})(?::(\d{2}))?$")


class HoursField(forms.CharField):
    """9:00-12:00, 13:00-18:00: intervals in minutes since midnight; empty is closed."""

    def to_python(self, value: Any) -> list[tuple[int, int]]:  # type: ignore[override]
        text = (super().to_python(value) or "").strip()
        pieces = [piece.strip() for piece in re.split(r"[,、，;]", text) if piece.strip()]
        return [interval(piece) for piece in pieces]

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) or value is None else saying.hours(value)


def interval(text: str) -> tuple[int, int]:
    found = INTERVAL.match(text.translate(str.maketrans("０１２３４５６７８９：", "0123456789:")))
    if found is None:
        raise forms.ValidationError(_("Write hours like 9:00-12:00, 13:00-18:00."))
    start, start_minute, end, end_minute = (int(part or 0) for part in found.groups())
    if start_minute > 59 or end_minute > 59:
        raise forms.ValidationError(_("An hour has sixty minutes."))
    return start * 60 + start_minute, end * 60 + end_minute


class WeekForm(forms.Form):
    is_entry = True

    zone = forms.CharField(label=_("Time zone"), max_length=40)
    country = forms.CharField(
        label=_("Public holidays of"), max_length=8, required=False, help_text=_("JP, GB, GB-ENG …")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, day in enumerate(WEEKDAYS):
            self.fields[f"day_{number}"] = HoursField(label=day, required=False)

    def days(self) -> list[Any]:
        """The seven weekdays as fields of the page."""
        return [self[f"day_{number}"] for number in range(7)]

    def hours(self) -> list[list[tuple[int, int]]]:
        return [self.cleaned_data[f"day_{number}"] for number in range(7)]

    @classmethod
    def of(cls, hours: Sequence[Any], zone: str, country: str) -> "WeekForm":
        week = {f"day_{number}": saying.hours(day) for number, day in enumerate(hours)}
        return cls(initial=week | {"zone": zone, "country": country})


class DayForm(forms.Form):
    is_entry = True

    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    until = forms.DateField(
        label=_("Last day, if several"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    name = forms.CharField(label=_("What it is"), max_length=80)
    hours = HoursField(label=_("Open at"), required=False, help_text=_("Empty: closed."))


class RuleForm(forms.Form):
    """Targets by severity, and who hears at which share."""

    is_entry = True

    words_en = forms.CharField(label=_("In these words, in English"), max_length=200, required=False)
    words_ja = forms.CharField(
        label=_("In these words, in Japanese"),
        max_length=200,
        required=False,
        help_text=_("Empty: the words of the program. {number}, {due} and {share} are filled in."),
    )

    def __init__(self, *args: Any, rule: Rule, **kwargs: Any) -> None:
        self.rule = rule
        super().__init__(*args, **{"initial": self.standing(rule)} | kwargs)
        for severity in range(1, 5):
            self.fields[f"unit_{severity}"] = forms.ChoiceField(
                label=f"S{severity}", choices=UNIT_LABELS, required=False
            )
            self.fields[f"amount_{severity}"] = forms.CharField(
                label=_("how many"), required=False, max_length=40
            )
        for share in rule.rungs:
            self.fields[f"tell_{share}"] = forms.MultipleChoiceField(
                label=f"{share} %",
                required=False,
                choices=[*HEARERS.items()],
                widget=forms.CheckboxSelectMultiple,
            )

    @staticmethod
    def standing(rule: Rule) -> dict[str, Any]:
        initial: dict[str, Any] = {f"tell_{share}": list(codes) for share, codes in rule.tells.items()}
        for severity, target in enumerate(rule.targets, start=1):
            if target is not None:
                initial[f"unit_{severity}"] = target.unit
                initial[f"amount_{severity}"] = ", ".join(map(str, target.amounts)) if target.amount else ""
        return initial | {"words_en": rule.words.get("en", ""), "words_ja": rule.words.get("ja", "")}

    def severities(self) -> list[tuple[Any, Any]]:
        return [(self[f"amount_{severity}"], self[f"unit_{severity}"]) for severity in range(1, 5)]

    def rungs(self) -> list[Any]:
        return [self[f"tell_{share}"] for share in self.rule.rungs]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for severity in range(1, 5):
            try:
                cleaned[f"target_{severity}"] = self.target(severity)
            except ValueError:
                self.add_error(
                    f"amount_{severity}", _("Write a whole number; several with commas for a series.")
                )
        return cleaned

    def target(self, severity: int) -> Target | None:
        unit: Unit | str = self.cleaned_data.get(f"unit_{severity}", "")
        if not unit:
            return None
        typed = self.cleaned_data.get(f"amount_{severity}", "")
        amounts = [int(piece) for piece in re.split(r"[,、\s]+", typed) if piece]
        if unit == "end_of_day":
            return Target("end_of_day")
        if not amounts or max(amounts) > 10_000_000:
            raise ValueError("no amount")
        return Target(unit, amounts[0], tuple(amounts[1:]))  # type: ignore[arg-type]

    def targets(self) -> Targets:
        one, two, three, four = (self.cleaned_data[f"target_{severity}"] for severity in range(1, 5))
        return one, two, three, four

    def tells(self) -> dict[int, tuple[str, ...]]:
        return {share: tuple(self.cleaned_data[f"tell_{share}"]) for share in self.rule.rungs}

    def words(self) -> dict[str, str]:
        return {"en": self.cleaned_data["words_en"], "ja": self.cleaned_data["words_ja"]}


class DeadlineForm(RuleForm):
    """A deadline of the house: its name and the moments it runs between, too."""

    name_en = forms.CharField(label=_("Name, in English"), max_length=80)
    name_ja = forms.CharField(label=_("Name, in Japanese"), max_length=80, required=False)
    starts = forms.ChoiceField(label=_("It starts when"))
    stops = forms.ChoiceField(label=_("It stops when"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["starts"].choices = [*STARTS.items()]  # type: ignore[attr-defined]
        self.fields["stops"].choices = [*STOPS.items()]  # type: ignore[attr-defined]
