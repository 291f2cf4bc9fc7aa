"""The fields of everything around the steps: facts, apologies, notes, severity, people, ends."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tanto.clients.models import Contact
from tanto.people.models import Person

from ..models.owning import AWAY, TALKED
from ..steps import (
    ApologyLevel,
    Channel,
    Confidence,
    FactKind,
    Failure,
    Pressure,
    Reaction,
    Severity,
    Tried,
    Trigger,
)
from .fields import (
    FilesField,
    MomentField,
    OfCase,
    SaidForm,
    choice,
    client_field,
    contact_field,
    lines,
    one_person,
    speaker_field,
    visible_channels,
)


class TagForm(forms.Form):
    name = forms.CharField(label=_("Tag"), required=False, max_length=200)


class ReasonForm(forms.Form):
    reason = lines(_("Because"), rows=2)


class AssessForm(forms.Form):
    """The five factors that a person judges; feeling and pattern are known to the case."""

    SCALES: dict[str, tuple[Any, list[Any]]] = {
        "safety": (_("Safety or law"), [_("none"), _("possible"), _("likely"), _("actual")]),
        "their_customers": (
            _("Their customers"),
            [_("not touched"), _("indirectly"), _("affected"), _("line stop, or burned")],
        ),
        "promise": (
            _("Promise broken"),
            [_("none"), _("a soft one"), _("one dated or measured"), _("several, or again")],
        ),
        "harm": (
            _("Until the harm grows"),
            [_("more than 5 days"), _("2 to 5 days"), _("less than a day"), _("it grows now")],
        ),
        "money": (
            _("Money at stake, which can only raise"),
            [_("under ¥100k"), _("under ¥1m"), _("under ¥10m"), _("¥10m and more")],
        ),
    }
    triggers = forms.MultipleChoiceField(
        label=_("Serious by itself"),
        choices=[(t.value, t.label) for t in Trigger if t is not Trigger.SECOND_FAILURE],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scales = {
            name: forms.TypedChoiceField(
                label=label,
                coerce=int,
                choices=[(points, f"{points} {words}") for points, words in enumerate(scale)],
                initial=0,
            )
            for name, (label, scale) in self.SCALES.items()
        }
        self.fields = scales | self.fields


class RaiseForm(forms.Form):
    words = lines(_("What makes it more serious?"), rows=2)


class LowerForm(OfCase):
    to = forms.TypedChoiceField(label=_("Lower to"), coerce=int)
    reason = lines(_("What has changed for the customer?"), rows=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Every severity is read, and the verb says whether it is lower; only milder ones are offered."""
        super().__init__(*args, **kwargs)
        least = self.case.severity if self.case is not None and not self.is_bound else 0
        milder = [(s.value, f"S{s.value} {s.label}") for s in Severity if s > least]
        self.fields["to"].choices = milder  # type: ignore[attr-defined]


