"""What a signed-in reader keeps here beside orders: a profile and addresses."""

from msgspec import Struct

from bookstore.errors import Invalid
from bookstore.identity import Customer
from chalicelib.blueprint import api
from chalicelib.customers import accounts
from chalicelib.customers.customer import Address, ProfileWanted, SavedAddress
from chalicelib.customers.repository import customers
from chalicelib.errors import AddressUnknown
from chalicelib.field_types import AddressId
from chalicelib.orders.repository import orders


class ProfileView(Struct, frozen=True, kw_only=True):
    """A reader as the shop knows them; the e-mail is the account's and changes there."""

    customer: str
    email: str
    name: str
    phone: str


class Addresses(Struct, frozen=True):
    """All addresses of a reader, by their names."""

    items: list[SavedAddress]


@api.get("/customers/me")
def get_me(customer: Customer) -> ProfileView:
    """Who the shop thinks one is."""
    return _view(customer)


@api.put("/customers/me", raises=(Invalid,))
def change_me(body: ProfileWanted, customer: Customer) -> ProfileView:
    """Replace one's name and phone number."""
    accounts.change_profile(customer.id, body, customers=customers())
    return _view(customer)


@api.delete("/customers/me", status=204)
def close_account(customer: Customer) -> None:
    """Forget one's name and addresses; orders stay for the books, without address and e-mail once they are done."""
    accounts.close_account(customer.id, customers=customers(), orders=orders())


@api.get("/customers/me/addresses")
def list_addresses(customer: Customer) -> Addresses:
    """One's addresses; twenty at the most."""
    return Addresses(customers().addresses(customer.id))


@api.get("/customers/me/addresses/{address_id}", raises=(AddressUnknown,))
def get_address(address_id: AddressId, customer: Customer) -> SavedAddress:
    """One address."""
    return customers().address(customer.id, address_id)


@api.put("/customers/me/addresses/{address_id}", raises=(Invalid,))
def save_address(address_id: AddressId, body: Address, customer: Customer) -> SavedAddress:
    """Keep an address under a name of one's own choice, such as `home`."""
    return accounts.save_address(customer.id, address_id, body, customers=customers())


@api.delete("/customers/me/addresses/{address_id}", status=204)
def drop_address(address_id: AddressId, customer: Customer) -> None:
    """Forget an address."""
    customers().drop_address(customer.id, address_id)


def _view(who: Customer) -> ProfileView:
    profile = customers().profile(who.id)
    return ProfileView(customer=who.id, email=who.email, name=profile.name, phone=profile.phone)
