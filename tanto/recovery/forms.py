"""The fields of each verb. Business rules live in the verbs; here only what a field can hold."""

import datetime as dt
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tanto.clients.models import Client, Contact
from tanto.clocks.templatetags.clock import field_time
from tanto.people.models import Person

from .steps import ANSWERS, Answer, BossDecision, Channel, Discovered, Severity, Step

FOREVER = 20000  # characters; a long mail, not a book


class MomentField(forms.DateTimeField):
    """A date and a clock time of the office wall."""

    widget = forms.DateTimeInput(
        attrs={"type": "datetime-local", "data-keep": "", "data_expected": "1"}, format="%Y-%m-%dT%H:%M"
    )

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"], **kwargs)
        self.error_messages["invalid"] = _("Give a date and a clock time.")
        self.error_messages["required"] = _("Give a date and a clock time.")


def text(label: Any, *, rows: int = 3, required: bool = False, hint: Any = "", expected: bool = True) -> Any:
    """A text of several lines. Emptiness is refused by the verb, which knows why."""
    attrs: dict[str, Any] = {"rows": rows}
    if expected:
        attrs["data_expected"] = "1"
    return forms.CharField(
        label=label,
        required=required,
        max_length=FOREVER,
        help_text=hint,
        strip=False,
        widget=forms.Textarea(attrs=attrs),
    )


def visible_channels() -> list[tuple[str, Any]]:
    return [(c.value, c.label) for c in Channel if c is not Channel.WEB]


class ContactSelect(forms.Select):
    """Contacts know whose people they are, so that the page can narrow them."""

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(*args, **kwargs)
        instance = getattr(option["value"], "instance", None)
        if instance is not None:
            option["attrs"]["data-owner"] = str(instance.client_id)
        return option


class ContactField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, contact: Contact) -> str:
        return f"{contact.address()} · {contact.client.name()}"


def client_field(**kwargs: Any) -> "forms.ModelChoiceField[Client]":
    return forms.ModelChoiceField(Client.objects.order_by("name_en"), required=False, **kwargs)


def contact_field(of: str) -> ContactField:
    contacts: QuerySet[Contact] = Contact.objects.select_related("client").order_by(
        "client__name_en", "name_en"
    )
    return ContactField(
        contacts,
        required=False,
        label=_("Who said it"),
        empty_label=_("not known yet"),
        widget=ContactSelect(attrs={"data-of": of}),
    )


class CaptureForm(forms.Form):
    """I have it: the words first, everything else if known."""

    words = text(_("Write it as you heard it."), rows=4)
    client = client_field(label=_("Client"), empty_label=_("not known yet"))
    contact = contact_field("id_client")
    is_unknown_client = forms.BooleanField(label=_("They are not in our list of clients"), required=False)
    channel = forms.ChoiceField(
        label=_("How did it reach us?"), required=False, choices=visible_channels, widget=forms.RadioSelect
    )
    discovered = forms.ChoiceField(
        label=_("Whose words are these?"),
        choices=Discovered.choices,
        initial=Discovered.CUSTOMER,
        required=False,
        widget=forms.RadioSelect,
    )
    known_at = MomentField(
        label=_("Since when does one of us know?"),
        required=False,
        help_text=_("Left open, it is now. The boss’s clock starts there."),
    )
    severity = forms.TypedChoiceField(
        label=_("How serious is it for them?"),
        coerce=int,
        choices=Severity.choices,
        initial=Severity.S3,
        required=False,
    )

    def clean_severity(self) -> int:
        return int(self.cleaned_data["severity"] or Severity.S3)

    def clean_discovered(self) -> str:
        return self.cleaned_data["discovered"] or Discovered.CUSTOMER

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["severity"].choices = [(s.value, f"S{s.value} {s.label}") for s in Severity]  # type: ignore[attr-defined]


class PlaceForm(forms.Form):
    client = client_field(label=_("Client"), empty_label=_("not known yet"))
    contact = contact_field("id_client")
    is_unknown_client = forms.BooleanField(label=_("They are not in our list of clients"), required=False)
    channel = forms.ChoiceField(
        label=_("How did it reach us?"), required=False, choices=visible_channels, widget=forms.RadioSelect
    )


