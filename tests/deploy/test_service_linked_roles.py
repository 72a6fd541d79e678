"""The roles of AWS's own services are created once in an account."""

import pytest
from botocore.exceptions import ClientError

from deploy.service_linked_roles import create_service_linked_roles


class FakeIam:
    """Has the roles of `existing`; `message` is what it refuses the others with."""

    def __init__(self, *existing, message=""):
        self.existing, self.message = list(existing), message

    def create_service_linked_role(self, *, AWSServiceName):
        taken = "Service role name AWSServiceRoleForX has been taken in this account, please try a different suffix."
        message = taken if AWSServiceName in self.existing else self.message
        if message:
            raise ClientError({"Error": {"Code": "InvalidInput", "Message": message}}, "CreateServiceLinkedRole")
        self.existing.append(AWSServiceName)


def test_a_missing_role_is_created_and_one_that_exists_stays():
    iam = FakeIam()
    create_service_linked_roles(iam)
    create_service_linked_roles(iam)
    assert iam.existing == ["opensearchservice.amazonaws.com"]


def test_another_refusal_is_not_hidden():
    with pytest.raises(ClientError, match="not authorized"):
        create_service_linked_roles(FakeIam(message="You are not authorized."))
