from .client import Client
from .contact import Contact
from .tanto_span import TantoSpan

__all__ = ["Client", "Contact", "TantoSpan"]
