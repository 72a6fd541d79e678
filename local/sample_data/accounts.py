"""The demo logins' accounts."""

from ops.stage import Stage

PASSWORD = "Correct-horse-9"  # noqa: S105 - a demo login, printed for everybody to see
LOGINS = (
    {"role": "admin", "email": "admin@bookstore.example", "password": PASSWORD},
    {"role": "reader", "email": "reader@bookstore.example", "password": PASSWORD},
)


def create_accounts(stage: Stage) -> dict[str, str]:
    """The demo logins' accounts; answers each role's `sub`."""
    groups = {"admin": "admin"}
    return {
        login["role"]: stage.pool.ensure(login["email"], login["password"], groups.get(login["role"]))
        for login in LOGINS
    }
