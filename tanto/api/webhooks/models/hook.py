from .opening import Opening
from .replaying import Replaying
from .row import HookRow
from .switching import Switching


class Hook(Opening, Switching, Replaying):
    """A webhook: see the row for its columns, and each ability for what it can do."""

    class Meta(HookRow.Meta):
        abstract = False
