"""Customers: a profile that counts its changes, and their addresses."""

from dataclasses import replace
from functools import cache

from msgspec import convert, to_builtins

from bookstore.bounded_items import LimitReached, put_within_limit
from bookstore.closed_accounts import AccountClosed, closure_put, is_closed, mark_closed, write_if_open
from bookstore.dynamodb.changes import Put
from bookstore.dynamodb.conditions import Attr, Condition
from bookstore.dynamodb.conflicts import ConditionFailed
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.optimistic import ConcurrentUpdate
from bookstore.dynamodb.table import Table
from bookstore.dynamodb.unreadable import read_rows
from bookstore.errors import Invalid
from bookstore.events import CustomerDeleted
from bookstore.messaging.outbox import outbox_put
from chalicelib.addresses.address import Address
from chalicelib.customers.customer import Profile, SavedAddress
from chalicelib.errors import AddressNotFound
from chalicelib.limits import MAX_ADDRESSES
from chalicelib.own_table import own_table

ADDRESS = "ADDRESS#"


class CustomerRepository:
    """The profiles and addresses of customers."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def get_profile(self, customer: str) -> Profile:
        """Return the customer's profile; an empty one of version 0 when none was written."""
        item = self._table.get(f"CUSTOMER#{customer}", "PROFILE")
        return convert(item, Profile) if item else Profile(customer=customer)

    def save_profile(self, profile: Profile) -> None:
        """Save the next version; raise ConcurrentUpdate when it exists already, AccountClosed once it is closed."""
        try:
            write_if_open(self._table, profile.customer, _put(profile, is_closed=False))
        except ConditionFailed as refused:
            raise _concurrent_update() from refused

    def is_closed(self, customer: str) -> bool:
        """Check whether the customer closed the account."""
        return is_closed(self._table, customer)

    def close(self, profile: Profile, *, event: CustomerDeleted) -> None:
        """Mark the account as closed, empty its profile but for the version, and put the event in the outbox.

        Raises AccountClosed when that has happened before, and ConcurrentUpdate as `save_profile` does.
        """
        mark = replace(closure_put(profile.customer), condition=Attr("pk").not_exists())
        try:
            self._table.write(_put(profile, is_closed=True), mark, outbox_put(event))
        except ConditionFailed as refused:
            raise (AccountClosed() if 1 in refused.all_failed else _concurrent_update()) from refused

    def erase(self, customer: str) -> None:
        """Delete name, phone number and addresses; none of them can be saved once the account is marked as closed."""
        mark_closed(self._table, customer)
        self._empty_profile(customer)
        for prefix in (ADDRESS, f"REVISION#{ADDRESS}"):
            self._table.delete_partition(f"CUSTOMER#{customer}", prefix)

    def list_addresses(self, customer: str) -> list[SavedAddress]:
        """Return every address of the customer that can be read, by its id."""
        items = self._table.query_prefix(f"CUSTOMER#{customer}", ADDRESS)
        return [address for _, address in read_rows(items, _to_saved_address)]

    def get_address(self, customer: str, address_id: str) -> SavedAddress:
        """Return one address; raise AddressNotFound when the customer has none under this id."""
        addresses = [saved for saved in self.list_addresses(customer) if saved.address_id == address_id]
        if not addresses:
            raise AddressNotFound("You have no address of this name.", address_id=address_id)
        return addresses[0]

    def save_address(self, customer: str, address: SavedAddress) -> None:
        """Save an address, replacing one under the same id; raise Invalid when there are twenty others.

        Raises AccountClosed once the account is closed.
        """
        item = {"pk": f"CUSTOMER#{customer}", "sk": _address_key(address.address_id), **to_builtins(address)}
        try:
            put_within_limit(self._table, customer, item, prefix=ADDRESS, most=MAX_ADDRESSES)
        except LimitReached as full:
            rule = f"at most {MAX_ADDRESSES}"
            raise Invalid(f"You can save up to {MAX_ADDRESSES} addresses.", field="address_id", rule=rule) from full

    def delete_address(self, customer: str, address_id: str) -> None:
        """Delete an address; a missing one is no error."""
        self._table.delete(f"CUSTOMER#{customer}", _address_key(address_id))

    def _empty_profile(self, customer: str) -> None:
        empty = {"name": "", "phone": "", "closed": True}
        try:
            self._table.update(f"CUSTOMER#{customer}", "PROFILE", sets=empty, condition=Attr("pk").exists())
        except ConditionFailed:
            return  # it never had a profile


def _to_saved_address(item: Item) -> SavedAddress:
    return SavedAddress(address_id=item["address_id"], address=convert(item["address"], Address))


def _put(profile: Profile, *, is_closed: bool) -> Put:
    key = {"pk": f"CUSTOMER#{profile.customer}", "sk": "PROFILE"}
    return Put({**key, **to_builtins(profile), "closed": is_closed}, _follows(profile.version))


def _concurrent_update() -> ConcurrentUpdate:
    return ConcurrentUpdate("Another change of this account came between.")


def _address_key(address_id: str) -> str:
    return f"{ADDRESS}{address_id}"


def _follows(version: int) -> Condition:
    return Attr("version").eq(version - 1) if version > 1 else Attr("version").not_exists()


@cache
def customers() -> CustomerRepository:
    """Return the customers in the table of orders."""
    return CustomerRepository(own_table())
