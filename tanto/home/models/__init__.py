from .export import Export
from .said import Said, Stale
from .saved_view import SavedView
from .tally import Counted, Tally

__all__ = ["Counted", "Export", "Said", "SavedView", "Stale", "Tally"]
