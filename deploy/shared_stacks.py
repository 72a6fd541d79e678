"""Deploy the three stacks that all services share: platform and engines before them, edge after them."""

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from deploy import parameters, target
from deploy.errors import UserError
from deploy.project import service_names
from deploy.service_linked_roles import prepare_account
from deploy.stacks import Deployed, stacks
from deploy.templates import Template, load

TEMPLATES = Path(__file__).parent / "platform"
SHARED = ("platform", "engines", "edge")
KEYS = {
    "BOOKSTORE_STRIPE_SECRET_KEY": "StripeSecretKey",
    "BOOKSTORE_STRIPE_WEBHOOK_SECRET": "StripeWebhookSecret",
    "BOOKSTORE_STRIPE_PUBLISHABLE_KEY": "StripePublishableKey",
}


def deploy_shared(name: str, stage: str, explicit: Mapping[str, str]) -> Deployed:
    """Deploy one shared stack; `explicit` are the parameters that convention does not fill."""
    template = shared_template(name)
    unknown = sorted(explicit.keys() - free_parameters(name))
    if unknown:
        raise UserError(f"{name} has no parameter {unknown[0]}; it has {', '.join(sorted(free_parameters(name)))}.")
    parameters.require_in_stage(template, stage, target.client("ssm"))
    if name == "engines":
        prepare_account()
    return stacks().deploy(
        f"bookstore-{stage}-{name}", template, stage, {**derived_parameters(name, stage), **explicit}
    )


def derived_parameters(name: str, stage: str) -> dict[str, str]:
    """Return the parameters that neither convention nor a person sets: the local keys, the APIs' ids."""
    if name == "platform":
        return {**stripe_keys(), "GraphQLKeyExpires": str(int(key_expiry(datetime.now(UTC)).timestamp()))}
    return {**api_ids(stage), **graphql_domains(stage)} if name == "edge" else {}


def shared_template(name: str) -> Template:
    """Load the template of a shared stack."""
    return load(TEMPLATES / f"{name}.yaml")


def free_parameters(name: str) -> set[str]:
    """List the parameters that somebody may set: all but those found by their names in the stage."""
    declared = shared_template(name)["Parameters"]
    return set(declared) - set(parameters.conventional_values(declared, "any"))


def stripe_keys() -> dict[str, str]:
    """Return an emulated stage's keys from the environment of the local system; on AWS they are set once."""
    return {
        name: os.environ[variable] for variable, name in KEYS.items() if variable in os.environ and target.is_emulated()
    }


def key_expiry(now: datetime) -> datetime:
    """Return when the GraphQL API's public key ends: on the first day of the eleventh month from now, so that it is
    another once a month. A key lives for 365 days at the most (AppSync API reference, CreateApiKey)."""
    month = now.year * 12 + now.month - 1 + 11
    return datetime(month // 12, month % 12 + 1, 1, tzinfo=UTC)


def graphql_domains(stage: str) -> dict[str, str]:
    """Return the domains of the platform's GraphQL API."""
    outputs = stacks().outputs(f"bookstore-{stage}-platform")
    return {name: outputs[name] for name in ("GraphQLDomain", "RealtimeDomain")}


def api_ids(stage: str) -> dict[str, str]:
    """Return the id of each deployed service's API, as edge.yaml names it, and the emulator's port."""
    outputs_by_service = {service: stacks().outputs(f"bookstore-{stage}-{service}") for service in service_names()}
    ids = {
        f"{service.capitalize()}Api": outputs["RestAPIId"] for service, outputs in outputs_by_service.items() if outputs
    }
    return {**ids, "EmulatorPort": str(target.emulator_port())} if target.is_emulated() else ids
