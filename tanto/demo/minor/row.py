"""What one small trouble is made of."""

from dataclasses import dataclass

from ..telling import Pair


@dataclass(frozen=True)
class Minor:
    """known: when the first of us knew; by: who recorded it; owner: who led it (else the client's tanto); boss_after:
    minutes until a boss had read it, 0: not before the next morning; in_one: settled in one contact; first: what came
    first for the customer; action: what was done about it; solved: the customer's word on it; until: how far it got."""

    known: str
    code: str
    contact: str
    by: str
    channel: str
    failure: str
    boss_after: int
    words: Pair
    first: Pair = ("", "")
    action: Pair = ("", "")
    solved: Pair = ("", "")
    owner: str = ""
    in_one: bool = False
    found_by_us: bool = False
    is_thanked: bool = True
    names_mistake: bool = False
    until: str = "closed"
