"""The kinds of fields that forms of a case are made of. Business rules live in the verbs."""

import datetime as dt
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tanto.clients.models import Client, Contact
from tanto.clocks import working
from tanto.clocks.templatetags.clock import field_time
from tanto.clocks.working import Timetable
from tanto.people.models import Person
from tanto.phrasebook.guards import LONGEST as LONGEST_REASON
from tanto.phrasebook.guards import Said

from ..steps import Channel

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

    def to_python(self, value: Any) -> dt.datetime | None:
        moment = super().to_python(value)
        if moment is not None and not 2000 <= moment.year < 2100:
            raise forms.ValidationError(self.error_messages["invalid"])
        return moment


class SeveralField(forms.TypedMultipleChoiceField):
    """Ids of rows that only the verb can tell apart from others."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=int, required=False, **kwargs)

    def valid_value(self, value: Any) -> bool:
        return str(value).isascii() and str(value).isdecimal() and len(str(value)) < 19


def lines(
    label: Any,
    *,
    rows: int = 3,
    required: bool = False,
    hint: Any = "",
    expected: bool = True,
    check: str = "",
    step: str = "",
) -> Any:
    """A text of several lines. Emptiness is refused by the verb, which knows why. check: the mode in which the reply checker reads it
    while it is written; step: what it is for."""
    attrs: dict[str, Any] = {"rows": rows}
    if check:
        attrs |= {"data-check": check, "data-check-step": step}
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


class Joined(forms.HiddenInput):
    """Several values of one name, as one text."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        values = data.getlist(name) if hasattr(data, "getlist") else [data.get(name)]
        return None if values == [] or values == [None] else " ".join(values)


class SaidForm(forms.Form):
    """What a writer says about the findings of the checker: why the text stays as it is, what is in there although it was not found,
    and which warnings were shown (a page's own word). The verb gets it as `said`."""

    override = forms.CharField(
        label=_("Why it stays as it is"), required=False, max_length=LONGEST_REASON, widget=forms.HiddenInput
    )
    in_there = forms.CharField(
        label=_("Elements that are in there"), required=False, max_length=2000, widget=Joined
    )
    seen = forms.CharField(required=False, max_length=FOREVER, widget=Joined)

    def clean(self) -> dict[str, Any]:
        known = self.cleaned_data
        seen = known.pop("seen", "")
        was_shown = self.fields["seen"].widget.value_from_datadict(self.data, {}, "seen") is not None
        known["said"] = Said(
            reason=known.pop("override", ""),
            in_there=tuple(known.pop("in_there", "").split()),
            seen=tuple(seen.split()) if was_shown else None,
        )
        return known


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class FilesField(forms.FileField):
    """Several photographs or papers at once."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if not files and self.required:
            raise forms.ValidationError(_("Choose a photograph or a paper first."))
        return list(files)


def one_person(label: Any) -> "forms.ModelChoiceField[Person]":
    """A colleague who works here, by name."""
    field: forms.ModelChoiceField[Person] = forms.ModelChoiceField(
        Person.objects.here().order_by("family_en"), label=label, empty_label=_("one person")
    )
    field.error_messages |= {
        "required": _("Choose one person. A group cannot be accountable."),
        "invalid_choice": _(
            "This person does not work here any more. An owner must be able to answer the customer today. Choose one person who is here."
        ),
    }
    return field


class OfCase(forms.Form):
    """A form that knows its case: speakers are people of its client."""

    def __init__(self, *args: Any, case: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case
        if case is not None and "speaker" in self.fields:
            theirs = Contact.objects.filter(client=case.client_id).select_related("client")
            self.fields["speaker"].queryset = theirs.order_by("name_en")  # type: ignore[attr-defined]


def choice(label: Any, choices: Any, **kwargs: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, **kwargs)


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


def speaker_field(**kwargs: Any) -> ContactField:
    """Who of the client said it; filled by the form with the people of the case's client."""
    return ContactField(
        Contact.objects.none(),
        required=False,
        label=_("Who said it"),
        empty_label=_("the contact of the case"),
        **kwargs,
    )


def soon_times(now: dt.datetime, timetable: Timetable) -> list[tuple[str, dt.datetime]]:
    """Times a person is likely to announce: in two hours, this evening, the morning of the next day with work."""
    local = timezone.localtime(now)
    hour = local.replace(minute=0, second=0, microsecond=0)
    evening = local.replace(hour=18, minute=0, second=0, microsecond=0)
    day = working.next_open_day(local.date() + dt.timedelta(days=1), timetable)
    morning = timezone.make_aware(dt.datetime.combine(day, dt.time(9)))
    wanted = [hour + dt.timedelta(hours=2), evening, morning]
    future = dict.fromkeys(moment for moment in wanted if moment > local + dt.timedelta(minutes=45))
    return [(field_time(moment), moment) for moment in sorted(future)]
