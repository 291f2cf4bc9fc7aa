"""What a message says: that something happened, of what, and where to look. No names, no words of anybody."""

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from django.conf import settings

from tanto.journal.events import Happened

from .kinds import TEST, TOLD, public_type

STATE = ("step", "end", "severity", "section", "client")  # of a case, as an entry remembers it


def body_of(entry: Happened, cases: Mapping[int, Mapping[str, Any]]) -> str:
    """cases: by id, how those stand of whose entries nothing changed their row."""
    facts = {name: entry.facts[name] for name in TOLD[entry.kind] if name in entry.facts}
    known = {"entry": entry.pk, **about(entry, cases), **facts}
    return written(public_type(entry.kind), entry.at, known)


def about(entry: Happened, cases: Mapping[int, Mapping[str, Any]]) -> dict[str, Any]:
    if entry.subject_kind == "case":
        state = entry.after or cases.get(entry.subject_id, {})
        number = entry.facts["number"]
        head = {"number": number, "url": f"{settings.URL}/cases/{number}/"}
        return head | {name: state.get(name) for name in STATE}
    if entry.subject_kind == "client":
        return {"client": entry.subject_id, "url": f"{settings.URL}/clients/{entry.subject_id}/"}
    if entry.subject_kind == "section":
        return {"section": entry.subject_id, "url": f"{settings.URL}/people/"}
    return {"url": f"{settings.URL}/house/"}


def test_body(now: dt.datetime) -> str:
    return written(TEST, now, {"url": f"{settings.URL}/house/hooks/"})


def written(type: str, at: dt.datetime, about: Mapping[str, Any]) -> str:
    moment = at.astimezone(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return json.dumps({"type": type, "timestamp": moment, "data": dict(about)}, separators=(",", ":"))
