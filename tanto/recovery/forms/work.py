"""The fields of the work itself: issues, actions, going back, everything in one contact."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tanto.web.numbers import whole

from ..steps import (
    Channel,
    Work,
)
from .fields import (
    MomentField,
    OfCase,
    SaidForm,
    choice,
    lines,
    one_person,
    speaker_field,
    visible_channels,
)


class NameIssueForm(forms.Form):
    wording = lines(_("What troubles the customer too, in the customer’s words"), rows=2)
    is_confirmed = forms.BooleanField(label=_("Read back, and the customer said yes"), required=False)


class RankForm(forms.Form):
    order = forms.CharField()
    read_back = forms.BooleanField(label=_("It is the customer’s own order"), required=False)

    def clean_order(self) -> list[int]:
        return [whole(part.strip()) or 0 for part in self.cleaned_data["order"].split(",")]


class IssueWordsForm(OfCase):
    issue = forms.IntegerField()
    wording = lines(_("In the customer’s words"), rows=2)


class TakeBackForm(OfCase):
    issue = forms.IntegerField()
    words = lines(_("In the customer’s words"), rows=2)
    speaker = speaker_field()
    channel = choice(_("Which way"), visible_channels, required=False)


class ActionForm(forms.Form):
    what = lines(_("One thing that gets done"), rows=2)
    person = one_person(_("Who gets it done"))
    due_at = MomentField(label=_("Done by"))
    kind = choice(_("What for"), Work.choices, initial=Work.CORRECTION)


class MoveForm(forms.Form):
    due_at = MomentField(label=_("New time"))
    reason = lines(_("Because"), rows=2)


class BackForm(forms.Form):
    to = forms.CharField()
    why = lines(_("Why"), rows=1, expected=False)


class OneContactForm(OfCase, SaidForm):
    """Steps 1 to 6 of a small trouble, in the order they are spoken."""

    intensity = forms.TypedChoiceField(
        label=_("How strong is the feeling?"),
        coerce=int,
        choices=[(0, _("0 calm")), (1, _("1 annoyed")), (2, _("2 upset")), (3, _("3 angry"))],
        initial=0,
    )
    wording = lines(_("2 What comes first, in the customer’s words"), rows=2)
    sentence = lines(
        _("3 One sentence: what it means for the customer"), rows=2, check="cushion", step="cushion"
    )
    statement = lines(_("4 I am accountable, in the first person"), rows=2, check="ext")
    action = lines(_("4 What is done, since when?"), rows=2)
    words = lines(_("5 “Is it solved?” The answer, as it was said"), rows=2)
    nothing_more = lines(_("6 “Is there anything else?” The answer, as it was said"), rows=2)
    speaker = speaker_field()
    channel = choice(_("Which way"), visible_channels, initial=Channel.PHONE)
