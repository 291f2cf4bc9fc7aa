"""`tanto check-text`: the reply checker for a file, a pipe, or one column of a table."""

import csv
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from tanto.waking import wake
from tanto.wording import catalogues, common_names, report, required
from tanto.wording.catalogues import Catalogue
from tanto.wording.checking import Draft, Hit
from tanto.wording.patterns import LEVELS, MODES, Level

BLOCKED = 1
STEPS = sorted(required.rules_by_step())
csv.field_size_limit(10_000_000)


@click.command("check-text")
@click.argument("file", required=False)
@click.option(
    "--lang", type=click.Choice(catalogues.LANGUAGES), required=True, help="The language of the text."
)
@click.option(
    "--mode", type=click.Choice(MODES), default="ext", show_default=True, help="Where the text is going."
)
@click.option("--step", type=click.Choice(STEPS), metavar="STEP", help=f"What it is for: {', '.join(STEPS)}.")
@click.option(
    "--name", "names", multiple=True, help="A name of one of your people, for what may not name anybody."
)
@click.option("--house", is_flag=True, help="With the patterns and people of the house in the data folder.")
@click.option(
    "--csv", "table", type=click.Path(exists=True, dir_okay=False), help="Check each row of this table."
)
@click.option("--column", help="The column of the table that holds the text.")
@click.option(
    "--json", "as_json", is_flag=True, help="With --csv: one line of JSON per hit instead of counts."
)
@click.option(
    "--encoding", default="utf-8-sig", show_default=True, help="How the file is written, such as cp932."
)
@click.pass_context
def check_text(
    context: click.Context,
    file: str | None,
    lang: str,
    mode: str,
    step: str | None,
    names: tuple[str, ...],
    house: bool,
    table: str | None,
    column: str | None,
    as_json: bool,
    encoding: str,
) -> None:
    """Say what in a text would hurt its reader, why, and what to say instead: one line of JSON per hit.

    FILE may be - for the standard input. Exit 0: no block; 1: a block; 2: wrong arguments. Finding nothing does not make a text good.
    """
    if (file is None) == (table is None):
        raise click.UsageError("Give one FILE (or -), or --csv FILE with --column NAME.")
    if (table is None) != (column is None):
        raise click.UsageError("--csv and --column go together.")
    catalogue = known(names, house)

    def draft(text: str) -> Draft:
        return Draft(text, (mode,), lang, step=step or "", catalogue=catalogue)

    if table is None:
        texts: Iterator[tuple[int, str]] = iter([(0, typed(file or "-", encoding))])
    else:
        texts = rows(table, column or "", encoding)
    checked = ((row, hit) for row, text in texts for hit in hits(draft(text)))
    is_blocked = show(checked) if table is None or as_json else count(checked)
    context.exit(BLOCKED if is_blocked else 0)


def known(names: tuple[str, ...], house: bool) -> Catalogue:
    """The catalogue with the names to look for: those given, the house's, or common ones."""
    if house:
        wake()
        from tanto.phrasebook.house import catalogue

        return catalogue()
    return catalogues.shipped().changed({}, as_names(names) or common_names.expression())


def as_names(names: tuple[str, ...]) -> str:
    return "|".join(re.escape(name) for name in names if name.strip())


def typed(file: str, encoding: str) -> str:
    try:
        read = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return read.decode(encoding)
    except OSError as error:
        raise click.BadParameter(f"{file}: {error.strerror}.", param_hint="FILE") from None
    except (UnicodeDecodeError, LookupError):
        raise unreadable(encoding) from None


def unreadable(encoding: str) -> click.BadParameter:
    return click.BadParameter(
        f"The file is not written in {encoding}. Say how, for example --encoding cp932.",
        param_hint="--encoding",
    )


def rows(table: str, column: str, encoding: str) -> Iterator[tuple[int, str]]:
    """The texts of one column, with the number of their row (the first below the heading is 1)."""
    try:
        with Path(table).open(encoding=encoding, newline="") as lines:
            found = csv.DictReader(lines)
            if column not in (found.fieldnames or ()):
                there = ", ".join(found.fieldnames or ()) or "none"
                raise click.BadParameter(
                    f"There is no column {column!r}. There are: {there}.", param_hint="--column"
                )
            for number, row in enumerate(found, start=1):
                yield number, row[column] or ""
    except (UnicodeDecodeError, LookupError):
        raise unreadable(encoding) from None
    except csv.Error as error:
        raise click.BadParameter(f"{table}: {error}.", param_hint="--csv") from None


def hits(draft: Draft) -> Iterator[Hit]:
    """What is found, then what is missing."""
    told = report.report(draft)
    yield from told.hits
    yield from report.as_hits(draft, told.elements)


def show(checked: Iterator[tuple[int, Hit]]) -> bool:
    """One line of JSON per hit; is there a block among them?"""
    is_blocked = False
    for row, hit in checked:
        said = {name: value for name, value in hit._asdict().items() if name != "instead"}
        click.echo(json.dumps(said | ({"row": row} if row else {}), ensure_ascii=False))
        is_blocked |= hit.level == "block"
    return is_blocked


def count(checked: Iterator[tuple[int, Hit]]) -> bool:
    """Rows and hits per group and level."""
    seen: dict[tuple[str, Level], set[int]] = {}
    number: Counter[tuple[str, Level]] = Counter()
    for row, hit in checked:
        seen.setdefault((hit.group, hit.level), set()).add(row)
        number[hit.group, hit.level] += 1
    click.echo(f"{'group':<12}{'level':<8}{'rows':>8}{'hits':>8}")
    for group, level in sorted(number, key=lambda key: (key[0], LEVELS.index(key[1]))):
        click.echo(f"{group:<12}{level:<8}{len(seen[group, level]):>8}{number[group, level]:>8}")
    return any(level == "block" for _, level in number)
