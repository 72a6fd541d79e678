"""The demo logins' accounts."""

from local.urls import LOGINS
from ops.shop.stage import Stage


def open_accounts(stage: Stage) -> dict[str, str]:
    """The demo logins' accounts; answers each role's `sub`."""
    groups = {"admin": "admin"}
    return {
        login["role"]: stage.pool.ensure(login["email"], login["password"], groups.get(login["role"]))
        for login in LOGINS
    }
