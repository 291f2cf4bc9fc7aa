from .letter import Letter
from .notice import Notice
from .ways import Ways

__all__ = ["Letter", "Notice", "Ways"]
