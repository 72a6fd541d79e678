"""Which customer at Stripe a customer of ours is."""

from functools import cache

from bookstore.closed_accounts import require_open, write_if_open
from bookstore.dynamodb.changes import Put
from bookstore.dynamodb.conditions import Attr
from bookstore.dynamodb.conflicts import ConditionFailed
from bookstore.dynamodb.table import Table
from chalicelib.own_table import own_table

STRIPE = "STRIPE"


class StripeCustomerRepository:
    """The ids of customers at Stripe."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def get(self, customer: str) -> str | None:
        """Return the customer's id at Stripe; None when there is none."""
        item = self._table.get(f"CUSTOMER#{customer}", STRIPE)
        return str(item["stripe_id"]) if item else None

    def save(self, customer: str, stripe_id: str, *, replaces: str | None) -> str:
        """Save the id unless another request was first, and return the one that is saved; AccountClosed once closed."""
        item = {"pk": f"CUSTOMER#{customer}", "sk": STRIPE, "stripe_id": stripe_id}
        condition = Attr("stripe_id").eq(replaces) if replaces else Attr("pk").not_exists()
        try:
            write_if_open(self._table, customer, Put(item, condition))
        except ConditionFailed:
            return self.get(customer) or stripe_id
        return stripe_id

    def require_open(self, customer: str) -> None:
        """Raise AccountClosed when the customer closed the account."""
        require_open(self._table, customer)

    def remove(self, customer: str) -> None:
        """Forget the id."""
        self._table.delete(f"CUSTOMER#{customer}", STRIPE)


@cache
def stripe_customers() -> StripeCustomerRepository:
    """Return the ids in the table of orders."""
    return StripeCustomerRepository(own_table())
