"""The reply checker measured: `make wording` prints the tables of docs/wording.md and ends with 1 where a goal is missed.

First on sentences written for this (tests/wording/sentences): `written` and `second`, which the rules were made with, and `held`, written by
somebody who had not seen the rules and kept from who wrote them. Then on real texts in ../shared/data, of which the project keeps row numbers and
verdicts alone (tests/conformance/verdicts.tsv), since their licences allow no more.
"""

import csv
import json
import os
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[2]))

from tanto.wording import catalogues, common_names
from tanto.wording.checking import Draft, Hit
from tanto.wording.report import report

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("TANTO_SHARED_DATA", ROOT.parent / "shared" / "data"))
SENTENCES = ROOT / "tests" / "wording" / "sentences"
VERDICTS = Path(__file__).with_name("verdicts.tsv")
HOUSE = catalogues.shipped().changed({}, common_names.expression())
LOUD = ("block", "warn")
SEED = 20261126


class Labelled(NamedTuple):
    mode: str
    labels: frozenset[str]
    text: str


class Told(NamedTuple):
    """A row of real texts and one kind of hit on it."""

    source: str
    row: int
    id: str
    level: str
    group: str
    text: str
    marked: str


def check(text: str, language: str, mode: str = "ext") -> list[Hit]:
    return report(Draft(text, (mode,), language, catalogue=HOUSE)).hits


def labelled(split: str, language: str) -> list[Labelled]:
    path = SENTENCES / f"{split}.{language}.tsv"
    rows = (line.split("\t") for line in path.read_text("utf-8").splitlines() if line)
    return [Labelled(mode, frozenset(labels.split(",")) - {"-"}, text) for mode, labels, text in rows]


def on_sentences(split: str, language: str) -> None:
    """Per group: how many of its sentences it found, how many any group found, and how many of what it marked was worth a mark."""
    rows = labelled(split, language)
    found = [
        ({hit.group for hit in check(row.text, language, row.mode) if hit.level in LOUD}, row) for row in rows
    ]
    found = [(groups - {"keigo", "empty"}, row) for groups, row in found]
    fine = [groups for groups, row in found if not row.labels]
    bad = [(groups, row) for groups, row in found if row.labels]
    print(f"\n### {split}, {language}: {len(bad)} to be found, {len(fine)} fine\n")
    print(
        "| group | to find | found by it | found at all | recall | marked | fine sentences among them | precision |"
    )
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    for group in sorted({label for _, row in bad for label in row.labels}):
        its = [groups for groups, row in bad if group in row.labels]
        own, any_group = sum(group in groups for groups in its), sum(bool(groups) for groups in its)
        false = sum(group in groups for groups in fine)
        marked = false + sum(group in groups for groups, _ in bad)
        share = percent(marked - false, marked)
        print(
            f"| {group} | {len(its)} | {own} | {any_group} | {percent(any_group, len(its))} | {marked} | {false} | {share} |"
        )
    any_bad, any_fine = sum(bool(groups) for groups, _ in bad), sum(bool(groups) for groups in fine)
    print(
        f"| all | {len(bad)} | | {any_bad} | {percent(any_bad, len(bad))} | {any_bad + any_fine} | {any_fine} | {percent(any_bad, any_bad + any_fine)} |"
    )


def percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "–"


def keico() -> bool:
    """Honorific level 1 (most honorific) to 4 (plain): how many are warned, how many get a hint."""
    with (DATA / "keico" / "keico.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = [(row["本文"], row["Level"]) for row in csv.DictReader(lines)]
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for text, level in rows:
        hits = [hit for hit in check(text, "ja") if hit.group == "keigo"]
        told[level]["rows"] += 1
        told[level]["warn"] += any(hit.level in LOUD for hit in hits)
        told[level]["hint"] += bool(hits) and all(hit.level == "hint" for hit in hits)
    print("\n### keico: honorific level, hits of the group keigo\n")
    print("| level | sentences | warned | hint only | warned, share |\n|---|---:|---:|---:|---:|")
    for level, seen in sorted(told.items()):
        share = f"{100 * seen['warn'] / seen['rows']:.1f} %"
        print(f"| {level} | {seen['rows']} | {seen['warn']} | {seen['hint']} | {share} |")
    plain, proper = told["4"], told["1"]
    return plain["warn"] >= 0.9 * plain["rows"] and proper["warn"] <= 0.03 * proper["rows"]


def replies() -> Iterator[tuple[str, int, str]]:
    """What firms' people wrote: twcs, where the tweet is not inbound; abcd, the agents' turns. Rows are counted from 1."""
    with (DATA / "twcs" / "tweets.csv").open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines), start=1):
            if row["inbound"] == "False":
                yield "twcs", number, row["text"]
    turns = (
        turn
        for talk in json.loads((DATA / "abcd" / "abcd_sample.json").read_text("utf-8"))
        for turn in talk["original"]
    )
    for number, (who, text) in enumerate(turns, start=1):
        if who == "agent":
            yield "abcd", number, text


