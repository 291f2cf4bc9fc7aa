"""The table of message types in docs/webhooks.md, made of the lists in the program: `python -m tests.api.webhooks.write_docs`
writes it, and a test holds it."""

import datetime as dt
import json
import re
from pathlib import Path

from tanto.api.webhooks.kinds import GROUPS, LABELS, TOLD, public_type, subject_kind_of
from tanto.api.webhooks.payload import body_of
from tanto.journal.events import EVENTS
from tanto.notices.drain import Waiting

FILE = Path(__file__).parents[3] / "docs" / "webhooks.md"
BEGIN = "<!-- made of the program -->\n"
AT = dt.datetime(2026, 11, 12, 7, 20, 5, 123000, tzinfo=dt.UTC)
MOMENT = "2026-11-13T00:00:00+00:00"
VALUES = {
    "was": 3, "now": 2, "points": 9, "count": 2, "task": "promise", "section": 0, "day": "2026-12-29",
    "until": "2027-01-03", "year": 2027,
}  # fmt: skip
STATE = {"step": "test", "end": None, "severity": 2, "section": 4, "client": 31}


def example(kind: str) -> str:
    facts = {name: MOMENT if name.endswith("_at") else VALUES.get(name) for name in TOLD[kind]}
    facts |= {name: code.values[-1] for name, code in EVENTS[kind].codes.items() if name in facts}
    facts |= {"to_step": "address"} if "to_step" in facts else {}
    subject = subject_kind_of(kind)
    entry = Waiting(48213, kind, subject, 31, {"number": "SR-2026-0042"} | facts, [], STATE, AT)
    return body_of(entry, {})


def more(kind: str) -> str:
    """What a message of this kind carries beside what all of its noun carry, as an example."""
    said = json.loads(example(kind))["data"]
    return ", ".join(f"`{name}: {json.dumps(said[name])}`" for name in TOLD[kind])


def sentence(kind: str) -> str:
    return re.sub(r"%\(\w+\)s", "…", EVENTS[kind].sentence).replace("%%", "%").rstrip(":").replace("|", "/")


def tables() -> str:
    lines: list[str] = []
    for group, kinds in GROUPS.items():
        lines += [f"### {LABELS[group]}", "", "| type | what happened | beside the head |", "|---|---|---|"]
        lines += [f"| `{public_type(kind)}` | {sentence(kind)} | {more(kind)} |" for kind in kinds]
        lines.append("")
    return "\n".join(lines)


def written() -> str:
    return FILE.read_text("utf-8").partition(BEGIN)[0] + BEGIN + "\n" + tables()


if __name__ == "__main__":
    FILE.write_text(written(), "utf-8")
