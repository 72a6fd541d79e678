"""Cases 49, 53 and 59, as the templates decide them: nothing wakes itself, nothing falls behind unseen, and what sells
books knows no engine."""

import json

import pytest

from tests.recommendations.streaming import filters, matches
from tests.shapes import changed
from tests.templates import SERVICES, resources, template

WITH_VIEWS = {"recommendations": ["ProjectGraph", "ProjectLists"], "search": ["Project"]}
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


def woken_by(service, function, *records):
    return [r for r in records if any(matches(pattern, r) for pattern in filters(function, service))]


@pytest.mark.parametrize(("service", "function"), OWN_WRITES)
def test_what_a_function_writes_does_not_wake_it(service, function):
    """53. The filters let none of it by."""
    records = [changed(None, {"pk": pk, "sk": sk}) for pk, sk in OWN_WRITES[service, function]]
    assert woken_by(service, function, *records) == []


@pytest.mark.parametrize("service", ["catalog", "orders"])
def test_an_event_that_was_sent_is_not_sent_again_by_being_forgotten(service):
    """53. The relay removes what it sent, and is woken by what is new only."""
    waiting = {"pk": "OUTBOX#1", "sk": "2026#1"}
    new, gone = changed(None, waiting), changed(waiting, None)
    assert woken_by(service, "Relay", new, gone) == [new]


@pytest.mark.parametrize("service", WITH_VIEWS)
def test_a_view_that_falls_behind_raises_an_alarm(service):
    """49. Long before its stream or its inbox forgets anything: after five minutes, of a day and of two weeks."""
    alarms = [a["Properties"] for a in resources(service).values() if a["Type"] == "AWS::CloudWatch::Alarm"]
    late = {alarm["MetricName"]: alarm["Threshold"] for alarm in alarms if "Age" in alarm.get("MetricName", "")}
    assert late == {"ApproximateAgeOfOldestMessage": 300, "IteratorAge": 300_000}
    watched = [a["Dimensions"][0]["Value"] for a in alarms if a.get("MetricName") == "IteratorAge"]
    functions = template(service, "functions.yaml")["Resources"]
    assert sorted(map(str, watched)) == sorted(
        str(functions[name]["Properties"]["FunctionName"]) for name in WITH_VIEWS[service]
    )


@pytest.mark.parametrize("service", sorted(set(SERVICES) - set(WITH_VIEWS)))
def test_what_sells_books_knows_no_engine(service):
    """59. Browsing, cart and checkout cannot be touched by an engine whose address they are not given."""
    said = json.dumps([template(service, file) for file in ("resources.yaml", "functions.yaml")], default=str).lower()
    assert [engine for engine in ("opensearch", "redis", "gremlin", "neptune") if engine in said] == []
