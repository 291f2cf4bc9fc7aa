"""What programs outside may be told of, and by which name. Of every event of the house it is said here whether it leaves; what
is in neither list stays inside, and a test asks for it.

Nothing that ties a mistake, a delay or a low word to somebody's name may leave (dictionary B-1 to B-15): messages carry no
person at all, and what is about one person, or was said among ourselves, is no message."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Facts = tuple[str, ...]

# Per kind: the facts that a message carries beside what each has. Codes, counts and moments only.
CASES: dict[str, Facts] = {
    "case_received": ("known_at",), "case_placed": (), "client_corrected": (), "known_moved": ("known_at",),
    "owner_offered": (), "offer_declined": (), "offer_taken_back": (), "owner_changed": (), "owner_forced": (),
    "boss_read": (), "boss_brought_in": (), "boss_decided_call": (), "boss_decided_visit": (), "boss_decided_not_now": (),
    "words_heard": (), "words_unconfirmed": (), "sender_confirmed": (), "letter_bounced": (), "letter_sent_again": ("next_at",), "listened": (), "issue_agreed": (), "issue_named": (), "issue_confirmed": (), "issue_reworded": (),
    "issues_ranked": (), "issue_taken_back": (), "failure_named": ("failure",), "fact_found": (), "file_added": (), "document_kept": ("document",),
    "severity_assessed": ("points", "now"), "severity_raised": ("was", "now"), "severity_lowered": ("was", "now"),
    "severity_triggered": ("was", "now", "trigger"), "cushioned": (), "apologised": ("level", "channel"),
    "accountability_taken": ("next_at",), "action_asked": ("due_at",), "action_taken": ("due_at",),
    "action_declined": (), "action_dropped": (), "action_moved": ("was_at", "due_at"), "action_done": (),
    "attempt_made": ("channel", "result"), "letter_written": ("next_at",), "told_by_voice": ("next_at",),
    "settled_in_one": ("channel",), "went_back": ("was", "to_step"), "went_on": ("was", "to_step"), "issue_fixed": (),
    "end_proposed": ("end",), "end_refused": (), "end_taken_back": (), "case_ended_unconfirmed": (), "case_merged": (),
    "case_was_none": (), "follow_up_unreached": (), "case_closed_unreached": (), "tagged": (), "untagged": (),
}  # fmt: skip
CUSTOMER: dict[str, Facts] = {
    "chased": ("count",), "apology_answered": ("reaction",), "call_asked": ("wanted_at",), "called_back": (), "link_asked": (),
    "fix_confirmed": (), "fix_rejected": (), "nothing_more_said": (), "more_named": (), "stayed_solved": (), "drop_asked": (),
    "case_dropped": (), "case_closed": (), "residual_reported": (), "case_reopened": (),
    "automatic_answer": (),
}  # fmt: skip
CLOCKS: dict[str, Facts] = {
    "update_missed": ("due_at",), "update_still_missed": ("due_at",), "clock_late": ("task", "due_at"),
    "action_late": ("due_at",), "call_missed": ("due_at",),
    "answer_outstanding": (), "offer_expired": (), "follow_up_due": (), "follow_up_missed": (), "handover_late": ("due_at",),
}  # fmt: skip
CLIENTS: dict[str, Facts] = {
    "client_taken_on": (), "client_changed": (), "handover_planned": (), "handover_accepted": (), "handover_declined": (),
    "handover_told": (), "tanto_changed": (),
}  # fmt: skip
HOUSE: dict[str, Facts] = {
    "hours_set": ("section",), "hours_shared": ("section",), "day_named": ("section", "day", "until"),
    "day_dropped": ("section", "day"), "year_confirmed": ("section", "year"), "rule_set": ("task",), "rule_reset": ("task",),
    "deadline_entered": ("task",), "section_opened": (), "section_changed": (), "mailbox_silent": ("since_at",), "mailbox_reads_again": (), "backup_made": (), "house_restored": (),
}  # fmt: skip
GROUPS: dict[str, dict[str, Facts]] = {
    "cases": CASES, "customer": CUSTOMER, "clocks": CLOCKS, "clients": CLIENTS, "house": HOUSE,
}  # fmt: skip
LABELS: dict[str, Promise] = {
    "cases": _("What we do in a case"),
    "customer": _("What the customer answers and asks"),
    "clocks": _("Times that came or were missed"),
    "clients": _("Clients, their tanto and deputy"),
    "house": _("Calendars, deadlines, sections, backups"),
}

LEFT_OUT = {
    # about one person: signing in, absences, roles, what they chose and took out
    "person_joined", "person_changed", "person_left", "person_came_in", "person_invited", "password_changed",
    "password_forgotten", "address_changed", "app_added", "app_removed", "passkey_added", "passkey_removed", "codes_made",
    "second_step_taken_off", "signed_out_elsewhere", "absence_entered", "absence_ended", "ways_chosen", "view_saved",
    "view_changed", "view_removed", "export_asked", "export_made", "intake_named", "reporter_thanked",
    # a section has one boss: what a boss left lying would be tied to a name
    "boss_silent", "boss_contact_late",
    # about somebody outside: entries and forgetting
    "contact_met", "contact_changed", "contact_masked", "contact_told_hers", "words_masked", "person_masked", "keeping_set",
    # said among ourselves, or without a name on purpose
    "noted", "colleague_mailed", "colleague_asked", "colleague_answered", "reading_asked", "reading_agreed", "mistake_recorded", "near_miss_told", "near_miss_answered",
    "near_miss_added", "unsaid_noticed", "unsaid_settled", "pressure_mapped", "words_corrected", "words_translated",
    # how we speak
    "pattern_switched_off", "pattern_switched_on", "pattern_changed", "pattern_added", "pattern_dropped", "pattern_as_shipped",
    "phrase_missed", "missed_accepted", "missed_dropped",
    # keys and doors of the house, and what makes no difference outside
    "mailbox_opened", "mailbox_changed", "mailbox_on", "mailbox_off",
    "token_made", "token_ended", "address_failed", "address_works", "firm_changed", "house_begun", "second_step_asked", "link_handed", "link_revoked", "letter_looked_at",
    "letter_to_go", "letter_taken_back", "letter_held", "text_written", "text_as_shipped",
    "hook_opened", "hook_changed", "hook_rotated", "hook_switched_off", "hook_switched_on", "hook_set_aside", "hook_gone",
    "hook_tested", "hook_replayed",
}  # fmt: skip

TOLD: dict[str, Facts] = {kind: facts for group in GROUPS.values() for kind, facts in group.items()}
NOUNS = {"case": "case", "client": "client", "firm": "house", "section": "section", "mailbox": "mailbox"}
TEST = "hook.test"


def group_of(kind: str) -> str:
    return next(name for name, kinds in GROUPS.items() if kind in kinds)


def type_of(kind: str, subject_kind: str) -> str:
    """case.fix_confirmed; where the kind begins with the noun it is not said twice: case.closed."""
    noun = NOUNS[subject_kind]
    return f"{noun}.{kind.removeprefix(f'{subject_kind}_').removeprefix(f'{noun}_')}"


def subject_kind_of(kind: str) -> str:
    """What a kind that leaves happens to."""
    if kind in CLIENTS or kind == "handover_late":
        return "client"
    if kind in HOUSE:
        return "section" if kind.startswith("section_") else "firm"
    return "case"


def public_type(kind: str) -> str:
    return type_of(kind, subject_kind_of(kind))


def chosen(names: list[str]) -> set[str]:
    """The kinds that stand behind a choice of groups and single kinds; a kind of another version is nobody's."""
    kinds: set[str] = set()
    for name in names:
        kinds |= set(GROUPS.get(name, {name} & TOLD.keys()))
    return kinds
