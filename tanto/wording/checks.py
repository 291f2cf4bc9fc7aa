"""What a sentence must be before it reaches a customer: one sentence (INV-15), first person, unconditional (INV-16)."""

import re

END = re.compile(r"[.!?](?=\s|$)|[。！？!?]+(?![」』）)])")
ABBREVIATIONS = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|No|St|e\.g|i\.e|a\.m|p\.m)\.", re.IGNORECASE)
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
    text = ABBREVIATIONS.sub("x", text.strip())
    parts = [part for line in text.splitlines() for part in END.split(line)]
    return sum(1 for part in parts if re.search(r"\w", part))


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
