from .own_text import OwnText, TextVersion

__all__ = ["OwnText", "TextVersion"]
