"""Change a customer's profile and addresses, and close the account for good."""

from bookstore import clock
from bookstore.closed_accounts import AccountClosed
from bookstore.dynamodb.optimistic import retry_on_conflict
from bookstore.events import CustomerDeleted
from chalicelib.addresses.address import AddressRequest
from chalicelib.customers.customer import Profile, ProfileRequest, SavedAddress
from chalicelib.orders.order import Order, forget_customer
from chalicelib.orders.save import save_transition
from chalicelib.ports import CustomerOrders, Customers, UserPool


def change_profile(customer: str, request: ProfileRequest, *, customers: Customers) -> Profile:
    """Replace the fields of a profile that customers may write; AccountClosed once the account is closed."""

    def change() -> Profile:
        version = customers.get_profile(customer).version + 1
        profile = Profile(customer=customer, name=request.name, phone=request.phone, version=version)
        customers.save_profile(profile)
        return profile

    return retry_on_conflict(change)


def save_address(customer: str, address_id: str, address: AddressRequest, *, customers: Customers) -> SavedAddress:
    """Save an address under the customer's own id for it; raise Invalid when there are twenty others.

    Raises AccountClosed once the account is closed.
    """
    saved = SavedAddress(address_id=address_id, address=address)
    customers.save_address(customer, saved)
    return saved


def close_account(customer: str, *, customers: Customers, orders: CustomerOrders, pool: UserPool) -> None:
    """Close the account for good, then erase what is stored of the customer; a repeat continues the erasing.

    The mark and its event come first: nothing new can be stored while the rest is erased, and should the request end in
    between, the event of this closure erases the rest.
    """
    retry_on_conflict(lambda: _close(customer, customers))
    erase_customer(customer, customers=customers, orders=orders, pool=pool)


def on_customer_deleted(
    event: CustomerDeleted, *, customers: Customers, orders: CustomerOrders, pool: UserPool
) -> None:
    """Erase what the request that closed the account could not erase any more."""
    erase_customer(event.customer, customers=customers, orders=orders, pool=pool)


def erase_customer(customer: str, *, customers: Customers, orders: CustomerOrders, pool: UserPool) -> None:
    """Delete profile, addresses and the account at Cognito.

    Orders stay, without address and e-mail once they are delivered or cancelled.
    """
    customers.erase(customer)
    for order in orders.each_of_customer(customer):
        _forget(order, orders)
    pool.delete(customer)


def _forget(order: Order, orders: CustomerOrders) -> None:
    def forget() -> None:
        current = orders.get(order.customer, order.order_id)
        if not current.forgotten:
            save_transition(current, forget_customer(current, clock.now()), orders=orders)

    retry_on_conflict(forget)


def _close(customer: str, customers: Customers) -> None:
    version = customers.get_profile(customer).version + 1
    event = CustomerDeleted(version=version, customer=customer)
    try:
        customers.close(Profile(customer=customer, version=version), event=event)
    except AccountClosed:
        return
