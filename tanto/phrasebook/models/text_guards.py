"""What a section's own text must be before it is kept. Each guard refuses with what, why and what instead."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from tanto.web.refusals import Refused
from tanto.wording import texts
from tanto.wording.checking import Hit

LONGEST = 20_000  # signs of a text
LONGEST_SUBJECT = 200
REASON = 5  # signs a reason has at least (7.2, rule 8)


def must_be_filled(subject: str, body: str) -> None:
    if not body.strip():
        raise Refused(
            "text_empty",
            _("There is no text."),
            _("Whoever begins with it would face an empty page while a customer waits."),
            _("Write it, or take the text as it is shipped."),
            field="body",
        )
    if len(body) > LONGEST or len(subject) > LONGEST_SUBJECT:
        raise Refused(
            "text_too_long",
            _("The text is too long."),
            _("Nobody reads a letter of more than %(most)s signs, and a subject of more than %(short)s.")
            % {"most": LONGEST, "short": LONGEST_SUBJECT},
            _("Shorten it."),
            field="body" if len(body) > LONGEST else "subject",
        )


def must_be_known(subject: str, body: str) -> None:
    """No placeholder that nothing could fill: the customer would read it in its braces."""
    for part, field in ((subject, "subject"), (body, "body")):
        wrong = next(texts.unknown(part), None)
        if wrong is None:
            continue
        meant = _("You probably meant %(nearest)s.") % {"nearest": "{" + wrong.nearest + "}"}
        raise Refused(
            "placeholder_unknown",
            _("Line %(line)s holds %(name)s, which nothing can fill.")
            % {"line": wrong.line, "name": wrong.name},
            _("It would reach the customer as it stands there."),
            meant if wrong.nearest else _("Choose one from the list below, or leave the braces out."),
            field=field,
        )


def must_be_sound(hits: Sequence[Hit], reason: str) -> None:
    """What the checker would stop in a letter is stopped here, where it would be sent a hundred times."""
    stopped = next((hit for hit in hits if hit.level == "block"), None)
    if stopped is not None and len(reason.strip()) < REASON:
        raise Refused(
            "text_stopped",
            _("The checker stops “%(words)s”.") % {"words": stopped.text},
            stopped.why,
            _("Write it differently, or give a reason of at least five signs; it is kept with the version."),
            field="body",
        )
