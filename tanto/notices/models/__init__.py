from .letter import Letter
from .notice import Notice

__all__ = ["Letter", "Notice"]
