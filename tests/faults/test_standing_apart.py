"""Cases 49, 53 and 59, as the templates decide them.

No function invokes itself, a read model that falls behind raises an alarm, and catalog, cart and orders use no engine.
"""

import json

import pytest

from tests.lambda_events import stream_record
from tests.recommendations.streaming import filters, matches
from tests.templates import SERVICES, resources, template

WITH_READ_MODELS = {"recommendations": ["ProjectGraph", "ProjectLists"], "search": ["Project"]}
OWN_WRITES = {
    ("search", "Project"): [
        ("VIEW", "INDEX"),
        ("VIEW", "SHOWED"),
        ("VIEW", "TERMS"),
        ("TRACE#t", "2026#1"),
        ("BOOK#emma", "BOUGHT#o-1"),
        ("WORD#e", "emma#emma"),
        ("AUTHOR#jane-austen", "emma"),
        ("CATEGORY#Fiction", "emma"),
        ("SUBJECT#gossip", "emma"),
    ],
    ("orders", "Relay"): [("TRACE#t", "2026#1"), ("CUSTOMER#ann", "ORDER#o-1"), ("KEY#k", "KEY")],
    ("catalog", "Relay"): [("TRACE#t", "2026#1"), ("BOOK#emma", "BOOK")],
}


def filter_records(service, function, *records):
    return [record for record in records if any(matches(pattern, record) for pattern in filters(function, service))]


@pytest.mark.parametrize(("service", "function"), OWN_WRITES)
def test_what_a_function_writes_does_not_wake_it(service, function):
    """53. The filters drop all of it."""
    records = [stream_record(None, {"pk": pk, "sk": sk}) for pk, sk in OWN_WRITES[service, function]]
    assert filter_records(service, function, *records) == []


@pytest.mark.parametrize("service", ["catalog", "orders"])
def test_an_event_that_was_sent_is_not_sent_again_by_being_forgotten(service):
    """53. The relay deletes what it sent, and is invoked for inserts only."""
    item = {"pk": "OUTBOX#1", "sk": "2026#1"}
    insert, delete = stream_record(None, item), stream_record(item, None)
    assert filter_records(service, "Relay", insert, delete) == [insert]


@pytest.mark.parametrize("service", WITH_READ_MODELS)
def test_a_view_that_falls_behind_raises_an_alarm(service):
    """49. Long before its stream or its inbox forgets anything: after five minutes, of a day and of two weeks."""
    alarms = [a["Properties"] for a in resources(service).values() if a["Type"] == "AWS::CloudWatch::Alarm"]
    late = {alarm["MetricName"]: alarm["Threshold"] for alarm in alarms if "Age" in alarm.get("MetricName", "")}
    assert late == {"ApproximateAgeOfOldestMessage": 300, "IteratorAge": 300_000}
    watched = [a["Dimensions"][0]["Value"] for a in alarms if a.get("MetricName") == "IteratorAge"]
    functions = template(service, "functions.yaml")["Resources"]
    assert sorted(map(str, watched)) == sorted(
        str(functions[name]["Properties"]["FunctionName"]) for name in WITH_READ_MODELS[service]
    )


@pytest.mark.parametrize("service", sorted(set(SERVICES) - set(WITH_READ_MODELS)))
def test_what_sells_books_knows_no_engine(service):
    """59. Catalog, cart and orders do not even have the address of an engine."""
    templates = json.dumps(
        [template(service, file) for file in ("resources.yaml", "functions.yaml")], default=str
    ).lower()
    assert [engine for engine in ("opensearch", "redis", "gremlin", "neptune") if engine in templates] == []
