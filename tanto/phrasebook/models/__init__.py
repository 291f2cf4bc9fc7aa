from .house_pattern import HousePattern
from .missed import Missed

__all__ = ["HousePattern", "Missed"]
