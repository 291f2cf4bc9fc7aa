"""A page as lines of text."""

import time

import pytest

from tanto.mail.cleaning import cleaned
from tanto.mail.visible import without_tags


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<head><title>t</title><style>p{}</style></head><p>54 or <b>60</b>?</p><script>x()</script><p>Which?", "54 or 60?\nWhich?"),
        ("<p>1 < 2, <b>and so</b></p><!-- hidden -->", "1 < 2, and so"),
        ("one<br>two<br><br>three", "one\ntwo\n\nthree"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
        ("new<blockquote>old<blockquote>older</blockquote></blockquote>end", "new\n> old\n>> older\nend"),
        ("&lt;b&gt; &amp;&nbsp;&copy;", "<b> & ©"),
        ("a<!-- never closed", "a"),
        ("<div>箱が</div><div>濡れ</div>", "箱が\n濡れ"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_page_is_read_as_a_reader_sees_it(page, text):
    assert without_tags(page) == text


@pytest.mark.parametrize(
    "piece",
    ["<a ", "<!--", "<div>", "<b>", "<table>", "<p <p", "<", "&", "<blockquote>", "<a href=x>", "<svg><p>", "<font><p>", "<div></", "<span>"],
)  # fmt: skip
def test_a_page_made_to_take_minutes_takes_none(piece):
    page = piece * (400_000 // len(piece))
    start = time.perf_counter()
    without_tags(page)
    cleaned(page)
    assert time.perf_counter() - start < 8
