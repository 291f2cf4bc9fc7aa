"""The words of one text in one language, as they are typed on its page. What they must be, the verb says."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .models.own_text import LANGUAGES
from .models.text_guards import LONGEST, LONGEST_SUBJECT


class TextForm(forms.Form):
    language = forms.ChoiceField(choices=LANGUAGES, widget=forms.HiddenInput)
    was = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    subject = forms.CharField(
        label=_("Subject"),
        required=False,
        max_length=LONGEST_SUBJECT,
        widget=forms.TextInput(attrs={"data-keep": "", "data_expected": "1"}),
    )
    body = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "data_expected": "1"}),
    )
    reason = forms.CharField(
        label=_("Why it is kept although the checker stops it"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"data-keep": "", "data_expected": "1"}),
    )
