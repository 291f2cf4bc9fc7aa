def whole(text: str) -> int | None:
    """A whole number as programs write it, small enough for every database; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None
