"""What the API weighs is paid by who asks it: 20 MiB that no page needs."""

import subprocess
import sys

from django.urls import reverse

LOOKED = """
import sys
from django.urls import get_resolver, reverse
import tanto.wsgi
get_resolver().url_patterns, reverse("me"), reverse("case", kwargs={"number": "SR-2026-0001"})
print([name for name in ("ninja", "pydantic", "tanto.api.operations", "tanto.recovery.api") if name in sys.modules])
"""


def test_a_house_whose_programs_sleep_has_nothing_of_it_loaded():
    seen = subprocess.run([sys.executable, "-c", LOOKED], capture_output=True, text=True, check=True)
    assert seen.stdout.strip() == "[]"


def test_its_addresses_are_found_all_the_same(client):
    assert reverse("api:read_case", kwargs={"number": "SR-2026-0001"}) == "/api/v1/cases/SR-2026-0001"
    assert reverse("api:create_case") == "/api/v1/cases"


def test_the_reference_is_a_page_of_the_house(cast, client):
    assert client.get("/api/v1/docs").status_code == 404
    client.force_login(cast.owner)
    page = client.get("/api/v1/docs")
    assert "/api/v1/cases/{number}/accountability" in page.content.decode()
    assert "unsafe" not in page["Content-Security-Policy"]
