import datetime as dt
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .models import Firm, Person, Section
from .models.signing_in import SECOND_STEP


class PersonForm(forms.ModelForm):  # type: ignore[type-arg]
    """A colleague's entry. Without a password an invitation goes out; where there is no mail, the house keeper sets the
    first password and hands it over in person."""

    is_entry = True

    password = forms.CharField(
        label=_("Password"),
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Leave it empty: an invitation goes out by mail, and they choose their own."),
    )

    class Meta:
        model = Person
        fields = [
            "family_en", "given_en", "family_ja", "given_ja", "email", "section", "phone", "language",
            "is_executive", "is_administrator", "is_quality_lead",
        ]  # fmt: skip
        labels = {
            "family_en": _("Surname, in Latin letters"),
            "given_en": _("Given name, in Latin letters"),
            "family_ja": _("Surname, in Japanese"),
            "given_ja": _("Given name, in Japanese"),
            "email": _("E-mail"),
            "section": _("Section"),
            "phone": _("Direct telephone"),
            "language": _("Language"),
            "is_executive": _("Executive: the last to be told when nobody else reads"),
            "is_administrator": _(
                "Keeps the house: people, sections, clients; sees no words of cases by this"
            ),
            "is_quality_lead": _("Quality lead: agrees to mergers, looks after how mistakes are recorded"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and self.instance.has_usable_password():
            del self.fields["password"]
        self.fields["section"].required = Section.objects.exists()
        self.fields["section"].queryset = Section.objects.order_by("name_en")  # type: ignore[attr-defined]

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        others = Person.objects.filter(email__iexact=email).exclude(pk=self.instance.pk)
        if others.exists():
            raise forms.ValidationError(_("Somebody has this address already. One address is one person."))
        return email

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if password:
            validate_password(password, self.instance)
        return password


class FirmForm(forms.ModelForm):  # type: ignore[type-arg]
    """What stands on every page and letter, and who must have a second step."""

    is_entry = True

    second_step = forms.ChoiceField(
        label=_("Who must have a second step to sign in"),
        choices=list(SECOND_STEP.items()),
        widget=forms.RadioSelect,
        help_text=_("An app on the telephone or a passkey. Whoever has none sets one up at their next page."),
    )

    class Meta:
        model = Firm
        fields = [
            "name_en",
            "name_ja",
            "seal",
            "values_en",
            "values_ja",
            "intake",
            "keep_contacts",
            "keep_people",
            "second_step",
        ]
        labels = {
            "name_en": _("Name of the firm, in English"),
            "name_ja": _("Name of the firm, in Japanese"),
            "seal": _("What stands in the seal"),
            "values_en": _("What we stand for, in English"),
            "values_ja": _("What we stand for, in Japanese"),
            "intake": _("Who takes in what comes from outside"),
            "keep_contacts": _("Months until a contact is forgotten, after the last case"),
            "keep_people": _("Months until a colleague is forgotten, after leaving"),
        }
        help_texts = {
            "intake": _(
                "A mail or form from somebody you do not know is theirs until they hand it to the right person."
            ),
            "keep_contacts": _(
                "Name, address and words are masked then, once an hour. 0 keeps them for good."
            ),
            "keep_people": _("The name, and texts that name them. 0 keeps them for good."),
        }
        widgets = {
            "values_en": forms.Textarea(attrs={"rows": 3}),
            "values_ja": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["intake"].queryset = Person.objects.here().order_by("family_en")  # type: ignore[attr-defined]
        self.fields["intake"].required = False


class AbsenceForm(forms.Form):
    """From when until when, and who stands in."""

    since = forms.DateField(
        label=_("First day away"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label=_("First day back"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    deputy = forms.ModelChoiceField(
        Person.objects.here().order_by("family_en"),
        label=_("Who stands in"),
        empty_label=_("one person"),
        error_messages={"required": _("Choose one person. A group cannot be accountable.")},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for day in ("since", "until"):
            if cleaned.get(day) and not 2000 <= cleaned[day].year < 2100:
                self.add_error(day, _("Check the year."))
        return cleaned

    def moments(self) -> dict[str, Any]:
        """The beginnings of both days on the office wall, and the deputy."""
        start, end = (
            timezone.make_aware(dt.datetime.combine(self.cleaned_data[day], dt.time()))
            for day in ("since", "until")
        )
        return {"since": start, "until": end, "deputy": self.cleaned_data["deputy"]}


class SectionForm(forms.ModelForm):  # type: ignore[type-arg]
    is_entry = True

    class Meta:
        model = Section
        fields = ["name_en", "name_ja", "boss", "deputy", "parent"]
        labels = {
            "name_en": _("Name, in English"),
            "name_ja": _("Name, in Japanese"),
            "boss": _("Boss"),
            "deputy": _("Deputy of the boss"),
            "parent": _("Part of"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = Person.objects.here().order_by("family_en")
        for name in ("boss", "deputy"):
            self.fields[name].queryset = here  # type: ignore[attr-defined]
        self.fields["boss"].error_messages["required"] = _(
            "Choose one person. A group cannot be accountable."
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("boss") and cleaned.get("boss") == cleaned.get("deputy"):
            self.add_error("deputy", _("The deputy acts when the boss is away. Choose somebody else."))
        if self.instance.pk and cleaned.get("parent") == self.instance:
            self.add_error("parent", _("A section cannot be a part of itself."))
        return cleaned
