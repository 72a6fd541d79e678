"""Refuse what a pool does not let users do by themselves: sign up, and recover a password.

MiniStack stores `AllowAdminCreateUserOnly` and the recovery mechanism `admin_only`, and does not read them: whoever
calls the pool directly could have an account with any password, and learn by SignUp who has one.
"""

from collections.abc import Callable
from typing import Any

from ministack.core.responses import error_response_json
from ministack.services import cognito

Handler = Callable[[dict[str, Any]], Any]


def apply() -> None:
    """Check the pool's settings first, whoever the user is, so that the answer tells nothing about an account."""
    cognito._sign_up = _unless(
        _is_sign_up_closed, cognito._sign_up, "NotAuthorizedException", "SignUp is not permitted for this user pool"
    )
    recovery = "InvalidParameterException", "Self-service account recovery is not configured for this user pool."
    cognito._forgot_password = _unless(_is_recovery_closed, cognito._forgot_password, *recovery)
    cognito._confirm_forgot_password = _unless(_is_recovery_closed, cognito._confirm_forgot_password, *recovery)


def _unless(is_closed: Callable[[dict[str, Any]], bool], handle: Handler, error: str, message: str) -> Handler:
    def check(request: dict[str, Any]) -> Any:
        pool, _ = cognito._pool_for_client(request.get("ClientId"))
        return error_response_json(error, message, 400) if pool and is_closed(pool) else handle(request)

    return check


def _is_sign_up_closed(pool: dict[str, Any]) -> bool:
    return str((pool.get("AdminCreateUserConfig") or {}).get("AllowAdminCreateUserOnly")).lower() == "true"


def _is_recovery_closed(pool: dict[str, Any]) -> bool:
    mechanisms = (pool.get("AccountRecoverySetting") or {}).get("RecoveryMechanisms") or []
    return any(mechanism.get("Name") == "admin_only" for mechanism in mechanisms)
