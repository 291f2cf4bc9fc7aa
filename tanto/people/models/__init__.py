from .firm import Firm
from .leaving import HOLDS
from .person import Person
from .section import Section

__all__ = ["HOLDS", "Firm", "Person", "Section"]
