"""Real mails that nobody here wrote, read and compared with what is known of them: `make conformance`, which prints a table and
ends with 1 where a goal is missed. Needs ../shared/data; without it nothing is compared. docs/conformance.md has the last table."""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).parents[2]))

from tanto.mail import bounces
from tanto.mail.reading import Mail, read
from tanto.mail.said import new_words
from tanto.mail.sorting import sort
from tanto.mail.winmail import read_winmail

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("TANTO_SHARED_DATA", ROOT.parent / "shared" / "data"))
MAILS = (
    "zammad-mail/mail/*.box", "stalwart-eml/eml/*/*.eml", "ruby-mail-fixtures/emails/**/*.eml", "sisimai-bounces/*/*.eml",
    "cpython-mails/data/*.txt", "django-helpdesk-mails/**/*.eml", "libredesk-testdata/**/*.eml", "talon-fixtures/**/*.eml",
)  # fmt: skip
EMPTY = {"msg_18.txt"}  # headers of calendars alone: neither sender nor subject nor text
# where the expectation is a habit of the other program and no fact about the mail; docs/decisions/0011-reading-mail.md says why
NOT_FACTS = {
    "mail076.box": "from_email",  # an address with a stray sign behind it
    "mail087.box": "from_email",  # a name and an address in one, kept together
}
NOT_BOUNCES = {
    "arf-01.eml": "abuse",
    "rfc3834-01.eml": "auto_reply",
    "is-not-bounce-01.eml": "case",
    "is-not-bounce-02.eml": "case",
}


@dataclass
class Row:
    """One line of the table. goal: the least share of what must be so."""

    what: str
    good: int
    of: int
    goal: float = 1.0
    misses: tuple[str, ...] = ()

    @property
    def is_met(self) -> bool:
        return self.of > 0 and self.good >= self.goal * self.of


def mails() -> list[Path]:
    return sorted({path for pattern in MAILS for path in DATA.glob(pattern)})


def of(folder: str) -> Iterator[tuple[Path, Mail]]:
    for path in mails():
        if path.is_relative_to(DATA / folder):
            yield path, read(path.read_bytes())


def counted(what: str, found: dict[str, bool], goal: float = 1.0) -> Row:
    return Row(
        what, sum(found.values()), len(found), goal, tuple(name for name, good in found.items() if not good)
    )


def outcomes() -> list[Row]:
    """Every mail through the command a firm would use, nothing written."""
    with tempfile.TemporaryDirectory() as folder:
        around = os.environ | {
            "TANTO_DATA_DIR": folder,
            "DJANGO_SETTINGS_MODULE": "tanto.settings",
            "PYTHONPATH": str(ROOT),
        }
        subprocess.run([sys.executable, "-m", "django", "migrate", "-v0"], env=around, check=True)
        command = [
            sys.executable,
            "-c",
            "from tanto.cli import main; main()",
            "intake",
            "--dry-run",
            "--json",
        ]
        run = subprocess.run(
            [*command, *map(str, mails())], env=around, capture_output=True, text=True, check=False
        )
    told = [json.loads(line) for line in run.stdout.splitlines() if line.startswith("{")]
    named = Counter(one["source"] for one in told if one["outcome"])
    wanted = Counter(path.name for path in mails())
    print("outcomes:", dict(Counter(one["outcome"] for one in told)))
    return [
        counted("every mail has one outcome (tanto intake --dry-run --json)", {name: named[name] == count for name, count in wanted.items()}),
        Row("no mail ends the run or leaves a trace of an error", len(told), len(mails()) if "Traceback" not in run.stderr else 0),
        counted("every mail with words or files is read", {one["source"]: one["outcome"] != "rejected" for one in told if one["source"] not in EMPTY}),
    ]  # fmt: skip


def known(path: Path, field: str) -> str | None:
    """A field of the expectation beside a mail; its tags belong to another language."""
    try:
        text = path.with_suffix(".yml").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    found = re.search(rf"(?m)^{field}:.*(?:\n[ ]+.*)*", text)
    return str(yaml.safe_load(found.group())[field]) if found else None


def zammad() -> list[Row]:
    subjects, senders, exceptions = dict[str, bool](), dict[str, bool](), 0
    for path, mail in of("zammad-mail"):
        subject, sender = known(path, "subject"), known(path, "from_email")
        if subject is not None:
            subjects[path.name] = mail.subject == " ".join(subject.split())
        if NOT_FACTS.get(path.name) == "from_email":
            exceptions += 1
        elif sender is not None:
            senders[path.name] = mail.from_email == sender.lower()
    print("expectations that are no facts:", exceptions)
    return [counted("zammad-mail: subject", subjects), counted("zammad-mail: sender's address", senders)]


