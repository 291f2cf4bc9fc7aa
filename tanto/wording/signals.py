"""What a customer's words may tell the listener beside what they say: that she asks where it stands, that she thinks of leaving, that
somebody is being pressed. They raise a prompt to the owner, never a consequence (7.7)."""

import re
from collections.abc import Mapping

CHASE, LEAVING, BOUNDARY = "chase", "leaving", "boundary"

_SAID: Mapping[str, tuple[str, str]] = {
    CHASE: (
        r"\b(any (news|update|progress)|still (waiting|no (answer|reply|word))|when (will|can|do) (we|i|you|this|it)|no (answer|reply|response)"
        r"|(second|third|fourth) time (i|we|of)|third time|(what is|what's) the status|status\?|haven'?t heard|have not heard|(follow|chas)ing up)\b",
        r"まだ(ですか|でしょうか|来ません|届きません|連絡)|どうなって|いかがなりました|いつになったら|いつまで(待|かか)|返事が(ない|ありません|まだ)|返信が(ない|ありません|まだ)"
        r"|ご?(連絡|回答|返答)(が|を)?(いただけて|頂けて|もらえて)(いない|いません|おりません)|[二三四2-4２-４]度目|催促",
    ),
    LEAVING: (
        r"\b(other|another|different) (supplier|company|place|restaurant|vendor|provider|maker)s?\b|take (our|my) business elsewhere"
        r"|last (order|time) (we|i|you|with)|\blast order\b|(end|cancel|terminate) (the|our|this) (contract|agreement|business)|look(ing)? elsewhere",
        r"他社|よそ(に|へ|を)|別の(店|会社|業者|メーカー)|もう結構|次はない|次はありません|考えさせて|お?付き合いを|取引を(見直|中止|停止|やめ|止め|打ち切)|契約を(解除|打ち切|見直)",
    ),
    BOUNDARY: (
        r"\b(kneel|on your knees|come here now or|post this (on|every)|(put|post) (this|it) (on|all over) (the )?(internet|twitter|x|facebook|sns)|fire (him|her|them)"
        r"|pay me|you will regret|or else)\b",
        r"土下座|誠意を見せろ|誠意をみせろ|(ネット|sns|ｓｎｓ)に(書|さら|晒|上げ|流)|クビにしろ|首にしろ|辞めさせろ|ただで済むと|覚えて(い|お)ろ|今すぐ来い",
    ),
}
_FOUND = {name: re.compile("|".join(said)) for name, said in _SAID.items()}  # in small letters
LONGEST = 20_000  # signs that are looked at


def signals(text: str) -> list[str]:
    """Which of chase, leaving and boundary may be in these words, in that order."""
    small = text[:LONGEST].lower()
    return [name for name, found in _FOUND.items() if found.search(small)]
