"""Sign up, and change attributes, as a browser does at the emulator's Cognito: what becomes of it."""

import asyncio
import base64
import json
from typing import Any

from ministack.services import cognito

ADDRESS, NEW, PASSWORD, CODE = "reader@bookstore.example", "new@bookstore.example", "Correct-horse-9", "123456"
OK = 200


def facts() -> dict[str, Any]:
    """Return what a customer may write, and what their token says after it."""
    client = new_client()
    greedy = attributes(email="greedy@bookstore.example", **{"cognito:groups": "admin"})
    sign_up = call("SignUp", **client, Username="greedy@bookstore.example", Password=PASSWORD, UserAttributes=greedy)
    call("SignUp", **client, Username=ADDRESS, Password=PASSWORD, UserAttributes=attributes(email=ADDRESS))
    call("ConfirmSignUp", **client, Username=ADDRESS, ConfirmationCode=CODE)
    token = {"AccessToken": sign_in(client)["AccessToken"]}
    reserved = [
        call("UpdateUserAttributes", **token, UserAttributes=attributes(**{name: "admin"})).get("refused")
        for name in ("cognito:groups", "email_verified")
    ]
    call("UpdateUserAttributes", **token, UserAttributes=attributes(email=NEW))
    before = claims(client)
    wrong = call("VerifyUserAttribute", **token, AttributeName="email", Code="000000")
    call("VerifyUserAttribute", **token, AttributeName="email", Code=CODE)
    return {
        "group_at_sign_up": sign_up.get("refused"),
        "reserved": reserved,
        "before_the_code": before,
        "wrong_code": wrong.get("refused"),
        "after_the_code": claims(client),
        "closed": answers_of_a_closed_pool(),
    }


def answers_of_a_closed_pool() -> list[Any]:
    """Ask a pool without self-service to sign up and to recover a password, for an account and for none."""
    by_staff = {"AllowAdminCreateUserOnly": True}
    recovery = {"RecoveryMechanisms": [{"Name": "admin_only", "Priority": 1}]}
    client = new_client(AdminCreateUserConfig=by_staff, AccountRecoverySetting=recovery)
    pool = cognito._pool_for_client(client["ClientId"])[1]
    call("AdminCreateUser", UserPoolId=pool, Username=ADDRESS, MessageAction="SUPPRESS")
    answers = [
        (
            call("SignUp", **client, Username=email, Password=PASSWORD),
            call("ForgotPassword", **client, Username=email),
            call("ConfirmForgotPassword", **client, Username=email, Password=PASSWORD, ConfirmationCode=CODE),
        )
        for email in (ADDRESS, NEW)
    ]
    return [[answer.get("refused") for answer in each] for each in answers]


def new_client(**settings: Any) -> dict[str, str]:
    """Create a pool with the client of a browser."""
    pool = call("CreateUserPool", PoolName="accounts", UsernameAttributes=["email"], **settings)["UserPool"]["Id"]
    flows = ["ALLOW_USER_PASSWORD_AUTH"]
    created = call("CreateUserPoolClient", UserPoolId=pool, ClientName="web", ExplicitAuthFlows=flows)
    return {"ClientId": created["UserPoolClient"]["ClientId"]}


def sign_in(client: dict[str, str]) -> Any:
    """Sign in by the address that the account has now."""
    for email in (ADDRESS, NEW):
        parameters = {"USERNAME": email, "PASSWORD": PASSWORD}
        response = call("InitiateAuth", **client, AuthFlow="USER_PASSWORD_AUTH", AuthParameters=parameters)
        if "refused" not in response:
            return response["AuthenticationResult"]
    raise AssertionError(response)


def claims(client: dict[str, str]) -> list[Any]:
    """Return what a new id token says of the account's address and groups."""
    text = sign_in(client)["IdToken"].split(".")[1]
    found = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    return [found.get("email"), found.get("email_verified"), found.get("cognito:groups")]


def attributes(**values: str) -> list[dict[str, str]]:
    """Write attributes as Cognito's requests do."""
    return [{"Name": name, "Value": value} for name, value in values.items()]


def call(action: str, **request: Any) -> Any:
    """Send a request; of an error return only its name."""
    status, _, body = asyncio.run(cognito._dispatch_idp(action, request))
    answer = json.loads(body)
    return answer if status == OK else {"refused": answer["__type"].split("#")[-1]}
