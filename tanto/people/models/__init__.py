from .absence import Absence
from .firm import Firm
from .invitation import Invitation
from .leaving import HOLDS
from .person import Person
from .section import Section
from .session import Session

__all__ = ["HOLDS", "Absence", "Firm", "Invitation", "Person", "Section", "Session"]
