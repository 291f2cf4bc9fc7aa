"""The handbook: Markdown files, opened by the names in `screens`, read once and kept."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from .screens import PAGES, PARTS

if TYPE_CHECKING:
    from django.utils.functional import Promise
    from markdown_it.token import Token

LANGUAGES = ("en", "ja")
INDEX = "index"
HERE = Path(__file__).resolve().parent
# Beside this file in an installed wheel, in docs/ of a checkout.
PLACES = (HERE / "handbook", HERE.parents[2] / "docs" / "handbook")


@dataclass(frozen=True)
class Page:
    """slug; title: its first heading, as text; body: safe HTML without that heading."""

    slug: str
    title: str
    body: str


def folder() -> Path:
    return next(place for place in PLACES if place.is_dir())


def page(slug: str, language: str) -> Page | None:
    """The page of a known name in a language we speak, or nothing. No part of an address becomes a path."""
    if slug not in (INDEX, *PAGES):
        return None
    return read(slug, language if language in LANGUAGES else "en")


@lru_cache(maxsize=2 * (len(PAGES) + 1))
def read(slug: str, language: str) -> Page:
    from markdown_it import MarkdownIt  # not before the first page of help

    title, _line, text = (folder() / language / f"{slug}.md").read_text("utf-8").partition("\n")
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(text)
    for token in tokens:
        token.children = list(led(token.children or []))
    body = reader.renderer.render(tokens, reader.options, {})
    return Page(slug, title.removeprefix("# ").strip(), body)


def led(tokens: "Iterable[Token]") -> "Iterator[Token]":
    """Links between files become links between pages of help; a picture is a link to itself, at its full size."""
    from markdown_it.token import Token

    for token in tokens:
        if token.type == "link_open":
            slug, dot, end = str(token.attrs["href"]).partition(".md")
            if dot and not end:
                token.attrs["href"] = "/help/" if slug == INDEX else f"/help/{slug}/"
        if token.type == "image":
            address = str(token.attrs["src"]).replace("../pictures/", "/help/pictures/")
            token.attrs |= {"src": address, "loading": "lazy"}
            yield from (Token("link_open", "a", 1, {"href": address}), token, Token("link_close", "a", -1))
        else:
            yield token


@lru_cache(maxsize=2)
def titles(language: str) -> dict[str, str]:
    """The heading of every page, in the order of the handbook."""
    found = {}
    for slug in PAGES:
        with (folder() / language / f"{slug}.md").open(encoding="utf-8") as file:
            found[slug] = file.readline().removeprefix("# ").strip()
    return found


def contents(language: str) -> "list[tuple[Promise, list[tuple[str, str]]]]":
    named = titles(language)
    return [(title, [(slug, named[slug]) for slug in slugs]) for title, slugs in PARTS]


def picture(name: str, language: str) -> Path | None:
    """The picture of a page. Its name is one of ours, and so is the language."""
    if name not in PAGES or language not in LANGUAGES:
        return None
    path = folder() / "pictures" / language / f"{name}.webp"
    return path if path.is_file() else None
