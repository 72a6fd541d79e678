"""Create the roles that AWS's own services need in an account before a template can use them."""

from typing import Any

from botocore.exceptions import ClientError

from deploy import target

# OpenSearch in a private network: unlike ElastiCache and Neptune, CloudFormation does not create it.
# Source: OpenSearch Service developer guide, "Using service-linked roles to create VPC domains".
SERVICES = ("opensearchservice.amazonaws.com",)
EXISTS = "has been taken in this account"


def create_service_linked_roles(iam: Any) -> None:
    """Create the roles that are missing; those that exist stay as they are."""
    for service in SERVICES:
        try:
            iam.create_service_linked_role(AWSServiceName=service)
        except ClientError as error:
            if EXISTS not in error.response["Error"]["Message"]:
                raise


def prepare_account() -> None:
    """Create what a new account lacks; an emulator needs none of it."""
    if not target.is_emulated():
        create_service_linked_roles(target.client("iam"))
