"""Create boto3 clients of one system, whatever this process's environment says."""

from functools import cache
from typing import Any

import boto3

from deploy.stage_parameters import load_stage_parameters
from deploy.target import EMULATOR_CONFIG, client_lock
from local.system import System


def client(system: System, service: str) -> Any:
    """Return a client of the system's AWS, one for all callers: it may be used by several threads."""
    environment = system.environment()
    with client_lock:
        return _create_client(
            service,
            environment["AWS_ENDPOINT_URL"],
            environment["AWS_DEFAULT_REGION"],
            environment["AWS_ACCESS_KEY_ID"],
            environment["AWS_SECRET_ACCESS_KEY"],
        )


@cache
def _create_client(service: str, endpoint: str, region: str, key: str, secret: str) -> Any:
    return boto3.client(
        service,
        endpoint_url=endpoint,
        region_name=region,
        aws_access_key_id=key,
        aws_secret_access_key=secret,
        config=EMULATOR_CONFIG,
    )


def outputs(system: System, stack: str) -> dict[str, str]:
    """Return a stack's outputs by name; none when there is no such stack."""
    cloudformation = client(system, "cloudformation")
    name = f"bookstore-{system.stage}-{stack}"
    try:
        described = cloudformation.describe_stacks(StackName=name)["Stacks"][0]
    except cloudformation.exceptions.ClientError:
        return {}
    return {output["OutputKey"]: output["OutputValue"] for output in described.get("Outputs", [])}


def parameters(system: System) -> dict[str, str]:
    """Return the stage's parameters by the last segment of their names."""
    return load_stage_parameters(client(system, "ssm"), system.stage)
