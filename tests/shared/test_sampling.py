"""Which requests are traced, and what a trace costs those that are not: nothing."""

import json

import pytest

from bookstore import correlation
from bookstore.messaging import envelope, sampling
from bookstore.messaging.sampling import is_traced
from tests.contracts.examples import EXAMPLES
from tests.lambda_events import eventbridge_body
from tests.shared.consumer import DONE, batch

PAID = EXAMPLES["OrderPaid"]


@pytest.fixture
def set_share(monkeypatch):
    def set_share(share):
        monkeypatch.setenv("TRACED_SHARE", share)
        sampling.settings.cache_clear()

    yield set_share
    sampling.settings.cache_clear()


def count_traced():
    return sum(is_traced(f"order-{number}") for number in range(10_000))


@pytest.mark.parametrize(("share", "at_least", "at_most"), [("0", 0, 0), ("1", 10_000, 10_000), ("0.01", 50, 200)])
def test_the_share_of_requests_is_traced(set_share, share, at_least, at_most):
    set_share(share)
    assert at_least <= count_traced() <= at_most


def test_without_a_setting_everything_is_traced_but_what_belongs_to_no_request(monkeypatch):
    monkeypatch.delenv("TRACED_SHARE", raising=False)
    sampling.settings.cache_clear()
    assert is_traced("order-1")
    assert not is_traced("")


def test_an_event_says_whether_it_is_traced(set_share):
    with correlation.of("order-1"):
        traced = envelope.unpack(envelope.pack(PAID))
        set_share("0")
        untraced = envelope.unpack(envelope.pack(PAID))
    assert (traced.traced, untraced.traced) == (True, False)


def test_an_event_of_before_says_nothing_and_is_not_traced():
    document = json.loads(envelope.pack(PAID, correlation_id="order-1"))
    del document["traced"]
    assert not envelope.unpack(json.dumps(document)).traced


def test_a_step_is_recorded_of_an_event_that_is_traced_and_of_no_other(consumer, set_share):
    traced = envelope.pack(PAID, correlation_id="order-1")
    set_share("0")
    untraced = envelope.pack(PAID, correlation_id="order-2")
    messages = batch(*(eventbridge_body(detail, PAID.source, "OrderPaid") for detail in (traced, untraced)))
    assert consumer.handle(*messages) == DONE
    assert [step.correlation_id for step in consumer.traces.steps] == ["order-1"]
