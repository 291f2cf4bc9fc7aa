from .row import PatternRow
from .switching import Switching
from .writing import Writing


class HousePattern(Switching, Writing):
    """A pattern as this house has it: see the row for its columns, and each ability for what it can do."""

    class Meta(PatternRow.Meta):
        abstract = False
