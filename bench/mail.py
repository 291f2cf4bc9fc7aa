"""How many mails a second are kept, read and taken in, by one process: `python bench/mail.py [N]`. Everything is stored: the message on
the disk, the case or the answer, its journal and its files. Prints messages a second and their ratio to Python's bare parse, judges nothing.

The mails are those of `mail_reading.py`, four of five new and the fifth an answer to the customer's own first mail, from 400 known
contacts. One mail goes through before the clock starts: a worker reads its calendars once, not for each mail. Runs on a database of its own: SQLite in a new folder, or the PostgreSQL of DATABASE_URL (a throw-away one).
"""

import email
import gc
import os
import random
import sys
import tempfile
import time
from email.policy import default
from pathlib import Path

os.environ["TANTO_DATA_DIR"] = tempfile.mkdtemp(prefix="tanto-bench-")
os.environ["DJANGO_SETTINGS_MODULE"] = "tanto.settings"
sys.path.insert(0, str(Path(__file__).parents[1]))

import django

django.setup()

from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.mail_reading import mail
from tanto import clocks
from tanto.clients.models import Contact
from tanto.mail.fetching.imap import AT_ONCE
from tanto.mail.models import Arrival, Mailbox
from tanto.mail.models.arrival import Came
from tanto.mail.waiting import take_waiting
from tanto.recovery.models import Case
from tests.cast import HOUSE, make_cast

N = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000


def mails() -> list[bytes]:
    chance = random.Random(1)
    found = [mail(number, chance) for number in range(N)]
    first = b"<1@shirakabazawa.example>"
    return [raw.replace(b"<first@x>", first) for raw in found]


def main() -> None:
    gc.set_threshold(100_000, 20, 20)  # as the worker does
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    cast = make_cast()
    Contact.objects.bulk_create(
        Contact(client=cast.client, name_en=f"Kiuchi {n}", email=f"kiuchi{n}@shirakabazawa.example")
        for n in range(400)
    )
    box = Mailbox.open(by=HOUSE, name="Claims", address="claims@tamabashi.example", section=cast.colleague.section, duty=cast.colleague, way="pipe")  # fmt: skip
    raws = mails()
    Arrival.keep(mail(N, random.Random(3)), source="bench", at=clocks.now(), mailbox=box)
    take_waiting(clocks.now())
    start = time.perf_counter()
    for raw in raws:
        parsed = email.message_from_bytes(raw, policy=default)
        _ = [part.get_content() for part in parsed.walk() if part.get_content_maintype() == "text"]
    bare = N / (time.perf_counter() - start)
    start = time.perf_counter()
    for first in range(0, N, AT_ONCE):
        some = enumerate(raws[first : first + AT_ONCE], first)
        Arrival.keep_each([Came(raw, "bench", clocks.now(), f"1:{number}") for number, raw in some], box)
    kept = time.perf_counter() - start
    start = time.perf_counter()
    while take_waiting(clocks.now()):
        pass
    took = time.perf_counter() - start
    outcomes = {
        name: Arrival.objects.filter(outcome=name).count()
        for name in Arrival.objects.values_list("outcome", flat=True).distinct()
    }
    Arrival.keep(
        mail(1, random.Random(2)).replace(b"<1@", b"<x@"),
        source="bench",
        at=clocks.now(),
        mailbox=box,
        place="1:x",
    )
    with CaptureQueriesContext(
        connection,
    ) as asked:
        take_waiting(clocks.now())
    print(f"{connection.vendor}, {N} mails: {outcomes}, {Case.objects.count()} cases")
    print(f"  parsed by Python's email, its default policy: {bare:8.0f}/s")
    print(f"  kept on the disk and in a row:                {N / kept:8.0f}/s")
    print(
        f"  taken in from there:                          {N / took:8.0f}/s, {len(asked)} statements for a new case"
    )
    print(
        f"  all of it, one after the other:               {N / (kept + took):8.0f}/s, {bare * (kept + took) / N:.1f} times the bare parse"
    )


if __name__ == "__main__":
    main()
