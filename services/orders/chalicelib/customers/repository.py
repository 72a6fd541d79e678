"""Customers: a profile that counts its changes, and their addresses."""

from functools import cache

from boto3.dynamodb.conditions import Attr, ConditionBase
from msgspec import convert, to_builtins

from bookstore.dynamodb.changes import Delete, Put
from bookstore.dynamodb.conflicts import ConditionFailed
from bookstore.dynamodb.optimistic import ConcurrentUpdate
from bookstore.dynamodb.table import Table
from bookstore.events import CustomerDeleted
from bookstore.messaging.outbox import outbox_put
from chalicelib.customers.customer import Profile, SavedAddress
from chalicelib.errors import AddressNotFound
from chalicelib.field_types import Address
from chalicelib.own_table import own_table


class CustomerRepository:
    """The profiles and addresses of customers."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def get_profile(self, customer: str) -> Profile:
        """Return the customer's profile; an empty one of version 0 when none was written."""
        item = self._table.get(f"CUSTOMER#{customer}", "PROFILE")
        return convert(item, Profile) if item else Profile(customer=customer)

    def save_profile(self, profile: Profile) -> None:
        """Save the next version; raise ConcurrentUpdate when it exists already."""
        self._write(profile)

    def close(self, profile: Profile, *, event: CustomerDeleted) -> None:
        """Delete everything but the version, and put the event in the outbox."""
        deletes = [
            Delete(f"CUSTOMER#{profile.customer}", _address_key(saved.address_id))
            for saved in self.list_addresses(profile.customer)
        ]
        self._write(profile, *deletes, outbox_put(event), is_closed=True)

    def list_addresses(self, customer: str) -> list[SavedAddress]:
        """Return every address of the customer, by its id."""
        items = self._table.query_prefix(f"CUSTOMER#{customer}", "ADDRESS#")
        return [
            SavedAddress(address_id=item["address_id"], address=convert(item["address"], Address)) for item in items
        ]

    def get_address(self, customer: str, address_id: str) -> SavedAddress:
        """Return one address; raise AddressNotFound when the customer has none under this id."""
        addresses = [saved for saved in self.list_addresses(customer) if saved.address_id == address_id]
        if not addresses:
            raise AddressNotFound("You have no address of this name.", address_id=address_id)
        return addresses[0]

    def save_address(self, customer: str, address: SavedAddress) -> None:
        """Save an address, replacing one under the same id."""
        key = {"pk": f"CUSTOMER#{customer}", "sk": _address_key(address.address_id)}
        self._table.put({**key, **to_builtins(address)})

    def delete_address(self, customer: str, address_id: str) -> None:
        """Delete an address; a missing one is no error."""
        self._table.delete(f"CUSTOMER#{customer}", _address_key(address_id))

    def _write(self, profile: Profile, *more: Put | Delete, is_closed: bool = False) -> None:
        key = {"pk": f"CUSTOMER#{profile.customer}", "sk": "PROFILE"}
        item = {**key, **to_builtins(profile), "closed": is_closed}
        try:
            self._table.write(Put(item, _follows(profile.version)), *more)
        except ConditionFailed as refused:
            raise ConcurrentUpdate("Another change of this account came between.") from refused


def _address_key(address_id: str) -> str:
    return f"ADDRESS#{address_id}"


def _follows(version: int) -> ConditionBase:
    return Attr("version").eq(version - 1) if version > 1 else Attr("version").not_exists()


@cache
def customers() -> CustomerRepository:
    """Return the customers in the table of orders."""
    return CustomerRepository(own_table())
