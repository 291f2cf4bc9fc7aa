"""What goes to and fro: hits, elements, patterns."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from tanto.web.api.kinds import Flag, Given, Id, Shown, Text
from tanto.wording import required
from tanto.wording.checking import Hit
from tanto.wording.patterns import LEVELS, MODES, SCOPES
from tanto.wording.required import Element

from ..models.guards import LONGEST, LONGEST_EXAMPLE, LONGEST_WHY, MOST_EXAMPLES, written_for
from ..phrases import Phrase

Level = Literal[LEVELS]  # type: ignore[valid-type]
Mode = Literal[MODES]  # type: ignore[valid-type]
Scope = Literal[SCOPES]  # type: ignore[valid-type]
Language = Literal["en", "ja"]
Replaced = Literal["sentence", "words"]
GROUPS, STEPS = tuple(written_for()), tuple(sorted({"", *required.rules_by_step()}))
Group = Literal[GROUPS]  # type: ignore[valid-type]
Step = Literal[STEPS]  # type: ignore[valid-type]
Code = Annotated[str, Field(pattern=r"^(EN|JA)-[A-Z]{2,8}-[0-9]{2,4}$", examples=["EN-BL-02"])]
Expression = Annotated[Text, Field(max_length=LONGEST["find"])]
Beside = Annotated[Text, Field(max_length=LONGEST["not_after"])]
Said = Annotated[Text, Field(max_length=LONGEST["say"])]
Example = Annotated[Text, Field(max_length=LONGEST_EXAMPLE)]
Examples = Annotated[list[Example], Field(max_length=MOST_EXAMPLES)]
LINE = {"id": "EN-BL-02", "level": "block", "start": 4, "end": 20, "text": "courier was late", "why": "To the customer there is one firm.", "rewrite": "Your delivery from us is late.", "group": "BL"}  # fmt: skip
COLUMNS = {
    "find": r"\bcourier was late\b",
    "say": "Your delivery from us is late.",
    "replaces": "sentence",
    "level": "block",
    "mode": "ext",
    "scope": "sentence",
    "fire": ["The courier was late."],
    "ok": ["The courier comes at 15:00."],
}


class HitShown(Shown):
    """start, end: signs of the text as it was sent; rewrite: what to say instead, or advice in brackets."""

    example: ClassVar[dict[str, Any]] = LINE

    id: str
    level: Level
    start: int
    end: int
    text: str
    why: str
    rewrite: str
    group: str

    @classmethod
    def of(cls, hit: Hit) -> "HitShown":
        return cls(**{name: getattr(hit, name) for name in cls.model_fields})


class ElementShown(Shown):
    """What a message of this step holds. add: a sentence that brings it."""

    rule: str
    id: str
    level: Level
    is_there: bool
    label: str
    add: str

    @classmethod
    def of(cls, one: Element) -> "ElementShown":
        return cls(**one._asdict())


class Why(Given):
    en: Annotated[Text, Field(max_length=LONGEST_WHY)] = ""
    ja: Annotated[Text, Field(max_length=LONGEST_WHY)] = ""


class PatternColumns(Given):
    """find, unless, not_after, not_before: expressions of RE2."""

    find: Expression
    say: Said = ""
    replaces: Replaced = "sentence"
    level: Level = "warn"
    mode: Mode = "ext"
    scope: Scope = "sentence"
    unless: Expression = ""
    not_after: Beside = ""
    not_before: Beside = ""
    why: Why = Why()
    fire: Examples
    ok: Examples

    def columns(self) -> dict[str, Any]:
        return columns_from(self)


def columns_from(given: PatternColumns) -> dict[str, Any]:
    found = given.model_dump(include=set(PatternColumns.model_fields))
    return found | {"why": {language: said for language, said in found["why"].items() if said}}


class ChangedPattern(PatternColumns):
    """missed: the proposal that is taken in with it."""

    missed: Id | None = None


class NewPattern(ChangedPattern):
    language: Language
    group: Group


class OnOrNot(Given):
    on: Flag


class PatternShown(Shown):
    """why: as a writer is told; own_why: where the pattern has sentences of its own; state: how the house has it; is_shipped: whether it
    came with the program."""

    example: ClassVar[dict[str, Any]] = {"id": "EN-BL-02", "language": "en", "group": "BL", "why": "To the customer there is one firm.", "own_why": {"en": "", "ja": ""}, "is_shipped": True, "is_changed": False, "is_off": False, "unless": "", "not_after": "", "not_before": "", **COLUMNS}  # fmt: skip

    id: str
    language: Language
    group: str
    why: str
    own_why: Why
    is_shipped: bool
    is_changed: bool
    is_off: bool
    level: Level
    mode: Mode
    scope: Scope
    find: str
    unless: str
    not_after: str
    not_before: str
    say: str
    replaces: Replaced
    fire: list[str]
    ok: list[str]

    @classmethod
    def of(cls, phrase: Phrase) -> "PatternShown":
        pattern = phrase.pattern
        same = ("id", "language", "group", "level", "mode", "scope", "find", "unless", "not_after", "not_before", "say", "replaces")  # fmt: skip
        return cls(
            **{name: getattr(pattern, name) for name in same},
            why=phrase.why,
            own_why=Why(**pattern.why),
            is_shipped=not phrase.is_own,
            is_changed=phrase.is_changed,
            is_off=phrase.is_off,
            fire=list(pattern.fire),
            ok=list(pattern.ok),
        )
