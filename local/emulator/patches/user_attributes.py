"""Let a user write only what Cognito lets users write, and change an e-mail only by the code that was sent there.

The emulator takes any attribute at sign-up and later, and copies all of them into the id token: whoever writes
`cognito:groups` would be staff, whoever writes `email_verified` would have any address for theirs.
"""

from typing import Any

from ministack.core.responses import error_response_json, json_response
from ministack.services import cognito

Request = dict[str, Any]
Response = tuple[Any, ...]
CODE = "123456"  # as at sign-up: the emulator sends no e-mails
RESERVED = ("cognito:", "dev:")
NOT_WRITABLE = {"sub", "email_verified", "phone_number_verified", "identities"}
PENDING = "_pending_email"


def apply() -> None:
    """Check the attributes of the requests that browsers send, and add the requests that verify a new e-mail."""
    cognito._sign_up = _sign_up
    cognito._confirm_sign_up = _confirm_sign_up
    cognito._update_user_attributes = _update_user_attributes
    cognito._dispatch_idp = _dispatch


_plain_sign_up = cognito._sign_up
_plain_confirm = cognito._confirm_sign_up
_plain_update = cognito._update_user_attributes
_plain_dispatch = cognito._dispatch_idp


def _sign_up(request: Request) -> Any:
    return _refuse_reserved(request, request.get("ClientId")) or _plain_sign_up(request)


def _confirm_sign_up(request: Request) -> Any:
    """Confirm the account; who has read the code has the address."""
    response = _plain_confirm(request)
    if response[0] == 200:  # noqa: PLR2004 - HTTP's own number
        pool, _ = cognito._pool_for_client(request.get("ClientId"))
        user, _ = cognito._resolve_user(pool, request.get("Username"))
        _set(user, email_verified="true")
    return response


def _update_user_attributes(request: Request) -> Any:
    user, _ = cognito._user_pool_for_access_token(request.get("AccessToken", ""))
    if not user:
        return _plain_update(request)
    claims = cognito._token_claims(request["AccessToken"])
    refused = _refuse_reserved(request, claims.get("client_id"))
    if refused:
        return refused
    changes = cognito._attr_list_to_dict(request.get("UserAttributes", []))
    email = changes.pop("email", None)
    _plain_update({**request, "UserAttributes": cognito._dict_to_attr_list(changes)})
    if email is None or email == _attributes(user).get("email"):
        return json_response({"CodeDeliveryDetailsList": []})
    user[PENDING] = email
    return json_response({"CodeDeliveryDetailsList": [_delivery(email)]})


async def _dispatch(action: str, request: Request) -> Any:
    if action == "VerifyUserAttribute":
        return _verify_user_attribute(request)
    if action == "GetUserAttributeVerificationCode":
        return _resend_code(request)
    return await _plain_dispatch(action, request)


def _verify_user_attribute(request: Request) -> Any:
    user, pool = cognito._user_pool_for_access_token(request.get("AccessToken", ""))
    if not user:
        return error_response_json("NotAuthorizedException", "Invalid access token.", 400)
    if request.get("AttributeName") != "email" or PENDING not in user:
        return error_response_json("ExpiredCodeException", "Invalid code provided, please request a code again.", 400)
    if request.get("Code") != CODE:
        return error_response_json(
            "CodeMismatchException", "Invalid verification code provided, please try again.", 400
        )
    email = user[PENDING]
    other, _ = cognito._resolve_user(pool, email)
    if other and other is not user:
        return error_response_json("AliasExistsException", "An account with the email already exists.", 400)
    _set(user, email=user.pop(PENDING), email_verified="true")
    return json_response({})


def _resend_code(request: Request) -> Any:
    user, _ = cognito._user_pool_for_access_token(request.get("AccessToken", ""))
    if not user:
        return error_response_json("NotAuthorizedException", "Invalid access token.", 400)
    return json_response({"CodeDeliveryDetails": _delivery(user.get(PENDING) or _attributes(user).get("email", ""))})


def _refuse_reserved(request: Request, client_id: str | None) -> Any:
    pool, _ = cognito._pool_for_client(client_id)
    writable = pool["_clients"].get(client_id, {}).get("WriteAttributes") if pool else None
    for name in cognito._attr_list_to_dict(request.get("UserAttributes", [])):
        if name.startswith(RESERVED) or name in NOT_WRITABLE or (writable and name not in writable):
            return error_response_json(
                "NotAuthorizedException", f"A client attempted to write unauthorized attribute: {name}", 400
            )
    return None


def _attributes(user: Any) -> dict[str, str]:
    found: dict[str, str] = cognito._attr_list_to_dict(user.get("Attributes", []))
    return found


def _set(user: Any, **attributes: str) -> None:
    user["Attributes"] = cognito._merge_attributes(user.get("Attributes", []), cognito._dict_to_attr_list(attributes))


def _delivery(email: str) -> dict[str, str]:
    return {"Destination": cognito._masked_destination(email), "DeliveryMedium": "EMAIL", "AttributeName": "email"}
