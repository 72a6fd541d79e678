"""What the caller of a whole deployment gives reaches the stack that needs it."""

import pytest

from deploy import full_deployment, shared_stacks
from deploy.errors import UserError
from deploy.stacks import Deployed


def test_each_shared_stack_gets_the_endpoints_it_declares():
    endpoints = {"opensearch_url": "http://search", "public_url": "http://shop", "stripe_api_base": "http://stripe"}
    value = {full_deployment.to_camel_case(name): value for name, value in endpoints.items()}
    assert full_deployment.split_parameters(value) == {
        "platform": {"PublicUrl": "http://shop", "StripeApiBase": "http://stripe"},
        "engines": {"OpensearchUrl": "http://search"},
        "edge": {},
    }


def test_an_unknown_endpoint_is_refused():
    with pytest.raises(UserError, match="No template has a parameter OpenserchUrl"):
        full_deployment.split_parameters({"OpenserchUrl": "http://search"})


def test_a_parameter_of_another_stack_is_refused_before_anything_is_asked():
    with pytest.raises(UserError, match="edge has no parameter MailSender; it has CartApi, CatalogApi"):
        shared_stacks.deploy_shared("edge", "test", {"MailSender": "a@example.com"})


def test_the_stripe_secrets_of_the_environment_reach_an_emulator_and_never_aws(monkeypatch):
    monkeypatch.setenv("BOOKSTORE_STRIPE_SECRET_KEY", "sk_test_1")
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:21001")
    assert shared_stacks.stripe_keys()["StripeSecretKey"] == "sk_test_1"
    monkeypatch.delenv("AWS_ENDPOINT_URL")
    assert shared_stacks.stripe_keys() == {}


def test_each_stack_is_reported_in_one_line():
    lines = []
    full_deployment.report_duration(lambda: Deployed("bookstore-test-orders", "unchanged", {}), lines.append)
    assert lines == ["bookstore-test-orders unchanged in 0.0 s"]


class Deployments:
    """What a whole deployment deploys: each stack with its parameters, and the stacks there are."""

    def __init__(self, monkeypatch, **known):
        self.calls, self.known = [], known
        monkeypatch.setattr(full_deployment, "deploy_shared", self.deploy)
        monkeypatch.setattr(full_deployment, "deploy_services", lambda *_: self.calls.append("services"))
        monkeypatch.setattr(full_deployment, "stacks", lambda: self)

    def deploy(self, name, stage, explicit):
        self.calls.append((name, explicit["PublicUrl"]) if "PublicUrl" in explicit else name)
        return Deployed(name, "created", {"DistributionDomain": "d1.cloudfront.net"})

    def describe(self, name):
        assert name == "bookstore-prod-platform"
        pairs = [{"ParameterKey": name, "ParameterValue": value} for name, value in self.known.items()]
        return {"Parameters": pairs} if pairs else None

    def run(self, **endpoints):
        full_deployment.deploy_stacks("prod", endpoints=endpoints, report=lambda line: None)
        return self.calls


def test_a_shop_without_a_domain_gets_cloudfronts_at_the_end_of_its_first_deployment(monkeypatch):
    assert Deployments(monkeypatch).run() == [
        ("platform", "https://unknown.invalid"),
        "engines",
        "services",
        "edge",
        ("platform", "https://d1.cloudfront.net"),
        "services",
    ]


def test_a_first_deployment_that_was_interrupted_is_completed(monkeypatch):
    deployments = Deployments(monkeypatch, PublicUrl="https://unknown.invalid")
    assert deployments.run()[-2:] == [("platform", "https://d1.cloudfront.net"), "services"]


@pytest.mark.parametrize(
    ("known", "given"),
    [({"PublicUrl": "https://d1.cloudfront.net"}, {}), ({}, {"public_url": "https://books.example"})],
)
def test_a_shop_whose_address_is_known_is_deployed_once(monkeypatch, known, given):
    calls = Deployments(monkeypatch, **known).run(**given)
    assert calls == [("platform", given["public_url"]) if given else "platform", "engines", "services", "edge"]
