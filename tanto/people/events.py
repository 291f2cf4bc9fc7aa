from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_noop as _

from tanto.journal.events import Event


def invitation_link(facts: Mapping[str, Any]) -> Mapping[str, str]:
    """The address in the mail, rebuilt each time it leaves."""
    from .models import Invitation

    return {"link": Invitation.objects.select_related("person").get(pk=facts["invitation"]).url}


def where_keys_are(facts: Mapping[str, Any]) -> Mapping[str, str]:
    return {"link": f"{settings.URL}/me/sign-in/"}


def former_address(facts: Mapping[str, Any]) -> str:
    """Where its person was reached until then; empty once they are masked."""
    from .models import FormerAddress

    return FormerAddress.objects.filter(pk=facts["former"]).values_list("email", flat=True).first() or ""


def key(kind: str, sentence: str) -> Event:
    """Somebody's way in was changed: its person hears by mail, at once and alone."""
    return Event(
        kind,
        sentence,
        "the person, by mail",
        mail="people/mail/key.txt",
        fill=where_keys_are,
        group="asked",
        alone=True,
    )


EVENTS = [
    Event("person_joined", _("%(actor)s entered a new colleague."), "nobody: on the person's page"),
    Event("person_invited", _("%(actor)s invites you to Tanto."), "the person, by mail", mail="people/mail/invitation.txt", fill=invitation_link, group="asked", alone=True),
    Event("person_came_in", _("%(actor)s came in for the first time."), "nobody: on the person's page"),
    Event("password_forgotten", _("A new password was asked for."), "the person, by mail", mail="people/mail/password.txt", fill=invitation_link, group="asked", alone=True),
    key("password_changed", _("Your password was changed.")),
    Event("address_changed", _("%(actor)s changed the address under which you sign in."), "the person, at the address until then", mail="people/mail/address.txt", group="asked", alone=True, address=former_address),
    key("app_added", _("An authenticator app was added as a second step.")),
    key("app_removed", _("The authenticator app was removed.")),
    key("passkey_added", _("A passkey was added.")),
    key("passkey_removed", _("A passkey was removed.")),
    key("codes_made", _("New recovery codes were made.")),
    key("token_made", _("A token for programs was made: whoever holds it acts under your name.")),
    key("token_ended", _("A token for programs was ended.")),
    key("second_step_taken_off", _("%(actor)s took off your second step; the password alone opens again.")),
    Event("signed_out_elsewhere", _("%(actor)s signed out of %(count)s other browsers."), "nobody: in the record"),
    Event("intake_named", _("%(to)s takes in what comes from outside by mail or by the form."), "who takes it in", mail="notices/mail/plain.txt"),
    Event("firm_changed", _("%(actor)s changed the firm’s entry."), "nobody: in the record"),
    Event("second_step_asked", _("%(actor)s set of whom a second step is asked."), "nobody: in the record"),
    Event("words_masked", _("%(actor)s masked texts here: somebody whom they name, or who said them, is to be forgotten."), "nobody: in the record", quiet=True),
    Event("person_masked", _("%(actor)s masked this person."), "nobody: in the record"),
    Event("keeping_set", _("%(actor)s set how long names are kept."), "nobody: in the record"),
    Event("house_begun", _("%(actor)s began the house."), "nobody: in the record"),
    Event("person_changed", _("%(actor)s changed this person's entry."), "the person"),
    Event("person_left", _("%(actor)s ended this person's account."), "nobody: on the person's page"),
    Event("absence_entered", _("%(actor)s wrote down an absence until %(until_at)s; %(to)s stands in."), "the absent and the deputy"),
    Event("absence_ended", _("%(actor)s ended the absence; %(to)s need not stand in any more."), "the deputy"),
    Event("hours_set", _("%(actor)s set working hours."), "nobody: on the page of the calendar"),
    Event("hours_shared", _("%(actor)s let a section work the company’s hours again."), "nobody: on the page of the calendar"),
    Event("day_named", _("%(actor)s entered %(name)s in the calendar, from %(day)s to %(until)s."), "nobody: on the page of the calendar"),
    Event("day_dropped", _("%(actor)s took %(day)s out of the calendar."), "nobody: on the page of the calendar"),
    Event("year_confirmed", _("%(actor)s confirmed the holidays of %(year)s."), "nobody: on the page of the calendar"),
    Event("rule_set", _("%(actor)s set the clock “%(task)s”."), "nobody: on the page of the clocks"),
    Event("rule_reset", _("%(actor)s set the clock “%(task)s” back."), "nobody: on the page of the clocks"),
    Event("deadline_entered", _("%(actor)s entered the deadline “%(task)s”."), "nobody: on the page of the clocks"),
    Event("backup_made", _("A backup was made: %(name)s."), "nobody: tanto doctor asks"),
    Event("house_restored", _("The house was brought back from the backup of %(made_at)s. What was written after it is not here."), "nobody: in the record"),
    Event("section_opened", _("%(actor)s opened this section."), "nobody: on the section's page"),
    Event("section_changed", _("%(actor)s changed this section."), "who led it until then and who does now", mail="notices/mail/plain.txt"),
]  # fmt: skip
