"""Her words may say more than they say; the owner is told, nobody else."""

import pytest

from tanto.wording.signals import BOUNDARY, CHASE, LEAVING, signals


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Any news about the delivery note?", [CHASE]),
        ("This is the third time I write. When will you answer?", [CHASE]),
        ("先日の件、まだでしょうか。返信がありません。", [CHASE]),
        ("その後どうなっていますか。", [CHASE]),
        ("We may have to look at another supplier.", [LEAVING]),
        ("これでは他社にお願いするしかありません。", [LEAVING]),
        ("お取引を見直させていただきます。取引を見直します。", [LEAVING]),
        ("Come here now or I will post this everywhere. Fire her.", [BOUNDARY]),
        ("土下座しろ。誠意を見せろ。", [BOUNDARY]),
        ("いつになったら直るのか。次はない。ネットに書くぞ。", [CHASE, LEAVING, BOUNDARY]),
        ("The box is wet, and the label is not ours.", []),
        ("箱が濡れていました。写真を添付します。", []),
        ("The status lamp of the pump is red.", []),
    ],
)
def test_what_lies_in_her_words(text, found):
    assert signals(text) == found


def test_of_a_text_without_end_only_the_beginning_is_looked_at():
    assert signals("any " * 4_990 + "any news?") == [CHASE]
    assert signals("any " * 5_000 + "any news?") == []
