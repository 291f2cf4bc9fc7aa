"""Working time, running clocks, the sweep. `clocks.now()` is the only source of time in the house."""

from .moment import ahead, now, today, travelling

__all__ = ["ahead", "now", "today", "travelling"]
