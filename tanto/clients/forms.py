from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tanto.people.models import Person

from .models import Client, Contact


class ClientForm(forms.ModelForm):  # type: ignore[type-arg]
    is_entry = True

    class Meta:
        model = Client
        fields = ["name_en", "name_ja", "code", "city", "report_format", "main", "deputy"]
        labels = {
            "name_en": _("Name, in English"),
            "name_ja": _("Name, in Japanese"),
            "code": _("Code"),
            "city": _("City"),
            "report_format": _("The form in which they want reports"),
            "main": _("Main tanto: the one who answers for this client"),
            "deputy": _("Deputy"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = _("Short and your own, as it stands on invoices: F27")
        self.fields["code"].error_messages["unique"] = _(
            "Another client has this code. Two clients under one code would mix their cases. Choose another."
        )
        here = Person.objects.here().order_by("family_en")
        for name in ("main", "deputy"):
            self.fields[name].queryset = here  # type: ignore[attr-defined]
            self.fields[name].error_messages["required"] = _(
                "Choose one person. A group cannot be accountable."
            )

    def _get_validation_exclusions(self) -> set[str]:
        """That main and deputy are two people is refused by the verb, which says why."""
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded | {"deputy"}


class ContactForm(forms.ModelForm):  # type: ignore[type-arg]
    is_entry = True

    class Meta:
        model = Contact
        fields = ["name_en", "name_ja", "title", "role", "email", "phone", "language"]
        labels = {
            "name_en": _("Surname, in Latin letters"),
            "name_ja": _("Surname, in Japanese"),
            "title": _("Form of address, in English"),
            "role": _("What they do there"),
            "email": _("E-mail"),
            "phone": _("Telephone"),
            "language": _("Language"),
        }


class HandoverForm(forms.Form):
    """Who becomes the tanto, who the deputy, and why."""

    to = forms.ModelChoiceField(
        Person.objects.here().order_by("family_en"),
        label=_("The next tanto"),
        empty_label=_("one person"),
        error_messages={"required": _("Choose one person. A group cannot be accountable.")},
    )
    deputy = forms.ModelChoiceField(
        Person.objects.here().order_by("family_en"),
        label=_("Deputy from then on"),
        empty_label=_("as it is now"),
        required=False,
    )
    reason = forms.CharField(
        label=_("Why, for our own people"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
