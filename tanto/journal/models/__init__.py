from .entry import Entry
from .seal import Seal
from .subject import Subject
from .words import Words

__all__ = ["Entry", "Seal", "Subject", "Words"]
