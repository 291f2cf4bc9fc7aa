"""Two guards over a whole message: a sentence she has read before (X19), and an apology with nothing after it (rule 11)."""

import re
from collections.abc import Iterator

from . import catalogues, required, sentences
from .checking import Hit, Reading, folded
from .normalising import normalise

LONG_ENOUGH = 10  # signs; shorter sentences may be said again
BEFORE_ADDRESS = frozenset({"", "listen", "question", "cushion", "acknowledgement", "boss_notice", "absent"})
# Greetings, signatures and the like go with every letter.
EVERY_LETTER = re.compile(
    r"(?i)お世話になっております|よろしくお願い|^dear\b|\bregards\b|sincerely|\bdirect\b|直通|https?://|専用ページ|your page|受付番号|\{link\}|様$|御中$|[のな][\u3400-\u9fff々ァ-ヶー]{1,8}(?:でございます|です|と申します)。?$|^(?:I am|My name is|This is) [\w ,.'-]{2,60}$"
)
# What is done next, in the first person: enough to make an apology more than one.
NEXT_STEP = re.compile(
    r"(?i)\b(?:i|we)(?:'ll| will| am| have| are| take| can)\b(?! (?:deeply |truly |very |so |sincerely )?(?:sorry|apolog\w*|be sorry))"
    r"|(?:いた|致)し(?:ます|ました|ております)|(?:伺|参|まい)り?ます|ご用意|お届け|お送り|\?|でしょうか"
)
ONLY_SORRY = re.compile(r"お詫び(?:を)?(?:いた|致)し(?:ます|ております)")


def said_before(reading: Reading) -> Iterator[Hit]:
    """Sentences that already went to the same customer in this case."""
    sent = reading.draft.sent_before
    if not sent:
        return
    before = {
        folded(text[a:b]) for text in (normalise(one).text for one in sent) for a, b in sentences.split(text)
    }
    text = reading.normal.text
    for start, end in reading.sentences:
        sentence = text[start:end]
        key = folded(sentence)
        if len(key) >= LONG_ENOUGH and key in before and not EVERY_LETTER.search(sentence):
            yield whole(reading, "X19", "said_before", "hint", start, end)


def nothing_but_sorry(reading: Reading) -> Iterator[Hit]:
    """An apology, and no next step, time, question or person after it."""
    if required.named(reading.draft.step) in BEFORE_ADDRESS:
        return
    needs = required.book()["needs"]
    if not required.is_met(reading, needs["APOLOGY"]):
        return
    if any(required.is_met(reading, needs[one]) for one in ("TIME", "ACCOUNT", "QUESTION")):
        return
    text = reading.normal.text
    if NEXT_STEP.search(ONLY_SORRY.sub("", text)):
        return
    spans = [(a, b) for a, b in reading.sentences if re.search(r"(?i)sorry|apolog|申し訳|お詫び", text[a:b])]
    if spans:
        yield whole(reading, "X20", "empty", "warn", *spans[0])


def whole(reading: Reading, name: str, group: str, level: str, start: int, end: int) -> Hit:
    """A hit on a whole sentence."""
    at, typed = reading.normal.at, reading.draft.text
    here, there = at(start), at(end)
    tongue = reading.languages[0]
    words = catalogues.groups()[group]
    return Hit(
        id=name,
        level="warn" if level == "warn" else "hint",
        start=here,
        end=there,
        text=typed[here:there],
        why=words["why"][reading.draft.speaks or tongue],
        rewrite=words.get("say", {}).get(tongue, ""),
        group=group,
    )
