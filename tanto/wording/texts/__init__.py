"""The texts to start from (dictionary 5.2): 38 of them in both languages, with places that a case, a writer or the leaving letter fills."""

from .filling import fill, gap, unread
from .placeholders import PLACEHOLDERS, Placeholder, Unknown, names_in, unknown
from .reading import hits_in
from .text import Text, begins_at, find, fitting, shipped

__all__ = [
    "PLACEHOLDERS",
    "Placeholder",
    "Text",
    "Unknown",
    "begins_at",
    "fill",
    "find",
    "fitting",
    "gap",
    "hits_in",
    "names_in",
    "shipped",
    "unknown",
    "unread",
]
