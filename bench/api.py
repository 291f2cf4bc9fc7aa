"""Cases recorded through the API: two web processes, eight clients, a PostgreSQL of its own.

python tests/with_postgresql.py python bench/api.py [CASES]

Asks an empty house, or one with CASES cases in it. Prints cases a second, how long one takes,
what the web processes and the clients themselves cost, the statements of one case, and the same rows inserted bare: by eight
processes, one transaction for each case, without any of the rules. Prints figures, judges nothing.
"""

import http.client
import json
import multiprocessing
import os
import re
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[1]
os.environ["TANTO_DATA_DIR"] = tempfile.mkdtemp(prefix="tanto-bench-")
os.environ["DJANGO_SETTINGS_MODULE"] = "tanto.settings"
os.environ["TANTO_URL"] = "http://127.0.0.1"
sys.path.insert(0, str(ROOT))
CLIENTS, EACH = 8, 250


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def opened(port: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tanto", "web", "--port", str(port)]
    env = os.environ | {"PYTHONPATH": str(ROOT), "TANTO_URL": f"http://127.0.0.1:{port}"}
    web = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(2000):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5).read()
            return web
        except OSError:
            time.sleep(0.02)
    raise SystemExit("the web process did not open")


def record(port: int, secret: str, body: dict[str, object], name: str, count: int, gate, told) -> None:
    """One client: `count` cases over one connection; tells each time in milliseconds, and what it cost itself."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Authorization": f"Bearer {secret}", "Content-Type": "application/json"}
    times = []
    gate.wait()
    for number in range(count):
        sent = json.dumps(body | {"words": f"Box {number} of {name} is wet."})
        start = time.perf_counter()
        line.request(
            "POST", "/api/v1/cases", sent, headers | {"Idempotency-Key": f"{name}-{number}".replace(" ", "-")}
        )
        answer = line.getresponse()
        answer.read()
        times.append((time.perf_counter() - start) * 1000)
        assert answer.status == 201, answer.status
    used = resource.getrusage(resource.RUSAGE_SELF)
    told.put((times, used.ru_utime + used.ru_stime))


def together(work, given: list[tuple[object, ...]]) -> tuple[float, list[object]]:
    """Everybody at once; the seconds from the gate to the last, and what each told."""
    context = multiprocessing.get_context("spawn")
    gate, told = context.Barrier(len(given) + 1), context.Queue()
    crowd = [context.Process(target=work, args=(*one, gate, told)) for one in given]
    for one in crowd:
        one.start()
    gate.wait()
    start = time.perf_counter()
    found = [told.get(timeout=120) for _ in crowd]
    seconds = time.perf_counter() - start
    for one in crowd:
        one.join()
    return seconds, found


def cpu_of(web: subprocess.Popen[bytes]) -> float:
    """Seconds that a process and those below it have used."""
    found = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(web.pid)], capture_output=True, text=True
    ).stdout.split()
    total = 0.0
    for pid in [web.pid, *map(int, found)]:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        total += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return total


def ask(label: str, secret: str, body: dict[str, object]) -> float:
    ports = [free_port(), free_port()]
    webs = [opened(port) for port in ports]
    try:
        warm = [(ports[n % 2], secret, body, f"{label}-warm-{n}", 20) for n in range(CLIENTS)]
        together(record, warm)
        before = sum(cpu_of(web) for web in webs)
        given = [(ports[n % 2], secret, body, f"{label}-{n}", EACH) for n in range(CLIENTS)]
        seconds, found = together(record, given)
        used = sum(cpu_of(web) for web in webs) - before
    finally:
        for web in webs:
            web.terminate()
            web.wait(timeout=30)
    times = sorted(each for one, _cost in found for each in one)
    n, client = len(times), sum(cost for _one, cost in found)
    rate = n / seconds
    print(
        f"{label:<22} {rate:6.0f} cases/s   median {statistics.median(times):5.1f} ms   p95 {times[int(n * 0.95)]:5.1f}   "
        f"p99 {times[int(n * 0.99)]:5.1f}   most {times[-1]:5.1f}   web {used / n * 1000:4.2f} ms CPU each   "
        f"clients {client / n * 1000:4.2f}"
    )
    return rate


def insert(address: str, rows: list[tuple[str, list[object]]], name: str, count: int, gate, told) -> None:
    """The rows of one case, bare: one transaction each, with numbers of their own."""
    import psycopg

    with psycopg.connect(address) as line:
        gate.wait()
        for number in range(count):
            mark = f"{name}-{number}"
            with line.transaction():
                for statement, values in rows:
                    line.execute(statement, [mark if value == "MARK" else value for value in values])
        told.put(count)


def bare(number: str) -> tuple[float, int]:
    """Copies of what one case left behind, without constraints in the way of a copy; how many a second, and how many rows."""
    from django.db import connection

    from tanto.clocks.models import Clock
    from tanto.journal.models import Entry, Words
    from tanto.recovery.models import Case, OwnerSpan, Part, StepVisit, ToldBoss, Verbatim

    case = Case.objects.get(number=number)
    entries = Entry.objects.filter(subject_kind="case", subject_id=case.pk)
    hung = [StepVisit, OwnerSpan, Part, Verbatim, ToldBoss]
    found = [
        case,
        *Clock.objects.of("case", case.pk),
        *entries,
        *Words.objects.filter(pk=case.opening_words.words_id),
    ]
    found += [row for model in hung for row in model.objects.filter(case=case)]
    with connection.cursor() as cursor:
        for model in {type(row) for row in found}:
            table = model._meta.db_table
            cursor.execute(
                f"CREATE TABLE IF NOT EXISTS bare_{table} (LIKE {table} INCLUDING DEFAULTS INCLUDING IDENTITY)"
            )
            cursor.execute(
                f"SELECT indexdef FROM pg_indexes WHERE tablename = '{table}' AND indexdef NOT LIKE '%%UNIQUE%%'"
            )
            for (definition,) in cursor.fetchall():
                cursor.execute(
                    re.sub(
                        r"INDEX (\w+) ON (?:public\.)?\w+",
                        rf"INDEX IF NOT EXISTS bare_\1 ON bare_{table}",
                        definition,
                    )
                )
    rows = []
    for row in found:
        fields = [field for field in row._meta.concrete_fields if not field.primary_key]
        values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
        values = [
            "MARK" if field.name in ("number",) and isinstance(value, str) else value
            for field, value in zip(fields, values, strict=True)
        ]
        names = ", ".join(f'"{field.column}"' for field in fields)
        rows.append(
            (
                f"INSERT INTO bare_{row._meta.db_table} ({names}) VALUES ({', '.join(['%s'] * len(fields))})",
                values,
            )
        )
    given = [(os.environ["DATABASE_URL"], rows, f"b{n}", EACH) for n in range(CLIENTS)]
    seconds, _found = together(insert, given)
    return CLIENTS * EACH / seconds, len(rows)


def statements_of(secret: str, body: dict[str, object]) -> tuple[list[str], str]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    browser = Client(SERVER_NAME="127.0.0.1")
    for mark in ("first", "second", "third"):
        headers = {"Authorization": f"Bearer {secret}", "Idempotency-Key": mark}
        with CaptureQueriesContext(connection) as asked:
            sent = body | {"words": f"The {mark} box is wet."}
            made = browser.post("/api/v1/cases", sent, content_type="application/json", headers=headers)
    assert made.status_code == 201, made.content
    return [query["sql"] for query in asked], made.json()["number"]


def main() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from tanto.clients.models import Contact
    from tests.cast import make_cast

    size = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    if size:
        from bench.build import build

        build(size)
    else:
        make_cast()
    contact = Contact.objects.select_related("client__main").order_by("pk").first()
    assert contact is not None
    owner = contact.client.main
    secret = owner.make_token(by=owner.actor, name="bench", scope="write", days=30)
    body = {"client": contact.client_id, "contact": contact.pk, "channel": "mail"}
    asked, number = statements_of(secret, body)
    print(f"statements of one case  {len(asked)}, with BEGIN and COMMIT")
    for statement in asked:
        print("   ", " ".join(statement.split())[:110])
    rate = ask(f"{size:,} cases in it", secret, body)
    plain, rows = bare(number)
    print(
        f"{'the same rows, bare':<22} {plain:6.0f} cases/s   {rows} rows each, {rows} statements; {plain / rate:.1f} x"
    )


if __name__ == "__main__":
    main()
