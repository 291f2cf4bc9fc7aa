"""How a text and a question are taken apart; nothing typed ever reaches the syntax of an index."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tanto.home.search import index, lighting
from tanto.home.search.asking import Question
from tanto.home.search.tokens import matches, terms, tokens


def test_signs_become_pairs_and_words_stay_whole():
    assert tokens("納品書 No.12") == ["納品", "品書", "書", "no", "12"]


def test_width_and_case_make_no_difference():
    assert tokens("ＡＢＣ ﾊﾞﾙﾌﾞ") == tokens("abc バルブ")


@pytest.mark.parametrize(
    ("asked", "text", "is_found"),
    [
        ("納品", "別の納品書です", True),
        ("品書", "別の納品書です", True),
        ("納書", "別の納品書です", False),
        ("書", "納品書", True),
        ("deliv", "the delivery note", True),
        ("livery", "the delivery note", False),
        ('"delivery note"', "the delivery note", True),
        ('"note delivery"', "the delivery note", False),
        ("note delivery", "the delivery note", True),
        ('"deliv"', "the delivery note", False),
        ("注文PO12", "ご注文PO123の件", True),
        ("SR-2026-0048", "SR-2026-0048", True),
    ],
)
def test_what_is_found(asked, text, is_found):
    assert matches(tokens(text), terms(asked)) is is_found


@pytest.mark.parametrize(
    ("text", "asked", "lit"),
    [
        ("A delivery, late", "deliv", "A <mark>delivery</mark>, late"),
        ("別の納品書", "納品", "別の<mark>納品</mark>書"),
        ("ﾊﾞﾙﾌﾞ が", "バルブ", "<mark>ﾊﾞﾙﾌﾞ</mark> が"),
        ("<b>box</b>", "box", "&lt;b&gt;<mark>box</mark>&lt;/b&gt;"),
        ("boxes & box", "boxes", "<mark>boxes</mark> &amp; box"),
    ],
)
def test_what_was_found_is_lit_and_everything_escaped(text, asked, lit):
    assert lighting.lit(text, terms(asked)) == lit


def test_a_snippet_stands_around_the_first_find():
    text = "word " * 60 + "the zirconia ring " + "word " * 60
    piece = str(lighting.snippet([text], terms("zirconia")))
    assert piece.startswith("… word")
    assert "<mark>zirconia</mark>" in piece
    assert len(piece) < 300


@pytest.mark.django_db
@settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(st.text(max_size=60))
@example('" OR keys : ("s1"')
@example("a* NEAR(b c) {head} : x ^d -e")
@example("'):* | ~s1 & !x <-> \\")
@example('""" "" "')
def test_anything_typed_is_a_question_and_never_syntax(text):
    asked = terms(text.replace("\x00", ""))
    if asked:
        assert index.find(Question(asked, ["p1"], ["ko"]), below=None, want=5) == []
    assert connection.is_usable()


@given(st.text(max_size=80), st.text(min_size=1, max_size=8))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_lighting_never_loses_a_sign(text, asked):
    from html import unescape

    plain = unescape(str(lighting.lit(text, terms(asked)))).replace("<mark>", "").replace("</mark>", "")
    assert plain == text.replace("<mark>", "").replace("</mark>", "")
