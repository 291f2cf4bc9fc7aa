from .absence import Absence
from .firm import Firm
from .former_address import FormerAddress
from .invitation import Invitation
from .leaving import HOLDS
from .person import Person
from .section import Section
from .session import Session
from .token import Token

__all__ = ["HOLDS", "Absence", "Firm", "FormerAddress", "Invitation", "Person", "Section", "Session", "Token"]
