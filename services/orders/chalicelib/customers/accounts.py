"""Customers: their name, their addresses, and closing an account."""

from collections.abc import Iterator
from typing import Protocol

from bookstore import clock
from bookstore.dynamodb.optimistic import retry_on_conflict
from bookstore.errors import Invalid
from bookstore.events import CustomerDeleted
from chalicelib.customers.customer import Address, Profile, ProfileWanted, SavedAddress
from chalicelib.limits import MOST_ADDRESSES
from chalicelib.orders.order import Order, forgotten
from chalicelib.ports import Orders
from chalicelib.transitions import kept


class Customers(Protocol):
    """Where customers are kept."""

    def profile(self, customer: str) -> Profile: ...
    def keep(self, profile: Profile) -> None: ...
    def addresses(self, customer: str) -> list[SavedAddress]: ...
    def save_address(self, customer: str, saved: SavedAddress) -> None: ...
    def close(self, profile: Profile, *, announcing: CustomerDeleted) -> None: ...


class OrdersOf(Orders, Protocol):
    """The orders of one customer, all of them."""

    def every(self, customer: str) -> Iterator[Order]: ...


def change_profile(customer: str, wanted: ProfileWanted, *, customers: Customers) -> Profile:
    """Replace what customers may write of themselves."""

    def change() -> Profile:
        present = customers.profile(customer)
        profile = Profile(customer=customer, name=wanted.name, phone=wanted.phone, version=present.version + 1)
        customers.keep(profile)
        return profile

    return retry_on_conflict(change)


def save_address(customer: str, address_id: str, address: Address, *, customers: Customers) -> SavedAddress:
    """Keep an address under the customer's own name for it."""
    others = [saved for saved in customers.addresses(customer) if saved.address_id != address_id]
    if len(others) >= MOST_ADDRESSES:
        raise Invalid(f"You can keep {MOST_ADDRESSES} addresses.", field="address_id", rule=f"at most {MOST_ADDRESSES}")
    saved = SavedAddress(address_id=address_id, address=address)
    customers.save_address(customer, saved)
    return saved


def close_account(customer: str, *, customers: Customers, orders: OrdersOf) -> None:
    """Forget the customer. Orders stay for the books, without address and e-mail: those under way lose them when
    they have arrived."""
    for order in orders.every(customer):
        _forget(order, orders)
    retry_on_conflict(lambda: _close(customer, customers))


def _forget(order: Order, orders: OrdersOf) -> None:
    def forget() -> None:
        present = orders.get(order.customer, order.order_id)
        if not present.forgotten:
            kept(present, forgotten(present, clock.now()), orders=orders)

    retry_on_conflict(forget)


def _close(customer: str, customers: Customers) -> None:
    version = customers.profile(customer).version + 1
    gone = Profile(customer=customer, version=version)
    customers.close(gone, announcing=CustomerDeleted(version=version, customer=customer))
