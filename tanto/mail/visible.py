"""What a reader would see of a page of HTML, as lines of text. The page is put in order by a browser's rules first (nh3), so that
what is never closed, nested a thousand times or half a tag takes no longer than its length."""

import re
from html import unescape

import nh3

LONGEST = 400_000  # signs of a page; its words end long before
BLOCKS = {
    "address", "article", "aside", "blockquote", "br", "center", "dd", "div", "dl", "dt", "fieldset", "figure", "footer", "form",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "td", "th", "tr",
    "ul",
}  # fmt: skip
CLEANER = nh3.Cleaner(
    tags=BLOCKS,
    attributes={},
    clean_content_tags={"script", "style", "head", "title", "noscript", "template", "svg", "math", "iframe", "object", "textarea", "select"},
    link_rel=None,
)  # fmt: skip
TAG = re.compile(r"<(/?)([a-z0-9]+)>")
NESTING = re.compile(
    r"<(/?)(?:div|blockquote|table|ul|ol|center|section|article|main|form|fieldset|span|dl|figure|td|tr)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
EMPTY = re.compile(r"\n{3,}")
DEEP = 1_000  # elements within elements; a browser stops at 512
FEW = 4_000  # signs of tags below which nobody can nest so deep that it costs


def without_tags(page: str) -> str:
    """A line per block; what is quoted begins with “> ”, as in a mail of plain text."""
    pieces = TAG.split(CLEANER.clean(flat(page[:LONGEST])).replace("&nbsp;", " "))
    told: list[str] = []
    line, depth = "", 0
    for place in range(0, len(pieces), 3):
        line += spaced(pieces[place], line)
        if place + 2 >= len(pieces):
            break
        closes, tag = pieces[place + 1], pieces[place + 2]
        if tag in ("td", "th"):
            line += " " * (line != "" and not line.endswith(" "))
            continue
        if line.strip() or tag in ("br", "hr"):
            told.append(marked(line, depth))
            line = ""
        if tag == "blockquote":
            depth = max(0, depth - 1) if closes else depth + 1
    told.append(marked(line, depth))
    return EMPTY.sub("\n\n", unescape("\n".join(told))).strip()


def spaced(words: str, line: str) -> str:
    """The words with single spaces, where they stand in their line."""
    told = " ".join(words.split())
    if not told:
        return " " if words and line and not line.endswith(" ") else ""
    return (
        " " * (words[0].isspace() and line != "" and not line.endswith(" "))
        + told
        + " " * words[-1].isspace()
    )


def marked(line: str, depth: int) -> str:
    line = line.strip()
    return f"{'&gt;' * min(depth, 9)} {line}".rstrip() if depth else line


def flat(page: str) -> str:
    """A page that nests a thousand deep, as only a program made to harm does, loses its nesting."""
    if page.count("<") < FEW:
        return page
    depth = 0
    for found in NESTING.finditer(page):
        depth += -1 if found.group(1) else 1
        if depth > DEEP:
            return NESTING.sub("<br>", page)
    return page
