"""The demo logins' accounts: a customer, and one member of staff for each role."""

from ops.stage import Stage

PASSWORD = "Correct-horse-9"  # noqa: S105 - a demo login, printed for everybody to see
STAFF = ("owner", "orders", "catalogue", "stock", "support")
CUSTOMER = "reader"
LOGINS = tuple(
    {"role": role, "email": f"{role}@bookstore.example", "password": PASSWORD} for role in (*STAFF, CUSTOMER)
)


def create_accounts(stage: Stage) -> dict[str, str]:
    """Create the accounts of the demo logins that do not exist; return the `sub` of each role."""
    return {login["role"]: _ensure(stage, login) for login in LOGINS}


def _ensure(stage: Stage, login: dict[str, str]) -> str:
    group = login["role"] if login["role"] in STAFF else None
    return stage.pool.ensure(login["email"], login["password"], group)
