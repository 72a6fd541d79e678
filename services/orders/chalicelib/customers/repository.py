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
from chalicelib.customers.customer import Address, Profile, SavedAddress
from chalicelib.errors import AddressUnknown
from chalicelib.own_table import own_table


class Customers:
    """What the shop knows of its customers."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def profile(self, customer: str) -> Profile:
        """The customer's profile; an empty one for somebody who never wrote any."""
        found = self._table.get(f"CUSTOMER#{customer}", "PROFILE")
        return convert(found, Profile) if found else Profile(customer=customer)

    def keep(self, profile: Profile) -> None:
        """Keep the next version; Raced when there is a later one already."""
        self._write(profile)

    def close(self, profile: Profile, *, announcing: CustomerDeleted) -> None:
        """Keep nothing but the version, and tell of it."""
        gone = [
            Delete(f"CUSTOMER#{profile.customer}", _address(s.address_id)) for s in self.addresses(profile.customer)
        ]
        self._write(profile, *gone, outbox_put(announcing), closed=True)

    def addresses(self, customer: str) -> list[SavedAddress]:
        """Every address of the customer, by its name."""
        found = self._table.query_prefix(f"CUSTOMER#{customer}", "ADDRESS#")
        return [SavedAddress(address_id=i["address_id"], address=convert(i["address"], Address)) for i in found]

    def address(self, customer: str, address_id: str) -> SavedAddress:
        """One address; AddressUnknown when the customer has none of this name."""
        found = [saved for saved in self.addresses(customer) if saved.address_id == address_id]
        if not found:
            raise AddressUnknown("You have no address of this name.", address_id=address_id)
        return found[0]

    def save_address(self, customer: str, saved: SavedAddress) -> None:
        """Keep an address, in place of one of the same name."""
        self._table.put({"pk": f"CUSTOMER#{customer}", "sk": _address(saved.address_id), **to_builtins(saved)})

    def drop_address(self, customer: str, address_id: str) -> None:
        """Forget an address; there being none is no error."""
        self._table.delete(f"CUSTOMER#{customer}", _address(address_id))

    def _write(self, profile: Profile, *more: Put | Delete, closed: bool = False) -> None:
        kept = {"pk": f"CUSTOMER#{profile.customer}", "sk": "PROFILE", **to_builtins(profile), "closed": closed}
        try:
            self._table.write(Put(kept, _follows(profile.version)), *more)
        except ConditionFailed as refused:
            raise ConcurrentUpdate("Another change of this account came between.") from refused


def _address(address_id: str) -> str:
    return f"ADDRESS#{address_id}"


def _follows(version: int) -> ConditionBase:
    return Attr("version").eq(version - 1) if version > 1 else Attr("version").not_exists()


@cache
def customers() -> Customers:
    """The customers in their own table."""
    return Customers(own_table())
