"""What a sentence must be before it reaches a customer: one sentence (INV-15), first person, unconditional (INV-16)."""

import re

from .sentences import split

FIRST_PERSON = re.compile(r"\bI\b|(?:私|わたくし|わたし)(?!ども|たち|共|達)")
CONDITION = re.compile(
    r"\b(?:if|unless|provided|as long as|as far as|try to|hopefully|maybe|perhaps|might)\b"
    r"|もし|場合は|場合に|できれば|可能な限り|可能であれば|なるべく|努力|善処|かもしれ|限りは",
    re.IGNORECASE,
)
OWNING = re.compile(
    r"\b(?:responsib\w+|accountab\w+|own|in my hands|take (?:this|it) on)\b|責任|承り|引き受け|担当いたし|務め",
    re.IGNORECASE,
)


def sentences(text: str) -> int:
    """How many sentences a text holds; the end of a text counts as the end of a sentence."""
    return sum(1 for span in split(text) if re.search(r"\w", text[span.start : span.end]))


def is_first_person(text: str) -> bool:
    """One person speaks: "I", 私; a firm alone ("we", 弊社) does not."""
    return bool(FIRST_PERSON.search(text))


def is_unconditional(text: str) -> bool:
    return not CONDITION.search(text)


def owns_it(text: str) -> bool:
    """Does the text say that somebody is responsible?"""
    return bool(OWNING.search(text))


def names(text: str, *forms: str) -> bool:
    """Does the text hold one of these forms of a name?"""
    folded = "".join(text.split()).casefold()
    return any("".join(form.split()).casefold() in folded for form in forms if form)


CAUSE = re.compile(
    r"\bthe (?:root )?cause (?:is|was)\b(?! (?:not|still|being|under|unknown))|\b(?:was|were|is|been) caused by\b"
    r"|\bbecause (?:of (?:a|an|our)|our)\b|\bbecause (?:we|somebody|someone) (?:made|forgot|sent|mixed|missed|failed|packed|shipped|did not|had not)\b|\bdue to (?:a|an|our)\b"
    r"|\b(?:it|that|this) was (?:entirely |all )?our (?:error|mistake|fault)\b|\bour (?:error|mistake|fault)\b"
    r"|\bwe (?:made an error|made a mistake|sent you the wrong)\b"
    r"|原因は(?!.{0,12}(?:調|確認|究明|不明|分か|判明して(?:い|お)))|が原因(?:で|と)|に起因|のミス(?:で|に|が|により)"
    r"|(?:弊社|当社|私ども)の(?:誤り|不備|過失|手違い|ミス|不手際)",
    re.IGNORECASE,
)
CONDITIONAL_SORRY = re.compile(
    r"\b(?:sorry|apolog\w+|regret)\b[^.!?]{0,40}\b(?:if|that you (?:feel|felt)|any inconvenience (?:this|it) may|you may have)\b"
    r"|\bif (?:you|this|we|there)\b[^.!?]{0,60}\b(?:sorry|apolog\w+)\b"
    r"|(?:でしたら|であれば|とすれば|ならば|たなら|ましたら)[^。]{0,20}(?:申し訳|お詫び|詫び|失礼)",
    re.IGNORECASE,
)
SORRY = re.compile(r"\b(?:sorry|apolog\w+)\b|申し訳|お詫び|詫び|すみませ|謝罪|陳謝", re.IGNORECASE)
MONEY = re.compile(
    r"\b(?:small|low|little|minor|tiny|negligible) (?:amount|sum|value|money|invoice|order)\b|\bonly (?:[¥$€£]|\d[\d,. ]*(?:yen|jpy|usd|eur))"
    r"|\b(?:only|just|merely)\b[^.!?]{0,24}(?:\byen\b|\bdollars?\b|\beuros?\b|[¥$€£])|数[百千万]円"
    r"|\bnot much money\b|\bcheap\b|\bthe (?:amount|sum) is (?:small|low)\b"
    r"|少額|小額|金額(?:が|は|も|的に)?(?:小さ|少な|低|わずか|僅か|大したこと)|(?:たった|わずか|僅か)[の]?[\d,，０-９]+\s*(?:円|万円)|安い(?:もの|品|商品)",
    re.IGNORECASE,
)


def cause_claimed(text: str) -> str:
    """The words with which a text states a cause or our fault; empty when it states none."""
    found = CAUSE.search(text)
    return found.group(0) if found else ""


def is_sorry(text: str) -> bool:
    return bool(SORRY.search(text))


def is_conditional_sorry(text: str) -> bool:
    """ "Sorry if you felt …": an apology that takes itself back."""
    return bool(CONDITIONAL_SORRY.search(text))


def is_about_money(text: str) -> bool:
    """Is "it is little money" given as a reason?"""
    return bool(MONEY.search(text))


def likeness(one: str, other: str) -> float:
    """How alike two short texts are, 0 to 1: shared pairs of signs, spaces and capitals aside."""
    first, second = pairs(one), pairs(other)
    return len(first & second) / max(1, min(len(first), len(second)))


def pairs(text: str) -> set[str]:
    folded = "".join(sign for sign in text.casefold() if sign.isalnum())[:400]
    return {folded[i : i + 2] for i in range(len(folded) - 1)}
