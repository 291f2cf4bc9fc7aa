from .arrival import Arrival
from .mailbox import Mailbox

__all__ = ["Arrival", "Mailbox"]