class ForceForm(forms.Form):
    to = one_person(_("Give it to"))
    ground = choice(
        _("On which ground"),
        [(AWAY, _("The owner is away")), (TALKED, _("We have talked about it"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one: away, or talked about.")},
    )
    reason = lines(_("Because"), rows=2)


class BossForm(OfCase):
    boss = one_person(_("Which boss"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.case is not None:
            chain = [person.pk for person in self.case.section.chain()]
            self.fields["boss"].queryset = Person.objects.filter(pk__in=chain)  # type: ignore[attr-defined]


class FactForm(OfCase):
    text = lines(_("What is known"), rows=2)
    source = forms.CharField(
        label=_("From where"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"data-keep": "", "data_expected": "1"}),
    )
    kind = choice(_("What kind"), FactKind.choices)
    confidence = choice(_("How surely"), Confidence.choices)
    contradicts = forms.TypedChoiceField(
        label=_("It contradicts"), coerce=int, empty_value=None, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        facts = (
            [(fact.pk, str(fact)[:80]) for fact in self.case.facts.select_related("words")]
            if self.case
            else []
        )
        self.fields["contradicts"].choices = [("", _("nothing here")), *facts]  # type: ignore[attr-defined]


class MistakeForm(forms.Form):
    work_step = forms.CharField(
        label=_("At which step of our work"),
        required=False,
        max_length=120,
        help_text=_("Order entry, packing, label, delivery note, telephone … never a name."),
        widget=forms.TextInput(attrs={"data-keep": "", "data_expected": "1"}),
    )
    what = lines(_("What went wrong there"), rows=2, check="cause")
    effect = lines(_("What it did to the customer"), rows=2, expected=False, check="cause")


class ApologyForm(SaidForm):
    level = choice(_("How far it went"), ApologyLevel.choices, initial=ApologyLevel.A2)
    words = lines(_("What was said"), rows=2, check="ext")
    channel = choice(_("Which way"), visible_channels, initial=Channel.PHONE)


class ReactionForm(forms.Form):
    apology = forms.IntegerField()
    reaction = choice(_("The answer to it"), Reaction.choices)
    words = lines(_("In the customer’s words"), rows=2)


class ChaseForm(forms.Form):
    words = lines(_("What was asked"), rows=2, expected=False)
    channel = choice(_("Which way"), visible_channels, initial=Channel.PHONE)


class AttemptForm(forms.Form):
    channel = choice(
        _("Which way"), [(c.value, c.label) for c in (Channel.PHONE, Channel.VISIT, Channel.LETTER)]
    )
    result = choice(
        _("What became of it"),
        [(t.value, t.label) for t in Tried if t not in (Tried.WRITTEN, Tried.CAME_BACK)],
    )


class NoteForm(SaidForm):
    text = lines(
        _("A note among ourselves"),
        rows=3,
        hint=_("It never leaves the house. @ and a surname bring a colleague in."),
        check="board",
    )


class AskForm(SaidForm):
    person = one_person(_("Whom"))
    text = lines(_("The question"), rows=2, check="board")


class AnswerNoteForm(SaidForm):
    note = forms.IntegerField()
    text = lines(_("The answer"), rows=2)


class UnsaidForm(forms.Form):
    unsaid = lines(_("Not said, but I noticed"), rows=2, hint=_("A guess. It is asked about at step 6."))


class PressureForm(forms.Form):
    ticks = forms.MultipleChoiceField(
        label=_("What presses on the customer"),
        choices=Pressure.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    helpful = lines(_("What would help inside their firm"), rows=2, expected=False)


class CorrectForm(forms.Form):
    verbatim = forms.IntegerField()
    text = lines(_("The words as they were"), rows=3)
    why = forms.CharField(
        label=_("Why it is corrected"), required=False, max_length=300, widget=forms.TextInput
    )


class SenderForm(OfCase):
    verbatim = forms.IntegerField()
    contact = forms.ModelChoiceField(Contact.objects.none(), label=_("Who wrote it"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.case is not None:
            theirs = Contact.objects.filter(client=self.case.client_id)
            self.fields["contact"].queryset = theirs  # type: ignore[attr-defined]


class TranslateForm(forms.Form):
    verbatim = forms.IntegerField()
    text = lines(_("The same in our language"), rows=2)


class CorrectClientForm(forms.Form):
    client = client_field(label=_("It is this client"), empty_label=_("choose"))
    contact = contact_field("id_correct_client")
    why = forms.CharField(
        label=_("Why it is corrected"), required=False, max_length=300, widget=forms.TextInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["client"].required = True
        self.fields["client"].widget.attrs["id"] = "id_correct_client"


class KnownForm(forms.Form):
    known_at = MomentField(label=_("Since when did one of us know?"))
    why = forms.CharField(
        label=_("Why it is corrected"), required=False, max_length=300, widget=forms.TextInput
    )


class FilesForm(forms.Form):
    papers = FilesField(label=_("Photographs or papers"))


class FailureForm(forms.Form):
    failure = choice(_("What went wrong, in one word"), Failure.choices)


class DropForm(OfCase):
    words = lines(_("“Please drop it”, as the customer said it"), rows=2)
    speaker = speaker_field()
    channel = choice(_("Which way"), visible_channels, initial=Channel.PHONE)


class MergeForm(forms.Form):
    into = forms.CharField(
        label=_("Number of the earlier case"), max_length=20, widget=forms.TextInput(attrs={"data-keep": ""})
    )
    reason = lines(_("Because"), rows=2)


class ReopenForm(OfCase):
    words = lines(_("What the customer says now, as it is said"), rows=2)
    speaker = speaker_field()
    channel = choice(_("Which way"), visible_channels, initial=Channel.PHONE)
