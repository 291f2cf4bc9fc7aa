"""What an invitation says (text/calendar), as facts that a page can put into words."""

import datetime as dt
import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

LINE = re.compile(r"([A-Za-z-]+)((?:;[^:;\"]*(?:\"[^\"]*\"[^:;\"]*)*)*):(.*)")
ESCAPED = re.compile(r"\\([nN,;\\])")


@dataclass(frozen=True)
class Invite:
    """method: request, cancel, reply …; starts, ends: a moment, or a day where it has no hour; where no zone is named, a moment
    is naive; people: addresses of those invited."""

    method: str = ""
    summary: str = ""
    starts: dt.datetime | dt.date | None = None
    ends: dt.datetime | dt.date | None = None
    where: str = ""
    organizer: str = ""
    people: tuple[str, ...] = ()


def read_invite(text: str) -> Invite | None:
    """The first event; nothing where there is none."""
    lines = re.sub(r"\r?\n[ \t]", "", text[:500_000]).splitlines()
    found: dict[str, tuple[str, str]] = {}
    people: list[str] = []
    method, is_event = "", False
    for line in lines:
        upper = line[:20].upper().strip()
        if upper in ("END:VEVENT", "BEGIN:VALARM"):
            break
        is_event = is_event or upper == "BEGIN:VEVENT"
        match = LINE.match(line[:5_000])
        if match is None:
            continue
        name, said, value = match.group(1).upper(), match.group(2), match.group(3)
        if name == "METHOD":
            method = value.strip().lower()
        elif is_event and name == "ATTENDEE":
            people.append(person(value))
        elif is_event:
            found.setdefault(name, (said, value))
    if not is_event:
        return None
    return Invite(
        method=method,
        summary=words(found.get("SUMMARY", ("", ""))[1]),
        starts=when(*found.get("DTSTART", ("", ""))),
        ends=when(*found.get("DTEND", ("", ""))),
        where=words(found.get("LOCATION", ("", ""))[1]),
        organizer=person(found.get("ORGANIZER", ("", ""))[1]),
        people=tuple(dict.fromkeys(filter(None, people))),
    )


def words(value: str) -> str:
    return ESCAPED.sub(lambda found: "\n" if found.group(1) in "nN" else found.group(1), value).strip()


def person(value: str) -> str:
    return value.strip().lower().removeprefix("mailto:")


def when(said: str, value: str) -> dt.datetime | dt.date | None:
    value = value.strip()
    try:
        if len(value) == 8:
            return dt.datetime.strptime(value, "%Y%m%d").replace(tzinfo=dt.UTC).date()
        moment = dt.datetime.strptime(value[:15], "%Y%m%dT%H%M%S")  # noqa: DTZ007 - the zone stands beside it
    except ValueError:
        return None
    if value.endswith("Z"):
        return moment.replace(tzinfo=dt.UTC)
    zone = re.search(r"TZID=\"?([^\";:]+)", said, re.IGNORECASE)
    try:
        return moment.replace(tzinfo=ZoneInfo(zone.group(1))) if zone else moment
    except (ValueError, OSError, KeyError):  # zones of other programs have names of their own
        return moment
