"""What every room's `api.py` is made of. Nothing here is imported before the first request to /api/: it weighs."""