def stalwart() -> list[Row]:
    """Compared where the other reader left no gap itself."""
    subjects, senders = dict[str, bool](), dict[str, bool]()
    for path, mail in of("stalwart-eml"):
        headers = {
            str(each["name"]): each["value"]
            for each in json.loads(path.with_suffix(".json").read_text())["parts"][0]["headers"]
        }
        subject, sender = headers.get("subject"), headers.get("from")
        if isinstance(subject, dict) and "\ufffd" not in (text := subject.get("Text") or ""):
            subjects[path.name] = mail.subject == " ".join(text.split())
        if isinstance(sender, dict) and "Address" in sender and (several := sender["Address"].get("List")):
            senders[path.name] = mail.from_email == (several[0]["address"] or "").lower()
    return [counted("stalwart-eml: subject", subjects), counted("stalwart-eml: sender's address", senders)]


def sisimai() -> list[Row]:
    sorts, failed, letters = dict[str, bool](), dict[str, bool](), dict[str, bool]()
    for path, mail in of("sisimai-bounces"):
        sorts[path.name] = sort(mail) == NOT_BOUNCES.get(path.name, "bounce")
        if sort(mail) == "bounce":
            failed[path.name] = bool(bounces.failures(mail))
            if len(re.findall(rb"(?im)^[ \t]*message-id:[ \t]*<", path.read_bytes())) > 1:
                letters[path.name] = bool(bounces.original_ids(mail))
    return [
        counted("sisimai-bounces: what it is", sorts),
        counted("sisimai-bounces: who did not get the letter", failed),
        counted("sisimai-bounces: which letter it was, where it is there", letters, goal=0.95),
    ]


def replies() -> list[Row]:
    trimmer, crisp, talon = dict[str, bool](), dict[str, bool](), dict[str, bool]()
    for path in sorted((DATA / "reply-trimmer" / "emails").glob("*.txt")):
        kept = (path.parents[1] / "trimmed" / path.name).read_text().strip("\n").rstrip()
        trimmer[path.name] = new_words(path.read_text()) == kept
    for path in sorted((DATA / "crisp-reply-parser" / "fixtures").glob("*.txt")):
        paragraph = "\n".join(path.read_text().split("\n")[:5])
        if paragraph.startswith("Fusce"):  # these hold the same five lines above a quotation in some language
            crisp[path.name] = new_words(path.read_text()) == paragraph
    for path, mail in of("talon-fixtures"):
        if path.parent.name == "standard_replies":
            talon[path.name] = mail.said == "Hello"
    return [
        counted("reply-trimmer: new words exactly equal", trimmer, goal=0.9),
        counted("crisp-reply-parser: the paragraph above the quotation", crisp, goal=0.9),
        counted("talon-fixtures: standard replies", talon),
    ]


def japanese() -> Row:
    """Whatever says that it is Japanese shows Japanese, without a gap and without half-width noise."""
    found = {}
    for path in mails():
        raw = path.read_bytes()
        if re.search(rb"(?i)iso-2022-jp|shift_jis|euc-jp", raw) and b"\xef\xbf\xbd" not in raw:
            mail = read(raw)
            shown = f"{mail.subject} {mail.from_name} {mail.text} {' '.join(each.name for each in mail.attachments)}"
            found[path.name] = (
                "\ufffd" not in shown and "\x1b" not in shown and not re.search("[\uff66-\uff9f]{4}", shown)
            )
    return counted("Japanese charsets: no gap, no noise", found)


def winmails() -> Row:
    found = {}
    for path in sorted((DATA / "tnef-samples").glob("*.tnef")):
        inside = read_winmail(path.read_bytes())
        found[path.name] = inside is not None and bool(
            inside.text or inside.page or all(each.name for each in inside.files)
        )
    return counted("tnef-samples: text or files", found)


def table() -> list[Row]:
    return [*outcomes(), *zammad(), *stalwart(), *sisimai(), *replies(), japanese(), winmails()]


def main() -> int:
    if not DATA.exists():
        print(f"Nothing to compare: {DATA} is not there.")
        return 0
    start = time.perf_counter()
    rows = table()
    print(
        f"\n{len(mails())} mails, {time.perf_counter() - start:.0f} s\n\n| what | so | of | goal | |\n|---|---:|---:|---:|---|"
    )
    for row in rows:
        print(
            f"| {row.what} | {row.good} | {row.of} | {row.goal:.0%} | {'met' if row.is_met else 'MISSED'} |"
        )
    for row in rows:
        if row.misses:
            print(f"\nnot so, {row.what}: {', '.join(row.misses)}")
    return 0 if all(row.is_met for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
