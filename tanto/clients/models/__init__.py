from .client import Client
from .contact import Contact
from .handover import CAME_FORWARD, Handover
from .tanto_span import TantoSpan

__all__ = ["CAME_FORWARD", "Client", "Contact", "Handover", "TantoSpan"]
