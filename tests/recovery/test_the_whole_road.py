import datetime as dt

from tanto import clocks
from tanto.journal.verify import verify
from tests.cast import Cast


def test_a_case_goes_from_the_first_word_to_her_last(cast: Cast):
    case = cast.closed()
    case.refresh_from_db()
    assert (case.step, case.end) == (None, "closed_by_customer")
    assert case.closing_word is not None
    report = verify()
    assert report.broken == ""


def test_it_is_refused_to_close_early(cast: Cast):
    case = cast.at_follow_up()
    with clocks.travelling(clocks.now() + dt.timedelta(days=2)):
        try:
            case.confirm_lasting(by=cast.customer.actor)
        except Exception as e:
            assert e.code == "too_early"
