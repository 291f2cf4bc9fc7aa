"""Who writes for a mail server and for no person."""

import re

from .reading import Mail

POSTMEN = (
    "mailerdaemon",
    "postmaster",
    "maildaemon",
    "maildeliverysystem",
    "maildeliverysubsystem",
    "mdaemon",
    "maildelivery",
)
MACHINES = ("noreply", "donotreply")


def is_postmaster(mail: Mail) -> bool:
    """In a small firm a person may write from there."""
    return packed(mail.from_email.partition("@")[0]) == "postmaster" and not returns_nowhere(mail)


def is_postman(mail: Mail) -> bool:
    """A mailer daemon, or a postmaster; by the name where there is no address, and by where an answer would go."""
    local = mail.from_email.partition("@")[0] or mail.from_name
    returns = packed(mail.headers.get("return-path", "").strip("<> ").partition("@")[0])
    return packed(local) in POSTMEN or (returns in POSTMEN and returns != "postmaster")


def is_machine(mail: Mail) -> bool:
    local = packed(mail.from_email.partition("@")[0])
    return is_postman(mail) or returns_nowhere(mail) or local in MACHINES


def returns_nowhere(mail: Mail) -> bool:
    return mail.headers.get("return-path", "x").strip() in ("<>", "")


def packed(name: str) -> str:
    return re.sub(r"[\s._-]", "", name).lower()
