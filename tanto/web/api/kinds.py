"""The kinds of values that programs send and get. Strict: a number is no text, a text no number, nothing unknown passes."""

import datetime as dt
import re
from typing import Annotated, Any, ClassVar, Literal

from django.utils import timezone
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

LARGEST = 2**63 - 1
MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
MINUTE = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)
WHOLE = re.compile(r"\d{1,18}", re.ASCII)


def read_moment(value: Any) -> Any:
    """ISO 8601 with an offset, from 2000 to 2099: anything else is a slip of the pen."""
    if not isinstance(value, str) or not MOMENT.fullmatch(value):
        raise ValueError("a moment is written as 2026-11-12T18:00:00+09:00")
    moment = dt.datetime.fromisoformat(value.upper())
    if not 2000 <= moment.year < 2100:
        raise ValueError("a moment lies between the years 2000 and 2099")
    return moment


def read_day(value: Any) -> Any:
    if not isinstance(value, str) or not DAY.fullmatch(value):
        raise ValueError("a day is written as 2026-11-12")
    day = dt.date.fromisoformat(value)
    if not 2000 <= day.year < 2100:
        raise ValueError("a day lies between the years 2000 and 2099")
    return day


def read_minute(value: Any) -> Any:
    if not isinstance(value, str) or not MINUTE.fullmatch(value):
        raise ValueError("a time of day is written as 18:30")
    return dt.time.fromisoformat(value)


def read_whole(value: Any) -> Any:
    if not isinstance(value, str) or not WHOLE.fullmatch(value):
        raise ValueError("a whole number has digits only")
    return int(value)


def read_flag(value: Any) -> Any:
    if value not in ("true", "false"):
        raise ValueError("write true or false")
    return value == "true"


def on_the_wall(value: Any) -> Any:
    return timezone.localtime(value) if isinstance(value, dt.datetime) else value


def without_nul(value: str) -> str:
    if "\x00" in value:
        raise ValueError("a text has no NUL in it")
    return value


MOMENT_SCHEMA = {"type": "string", "format": "date-time"}
DAY_SCHEMA = {"type": "string", "format": "date"}
MINUTE_SCHEMA = {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"}

# Given in a body
Id = Annotated[int, Field(strict=True, ge=1, le=LARGEST)]
Flag = Annotated[bool, Field(strict=True)]
Text = Annotated[str, Field(strict=True, pattern="^[^\\x00]*$"), AfterValidator(without_nul)]
Moment = Annotated[dt.datetime, BeforeValidator(read_moment), WithJsonSchema(MOMENT_SCHEMA)]
Day = Annotated[dt.date, BeforeValidator(read_day), WithJsonSchema(DAY_SCHEMA)]
Minute = Annotated[dt.time, BeforeValidator(read_minute), WithJsonSchema(MINUTE_SCHEMA)]

# Standing in an address
PathId = Annotated[
    int, BeforeValidator(read_whole), WithJsonSchema({"type": "integer", "minimum": 0, "maximum": 10**18 - 1})
]
CaseNumber = Annotated[str, Field(pattern=r"^SR-[0-9]{4}-[0-9]{4,9}$", examples=["SR-2026-0042"])]
Number = Annotated[
    int, BeforeValidator(read_whole), WithJsonSchema({"type": "integer", "minimum": 0, "maximum": 10**18 - 1})
]
Tick = Annotated[bool, BeforeValidator(read_flag), WithJsonSchema({"type": "boolean"})]
Size = Annotated[
    int,
    BeforeValidator(read_whole),
    Field(ge=1, le=100),
    WithJsonSchema({"type": "integer", "minimum": 1, "maximum": 100}),
]
Place = Annotated[str, Field(max_length=200, pattern=r"^[A-Za-z0-9_-]*$")]

# Answered
At = Annotated[dt.datetime, BeforeValidator(on_the_wall), WithJsonSchema(MOMENT_SCHEMA)]


class Given(BaseModel):
    """What a program sends."""

    model_config = ConfigDict(extra="forbid")


class Shown(BaseModel):
    """What a program gets. example: one of it, for the reference."""

    example: ClassVar[dict[str, Any]] = {}

    model_config = ConfigDict(extra="forbid", defer_build=True)


class Named(Shown):
    """A person, client, contact or section as it is mentioned."""

    id: int
    name: str


class Nothing(Given):
    """A verb that needs no words: an empty object, or no body at all."""


Scope = Literal["read", "write", "house"]
