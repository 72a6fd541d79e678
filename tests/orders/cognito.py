"""A user pool in memory, behind the calls of boto3's client that orders makes, and with Cognito's errors."""

from typing import Any
from uuid import uuid4

from botocore.exceptions import ClientError


class Cognito:
    """Accounts by their `sub`; `calls` lists what was asked, without passwords."""

    def __init__(self) -> None:
        self.users: dict[str, dict[str, Any]] = {}
        self.signed_out: list[str] = []
        self.calls: list[str] = []

    def add(self, email: str, password: str | None = None, *, sub: str = "", status: str = "CONFIRMED") -> str:
        """Add an account as it stands in the pool, and return its `sub`."""
        sub = sub or str(uuid4())
        self.users[sub] = {"email": email, "password": password, "status": status, "verified": "true"}
        return sub

    def find(self, user: str) -> dict[str, Any] | None:
        return self.users.get(user) or next((each for each in self.users.values() if each["email"] == user), None)

    def sub_of(self, user: str) -> str:
        return next(sub for sub, each in self.users.items() if each is self._get(user))

    def _get(self, user: str) -> dict[str, Any]:
        found = self.find(user)
        if not found:
            raise refused("UserNotFoundException")
        return found

    def admin_get_user(self, *, UserPoolId: str, Username: str) -> dict[str, Any]:
        self.calls.append("admin_get_user")
        user = self._get(Username)
        attributes = {"sub": self.sub_of(Username), "email": user["email"], "email_verified": user["verified"]}
        listed = [{"Name": name, "Value": value} for name, value in attributes.items()]
        return {"UserAttributes": listed, "UserStatus": user["status"]}

    def admin_create_user(
        self, *, UserPoolId: str, Username: str, UserAttributes: list[dict[str, str]], MessageAction: str
    ) -> dict[str, Any]:
        self.calls.append("admin_create_user")
        assert MessageAction == "SUPPRESS", "Cognito would send a letter of its own"
        if self.find(Username):
            raise refused("UsernameExistsException")
        self.add(Username, status="FORCE_CHANGE_PASSWORD")
        return {"User": {}}

    def admin_set_user_password(
        self, *, UserPoolId: str, Username: str, Password: str, Permanent: bool
    ) -> dict[str, Any]:
        self.calls.append("admin_set_user_password")
        assert Permanent
        self._get(Username).update(password=Password, status="CONFIRMED")
        return {}

    def admin_update_user_attributes(
        self, *, UserPoolId: str, Username: str, UserAttributes: list[dict[str, str]]
    ) -> dict[str, Any]:
        user = self._get(Username)
        changes = {each["Name"]: each["Value"] for each in UserAttributes}
        if self.find(changes["email"]) not in (None, user):
            raise refused("AliasExistsException")
        user.update(email=changes["email"], verified=changes["email_verified"])
        return {}

    def admin_initiate_auth(
        self, *, UserPoolId: str, ClientId: str, AuthFlow: str, AuthParameters: dict[str, str]
    ) -> dict[str, Any]:
        assert AuthFlow == "ADMIN_USER_PASSWORD_AUTH"
        user = self.find(AuthParameters["USERNAME"])
        if not user or user["password"] != AuthParameters["PASSWORD"]:
            raise refused("NotAuthorizedException")
        return {"AuthenticationResult": {}}

    def admin_user_global_sign_out(self, *, UserPoolId: str, Username: str) -> dict[str, Any]:
        self._get(Username)
        self.signed_out.append(Username)
        return {}

    def admin_delete_user(self, *, UserPoolId: str, Username: str) -> dict[str, Any]:
        self._get(Username)
        del self.users[self.sub_of(Username)]
        return {}


def refused(code: str) -> ClientError:
    """Make an error of Cognito."""
    return ClientError({"Error": {"Code": code, "Message": code}}, "operation")
