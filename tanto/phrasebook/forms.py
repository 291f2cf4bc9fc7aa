import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tanto.wording import catalogues
from tanto.wording.patterns import Pattern

from . import labels
from .models.guards import LONGEST, LONGEST_EXAMPLE, LONGEST_WHY, MOST_EXAMPLES, written_for
from .phrases import group_name

LINE = "⏎"  # a line break within an example


def as_lines(texts: Any) -> str:
    """Examples for a text field, one a line."""
    return "\n".join(text.replace("\n", f" {LINE} ") for text in texts)


def from_lines(typed: str) -> list[str]:
    lines = [re.sub(rf"\s*{LINE}\s*", "\n", line.strip()) for line in typed.splitlines()]
    return [line for line in lines if line]


class PatternForm(forms.Form):
    """A pattern of the house, or its version of one that came with the program."""

    is_entry = True

    level = forms.ChoiceField(label=_("What it does"), choices=list(labels.LEVELS.items()))
    mode = forms.ChoiceField(label=_("Where it reads"), choices=list(labels.MODES.items()))
    scope = forms.ChoiceField(label=_("What it looks at"), choices=list(labels.SCOPES.items()))
    find = forms.CharField(
        label=_("What it finds"),
        max_length=LONGEST["find"],
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "expression", "spellcheck": "false"}),
        help_text=_(
            "An expression of RE2; capitals do not matter in it. @@NAME@@ stands for one of us; a group (?P<hit>…) narrows what is marked."
        ),
    )
    unless = forms.CharField(
        label=_("Not where this stands too"),
        max_length=LONGEST["unless"],
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "expression", "spellcheck": "false"}),
        help_text=_(
            "An expression of what makes the phrase all right. @TIME_EN and @TIME_JA stand for a clock time, @ALT_EN and @ALT_JA for an alternative."
        ),
    )
    not_after = forms.CharField(
        label=_("Not right after"), max_length=LONGEST["not_after"], required=False, strip=False
    )
    not_before = forms.CharField(
        label=_("Not right before"),
        max_length=LONGEST["not_before"],
        required=False,
        strip=False,
        help_text=_("Words with | between them, or an expression."),
    )
    say = forms.CharField(
        label=_("What to say instead"),
        max_length=LONGEST["say"],
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It is put in with one tap. Advice that is no text stands in brackets: (name the hour)."),
    )
    replaces = forms.ChoiceField(label=_("What it takes the place of"), choices=list(labels.REPLACED.items()))
    why_en = forms.CharField(label=_("Why it hurts, in English"), max_length=LONGEST_WHY, required=False)
    why_ja = forms.CharField(
        label=_("Why it hurts, in Japanese"),
        max_length=LONGEST_WHY,
        required=False,
        help_text=_("Left empty, the sentence of its group is said."),
    )
    fire = forms.CharField(
        label=_("It finds"),
        max_length=MOST_EXAMPLES * (LONGEST_EXAMPLE + 10),
        error_messages={"required": _("Write at least one sentence.")},
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "One sentence a line, without real names; a colleague is called Sato or 佐藤. ⏎ stands for a line break."
        ),
    )
    ok = forms.CharField(
        label=_("It leaves alone"),
        max_length=MOST_EXAMPLES * (LONGEST_EXAMPLE + 10),
        error_messages={"required": _("Write at least one sentence.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    text = forms.CharField(
        label=_("Try it on a text of your own"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def columns(self) -> dict[str, Any]:
        """As a Pattern has them."""
        given = self.cleaned_data
        plain = ("level", "mode", "scope", "find", "unless", "not_after", "not_before", "say", "replaces")
        found = {name: given[name].replace("\r\n", "\n") for name in plain}
        why = {language: given[f"why_{language}"] for language in catalogues.LANGUAGES}
        return found | {
            "why": {language: said for language, said in why.items() if said},
            "fire": from_lines(given["fire"]),
            "ok": from_lines(given["ok"]),
        }


class NewPatternForm(PatternForm):
    language = forms.ChoiceField(label=_("Language"), choices=list(labels.LANGUAGES.items()))
    group = forms.ChoiceField(
        label=_("What hurts"),
        choices=lambda: [(group, group_name(group)) for group in written_for()],
        help_text=_("The group says why, where the pattern has no sentence of its own."),
    )


def standing(one: Pattern) -> dict[str, Any]:
    """A pattern as the form shows it."""
    plain = ("level", "mode", "scope", "find", "unless", "not_after", "not_before", "say", "replaces")
    found: dict[str, Any] = {name: getattr(one, name) for name in plain}
    found |= {f"why_{language}": one.why.get(language, "") for language in catalogues.LANGUAGES}
    return found | {"fire": as_lines(one.fire), "ok": as_lines(one.ok)}


class CheckForm(forms.Form):
    """A text, where it will stand, and what it is for."""

    is_entry = True

    text = forms.CharField(
        label=_("Your text"),
        strip=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 8, "data-keep": ""}),
    )
    mode = forms.ChoiceField(label=_("Where it will stand"), choices=list(labels.MODES.items()))
    step = forms.ChoiceField(
        label=_("What it is for"),
        required=False,
        choices=[("", _("nothing in particular")), *labels.STEPS.items()],
    )


class TryForm(forms.Form):
    is_entry = True

    text = forms.CharField(
        label=_("A text of your own"),
        max_length=5000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class MissedForm(forms.Form):
    """Words that should have been found, and the text they stand in."""

    is_entry = True

    words = forms.CharField(
        label=_("Which words should have been found"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    text = forms.CharField(
        label=_("The sentence they stand in"),
        max_length=20_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Take the customer’s name out first. Your name is not kept with it."),
    )
    mode = forms.ChoiceField(label=_("Where it will stand"), choices=list(labels.MODES.items()))
