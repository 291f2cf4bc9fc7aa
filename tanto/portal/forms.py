import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tanto.recovery.forms import MomentField, text
from tanto.recovery.steps import Answer


class AnswerForm(forms.Form):
    """Her answer; which ones fit is said by the step the case stands at."""

    answer = forms.ChoiceField(
        choices=Answer.choices, error_messages={"required": _("Please choose one of the answers.")}
    )
    words = text(_("In your words"), rows=3)
    more = text(_("Is there anything else, even small, that bothers you?"), rows=2)


class WordsForm(forms.Form):
    words = text(_("Something to add?"), rows=3)

    def clean_words(self) -> str:
        words: str = self.cleaned_data["words"]
        if not words.strip():
            raise forms.ValidationError(_("There are no words yet. One sentence is enough."))
        return words


class CallForm(forms.Form):
    at = MomentField(label=_("A time that suits you"))

    def __init__(self, *args: Any, soon: dt.datetime | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["at"].initial = soon
