"""The page of a mail as it may be shown: its words, tables and own pictures, and nothing that runs, asks, loads or hides."""

import nh3

from .visible import flat

LONGEST = 2_000_000  # signs of a page
TAGS = {
    "a", "abbr", "b", "blockquote", "br", "caption", "center", "cite", "code", "col", "colgroup", "dd", "del", "div", "dl", "dt",
    "em", "font", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "ol", "p", "pre", "q", "rp", "rt",
    "ruby", "s", "small", "span", "strike", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "tt",
    "u", "ul",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href", "title"}, "img": {"src", "alt", "width", "height"}, "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align"}, "ol": {"start"}, "*": {"dir", "lang"},
}  # fmt: skip
WEB = ("http:", "https:", "mailto:", "tel:")


def kept(tag: str, attribute: str, value: str) -> str | None:
    """Links lead to pages, letters and telephones; a picture is one that came with the mail."""
    if attribute == "src":
        return value if value.lower().startswith("cid:") else None
    if attribute == "href":
        return value if value.strip().lower().startswith(WEB) else None
    return value


CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    attribute_filter=kept,
    url_schemes={"http", "https", "mailto", "tel", "cid"},
    clean_content_tags={
        "script",
        "style",
        "title",
        "noscript",
        "template",
        "svg",
        "math",
        "iframe",
        "object",
        "select",
        "textarea",
    },
    link_rel="noopener noreferrer",
    strip_comments=True,
)


def cleaned(page: str) -> str:
    """Safe to show within a page of ours."""
    return CLEANER.clean(flat(page[:LONGEST])).strip()
