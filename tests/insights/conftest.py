import pytest

from tanto import clocks
from tanto.recovery.models import Case
from tests.cast import MONDAY, Cast


@pytest.fixture
def monday():
    with clocks.travelling(MONDAY):
        yield


@pytest.fixture
def case(monday, cast: Cast) -> Case:
    """The crate was labelled wrongly; a fact supports it, the lot is stopped."""
    case = cast.accountable()
    by = cast.owner.actor
    case.add_fact(by=by, text="54 boxes left", source="Scan of Monday", kind="measurement", confidence="sure")
    case.record_mistake(
        by=by,
        what="The label of another order was used",
        work_step="packing",
        effect="The line waits for parts",
    )
    cast.contain(case)
    return case