class OfferForm(forms.Form):
    to = forms.ModelChoiceField(
        Person.objects.here().order_by("family_en"), label=_("Offer it to"), empty_label=_("one person")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].error_messages = {
            "required": _("Choose one person. A group cannot be accountable."),
            "invalid_choice": _(
                "This person does not work here any more. An owner must be able to answer the customer today. Choose one person who is here."
            ),
        }


class DeclineForm(forms.Form):
    reason = text(_("What keeps you from taking it?"), rows=2)


class ThanksForm(forms.Form):
    words = text(_("Your thanks"), rows=3)


class DecisionForm(forms.Form):
    decision = forms.ChoiceField(
        label=_("Will you go to them?"),
        choices=BossDecision.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one: call, visit, or not now with a reason.")},
    )
    reason = text(_("Because"), rows=2)


class HearForm(forms.Form):
    text = text(_("What is said, as it is said"))
    channel = forms.ChoiceField(
        label=_("How did it reach us?"), required=False, choices=visible_channels, initial=Channel.PHONE
    )


class ListenForm(forms.Form):
    LEVELS = [
        (0, _("0 calm")),
        (1, _("1 annoyed")),
        (2, _("2 upset")),
        (3, _("3 angry")),
        (4, _("4 furious")),
    ]

    intensity = forms.TypedChoiceField(
        label=_("How strong is the feeling?"),
        coerce=int,
        choices=LEVELS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how strong the feeling is. It decides how fast we must be.")},
    )


class IssueForm(forms.Form):
    wording = text(_("The most immediate issue, in the customer’s words"), rows=2)
    read_back = forms.BooleanField(label=_("I read it back, and the customer said yes"), required=False)


class CushionForm(forms.Form):
    sentence = text(_("One sentence: what it means for the customer"), rows=2)


class AccountForm(forms.Form):
    statement = text(_("I am accountable, in the first person"), rows=3)
    action = text(_("One thing that you get done"), rows=2)
    action_due_at = MomentField(label=_("Done by"))
    next_at = MomentField(
        label=_("The customer hears from you next"),
        help_text=_("It stands in the letter and on the customer’s page, and becomes your next clock."),
    )


class LetterForm(forms.Form):
    subject = forms.CharField(
        label=_("Subject"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"data-keep": "", "data_expected": "1"}),
    )
    body = text(_("Text"), rows=12)
    next_at = MomentField(label=_("The customer hears from you next"), required=False)
    channel = forms.ChoiceField(choices=Channel.choices, required=False, widget=forms.HiddenInput)


class SpokenForm(forms.Form):
    words = text(_("What you told the customer, and what was answered"), rows=2)
    channel = forms.ChoiceField(
        label=_("How"),
        required=False,
        choices=[("phone", Channel.PHONE.label), ("visit", Channel.VISIT.label)],
        initial="phone",
    )


class FixedForm(forms.Form):
    how = text(_("What is done, since when?"), rows=2)


class CallBackForm(forms.Form):
    words = text(_("What was said on the telephone"), rows=2)


class WordForm(forms.Form):
    """Her answer, pressed by herself or written down by a colleague."""

    answer = forms.ChoiceField(
        label=_("The answer"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what the customer answered.")},
    )
    words = text(_("In the customer’s words"), rows=2)
    channel = forms.ChoiceField(required=False, choices=visible_channels, initial=Channel.PHONE)

    def __init__(self, *args: Any, step: Step | None = None, **kwargs: Any) -> None:
        """With a step, only its answers are offered; any answer is read, and the verb says whether it fits."""
        super().__init__(*args, **kwargs)
        offered = ANSWERS.get(step, tuple(Answer)) if step else tuple(Answer)
        self.fields["answer"].choices = [(a.value, a.label) for a in offered]  # type: ignore[attr-defined]


def soon_times(now: dt.datetime) -> list[tuple[str, dt.datetime]]:
    """Times a person is likely to announce: in two hours, this evening, tomorrow morning."""
    local = timezone.localtime(now)
    hour = local.replace(minute=0, second=0, microsecond=0)
    evening = local.replace(hour=18, minute=0, second=0, microsecond=0)
    morning = hour.replace(hour=9) + dt.timedelta(days=1)
    wanted = [hour + dt.timedelta(hours=2), evening, morning]
    future = dict.fromkeys(moment for moment in wanted if moment > local + dt.timedelta(minutes=45))
    return [(field_time(moment), moment) for moment in sorted(future)]
