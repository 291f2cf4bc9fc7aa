"""What the description says is what the door does: schemathesis asks every operation, well and badly, in one process."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig
from schemathesis.core.failures import FailureGroup

from tanto.people import bearer
from tanto.people.models import Person
from tests.api.conftest import Program
from tests.cast import Cast

PARTS = 2  # so that several processes share the work
EXAMPLES = {GenerationMode.POSITIVE: 2, GenerationMode.NEGATIVE: 1}  # of each operation
# A rule of the house that no schema can hold is refused with 422 or 409: that is an answer as described.
EXPECTED = ["2xx", "401", "403", "404", "409", "412", "413", "415", "422", "428", "429"]
CONFIG = {
    "checks": {"positive_data_acceptance": {"expected-statuses": EXPECTED}},
    "generation": {"allow-x00": True},
}


def app(environ, start_response):
    from tanto.wsgi import application

    return application(environ, start_response)


@pytest.fixture(autouse=True)
def in_one_transaction(monkeypatch):
    """As Django's own test client has it: the end of a request does not close the connection of the test. Wrong tokens are
    sent to every operation here, and are not held up."""
    monkeypatch.setattr(bearer, "TRIES", 10**9)
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def known(cast: Cast) -> dict[str, object]:
    """Things that are there, for the places of an address."""
    case = cast.at_test()
    case.note(by=cast.owner.actor, text="At the dock.")
    return {
        "number": case.number, "client": cast.client.pk, "contact": cast.customer.pk, "person": cast.stranger.pk,
        "section": cast.owner.section_id, "kind": "first_response", "issue": case.issues.first().pk,
        "action": case.actions.first().pk, "verbatim": case.verbatims.first().pk, "note": case.notes.first().pk,
    }  # fmt: skip


def ask(operation, headers, known, mode: GenerationMode) -> None:
    @settings(
        max_examples=EXAMPLES[mode],
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def asked(case) -> None:
        if mode is GenerationMode.POSITIVE:
            case.path_parameters.update({name: known[name] for name in case.path_parameters if name in known})
        case.call_and_validate(headers=headers)

    asked()


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
@pytest.mark.parametrize("part", range(PARTS))
def test_the_door_does_what_its_description_says(cast: Cast, known, part, mode):
    Person.objects.filter(pk=cast.owner.pk).update(is_administrator=True)
    headers = Program(cast.owner, "house").headers
    config = SchemathesisConfig.from_dict(CONFIG)
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app, config=config)
    operations = [result.ok() for result in schema.get_all_operations()]
    assert len(operations) > 180
    found = []
    for operation in operations[part::PARTS]:
        if mode is GenerationMode.POSITIVE or may_be_wrong(operation):
            try:
                ask(operation, headers, known, mode)
            except FailureGroup as failures:
                found.append(f"{operation.label}: {failures}")
    assert not found, "\n".join(found)


def may_be_wrong(operation) -> bool:
    """Is there anything in it that could be sent wrongly?"""
    return bool(list(operation.iter_parameters()) or list(operation.body))
