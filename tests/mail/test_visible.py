"""A page as lines of text."""

from tanto.mail.visible import closed, without_comments, without_tags


def test_a_page_made_to_take_minutes_is_made_harmless_before_it_is_parsed():
    assert "<" not in closed("<a " * 20_000)
    assert without_comments("<!--" * 80_000) == ""
    assert without_comments("a<!-- x -->b<!-- never closed") == "ab"
    assert without_tags("<p>1 < 2, <b>and so</b></p><!-- hidden -->") == "1 < 2, and so"
