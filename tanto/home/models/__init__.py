from .said import Said, Stale
from .saved_view import SavedView
from .tally import Counted, Tally

__all__ = ["Counted", "Said", "SavedView", "Stale", "Tally"]
