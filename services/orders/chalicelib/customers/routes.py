"""The routes of a signed-in customer: profile, addresses, and closing the account."""

from msgspec import Struct

from bookstore.closed_accounts import AccountClosed
from bookstore.errors import Invalid, Unavailable
from bookstore.identity import Customer
from chalicelib.addresses.address import AddressRequest
from chalicelib.blueprint import api
from chalicelib.credentials.user_pool import user_pool
from chalicelib.customers import accounts
from chalicelib.customers.customer import ProfileRequest, SavedAddress
from chalicelib.customers.repository import customers
from chalicelib.errors import AddressNotFound
from chalicelib.field_types import AddressId
from chalicelib.orders.repository import orders


class ProfileResponse(Struct, frozen=True, kw_only=True):
    """A customer's profile; the e-mail is the account's and changes there. `closed`: the account is closed for good."""

    customer: str
    email: str
    name: str
    phone: str
    closed: bool = False


class AddressesResponse(Struct, frozen=True):
    """All addresses of a customer, by their ids."""

    items: list[SavedAddress]


@api.get("/customers/me")
def get_me(customer: Customer) -> ProfileResponse:
    """Return the customer's profile."""
    return _response(customer)


@api.put("/customers/me", raises=(AccountClosed, Invalid))
def change_me(body: ProfileRequest, customer: Customer) -> ProfileResponse:
    """Replace the customer's name and phone number."""
    accounts.change_profile(customer.id, body, customers=customers())
    return _response(customer)


@api.delete("/customers/me", status=204, raises=(Unavailable,))
def close_account(customer: Customer) -> None:
    """Close the account for good and delete the customer's name and addresses; a repeat changes nothing.

    Orders stay, without address and e-mail once they are delivered or cancelled.
    """
    accounts.close_account(customer.id, customers=customers(), orders=orders(), pool=user_pool())


@api.get("/customers/me/addresses")
def list_addresses(customer: Customer) -> AddressesResponse:
    """List the customer's addresses, twenty at the most."""
    return AddressesResponse(customers().list_addresses(customer.id))


@api.get("/customers/me/addresses/{address_id}", raises=(AddressNotFound,))
def get_address(address_id: AddressId, customer: Customer) -> SavedAddress:
    """Return one address."""
    return customers().get_address(customer.id, address_id)


@api.put("/customers/me/addresses/{address_id}", raises=(AccountClosed, Invalid))
def save_address(address_id: AddressId, body: AddressRequest, customer: Customer) -> SavedAddress:
    """Save an address under an id of the customer's choice, such as `home`."""
    return accounts.save_address(customer.id, address_id, body, customers=customers())


@api.delete("/customers/me/addresses/{address_id}", status=204)
def drop_address(address_id: AddressId, customer: Customer) -> None:
    """Delete an address."""
    customers().delete_address(customer.id, address_id)


def _response(customer: Customer) -> ProfileResponse:
    profile, closed = customers().get_profile(customer.id), customers().is_closed(customer.id)
    return ProfileResponse(
        customer=customer.id, email=customer.email, name=profile.name, phone=profile.phone, closed=closed
    )
