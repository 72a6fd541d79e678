"""The user pool: what the service asks of Cognito as its administrator. No password is stored or logged here."""

from functools import cache
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from bookstore.dynamodb.table import client
from bookstore.errors import Unavailable
from chalicelib.credentials.account import Account
from chalicelib.errors import EmailTaken
from chalicelib.settings import settings

HAS_PASSWORD = {"CONFIRMED", "RESET_REQUIRED"}
WRONG_PASSWORD = {"NotAuthorizedException", "UserNotFoundException", "PasswordResetRequiredException"}


class UserPool:
    """The accounts; a `user` is a customer's id or the account's e-mail."""

    def __init__(self, cognito: Any, pool_id: str, client_id: str) -> None:
        self._cognito, self._pool_id, self._client_id = cognito, pool_id, client_id

    def find(self, user: str) -> Account | None:
        """Return the account, or None."""
        found = self._call("admin_get_user", user, unless="UserNotFoundException")
        return _to_account(found) if found else None

    def create(self, email: str) -> None:
        """Create an account without a password, whose address is verified; one that exists stays as it is."""
        attributes = _verified(email)
        self._call(
            "admin_create_user",
            email,
            unless="UsernameExistsException",
            UserAttributes=attributes,
            MessageAction="SUPPRESS",
        )

    def set_password(self, user: str, password: str) -> None:
        """Give the account this password."""
        self._call("admin_set_user_password", user, Password=password, Permanent=True)

    def set_email(self, user: str, email: str) -> None:
        """Give the account this verified address; EmailTaken when another account has it."""
        taken = self._call(
            "admin_update_user_attributes", user, unless="AliasExistsException", UserAttributes=_verified(email)
        )
        if taken is None:
            raise EmailTaken("There’s already an account with this email address.")

    def is_password(self, user: str, password: str) -> bool:
        """Check a password; Cognito locks the account for a while after five wrong ones, and then none is right."""
        try:
            self._cognito.admin_initiate_auth(
                UserPoolId=self._pool_id,
                ClientId=self._client_id,
                AuthFlow="ADMIN_USER_PASSWORD_AUTH",
                AuthParameters={"USERNAME": user, "PASSWORD": password},
            )
        except ClientError as error:
            if error.response["Error"]["Code"] in WRONG_PASSWORD:
                return False
            raise _unavailable() from error
        except BotoCoreError as error:
            raise _unavailable() from error
        return True

    def end_sessions(self, user: str) -> None:
        """Revoke all refresh tokens of the account, if there still is one; id tokens end by themselves."""
        self._call("admin_user_global_sign_out", user, unless="UserNotFoundException")

    def delete(self, user: str) -> None:
        """Delete the account; one that is gone is no error."""
        self._call("admin_delete_user", user, unless="UserNotFoundException")

    def _call(self, operation: str, user: str, *, unless: str = "", **parameters: Any) -> Any:
        """Return the response, or None for the error that is named."""
        try:
            return getattr(self._cognito, operation)(UserPoolId=self._pool_id, Username=user, **parameters)
        except ClientError as error:
            if error.response["Error"]["Code"] == unless:
                return None
            raise _unavailable() from error
        except BotoCoreError as error:
            raise _unavailable() from error


def _verified(email: str) -> list[dict[str, str]]:
    return [{"Name": "email", "Value": email}, {"Name": "email_verified", "Value": "true"}]


def _to_account(found: dict[str, Any]) -> Account:
    attributes = {each["Name"]: each["Value"] for each in found["UserAttributes"]}
    return Account(
        customer=attributes["sub"],
        email=attributes.get("email", "") if attributes.get("email_verified") == "true" else "",
        is_confirmed=found["UserStatus"] in HAS_PASSWORD,
    )


def _unavailable() -> Unavailable:
    return Unavailable("We can’t reach our accounts right now. Please try again in a moment.", retry_after=5)


@cache
def user_pool() -> UserPool:
    """Return the user pool of this stage."""
    pool_id = settings().user_pool_arn.rpartition("/")[2]
    return UserPool(client("cognito-idp"), pool_id, settings().user_pool_client_id)
