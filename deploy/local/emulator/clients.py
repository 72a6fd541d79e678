"""boto3 clients of one system, whatever the environment of this process says."""

from typing import Any

import boto3

from deploy.local.system import System
from deploy.stage_parameters import told


def client(system: System, service: str) -> Any:
    """Two systems may be asked from one process, so nothing is taken from the environment."""
    environment = system.environment()
    return boto3.client(
        service,
        endpoint_url=environment["AWS_ENDPOINT_URL"],
        region_name=environment["AWS_DEFAULT_REGION"],
        aws_access_key_id=environment["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=environment["AWS_SECRET_ACCESS_KEY"],
    )


def outputs(system: System, stack: str) -> dict[str, str]:
    """A stack's outputs by name; none when the stack is not there."""
    cloudformation = client(system, "cloudformation")
    name = f"bookstore-{system.stage}-{stack}"
    try:
        found = cloudformation.describe_stacks(StackName=name)["Stacks"][0]
    except cloudformation.exceptions.ClientError:
        return {}
    return {output["OutputKey"]: output["OutputValue"] for output in found.get("Outputs", [])}


def parameters(system: System) -> dict[str, str]:
    """The stage's parameters by the last part of their names."""
    return told(client(system, "ssm"), system.stage)
