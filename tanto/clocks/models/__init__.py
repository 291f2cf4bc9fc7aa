from .calendar import Calendar, ConfirmedYear, Day
from .clock import Clock
from .clock_rule import ClockRule

__all__ = ["Calendar", "Clock", "ClockRule", "ConfirmedYear", "Day"]
