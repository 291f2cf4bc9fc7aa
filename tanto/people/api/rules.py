"""Every kind of clock: how long it runs at each severity, and who hears at which share."""

from typing import Annotated, Any, ClassVar, Literal

from django.http import HttpRequest, HttpResponse
from pydantic import Field

from tanto.clocks.kinds import HEARERS, STARTS, STOPS, Rule
from tanto.clocks.models.timing import timing
from tanto.clocks.targets import UNITS, Target, Targets
from tanto.web.api.answering import answer
from tanto.web.api.kinds import Given, Shown, Text
from tanto.web.api.paging import page_of, paged
from tanto.web.api.routes import MADE, Room

from ..bearer import actor
from ..models import Firm
from ..time_views import known_rule
from ..views import keeper

Kind = Annotated[str, Field(pattern=r"^[a-z0-9_-]{1,20}$")]
Amount = Annotated[int, Field(strict=True, ge=0, le=10_000_000)]
Line = Annotated[Text, Field(max_length=200)]
AIM = {"unit": "working_minutes", "amount": 120, "then": []}


class Aim(Given):
    """amount: minutes or days, by unit; then: further amounts of a series."""

    unit: Literal[UNITS]  # type: ignore[valid-type]
    amount: Amount = 0
    then: Annotated[list[Amount], Field(max_length=10)] = []

    @property
    def target(self) -> Target:
        return Target(self.unit, self.amount, tuple(self.then))


class RungOfRule(Given):
    """share: percent of the time; hears: codes of who hears."""

    share: Annotated[int, Field(strict=True, ge=1, le=1000)]
    hears: Annotated[list[Literal[tuple(HEARERS)]], Field(max_length=20)]  # type: ignore[valid-type]


class NewRule(Given):
    """targets: for S1 to S4, null where no clock runs; words: what is said instead of the shipped sentence."""

    targets: Annotated[list[Aim | None], Field(min_length=4, max_length=4)]
    tells: Annotated[list[RungOfRule], Field(max_length=20)]
    words_en: Line = ""
    words_ja: Line = ""


class NewDeadline(NewRule):
    """A deadline that a law or a contract sets."""

    name_en: Annotated[Text, Field(min_length=1, max_length=80)]
    name_ja: Annotated[Text, Field(max_length=80)] = ""
    starts: Literal[tuple(STARTS)]  # type: ignore[valid-type]
    stops: Literal[tuple(STOPS)]  # type: ignore[valid-type]


class RuleShown(Shown):
    """is_set: whether the house set it; else as shipped."""

    example: ClassVar[dict[str, Any]] = {"kind": "first_response", "label": "First words", "targets": [AIM, AIM, AIM, None], "tells": [{"share": 80, "hears": ["duty"]}], "words_en": "", "words_ja": "", "is_set": False, "is_retired": False}  # fmt: skip

    kind: str
    label: str
    targets: list[Aim | None]
    tells: list[RungOfRule]
    words_en: str
    words_ja: str
    is_set: bool
    is_retired: bool

    @classmethod
    def of(cls, rule: Rule) -> "RuleShown":
        return cls(
            kind=rule.name,
            label=str(rule.label),
            targets=[Aim(**aim.stored()) if aim else None for aim in rule.targets],
            tells=[
                RungOfRule.model_construct(share=share, hears=list(codes))
                for share, codes in sorted(rule.tells.items())
            ],
            words_en=rule.words.get("en", ""),
            words_ja=rule.words.get("ja", ""),
            is_set=rule.is_set,
            is_retired=rule.is_retired,
        )


def parts(given: NewRule) -> dict[str, Any]:
    """What was given, as the verb takes it."""
    one, two, three, four = (aim.target if aim else None for aim in given.targets)
    targets: Targets = (one, two, three, four)
    tells = {rung.share: tuple(rung.hears) for rung in given.tells}
    return {"targets": targets, "tells": tells, "words": {"en": given.words_en, "ja": given.words_ja}}


def listed(request: HttpRequest) -> HttpResponse:
    """As they are set in this house."""
    return paged(request, RuleShown, [RuleShown.of(rule) for rule in timing().rules()], "")


def read(request: HttpRequest, kind: Kind) -> HttpResponse:
    """One kind of clock."""
    return answer(RuleShown.of(known_rule(kind)))


def change(request: HttpRequest, kind: Kind, given: NewRule) -> HttpResponse:
    """Running clocks are measured anew."""
    keeper(request)
    known_rule(kind)
    Firm.kept().set_rule(by=actor(request), kind=kind, **parts(given))
    return answer(RuleShown.of(known_rule(kind)))


def reset(request: HttpRequest, kind: Kind) -> HttpResponse:
    """As shipped; a deadline of the house is retired."""
    keeper(request)
    known_rule(kind)
    Firm.kept().reset_rule(by=actor(request), kind=kind)
    return HttpResponse(status=204)


def enter(request: HttpRequest, given: NewDeadline) -> HttpResponse:
    """Given a name, a beginning and an end."""
    keeper(request)
    named = {name: getattr(given, name) for name in ("name_en", "name_ja", "starts", "stops")}
    Firm.kept().enter_deadline(by=actor(request), **named, **parts(given))
    made = max(timing().own(), key=lambda own: own.pk)
    return answer(RuleShown.of(timing().rule(made.kind)), status=MADE)


def offer_to(room: Room) -> None:
    house: dict[str, Any] = {"scope": "house"}
    rule = {
        "targets": [AIM, AIM, AIM, None],
        "tells": [{"share": 80, "hears": ["duty"]}, {"share": 100, "hears": ["boss"]}],
    }
    deadline = rule | {
        "name_en": "Report to the ministry",
        "name_ja": "監督官庁への報告",
        "starts": "told",
        "stops": "letter",
    }
    room.offer(
        "GET", "/clocks", listed, name="list_clocks", says="Every kind of clock", gives=page_of(RuleShown)
    )
    room.offer(
        "POST",
        "/clocks",
        enter,
        name="enter_deadline",
        says="A deadline of the house",
        gives=RuleShown,
        status=MADE,
        example=deadline,
        **house,
    )
    room.offer("GET", "/clocks/{kind}", read, name="read_clock", says="A kind of clock", gives=RuleShown)
    room.offer(
        "PUT",
        "/clocks/{kind}",
        change,
        name="set_clock",
        says="Set a kind of clock",
        gives=RuleShown,
        example=rule,
        **house,
    )
    room.offer(
        "DELETE",
        "/clocks/{kind}",
        reset,
        name="reset_clock",
        says="Set a clock back",
        gives=None,
        status=204,
        **house,
    )
