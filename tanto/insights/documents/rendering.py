"""Papers as PDF and as pictures, made by a program of its own that is stopped when it takes too long. Every way in which it can
fail is an answer for who pressed: what, why, what instead."""

import importlib.util
import json
import re
import subprocess
import sys
import threading
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from tanto.web.refusals import Refused

from . import fonts
from .kinds import MOST_TOGETHER
from .paper import Paper
from .typesetting import __file__ as program

PATIENCE = 15.0  # seconds; a page takes 0.2
PRESSES = threading.BoundedSemaphore(2)  # papers that one process sets at the same time
LOOKED_AT = 110  # dots an inch of a picture
NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


@dataclass(frozen=True)
class Made:
    """pdf: the file; pictures: its first pages as PNG, if they were asked for."""

    pdf: bytes
    pictures: list[bytes]


def make(paper: Paper, *, with_pictures: bool = False) -> Made:
    """Set a paper. Refuses where a font, the typesetter or a sign is missing, and where it would take too long."""
    must_be_short(paper)
    folder = fonts.folder()
    if folder is None:
        raise fonts_missing()
    if importlib.util.find_spec("typst") is None:
        raise typesetter_missing()
    asked = {
        "layout": paper.kind.layout,
        "content": paper.content(),
        "fonts": [str(folder)],
        "at": int(paper.at.timestamp()),
        "pictures": LOOKED_AT if with_pictures else 0,
    }
    pdf, *pictures = parts_of(run(asked, paper))
    return Made(pdf, pictures)


def run(asked: dict[str, Any], paper: Paper) -> bytes:
    command = [sys.executable, "-I", program]
    if not PRESSES.acquire(timeout=PATIENCE):
        raise took_too_long()
    try:
        done = subprocess.run(  # noqa: S603 - our own program, nothing of it comes from outside
            command, input=json.dumps(asked).encode(), capture_output=True, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired as late:
        raise took_too_long() from late
    finally:
        PRESSES.release()
    if done.returncode == 0:
        return done.stdout
    said = done.stderr.decode("utf-8", "replace")
    if found := NO_GLYPH.search(said):
        raise no_glyph(ESCAPED.sub(lambda code: chr(int(code.group(1), 16)), found.group(1)), paper)
    if said.startswith("LookupError"):
        raise fonts_missing()
    if done.returncode == 2:
        raise RuntimeError(f"the layout {asked['layout']} cannot be set: {said[:500]}")
    raise took_too_long()  # the kernel stopped it: too long, or too large


def parts_of(stream: bytes) -> list[bytes]:
    """Each with its length before it."""
    found, place = [], 0
    while place < len(stream):
        size = int.from_bytes(stream[place : place + 8], "big")
        found.append(stream[place + 8 : place + 8 + size])
        place += 8 + size
    return found


def must_be_short(paper: Paper) -> None:
    total = sum(len(text) for text in paper.texts.values())
    if total > MOST_TOGETHER:
        raise Refused(
            "document_too_long",
            _("The texts together are %(total)d signs long, and %(most)d fit.")
            % {"total": total, "most": MOST_TOGETHER},
            _("A report that nobody reads to its end answers nothing."),
            _("Shorten it, or put what is long into a file of its own beside it."),
        )


def fonts_missing() -> Refused:
    return Refused(
        "fonts_missing",
        _("The fonts for documents are not on this machine."),
        _("Without them a Japanese page would be full of empty boxes."),
        _("Ask who keeps the machine to install them; “tanto doctor” says which. Your text stays here."),
        status=409,
    )


def typesetter_missing() -> Refused:
    return Refused(
        "typesetter_missing",
        _("The typesetter for documents is not on this machine."),
        _("It makes the PDF; nothing of your text was lost."),
        _("Ask who keeps the machine to install the program anew. Your text stays here."),
        status=409,
    )


def took_too_long() -> Refused:
    return Refused(
        "document_too_slow",
        _("The document took too long and was stopped."),
        _("Whoever else works here must not wait for it."),
        _("Press once more; if it stops again, shorten the text."),
        status=409,
    )


def no_glyph(sign: str, paper: Paper) -> Refused:
    shown = f"{sign[:8]} ({' '.join(f'U+{ord(each):04X}' for each in sign[:3])})"
    field = next((name for name, text in paper.texts.items() if sign in text), "")
    return Refused(
        "sign_without_font",
        _("This cannot be printed: %(sign)s") % {"sign": shown},
        _("No font here has it, and an empty box in a letter looks careless."),
        _("Leave it out, or write it in other signs."),
        field=field,
    )
