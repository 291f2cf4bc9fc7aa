"""What a mail is, by its headers alone: a complaint, a bounce, an automatic answer, or nothing for us. Pure."""

import re

from .reading import Mail

CASE, REPLY, BOUNCE, AUTO_REPLY, IGNORED, REJECTED = (
    "case",
    "reply",
    "bounce",
    "auto_reply",
    "ignored",
    "rejected",
)
POSTMEN = ("mailer-daemon", "postmaster", "mail-daemon", "maildaemon", "mdaemon")
FAILED = re.compile(
    r"undeliver|delivery (status|failure|has failed|incomplete)|returned (mail|to sender)|mail delivery failed|failure notice|"
    r"配信(不能|エラー|できません)|送信エラー|宛先不明",
    re.IGNORECASE,
)
AWAY = re.compile(
    r"^\s*(out of (the )?office|automatic reply|auto(matic)?[- ]?(re(ply|sponse))|自動(応答|返信)|不在(通知|のお知らせ)|abwesen)",
    re.IGNORECASE,
)


def sort(mail: Mail) -> str:
    """case, bounce, auto_reply, ignored or rejected; whether a case is a reply only the house knows."""
    if is_bounce(mail):
        return BOUNCE
    if is_automatic(mail):
        return AUTO_REPLY
    if is_list(mail):
        return IGNORED
    return CASE if mail.text or mail.subject or mail.attachments else REJECTED


def is_bounce(mail: Mail) -> bool:
    local = mail.from_email.partition("@")[0]
    kind = mail.headers.get("content-type", "").lower()
    if mail.is_report and "disposition-notification" not in kind:
        return True
    has_no_sender = mail.headers.get("return-path", "x").strip() == "<>"
    return (local in POSTMEN or has_no_sender or "x-failed-recipients" in mail.headers) and (
        bool(FAILED.search(mail.subject)) or "x-failed-recipients" in mail.headers
    )


def is_automatic(mail: Mail) -> bool:
    said = mail.headers.get("auto-submitted", "no").strip().lower()
    marked = any(name in mail.headers for name in ("x-autoreply", "x-autorespond", "x-auto-reply"))
    precedence = mail.headers.get("precedence", "").strip().lower() in ("auto_reply", "auto-reply")
    return (
        said.startswith(("auto-replied", "auto-notified"))
        or marked
        or precedence
        or bool(AWAY.match(mail.subject))
    )


def is_list(mail: Mail) -> bool:
    precedence = mail.headers.get("precedence", "").strip().lower()
    return "list-id" in mail.headers and (
        precedence in ("bulk", "list", "junk") or "list-unsubscribe" in mail.headers
    )


OWN, ABUSE = "own", "abuse"
