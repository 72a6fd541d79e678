"""Each event has an example, a producer, a rule that routes it, and consumers."""

import json

import jsonschema
import pytest

from bookstore.events import BY_NAME, EVENTS
from bookstore.messaging import envelope
from deploy.paths import ROOT
from tests.architecture.code import files, imports
from tests.contracts.bounds import schema_of, unbounded
from tests.contracts.examples import EXAMPLES, LARGEST
from tests.contracts.services import handled_events, is_routed
from tests.templates import SERVICES

EACH = pytest.mark.parametrize("name", sorted(BY_NAME))
MAX_BYTES = 200_000
FOR_OTHERS = {"OrderPlaced"}  # nothing in the five services follows from an order that is not paid


def test_every_event_has_an_example():
    assert sorted(EXAMPLES) == sorted(BY_NAME)


@EACH
def test_an_example_survives_the_bus(name):
    assert envelope.unpack(envelope.pack(EXAMPLES[name])).event == EXAMPLES[name]


@EACH
def test_an_example_fits_the_published_schema(name):
    schema = json.loads((ROOT / "docs" / "schemas" / f"{name}.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(envelope.pack(EXAMPLES[name]))["data"], schema)


@EACH
def test_the_largest_legal_instance_fits_the_bus(name):
    """54. Whatever the rules let into a table can be published."""
    assert len(envelope.pack(LARGEST[name]).encode()) < MAX_BYTES


@EACH
def test_the_largest_legal_instance_is_legal(name):
    assert envelope.unpack(envelope.pack(LARGEST[name])).event == LARGEST[name]


@EACH
def test_every_text_list_and_number_of_an_event_has_a_bound(name):
    assert list(unbounded(*schema_of(BY_NAME[name]))) == []


@EACH
def test_its_source_publishes_it(name):
    source = ROOT / "services" / BY_NAME[name].source.removeprefix("bookstore.")
    producers = [path for path in files("services") if source in path.parents]
    assert [path for path in producers if f"bookstore.events.{name}" in imports(path)]


@EACH
def test_a_service_consumes_it_unless_it_is_for_others_alone(name):
    consumers = [service for service in SERVICES if name in handled_events(service)]
    assert bool(consumers) == (name not in FOR_OTHERS)


@pytest.mark.parametrize("service", SERVICES)
def test_the_events_a_service_handles_are_routed_to_it_and_no_others(service):
    routed = {kind.name() for kind in EVENTS if is_routed(service, kind.source, kind.name())}
    assert routed == handled_events(service)
