"""The parts of a mail told apart: what is its text, what is the page of it, and what hangs on it."""

import re

from .charsets import decoded
from .faults import BROKEN_WINMAIL, LONG_TEXT
from .headings import NOTHING, parameter, plain
from .invites import read_invite
from .mime import KIND, Part, parameters, read_parts
from .packing import payload
from .pieces import Found, Hung, Piece, as_lines, flowed, put_together
from .uuencoded import without_files
from .winmail import read_winmail

LONGEST = 4_000_000  # bytes of one text
WITHIN = 3  # messages within messages whose text is read
TEXT, PAGE = "text/plain", "text/html"
SIGNED = ("application/pkcs7-signature", "application/x-pkcs7-signature")
SEALED = ("application/pkcs7-mime", "application/x-pkcs7-mime")
TNEF = ("application/ms-tnef", "application/vnd.ms-tnef")


def parted(root: Part, faults: list[str], depth: int = 0) -> Found:
    found = Found(faults, hint=hint_of(root))
    walk(root, found, depth)
    if not any(each.text or each.page for each in found.pieces):
        instead_of_text(found)
    put_together(found)
    if not found.text and depth < WITHIN:
        of_nested(found, depth)
    return found


def hint_of(part: Part) -> str:
    """The charset of the first text: headers that should have been encoded are often in it."""
    if part.kind.startswith("text/"):
        return part.parameters.get("charset", "")
    return next(filter(None, map(hint_of, part.parts)), "")


def walk(part: Part, found: Found, depth: int) -> None:
    kind = part.kind
    note_kind(part, found)
    if part.parts:
        several(part, found, depth)
    elif kind.startswith("text/") and kind in (TEXT, PAGE) and not is_hung(part, found.hint):
        (of_text if kind == TEXT else of_page)(part, found)
    elif kind == "message/rfc822":
        found.kinds.append("nested")
        hang(part, found, "message.eml")
    elif kind == "text/calendar":
        of_calendar(part, found)
    elif kind in TNEF or name_of(part, found.hint).lower() == "winmail.dat":
        of_winmail(part, found)
    else:
        hang(part, found)


def note_kind(part: Part, found: Found) -> None:
    """Envelopes; what is inside a sealed one is a file like others."""
    kind, by = part.kind, part.parameters.get("protocol", "").lower()
    if kind == "multipart/signed":
        found.kinds.append("pgp_signed" if "pgp" in by else "smime_signed")
    elif kind == "multipart/encrypted":
        found.kinds.append("pgp_encrypted")
    elif kind in SEALED:
        is_open = "signed" in part.parameters.get("smime-type", "").lower()
        found.kinds.append("smime_signed" if is_open else "smime_encrypted")


def several(part: Part, found: Found, depth: int) -> None:
    """Of alternatives the plain one is the text, the last page is the page; what else stands side by side is read in order."""
    before = found.pieces
    found.pieces = []
    for each in part.parts:
        walk(each, found, depth)
    inner, found.pieces = found.pieces, before
    if part.kind != "multipart/alternative":
        found.pieces += inner
        return
    plains = [each.text for each in inner if not each.page and each.text.strip()]
    pages = [each.page for each in inner if each.page]
    found.pieces.append(Piece("\n\n".join(plains), "\n".join(pages)))


def of_text(part: Part, found: Found) -> None:
    content, files = without_files(shortened(part, found))
    for name, inner in files:
        found.kinds.append("uuencode")
        found.hung.append(Hung(file_name(decoded(name)), "application/octet-stream", inner))
    text = as_lines(decoded(content, part.parameters.get("charset", "")))
    if part.parameters.get("format", "").lower() == "flowed":
        text = flowed(text, is_joined=part.parameters.get("delsp", "").lower() == "yes")
    if "-----BEGIN PGP " in text:
        found.kinds.append("pgp_encrypted" if "-----BEGIN PGP MESSAGE-----" in text else "pgp_signed")
    found.pieces.append(Piece(text))


