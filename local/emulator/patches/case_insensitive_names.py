"""Compare user names without regard to case where the pool says so, as Cognito does.

MiniStack stores `CaseSensitive: false` and does not read it: Ann@… and ann@… were two accounts.
"""

from typing import Any

from ministack.services import cognito


def apply() -> None:
    """Write the names of every request to such a pool in lower case, before any other patch looks at them."""
    dispatch = cognito._dispatch_idp

    async def dispatch_with_lower_names(action: str, data: dict[str, Any]) -> Any:
        return await dispatch(action, _lower_names(data) if _ignores_case(data) else data)

    cognito._dispatch_idp = dispatch_with_lower_names


def _ignores_case(data: dict[str, Any]) -> bool:
    client_id = data.get("ClientId")
    pool = cognito._pool_for_client(client_id)[0] if client_id else cognito._user_pools.get(data.get("UserPoolId"))
    return (pool or {}).get("UsernameConfiguration", {}).get("CaseSensitive") is False


def _lower_names(data: dict[str, Any]) -> dict[str, Any]:
    lowered = {key: _lower(data[key]) for key in ("Username",) if key in data}
    for parameters in ("AuthParameters", "ChallengeResponses"):
        if "USERNAME" in (given := data.get(parameters) or {}):
            lowered[parameters] = {**given, "USERNAME": _lower(given["USERNAME"])}
    if "UserAttributes" in data:
        lowered["UserAttributes"] = [_lower_email(each) for each in data["UserAttributes"]]
    return {**data, **lowered}


def _lower_email(attribute: dict[str, Any]) -> dict[str, Any]:
    is_email = attribute.get("Name") == "email"
    return {**attribute, "Value": _lower(attribute.get("Value"))} if is_email else attribute


def _lower(name: Any) -> Any:
    return name.lower() if isinstance(name, str) else name
