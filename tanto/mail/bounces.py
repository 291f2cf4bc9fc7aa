"""What a returned letter says: whom it did not reach, and which letter it was."""

import re
from dataclasses import dataclass

from .reading import Mail

ID = re.compile(r"(?im)^message-id:\s*(<[^<>\s]+>)")
STATUS = re.compile(r"\b([245])\.\d{1,3}\.\d{1,3}\b")


@dataclass(frozen=True)
class Failure:
    """status: 5.1.1, as RFC 3463 has them, or empty; is_hard: trying again helps nobody."""

    address: str
    status: str
    is_hard: bool
    said: str


def failures(mail: Mail) -> tuple[Failure, ...]:
    text = everything(mail)
    found = STATUS.search(text)
    status = found.group() if found else ""
    named = re.search(
        r"(?im)^(?:final-recipient:[^;\n]*;|x-failed-recipients:)\s*<?([^\s<>;]+@[^\s<>;]+)>?", text
    )
    address = mail.headers.get("x-failed-recipients", "") or (named.group(1) if named else "")
    if is_delay(mail) or not (address or status):
        return ()
    return (Failure(address.strip(), status, not status.startswith("4"), mail.text[:300]),)


def original_ids(mail: Mail) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*ID.findall(everything(mail)), *mail.references]))


def is_delay(mail: Mail) -> bool:
    return bool(re.search(r"(?im)^action:\s*delayed", everything(mail)))


def everything(mail: Mail) -> str:
    hung = (
        each.content.decode("utf-8", "replace")
        for each in mail.attachments
        if each.type.startswith(("message/", "text/"))
    )
    return "\n".join([mail.text, *hung])