def on_replies() -> list[Told]:
    """Shares of real replies that are marked, by level and by group; gives back every kind of hit once a row."""
    rows: Counter[str] = Counter()
    levels: dict[str, Counter[str]] = defaultdict(Counter)
    groups: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    told: list[Told] = []
    for source, number, text in replies():
        rows[source] += 1
        hits = check(text, "en")
        for level in {hit.level for hit in hits}:
            levels[level][source] += 1
        for group, level in {(hit.group, hit.level) for hit in hits}:
            groups[group, level][source] += 1
        told += {
            hit.id: Told(source, number, hit.id, hit.level, hit.group, text, hit.text) for hit in hits
        }.values()
    print("\n### Real replies: share of texts marked\n")
    print(
        "| | level | "
        + " | ".join(f"{source} ({count})" for source, count in rows.items())
        + " |\n|---|---|"
        + "---:|" * len(rows)
    )
    lines = [("any group", level, seen) for level, seen in levels.items()]
    lines += [(group, level, seen) for (group, level), seen in groups.items()]
    order = ("block", "warn", "hint")
    for name, level, seen in sorted(
        lines, key=lambda line: (line[0] != "any group", line[0], order.index(line[1]))
    ):
        shares = " | ".join(f"{100 * seen[source] / count:.1f} %" for source, count in rows.items())
        print(f"| {name} | {level} | {shares} |")
    return told


def verdicts() -> dict[tuple[str, int, str], str]:
    """What a reader said of a hit: `yes`, it deserves its mark, or `no`."""
    if not VERDICTS.exists():
        return {}
    rows = (
        line.split("\t")
        for line in VERDICTS.read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    )
    return {(source, int(row), pattern): said for source, row, pattern, said in rows}


def judged(told: list[Told]) -> bool:
    """How many of the hits that were read deserve their mark. The goal: every block, nine warns in ten."""
    said = verdicts()
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for hit in told:
        if verdict := said.get((hit.source, hit.row, hit.id)):
            seen[hit.level][verdict] += 1
    print("\n### Read by hand\n\n| level | read | deserve it | share |\n|---|---:|---:|---:|")
    for level in (*LOUD, "hint"):
        good, of = seen[level]["yes"], seen[level].total()
        if of:
            print(f"| {level} | {of} | {good} | {percent(good, of)} |")
    blocks, warns = seen["block"], seen["warn"]
    return not blocks["no"] and warns["yes"] >= 0.9 * warns.total()


def to_read(told: list[Told], number: int) -> None:
    """A drawn sample of loud hits that nobody has read yet, for a reader: `tests/conformance/wording.py read 100`."""
    known = verdicts()
    open_hits = [hit for hit in told if hit.level in LOUD and (hit.source, hit.row, hit.id) not in known]
    for hit in random.Random(SEED).sample(open_hits, min(number, len(open_hits))):
        print(
            "\t".join((hit.source, str(hit.row), hit.id, hit.level, hit.marked, " ".join(hit.text.split())))
        )


def main() -> int:
    if not DATA.is_dir():
        print(f"{DATA} is not here; only our own sentences are read.")
    if sys.argv[1:2] == ["read"]:
        to_read(on_replies(), int(sys.argv[2]))
        return 0
    for split in ("written", "second", "held"):
        for language in catalogues.LANGUAGES:
            if (SENTENCES / f"{split}.{language}.tsv").exists():
                on_sentences(split, language)
    if not DATA.is_dir():
        return 0
    met = [keico(), judged(on_replies())]
    print("\nGoals met." if all(met) else "\nA goal is missed.")
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
