"""A letter that came back: whether this mail says so, who did not get it, and which letter it was. Pure."""

import re
from dataclasses import dataclass

from .charsets import decoded
from .headings import ADDRESS
from .postmen import is_machine, is_postman, is_postmaster, returns_nowhere
from .reading import Mail

FAILED = re.compile(
    r"undeliver|not delivered|delivery (status|failure|has failed|incomplete|report|notification|problem)|delivery failed|"
    r"returned (mail|message|to sender)|mail (delivery failed|failure|system error)|failure notice|bounce notification|"
    r"message you sent blocked|error sending your mail|nondeliver|non remis|unzustellbar|nicht zugestellt|no entregad|"
    r"не ?доставлен|недоставлен|配信(不能|エラー|できま|でき?ません|失敗)|配達(不能|できません)|送信(エラー|失敗|できません)|宛先不明|メールエラー|"
    r"メールが届きません|(退信|系统退信|無法投遞|배달 실패)",
    re.IGNORECASE,
)
SAID = re.compile(
    r"could not be (delivered|sent)|(un)?able to deliver|not delivered to|was undeliverable|permanent(ly)? (fatal )?(error|fail)|"
    r"following (address|recipient)|delivery (has )?failed|invalid user|no such user|user unknown|unknown user|did not reach|(error|trouble) deliver|was rejected|unsent message|"
    r"送信できません|配信できません|送信に失敗|не может быть доставлено",
    re.IGNORECASE,
)
REPLY = re.compile(
    r"(?m)^[ \t>-]{0,8}[45]\d\d[ -]|(?<![\d.])[45]\.\d{1,3}\.\d{1,3}(?![\d.])|[ (:][45]\d\d[ -]+[45]\.\d{1,3}\.\d|\bsaid: [45]\d\d "
)
STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
CODE = re.compile(r"(?<![\d.\w])([45])\d\d(?=[ -])")
LATER = re.compile(
    r"\(delay\)|delayed|delivery (is |has been )?(delayed|not complete)|warning: (could not send|message)|still being retried|"
    r"not (yet )?been delivered (yet|for)|遅延|まだ配信|отложен|verzögert",
    re.IGNORECASE,
)
STILL = re.compile(
    r"(will|we.ll|continue to|still|keep) (be )?(continue|retr|try|attempt|keep)|no action is required|do not need to resend|再試行|再送(を続け|します)",
    re.IGNORECASE,
)
GIVEN_UP = re.compile(r"permanent|given up|gave up|cannot send|giving up|no further attempts", re.IGNORECASE)
ORIGINAL = re.compile(
    r"(?im)^[ \t>*=-]*(?:(?:below|this) (?:this line )?is a copy|included is a copy|original message(?: headers)?(?: follows?)?\b|message headers follow|"
    r"returned message|unsent message|-+ ?(?:the )?header of the original|bounced e-mail|below is a copy)[^\n]*$|"
    r"(?=^(?:received|return-path) ?: ?)"
)
MESSAGE_ID = re.compile(r"(?im)^[ \t>]*message-id[ \t]*:\s{0,3}(<[^<>\s]{1,500}>)")
TO = re.compile(r"(?im)^[ \t>]*to[ \t]*:([^\n]{1,500})")
FIELD = re.compile(r"([A-Za-z-]+)[ \t]*:[ \t]*(.*)")
LONGEST = 20_000  # signs of the text that are searched
STATUSES = ("message/delivery-status", "message/global-delivery-status")
LETTERS = (
    "message/rfc822",
    "text/rfc822-headers",
    "message/rfc822-headers",
    "message/global",
    "message/global-headers",
)


@dataclass(frozen=True)
class Failure:
    """Somebody who did not get the letter; nobody tries any more. status: 5.1.1 and the like (RFC 3463), "" where nothing is
    said; is_hard: it would fail again; said: the words of the server."""

    address: str
    status: str
    is_hard: bool
    said: str


def is_bounce(mail: Mail) -> bool:
    """Whether a mail server wrote this about a letter of ours. Never by the subject alone: people forward bounces, and complain
    about what was undeliverable."""
    kind = mail.headers.get("content-type", "").lower()
    if "disposition-notification" in kind or "feedback-report" in kind:
        return False
    if mail.is_report or "x-failed-recipients" in mail.headers:
        return True
    if any(each.type in STATUSES for each in mail.attachments) and is_machine(mail):
        return True
    failed = bool(FAILED.search(mail.subject))
    if is_postman(mail) and not is_postmaster(mail):
        return failed or (bool(SAID.search(head(mail)) or returns_nowhere(mail)) and has_code(mail))
    if returns_nowhere(mail) or is_postmaster(mail):
        return (bool(SAID.search(head(mail))) and (failed or has_code(mail))) or (failed and is_proven(mail))
    return failed and is_machine(mail) and is_proven(mail)


def has_code(mail: Mail) -> bool:
    return bool(REPLY.search(head(mail)))


def is_proven(mail: Mail) -> bool:
    """A code of a server, or the letter itself."""
    return has_code(mail) or any(MESSAGE_ID.search(text) for text in letters(mail))


def is_delay(mail: Mail) -> bool:
    """A mail server that is still trying: nothing has failed yet."""
    actions = [fields.get("action", "").lower() for fields in recipients(mail)]
    actions = [each for each in actions if each]
    if actions:
        return "failed" not in actions and any(each.startswith("delayed") for each in actions)
    text = head(mail)
    return bool(LATER.search(mail.subject) or STILL.search(text)) and not GIVEN_UP.search(mail.subject + text)


