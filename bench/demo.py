"""How long the demo takes to be told: `python bench/demo.py [en|ja]`. Prints seconds and counts, judges nothing.

Runs on a database of its own: SQLite in a new folder, or the PostgreSQL of DATABASE_URL (a throw-away one).
"""

import os
import sys
import tempfile
import time
from pathlib import Path

os.environ["TANTO_DATA_DIR"] = tempfile.mkdtemp(prefix="tanto-bench-")
os.environ["DJANGO_SETTINGS_MODULE"] = "tanto.settings"
sys.path.insert(0, str(Path(__file__).parents[1]))

import django

django.setup()

from django.core.management import call_command

from tanto.demo.story import load
from tanto.journal.models import Entry
from tanto.recovery.models import Case


def main() -> None:
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    start = time.perf_counter()
    load(sys.argv[1] if len(sys.argv) > 1 else "en")
    took = time.perf_counter() - start
    entries = Entry.objects.count()
    print(
        f"the demo told in {took:5.1f} s   {Case.objects.count()} cases, {entries} entries, {entries / took:.0f} a second"
    )


main()
