import json

import pytest
from django.test import Client as Browser

from tanto.people.models import Person


class Program:
    """What acts under somebody's name: its token, and JSON there and back."""

    def __init__(self, person: Person | None, scope: str = "write") -> None:
        self.browser, self.headers = Browser(raise_request_exception=False), {}
        if person is not None:
            mine = Person.objects.get(pk=person.pk)
            secret = mine.make_token(by=mine.actor, name="test", scope=scope, days=30)
            self.headers = {"Authorization": f"Bearer {secret}"}

    def ask(self, method: str, address: str, body=None, **headers):
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        raw = body if isinstance(body, (str, bytes)) else json.dumps(body) if body is not None else ""
        return self.browser.generic(
            method, f"/api/v1{address}", raw, content_type="application/json", headers=self.headers | given
        )

    def get(self, address: str, **headers):
        return self.ask("GET", address, **headers)

    def post(self, address: str, body=None, **headers):
        return self.ask("POST", address, body, **headers)

    def put(self, address: str, body=None, **headers):
        return self.ask("PUT", address, body, **headers)


@pytest.fixture
def owner(cast) -> Program:
    return Program(cast.owner)


@pytest.fixture
def stranger(cast) -> Program:
    return Program(cast.stranger)