def shortened(part: Part, found: Found) -> bytes:
    """The bytes of a text, as far as anybody would read; what is longer hangs on the mail whole."""
    content = payload(part, found.faults)
    if len(content) <= LONGEST:
        return content
    found.faults.append(LONG_TEXT)
    found.hung.append(
        Hung(name_of(part, found.hint) or f"part-{len(found.hung) + 1}.txt", part.kind, content)
    )
    return content[: content.rfind(b"\n", LONGEST - 1_000, LONGEST) + 1 or LONGEST]


def of_page(part: Part, found: Found) -> None:
    charset = part.parameters.get("charset", "")
    content = shortened(part, found)
    if not charset and (
        said := re.search(rb"(?i)<meta[^<>]{1,200}?charset=[\"']?([\w-]{2,30})", content[:4_000])
    ):
        charset = said.group(1).decode()
    found.pieces.append(Piece(page=as_lines(decoded(content, charset))))


def of_calendar(part: Part, found: Found) -> None:
    found.kinds.append("calendar")
    content = payload(part, found.faults)
    found.invite = found.invite or read_invite(decoded(content, part.parameters.get("charset", "")))
    found.hung.append(Hung(name_of(part, found.hint) or "invite.ics", part.kind, content))


def of_winmail(part: Part, found: Found) -> None:
    """The files inside stand beside the others; one that is broken stays what it is."""
    inside = read_winmail(payload(part, found.faults))
    if inside is None:
        found.faults.append(BROKEN_WINMAIL)
        hang(part, found)
        return
    found.kinds.append("winmail")
    for each in inside.files:
        name = file_name(each.name) or f"part-{len(found.hung) + 1}"
        kind = each.type if KIND.fullmatch(each.type) else "application/octet-stream"
        found.hung.append(
            Hung(name, kind, each.content, content_id=NOTHING.sub("", each.content_id).strip("<> "))
        )
    if (inside.text.strip() or inside.page) and not any(
        each.text.strip() or each.page for each in found.pieces
    ):
        found.pieces.append(Piece(as_lines(inside.text), as_lines(inside.page)))


def hang(part: Part, found: Found, otherwise: str = "") -> None:
    content, name = payload(part, found.faults), name_of(part, found.hint)
    if not content and not name:
        return
    shown = part.header("content-disposition").lower().startswith("inline") and part.kind.startswith("image/")
    name = name or otherwise or f"part-{len(found.hung) + 1}"
    found.hung.append(
        Hung(name, part.kind, content, shown, plain(part.header("content-id"), found.hint).strip("<> \t"))
    )


def is_hung(part: Part, hint: str) -> bool:
    return part.header("content-disposition").lower().startswith("attachment") or bool(name_of(part, hint))


def name_of(part: Part, hint: str) -> str:
    """The file name, by either header."""
    said = part.header("content-disposition")
    name = ""
    if ";" in said:
        name = parameter(parameters(said), "filename", hint)
    return file_name(name or parameter(part.parameters, "name", hint))


def file_name(name: str) -> str:
    """No folders, no line ends, no length without end."""
    name = " ".join(NOTHING.sub("", name).replace("/", "_").replace("\\", "_").split())
    if len(name) > 200:
        front, dot, ending = name.rpartition(".")
        name = f"{front[:190]}{dot}{ending}" if dot and len(ending) < 10 else name[:200]
    return name


def instead_of_text(found: Found) -> None:
    """A mail whose only text carries a file name: it is read as well as kept."""
    for each in found.hung:
        if each.type in (TEXT, PAGE) and len(each.content) < 200_000:
            text = as_lines(decoded(each.content, found.hint))
            found.pieces.append(Piece(text) if each.type == TEXT else Piece(page=text))
            return


def of_nested(found: Found, depth: int) -> None:
    """A mail that is only the envelope of another: the words of that one are its words."""
    for each in found.hung:
        if each.type == "message/rfc822":
            inner = read_parts(each.content, [])
            below = parted(inner, [], depth + 1)
            found.text = "\n\n".join(filter(None, (plain(inner.header("subject"), below.hint), below.text)))
            if found.text:
                return
