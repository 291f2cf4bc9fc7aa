from .delivery import Delivery
from .hook import Hook

__all__ = ["Delivery", "Hook"]
