"""What a reader would see of a page of HTML, as lines of text."""

import re
from html.parser import HTMLParser

OPEN = re.compile(r"<(?![^<>]*>)")
LONGEST = 200_000  # signs of a page; its words end long before


class Visible(HTMLParser):
    """Text that a reader would see, a line per block."""

    HIDDEN = ("script", "style", "head", "title")
    BLOCKS = ("p", "div", "br", "tr", "li", "h1", "h2", "h3", "blockquote", "table")

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.hidden += tag in self.HIDDEN
        if tag in self.BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.hidden = max(0, self.hidden - (tag in self.HIDDEN))

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data)


def without_comments(html: str) -> str:
    """In one walk; the parser looks for the end of each open one anew. What is never closed hides the rest, as in a browser."""
    kept, start = [], 0
    while (begin := html.find("<!--", start)) >= 0:
        kept.append(html[start:begin])
        end = html.find("-->", begin + 4)
        if end < 0:
            return "".join(kept)
        start = end + 3
    return "".join([*kept, html[start:]])


def closed(html: str) -> str:
    """A "<" that begins no tag is a sign like others: the parser would look for its end through the whole page, for each anew."""
    return OPEN.sub("&lt;", html)


def without_tags(html: str) -> str:
    reader = Visible()
    try:
        reader.feed(closed(without_comments(html)[:LONGEST]))
        reader.close()
    except (AssertionError, ValueError):  # what was read so far stands
        pass
    lines = (" ".join(line.split()) for line in "".join(reader.parts).splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
