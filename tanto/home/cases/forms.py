from django import forms
from django.utils.translation import gettext_lazy as _

from tanto.people.models import Person

from ..models.export import CSV, KINDS


class BulkForm(forms.Form):
    """What to do with the chosen cases; the person and the tag where they are needed."""

    DO = ("offer", "tag", "untag")

    do = forms.ChoiceField(choices=[(name, name) for name in DO])
    to = forms.ModelChoiceField(
        Person.objects.here().order_by("family_en"),
        label=_("Offer them to"),
        required=False,
        empty_label=_("one person"),
    )
    name = forms.CharField(label=_("Tag"), required=False, max_length=200)


class ViewForm(forms.Form):
    """The name of a saved view; emptiness is refused by the verb, which knows why."""

    name = forms.CharField(label=_("Name of this view"), required=False, max_length=200)
    is_shared = forms.BooleanField(label=_("for all colleagues"), required=False)
    address = forms.CharField(required=False, max_length=3000, widget=forms.HiddenInput)


class ExportForm(forms.Form):
    purpose = forms.CharField(
        label=_("What is the list for?"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"data_expected": "1"}),
        help_text=_("It is written into the record, with the filter and the number of rows."),
    )
    kind = forms.ChoiceField(
        label=_("File"), choices=list(KINDS.items()), initial=CSV, widget=forms.RadioSelect
    )
    address = forms.CharField(required=False, max_length=3000, widget=forms.HiddenInput)
