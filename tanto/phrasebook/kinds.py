"""What the kinds of texts are called, in the order of the page."""

from django.utils.translation import gettext_lazy as _

KINDS = {
    "letter": _("Letters to the customer"),
    "report": _("Reports to the customer"),
    "script": _("To be said"),
    "sentences": _("Sentences to choose from"),
    "notice": _("Among ourselves"),
    "private": _("Between two people"),
}
