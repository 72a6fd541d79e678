"""How streams and queues are read is told to Lambda after `chalice deploy`."""

import pytest

from deploy import event_sources

STREAM = {
    "RelayDynamodbEventSource": {
        "Properties": {
            "Stream": "arn:stream",
            "StartingPosition": "TRIM_HORIZON",
            "BisectBatchOnFunctionError": True,
            "DestinationConfig": {"OnFailure": {"Type": "SQS", "Destination": "arn:parked"}},
        }
    }
}


class FakeLambda:
    """Is busy making its one mapping when first asked."""

    def __init__(self):
        self.states = ["Creating", "Enabled"]
        self.updated = {}

    def list_event_source_mappings(self, FunctionName):
        return {"EventSourceMappings": [{"UUID": "u-1", "EventSourceArn": "arn:stream"}]}

    def get_event_source_mapping(self, UUID):
        return {"State": self.states.pop(0) if len(self.states) > 1 else self.states[0], "EventSourceArn": "arn:stream"}

    def update_event_source_mapping(self, UUID, **settings):
        assert self.states == ["Enabled"]
        self.updated[UUID] = settings


@pytest.fixture(autouse=True)
def emulated(monkeypatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")


def test_the_settings_of_a_stream_are_applied_once_lambda_has_made_it():
    lambda_ = FakeLambda()
    event_sources.apply_settings("bookstore-catalog-test-relay", STREAM, lambda_)
    assert lambda_.updated == {
        "u-1": {
            "BisectBatchOnFunctionError": True,
            "DestinationConfig": {"OnFailure": {"Destination": "arn:parked"}},
        }
    }


def test_a_stream_that_chalice_did_not_connect_is_an_error():
    other = {"Other": {"Properties": {"Stream": "arn:other"}}}
    with pytest.raises(KeyError, match="arn:other"):
        event_sources.apply_settings("bookstore-catalog-test-relay", other, FakeLambda())


def test_a_schedule_has_no_settings():
    lambda_ = FakeLambda()
    event_sources.apply_settings("bookstore-catalog-test-sweep", {"Hourly": {"Properties": {}}}, lambda_)
    assert lambda_.updated == {}


def test_a_parameters_text_becomes_the_number_that_lambda_wants():
    lambda_ = FakeLambda()
    queue = {"Properties": {"Queue": "arn:stream", "ScalingConfig": {"MaximumConcurrency": "5"}}}
    event_sources.apply_settings("bookstore-catalog-test-consume", {"Consume": queue}, lambda_)
    assert lambda_.updated == {"u-1": {"ScalingConfig": {"MaximumConcurrency": 5}}}


def test_a_setting_that_a_condition_leaves_out_is_not_applied():
    lambda_ = FakeLambda()
    queue = {"Properties": {"Queue": "arn:stream", "ScalingConfig": None, "BatchSize": 10}}
    event_sources.apply_settings("bookstore-catalog-test-consume", {"Consume": queue}, lambda_)
    assert lambda_.updated == {"u-1": {"BatchSize": 10}}
