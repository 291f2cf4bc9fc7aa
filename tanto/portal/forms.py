import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tanto.recovery.forms import MomentField, lines
from tanto.recovery.forms.fields import FilesField
from tanto.recovery.steps import Answer


class AnswerForm(forms.Form):
    """Her answer; which ones fit is said by the step the case stands at."""

    answer = forms.ChoiceField(
        choices=Answer.choices, error_messages={"required": _("Please choose one of the answers.")}
    )
    words = lines(_("In your words"), rows=3)
    more = lines(_("Is there anything else, even small, that bothers you?"), rows=2)


class IssuesForm(forms.Form):
    """At the test question, one answer for each of several issues; together they are solved, partly or not solved."""

    def __init__(self, *args: Any, issues: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.issues = [(issue.pk, f"issue-{issue.pk}", issue) for issue in issues]
        for _pk, name, issue in self.issues:
            self.fields[name] = forms.ChoiceField(
                label=str(issue),
                choices=[
                    (Answer.SOLVED.value, Answer.SOLVED.label),
                    (Answer.NOT_SOLVED.value, Answer.NOT_SOLVED.label),
                ],
                widget=forms.RadioSelect,
                error_messages={"required": _("Please answer for each of them.")},
            )
        self.fields["words"] = lines(_("In your words"), rows=3)
        self.fields["more"] = lines(_("Is there anything else, even small, that bothers you?"), rows=2)

    @property
    def solved(self) -> list[int]:
        return [pk for pk, name, _issue in self.issues if self.cleaned_data[name] == Answer.SOLVED]

    @property
    def together(self) -> Answer:
        if len(self.solved) == len(self.issues):
            return Answer.SOLVED
        return Answer.PARTLY if self.solved else Answer.NOT_SOLVED


class FilesForm(forms.Form):
    papers = FilesField(label=_("Photographs or papers"))

    def clean_papers(self) -> list[Any]:
        papers: list[Any] = self.cleaned_data["papers"]
        if len(papers) > 10:
            raise forms.ValidationError(_("Please send ten files at a time at most."))
        return papers


class DropForm(forms.Form):
    words = lines(_("Please say in one sentence why we may drop it"), rows=2)


class WordsForm(forms.Form):
    words = lines(_("Something to add?"), rows=3)

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
