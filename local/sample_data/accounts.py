"""The demo logins' accounts."""

from ops.stage import Stage

PASSWORD = "Correct-horse-9"  # noqa: S105 - a demo login, printed for everybody to see
LOGINS = (
    {"role": "admin", "email": "admin@bookstore.example", "password": PASSWORD},
    {"role": "reader", "email": "reader@bookstore.example", "password": PASSWORD},
)


def create_accounts(stage: Stage) -> dict[str, str]:
    """Create the accounts of the demo logins that do not exist; return the `sub` of each role."""
    groups = {"admin": "admin"}
    return {
        login["role"]: stage.pool.ensure(login["email"], login["password"], groups.get(login["role"]))
        for login in LOGINS
    }
