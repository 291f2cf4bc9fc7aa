"""The tag in a subject by which an answer finds back to its case."""

from email.header import Header

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanto.notices.reply_token import case_in, genuine, tagged, token_of, token_of_number
from tests.cast import Cast

TOKEN = token_of_number("SR-2026-0012")


@pytest.mark.parametrize(
    "subject",
    [
        f"Re: Where we stand [{TOKEN}]",
        f"返信：納品書について[{TOKEN}]の件",
        f"FW: RE: [{TOKEN.upper()}] urgent",
        f"Re: ［{TOKEN.translate({n: n + 0xFEE0 for n in range(33, 127)})}］",
        f"Re: Where we stand\r\n [{TOKEN}]",
        f"Re: Where we stand [{TOKEN[:9]}\r\n {TOKEN[9:]}]",
        f"support+{TOKEN}@tamabashi.example",
    ],
)
def test_it_survives_what_mail_programs_do(subject):
    assert genuine(subject) == ["SR-2026-0012"]


@pytest.mark.parametrize(
    "subject",
    [
        "Re: SR-2026-0012",
        "Re: [SR-2026-0012-aaaaaaaa]",
        f"x{TOKEN}",
        f"{TOKEN}x",
        f"{TOKEN}-2",
        f"9{TOKEN}",
        TOKEN.replace("0012", "0013"),
        "",
    ],
)
def test_a_number_a_guess_and_a_part_of_a_word_join_nothing(subject):
    assert genuine(subject) == []


def test_only_a_case_that_exists_is_joined(cast: Cast):
    case = cast.receive()
    assert case_in(f"Re: [{token_of(case.pk)}]") == case.pk
    assert case_in(f"Re: [{token_of_number('SR-2026-9999')}]") is None
    with pytest.raises(LookupError):
        token_of(case.pk + 1)


def test_the_number_in_a_subject_is_not_said_twice():
    assert tagged("Where we stand (SR-2026-0012)", "SR-2026-0012") == f"Where we stand [{TOKEN}]"
    assert tagged("状況のご報告（SR-2026-0012）", "SR-2026-0012") == f"状況のご報告 [{TOKEN}]"
    assert tagged("SR-2026-0012", "SR-2026-0012") == f"[{TOKEN}]"
    assert tagged(f"Re: it [{TOKEN}]", "SR-2026-0012") == f"Re: it [{TOKEN}]"


@given(st.text(max_size=200))
def test_whatever_a_subject_holds_it_is_read(words):
    assert genuine(words) == []
    assert genuine(f"{words} [{TOKEN}]") == ["SR-2026-0012"]
    assert Header(tagged(words.replace("\x00", ""), "SR-2026-0012"), "utf-8")
