from .calendar import Calendar, ClosedDay
from .clock import Clock

__all__ = ["Calendar", "Clock", "ClosedDay"]
