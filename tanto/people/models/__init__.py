from .absence import Absence
from .firm import Firm
from .leaving import HOLDS
from .person import Person
from .section import Section

__all__ = ["HOLDS", "Absence", "Firm", "Person", "Section"]
