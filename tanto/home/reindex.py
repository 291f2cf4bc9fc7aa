"""`tanto reindex`: counters and search of a house that was there before them, or after a backup was brought back."""

from collections.abc import Iterator

from django.db import transaction

from tanto.recovery.models import Case

from .following import renew

BATCH = 200


def reindex(*, after: int = 0) -> Iterator[tuple[int, int]]:
    """Make all cases anew in batches, each a transaction of its own; yields the last case of each batch and how many are
    done. after: go on behind this case, where an earlier run was ended."""
    done = 0
    while True:
        with transaction.atomic():
            ids = list(Case.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:BATCH])
            if not ids:
                return
            renew(ids)
        after, done = ids[-1], done + len(ids)
        yield after, done
