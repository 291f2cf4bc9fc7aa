"""How serious it is for the customer: seven factors with points, triggers that need no points, and two words on top of
them. Money alone never lowers it (INV-12)."""

from collections.abc import Iterable

from ..steps import Severity, Trigger

# The dictionary's table 3.5. Feeling and pattern are known to the case itself.
ASKED = ("safety", "their_customers", "promise", "harm", "money")
FACTORS = (*ASKED[:4], "feeling", "pattern", "money")
FLOORS: dict[str, Severity] = {
    Trigger.INJURY: Severity.S1,
    Trigger.DATA_LEAK: Severity.S1,
    Trigger.LINE_STOP: Severity.S1,
    Trigger.LEGAL: Severity.S1,
    Trigger.THEIR_CLIENTS: Severity.S2,
    Trigger.SECOND_FAILURE: Severity.S2,
    Trigger.EXECUTIVE: Severity.S2,
}


def by_points(points: int) -> Severity:
    """0-3 minor, 4-7 moderate, 8-12 serious, 13 and more critical."""
    if points >= 13:
        return Severity.S1
    if points >= 8:
        return Severity.S2
    return Severity.S3 if points >= 4 else Severity.S4


def floor(triggers: Iterable[str]) -> Severity:
    """The mildest severity that the triggers allow."""
    return min((FLOORS[trigger] for trigger in triggers), default=Severity.S4)


def of_feeling(intensity: int | None) -> int:
    return max(0, (intensity or 0) - 1)


def of_pattern(in_90_days: int, in_12_months: int) -> int:
    """Points for other cases of the same client: within a year 1, within 90 days 2, the third and more 3."""
    if in_12_months >= 2:
        return 3
    if in_90_days:
        return 2
    return 1 if in_12_months else 0
