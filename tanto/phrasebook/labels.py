"""How levels, fields, reaches and kinds of message are called on pages."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Labels = dict[str, Promise]

LEVELS: Labels = {
    "block": _("Stops: it is changed, or sent with a reason"),
    "warn": _("Warns: it is seen, one tap goes on"),
    "hint": _("Hints: it is shown, and never stops"),
}
LEVEL: Labels = {
    "block": pgettext_lazy("pattern", "stops"),
    "warn": pgettext_lazy("pattern", "warns"),
    "hint": pgettext_lazy("pattern", "hints"),
}
SIGNS = {"block": "is-stop", "warn": "is-soon", "hint": ""}
MODES: Labels = {
    "ext": _("To a customer"),
    "ext_unconfirmed": _("To a customer, while no cause is confirmed"),
    "apology_letter": _("In a formal letter of apology"),
    "cushion": _("In the cushion"),
    "board": _("Among ourselves: boards, notes, comments"),
    "cause": _("In the field of a cause"),
    "statement": _("In the statement of a problem"),
    "idea": _("Where ideas are collected"),
}
SCOPES: Labels = {
    "sentence": _("each sentence alone"),
    "message": _("the whole text at once"),
    "words": _("the words of each Japanese sentence, as a dictionary writes them"),
}
REPLACED: Labels = {
    "sentence": _("the whole sentence"),
    "words": _("the marked words"),
}
LANGUAGES: Labels = {"en": _("English"), "ja": _("Japanese")}
STEPS: Labels = {
    "acknowledgement": _("The first words to a complaint"),
    "listen": _("Listening"),
    "question": _("The question for what is most immediate"),
    "cushion": _("The cushion"),
    "address": _("First message of addressing"),
    "update": _("How it stands"),
    "test": _("The test question"),
    "probe": _("More help"),
    "follow_up": _("Follow-up"),
    "apology": _("Apology for our error"),
    "missed_time": _("A time of ours was missed"),
    "absent": _("The person asked for is away"),
    "boss_notice": _("Notice to the boss"),
    "refusal": _("Something cannot be done"),
    "boundary": _("Letter that sets a limit"),
    "incident_report": _("Incident report"),
    "tanto_change": _("Another tanto"),
    "unreachable": _("She cannot be reached"),
}
