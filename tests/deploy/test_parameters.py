"""A template's parameters are filled by their names."""

import pytest

from deploy import parameters
from deploy.errors import UserError

SSM = {"Type": "AWS::SSM::Parameter::Value<String>"}


class FakeSsm:
    def __init__(self, *there):
        self.there = there

    def get_parameters(self, Names):
        assert len(Names) <= 10
        return {"InvalidParameters": [name for name in Names if name not in self.there]}


@pytest.fixture(autouse=True)
def on_aws(monkeypatch):
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)


def filled(declared, value=None, previous=()):
    return {
        entry["ParameterKey"]: entry.get("ParameterValue", "as before")
        for entry in parameters.fill({"Parameters": declared}, "staging", value or {}, previous)
    }


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("EventBus", "/bookstore/staging/event-bus"),
        ("UserPoolClientId", "/bookstore/staging/user-pool-client-id"),
        ("OpensearchUrl", "/bookstore/staging/opensearch-url"),
    ],
)
def test_a_parameter_of_the_stage_is_found_by_its_name(name, path):
    assert filled({name: SSM}) == {name: path}


def test_stage_and_emulator_are_filled_from_where_we_deploy_to():
    both = {"Stage": {"Type": "String"}, "Emulator": {"Type": "String"}}
    assert filled(both) == {"Stage": "staging", "Emulator": "false"}


def test_an_endpoint_on_this_machine_makes_it_an_emulator(monkeypatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:21001")
    assert filled({"Emulator": {"Type": "String"}}) == {"Emulator": "true"}


def test_an_explicit_value_is_reused_by_later_deployments():
    declared = {"Size": {"Type": "String", "Default": "small"}}
    assert filled(declared, previous=["Size"]) == {"Size": "as before"}
    assert filled(declared, value={"Size": "large"}, previous=["Size"]) == {"Size": "large"}
    assert filled(declared) == {}


def test_a_missing_value_is_named():
    with pytest.raises(UserError, match=r"^Give PublicUrl, for example with --parameter PublicUrl=VALUE\.$"):
        filled({"PublicUrl": {"Type": "String"}})


def test_a_stage_without_a_platform_is_refused_by_name():
    template = {"Parameters": {"EventBus": SSM, "RedisUrl": SSM}}
    with pytest.raises(UserError, match=r"Stage staging has no /bookstore/staging/redis-url yet"):
        parameters.require_in_stage(template, "staging", FakeSsm("/bookstore/staging/event-bus"))


def test_more_parameters_than_one_request_may_hold_are_all_requested():
    names = [f"Thing{message}" for message in "ABCDEFGHIJKL"]
    there = FakeSsm(*[f"/bookstore/staging/thing-{message.lower()}" for message in "ABCDEFGHIJK"])
    with pytest.raises(UserError, match="thing-l"):
        parameters.require_in_stage({"Parameters": dict.fromkeys(names, SSM)}, "staging", there)
