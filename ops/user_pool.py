"""Cognito accounts: signed in as a browser does it, and created by staff for a demo, a test or a measurement."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import boto3
from botocore import UNSIGNED
from botocore.config import Config
from pycognito.aws_srp import AWSSRP


@dataclass(frozen=True)
class UserPool:
    """A user pool with the client of the storefront."""

    endpoint: str | None
    user_pool_id: str
    client_id: str

    def sign_in(self, email: str, password: str) -> str:
        """Sign in by SRP, so that the password never leaves this machine, and return the id token."""
        login = AWSSRP(
            username=email,
            password=password,
            pool_id=self.user_pool_id,
            client_id=self.client_id,
            client=self._browser(),
        )
        return str(login.authenticate_user()["AuthenticationResult"]["IdToken"])

    def ensure(self, email: str, password: str, group: str | None = None) -> str:
        """Create an account unless it exists, add it to the group, and return its `sub`."""
        staff = boto3.client("cognito-idp", endpoint_url=self.endpoint)
        user = {"UserPoolId": self.user_pool_id, "Username": email}
        if not self._exists(staff, user):
            self._create(staff, user, email, password)
        if group:
            staff.admin_add_user_to_group(**user, GroupName=group)
        attributes = staff.admin_get_user(**user)["UserAttributes"]
        return next(str(attribute["Value"]) for attribute in attributes if attribute["Name"] == "sub")

    @staticmethod
    def _exists(staff: Any, user: dict[str, str]) -> bool:
        try:
            staff.admin_get_user(**user)
        except staff.exceptions.UserNotFoundException:
            return False
        return True

    @staticmethod
    def _create(staff: Any, user: dict[str, str], email: str, password: str) -> None:
        attributes = [{"Name": "email", "Value": email}, {"Name": "email_verified", "Value": "true"}]
        with suppress(staff.exceptions.UsernameExistsException):  # a repeat of a request whose answer was lost
            staff.admin_create_user(**user, UserAttributes=attributes, MessageAction="SUPPRESS")
        staff.admin_set_user_password(**user, Password=password, Permanent=True)

    def _browser(self) -> Any:
        anonymous = Config(signature_version=UNSIGNED)
        return boto3.client("cognito-idp", endpoint_url=self.endpoint, config=anonymous)
