from .house_pattern import HousePattern
from .missed import Missed
from .own_text import OwnText, TextVersion

__all__ = ["HousePattern", "Missed", "OwnText", "TextVersion"]
