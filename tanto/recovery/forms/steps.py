"""The fields of the seven steps, of the owner and of the boss."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..steps import ANSWERS, Answer, BossDecision, Channel, Step
from .fields import (
    MomentField,
    OfCase,
    SaidForm,
    SeveralField,
    lines,
    one_person,
    speaker_field,
    visible_channels,
)


class OfferForm(forms.Form):
    to = one_person(_("Offer it to"))


class DeclineForm(forms.Form):
    reason = lines(_("What keeps you from taking it?"), rows=2)


class ThanksForm(SaidForm):
    words = lines(_("Your thanks"), rows=3, check="board")


class DecisionForm(SaidForm):
    decision = forms.ChoiceField(
        label=_("Will you go to them?"),
        choices=BossDecision.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one: call, visit, or not now with a reason.")},
    )
    reason = lines(_("Because"), rows=2, check="board")


FEELINGS = [
    (0, _("0 calm")),
    (1, _("1 annoyed")),
    (2, _("2 upset")),
    (3, _("3 angry")),
    (4, _("4 furious")),
]


# As the languages call themselves; left open, the script tells Japanese from the rest.
LANGUAGES = [
    ("", "–"), ("ja", "日本語"), ("en", "English"), ("zh", "中文"), ("ko", "한국어"), ("vi", "Tiếng Việt"), ("th", "ไทย"),
    ("id", "Bahasa Indonesia"), ("de", "Deutsch"), ("fr", "Français"), ("es", "Español"), ("pt", "Português"),
]  # fmt: skip


def feeling(value: str) -> int | None:
    return int(value) if value else None


class HearForm(OfCase):
    """Words of the customer: who, which way, when, how strongly, and the same in our language."""

    text = lines(_("What is said, as it is said"))
    speaker = speaker_field()
    channel = forms.ChoiceField(
        label=_("How did it reach us?"), required=False, choices=visible_channels, initial=Channel.PHONE
    )
    language = forms.ChoiceField(label=_("In which language"), required=False, choices=LANGUAGES)
    heard_at = MomentField(label=_("When it was said"), required=False)
    intensity = forms.TypedChoiceField(
        label=_("How strong is the feeling?"),
        coerce=feeling,
        empty_value=None,
        choices=[("", "–"), *FEELINGS],
        required=False,
    )
    translation = lines(_("The same in our language"), rows=2, expected=False)


class ListenForm(forms.Form):
    intensity = forms.TypedChoiceField(
        label=_("How strong is the feeling?"),
        coerce=int,
        choices=FEELINGS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how strong the feeling is. It decides how fast we must be.")},
    )


class IssueForm(forms.Form):
    wording = lines(_("The most immediate issue, in the customer’s words"), rows=2)
    then = lines(_("What comes after it, one line each, in the customer’s order"), rows=2, expected=False)
    read_back = forms.BooleanField(label=_("I read it back, and the customer said yes"), required=False)

    def clean_then(self) -> list[str]:
        return [line for line in self.cleaned_data["then"].splitlines() if line.strip()]


class CushionForm(SaidForm):
    sentence = lines(
        _("One sentence: what it means for the customer"), rows=2, check="cushion", step="cushion"
    )


class AccountForm(SaidForm):
    statement = lines(_("I am accountable, in the first person"), rows=3, check="ext")
    action = lines(_("One thing that you get done"), rows=2)
    action_due_at = MomentField(label=_("Done by"))
    next_at = MomentField(
        label=_("The customer hears from you next"),
        help_text=_("It stands in the letter and on the customer’s page, and becomes your next clock."),
    )


class LetterForm(SaidForm):
    subject = forms.CharField(
        label=_("Subject"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"data-keep": "", "data_expected": "1"}),
    )
    body = lines(_("Text"), rows=12)
    next_at = MomentField(label=_("The customer hears from you next"), required=False)
    channel = forms.ChoiceField(choices=Channel.choices, required=False, widget=forms.HiddenInput)
    is_last = forms.BooleanField(
        label=_("This is the last letter before an executive decides"), required=False
    )
    papers = SeveralField(label=_("Papers that go with it"))


class AddressForm(forms.Form):
    address = forms.EmailField(label=_("The right address"), max_length=254)


class ReadOverForm(forms.Form):
    person = one_person(_("Who reads it over"))
    body = lines(_("Text"), rows=12)


class SpokenForm(SaidForm):
    words = lines(_("What you told the customer, and what was answered"), rows=2, check="ext")
    channel = forms.ChoiceField(
        label=_("How"),
        required=False,
        choices=[("phone", Channel.PHONE.label), ("visit", Channel.VISIT.label)],
        initial="phone",
    )


class FixedForm(SaidForm):
    how = lines(_("What is done, since when?"), rows=2, check="ext")
    issue = forms.IntegerField(required=False, widget=forms.HiddenInput)


class CallBackForm(SaidForm):
    words = lines(_("What was said on the telephone"), rows=2, check="ext")


class WordForm(OfCase):
    """Her answer, written down by a colleague: who said it, when, which way, in which words."""

    answer = forms.ChoiceField(
        label=_("The answer"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what the customer answered.")},
    )
    words = lines(_("In the customer’s words"), rows=2)
    speaker = speaker_field()
    channel = forms.ChoiceField(
        label=_("Which way"), required=False, choices=visible_channels, initial=Channel.PHONE
    )
    said_at = MomentField(label=_("When it was said"), required=False)
    solved = forms.MultipleChoiceField(
        label=_("Solved, of these"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, step: Step | None = None, **kwargs: Any) -> None:
        """With a step, only its answers are offered; any answer is read, and the verb says whether it fits."""
        super().__init__(*args, **kwargs)
        offered = ANSWERS.get(step, tuple(Answer)) if step else tuple(Answer)
        if self.case is not None:
            issues = [(str(issue.pk), str(issue)) for issue in self.case.open_issues()]
            self.fields["solved"].choices = issues  # type: ignore[attr-defined]
        self.fields["answer"].choices = [(a.value, a.label) for a in offered]  # type: ignore[attr-defined]
