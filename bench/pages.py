"""The pages people live in, the list of cases and the search in a house of N cases, a fifth of them open: server time (median of 30, warm, through
Django's test client, signed in) and queries of each page. `python bench/pages.py [N]`. Judges nothing.

Runs on a database of its own: SQLite in a new folder, or the PostgreSQL of DATABASE_URL (a throw-away one).
"""

import logging
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

os.environ["TANTO_DATA_DIR"] = os.environ.get("BENCH_DIR") or tempfile.mkdtemp(prefix="tanto-bench-")
os.environ["DJANGO_SETTINGS_MODULE"] = "tanto.settings"
sys.path.insert(0, str(Path(__file__).parents[1]))

import django

django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench import sentences
from bench.build import build, people_of
from tanto.people.models import Person, Section
from tanto.recovery.models import Case

N = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
ROUNDS = 30


def main() -> None:
    settings.ALLOWED_HOSTS.append("testserver")
    logging.getLogger("tanto.requests").setLevel(logging.WARNING)
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    start = time.perf_counter()
    kept = Case.objects.exists()
    house = people_of(list(Section.objects.order_by("pk")), []) if kept else build(N)
    database = connection.vendor
    print(
        f"{database}: {Case.objects.count()} cases, {Case.objects.open().count()} open, built in {time.perf_counter() - start:.0f} s"
    )
    section = house.boss.leads.first()
    pages = [
        ("open, by due", "/cases/"),
        ("open, section + severity", f"/cases/?section={section.pk}&severity=2"),
        ("open, severity + step", "/cases/?severity=1&step=probe"),
        ("late", "/cases/?late=1"),
        ("all, page 100", f"/cases/?which=all&after={hundredth()}"),
        ("search rare, en", f"/cases/?q={sentences.RARE}"),
        ("search rare, ja", f"/cases/?q={sentences.RARE_JA}"),
        ("search common, en", f"/cases/?q={sentences.COMMON}"),
        ("search common, ja", f"/cases/?q={sentences.COMMON_JA}"),
        ("search phrase, ja", "/cases/?q=ラインが止まって"),
        ("search two common words", "/cases/?q=delivery+invoice"),
        ("search a beginning", "/cases/?q=deliv"),
        ("search common + filter", f"/cases/?q=納品&which=open&severity=1&section={section.pk}"),
        ("search a firm", "/cases/?q=北川77精機"),
        ("search nothing", "/cases/?q=xylophone"),
    ]
    case = house.long_case
    for name, person, address in (
        ("my day", house.owner, "/"),
        ("boss’s desk", house.boss, "/desk/"),
        (f"case, {case.head_number} entries", case.owner, f"/cases/{case.number}/"),
        ("its record, drawn later", case.owner, f"/cases/{case.number}/parts/record/"),
        ("the bell", house.owner, "/notices/count/"),
    ):
        print(f"{database} {'owner':10} {name:26} {measured(signed_in(person), address)}", flush=True)
    for who, person in (("boss", house.boss), ("few rights", house.plain)):
        client = signed_in(person)
        for name, address in pages:
            print(f"{database} {who:10} {name:26} {measured(client, address)}", flush=True)


def hundredth() -> int:
    """The last case of the 99th page."""
    place = min(99 * 50, Case.objects.count() - 51)
    return Case.objects.order_by("-pk").values_list("pk", flat=True)[place]


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def measured(client: Client, address: str) -> str:
    for _ in range(3):
        answer = client.get(address)
    took, busy = [], []
    for _ in range(ROUNDS):
        start, busy_before = time.perf_counter(), time.process_time()
        answer = client.get(address)
        took.append((time.perf_counter() - start) * 1000)
        busy.append((time.process_time() - busy_before) * 1000)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get(address)
    in_database = sum(float(query["time"]) for query in queries) * 1000
    rows = answer.content.count(b'name="case"')
    return f"{statistics.median(took):6.1f} ms median {min(took):6.1f} least {statistics.median(busy):6.1f} own CPU  {len(queries):3} queries ({in_database:5.1f} ms)  {rows:3} rows  {len(answer.content) // 1024:4} KB"


main()
