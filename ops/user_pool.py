"""Accounts at Cognito: signing up and in as a browser does, and made by staff where a demo needs them."""

from dataclasses import dataclass
from typing import Any

import boto3
from botocore import UNSIGNED
from botocore.config import Config
from pycognito.aws_srp import AWSSRP

EMULATOR_CONFIRMATION_CODE = "123456"  # MiniStack sends no mail: every confirmation code is this one


@dataclass(frozen=True)
class UserPool:
    """A user pool with the client of the storefront."""

    endpoint: str | None
    user_pool_id: str
    client_id: str

    def sign_up(self, email: str, password: str) -> None:
        """As a new reader does, the code from the mail included."""
        browser = self._browser()
        attributes = [{"Name": "email", "Value": email}]
        browser.sign_up(ClientId=self.client_id, Username=email, Password=password, UserAttributes=attributes)
        browser.confirm_sign_up(ClientId=self.client_id, Username=email, ConfirmationCode=EMULATOR_CONFIRMATION_CODE)

    def sign_in(self, email: str, password: str) -> str:
        """The id token, by SRP: the password never leaves this machine."""
        login = AWSSRP(
            username=email,
            password=password,
            pool_id=self.user_pool_id,
            client_id=self.client_id,
            client=self._browser(),
        )
        return str(login.authenticate_user()["AuthenticationResult"]["IdToken"])

    def ensure(self, email: str, password: str, group: str | None = None) -> str:
        """An account that staff made; answers its `sub`. There being one already is no error."""
        staff = boto3.client("cognito-idp", endpoint_url=self.endpoint)
        known = {"UserPoolId": self.user_pool_id, "Username": email}
        if not self._exists(staff, known):
            self._create(staff, known, email, password)
        if group:
            staff.admin_add_user_to_group(**known, GroupName=group)
        attributes = staff.admin_get_user(**known)["UserAttributes"]
        return next(str(attribute["Value"]) for attribute in attributes if attribute["Name"] == "sub")

    @staticmethod
    def _exists(staff: Any, known: dict[str, str]) -> bool:
        try:
            staff.admin_get_user(**known)
        except staff.exceptions.UserNotFoundException:
            return False
        return True

    @staticmethod
    def _create(staff: Any, known: dict[str, str], email: str, password: str) -> None:
        attributes = [{"Name": "email", "Value": email}, {"Name": "email_verified", "Value": "true"}]
        staff.admin_create_user(**known, UserAttributes=attributes, MessageAction="SUPPRESS")
        staff.admin_set_user_password(**known, Password=password, Permanent=True)

    def _browser(self) -> Any:
        anonymous = Config(signature_version=UNSIGNED)
        return boto3.client("cognito-idp", endpoint_url=self.endpoint, config=anonymous)