def failures(mail: Mail) -> tuple[Failure, ...]:
    """Everybody of whom it is said that the letter did not reach them, once each."""
    if is_delay(mail):
        return ()
    found: dict[str, Failure] = {}
    for fields in recipients(mail):
        if failure := of_fields(fields):
            found.setdefault(failure.address, failure)
    if not found and not any(fields.get("action") for fields in recipients(mail)):
        for failure in of_text(mail):
            found.setdefault(failure.address, failure)
    return tuple(found.values())


def recipients(mail: Mail) -> list[dict[str, str]]:
    """The fields of each receiver in a delivery status (RFC 3464)."""
    found = []
    for each in mail.attachments:
        if each.type in STATUSES:
            text = decoded(each.content[:200_000]).replace("\r\n", "\n")
            for block in re.split(r"\n[ \t]*\n", text):
                fields = dict[str, str]()
                for line in re.sub(r"\n[ \t]+", " ", block).splitlines():
                    if match := FIELD.match(line.strip()):
                        fields.setdefault(match.group(1).lower(), match.group(2).strip())
                if "final-recipient" in fields or "original-recipient" in fields or "action" in fields:
                    found.append(fields)
    return found


def of_fields(fields: dict[str, str]) -> Failure | None:
    if not fields.get("action", "failed").lower().startswith("fail"):
        return None
    said = fields.get("diagnostic-code", "").partition(";")
    words = (said[2] or said[0]).strip()
    for name in ("original-recipient", "final-recipient", "x-actual-recipient"):
        if match := ADDRESS.search(fields.get(name, "").rpartition(";")[2][:1_000]):
            return failure_of(match.group(), words, fields.get("status", ""))
    return None


def failure_of(address: str, words: str, status: str = "") -> Failure:
    """status: as a field says it, believed beside what the words say: many servers write 5.0.0 and the reason behind it."""
    said = STATUS.search(words)
    status = match.group(1) if (match := STATUS.search(status)) else ""
    if said and (not status or status.endswith(".0.0")) and said.group(1)[0] in "45":
        status = said.group(1)
    if not status and (code := CODE.search(words)):
        status = f"{code.group(1)}.0.0"
    return Failure(
        address.lower(), status, not status.startswith("4"), " ".join(words.split()).lstrip('>:," ')[:500]
    )


def of_text(mail: Mail) -> list[Failure]:
    """The forms in which servers tell it in plain words: each address at the head of a line, with what stands behind it."""
    text = head(mail)
    ours = {
        each.lower() for each in [mail.from_email, *ADDRESS.findall(mail.headers.get("to", "")[:LONGEST])]
    }
    failed = ADDRESS.findall(mail.headers.get("x-failed-recipients", "")[:LONGEST])
    told = [failure_of(address, after(text, text.lower().find(address.lower()))) for address in failed]
    if not told:
        seen = [match for match in ADDRESS.finditer(text) if match.group().lower() not in ours]
        first = [
            match
            for match in seen
            if not text[text.rfind("\n", 0, match.start()) + 1 : match.start()].strip(' \t<">*-')
        ]
        told = [failure_of(match.group(), after(text, match.start())) for match in first or seen[:1]]
    if not told:
        told = [
            failure_of(address, after(text, 0))
            for address in original_receivers(mail)
            if address.lower() not in ours
        ]
    return told


def after(text: str, place: int) -> str:
    """What the server said of this address: up to the next empty line but one, where the address stands."""
    place = max(place, 0)
    words = text[place : place + 1_000]
    lines = words.split("\n\n")
    kept = "\n".join(lines[:2]) if len(lines[0]) < 80 and not STATUS.search(lines[0]) else lines[0]
    return (
        kept
        if STATUS.search(kept) or CODE.search(kept)
        else f"{kept}\n{found.group()}"
        if (found := line_of_code(text))
        else kept
    )


def line_of_code(text: str) -> re.Match[str] | None:
    return re.search(r"(?m)^[^\n]{0,80}(?<![\d.\w])[45]\d\d[ -][^\n]{0,300}", text)


def head(mail: Mail) -> str:
    """What the server says, before the letter that came back."""
    text = mail.text[:LONGEST]
    found = ORIGINAL.search(text, 1)
    return text[: found.start()] if found else text


def letters(mail: Mail) -> list[str]:
    """The letters that came back, or their headers, as text."""
    found = [decoded(each.content[:LONGEST]) for each in mail.attachments if each.type in LETTERS]
    found += [decoded(each.content[:LONGEST]) for each in mail.attachments if "header" in each.name.lower()]
    found.append(mail.text[:LONGEST][len(head(mail)) :])
    return found + [
        decoded(each.content[:LONGEST]) for each in mail.attachments if each.type in STATUSES
    ]  # run together by a wrong boundary


def original_ids(mail: Mail) -> tuple[str, ...]:
    """Message-IDs of the letters that came back, the surest first."""
    found = [match.group(1) for text in letters(mail) for match in [MESSAGE_ID.search(text)] if match]
    return tuple(dict.fromkeys([*found, *mail.references]))


def original_receivers(mail: Mail) -> list[str]:
    return [
        address
        for text in letters(mail)
        for match in [TO.search(text)]
        if match
        for address in ADDRESS.findall(match.group(1))
    ]
