"""A user pool with two clients, and the tokens of its users."""

import base64
import json
import uuid
from dataclasses import dataclass
from typing import Any

from local.emulator.clients import client
from local.system import System
from tests.local.appsync.graphql_api import policy

PASSWORD = "Correct-horse-9"
FLOW = "ADMIN_USER_PASSWORD_AUTH"


@dataclass(frozen=True)
class Pool:
    system: System
    pool_id: str
    client_id: str
    other_client_id: str

    @property
    def config(self) -> dict[str, str]:
        return {"userPoolId": self.pool_id, "awsRegion": "us-east-1", "defaultAction": "ALLOW"}

    def tokens(self, *groups: str, by: str | None = None) -> dict[str, str]:
        """The tokens of a new user."""
        cognito, name = client(self.system, "cognito-idp"), f"{uuid.uuid4().hex}@example.org"
        user = {"UserPoolId": self.pool_id, "Username": name}
        cognito.admin_create_user(**user, MessageAction="SUPPRESS")
        cognito.admin_set_user_password(**user, Password=PASSWORD, Permanent=True)
        for group in groups:
            cognito.admin_add_user_to_group(**user, GroupName=group)
        answer: dict[str, str] = cognito.admin_initiate_auth(
            UserPoolId=self.pool_id,
            ClientId=by or self.client_id,
            AuthFlow=FLOW,
            AuthParameters={"USERNAME": name, "PASSWORD": PASSWORD},
        )["AuthenticationResult"]
        return answer


def make_pool(system: System) -> Pool:
    cognito = client(system, "cognito-idp")
    pool = cognito.create_user_pool(PoolName=uuid.uuid4().hex)["UserPool"]["Id"]
    cognito.create_group(UserPoolId=pool, GroupName="admin")
    clients = [
        cognito.create_user_pool_client(UserPoolId=pool, ClientName=name, ExplicitAuthFlows=[f"ALLOW_{FLOW}"])[
            "UserPoolClient"
        ]["ClientId"]
        for name in ("web", "other")
    ]
    return Pool(system, pool, *clients)


def service_keys(system: System, resource: str) -> tuple[str, str]:
    """The access key and the secret of a new user who may call these fields alone."""
    iam, name = client(system, "iam"), uuid.uuid4().hex
    iam.create_user(UserName=name)
    allowed = {"Effect": "Allow", "Action": "appsync:GraphQL", "Resource": resource}
    iam.put_user_policy(UserName=name, PolicyName="own", PolicyDocument=policy(allowed))
    keys = iam.create_access_key(UserName=name)["AccessKey"]
    return keys["AccessKeyId"], keys["SecretAccessKey"]


def claims(token: str) -> dict[str, Any]:
    return json.loads(base64.urlsafe_b64decode(token.split(".")[1] + "=="))


def with_claims(token: str, **changed: Any) -> str:
    """The token with other claims, under its old signature."""
    head, _, signature = token.split(".")
    return f"{head}.{encode({**claims(token), **changed})}.{signature}"


def encode(value: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()
