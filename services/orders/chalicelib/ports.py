"""The ports of orders: what its use cases need of storage, Stripe and e-mail, as Protocols.

A file of types only: its imports are for the type checker, so that every domain may import it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from bookstore.dynamodb.items import Item
    from bookstore.events import CustomerDeleted, Event
    from bookstore.events.books import BookState
    from bookstore.events.orders import OrderState
    from bookstore.jobs import Due
    from chalicelib.coupons.coupon import Coupon, CouponRequest
    from chalicelib.credentials.account import Account
    from chalicelib.credentials.code import CodeRequest, Purpose
    from chalicelib.credentials.messages import AccountMessage
    from chalicelib.customers.customer import Profile, SavedAddress
    from chalicelib.emails.email import Email
    from chalicelib.inventory.stock import Delivery, StockItem
    from chalicelib.orders.intent import Intent, RefundOutcome
    from chalicelib.orders.order import Order, Refund


class Orders(Protocol):
    """The stored orders."""

    def get(self, customer: str, order_id: str) -> Order: ...
    def find(self, order_id: str) -> Order: ...
    def save(self, order: Order, *, before: Order, event: Event | None) -> None: ...
    def from_item(self, item: Item) -> Order: ...


class DueItems(Protocol):
    """What jobs have to process, page by page, the longest due first."""

    def pages(self, job: str, until: datetime) -> Iterator[list[Due[Item]]]: ...
    def pages_from(
        self, start: Item | None, job: str, until: datetime
    ) -> Iterator[tuple[list[Due[Item]], Item | None]]: ...
    def add(self, job: str, names: Iterable[str]) -> None: ...
    def postpone(self, due: Due[Item], until: datetime) -> None: ...
    def remove(self, item: Item) -> None: ...


class CustomerOrders(Orders, Protocol):
    """The stored orders, by customer too."""

    def each_of_customer(self, customer: str) -> Iterator[Order]: ...


class ImportedOrders(Protocol):
    """The stored orders, for those of another system."""

    def add_imported(self, order: Order, *, event: OrderState) -> bool: ...


class IdempotencyRecord(Protocol):
    """The order that an idempotency key has placed, and the hash of the request that placed it."""

    @property
    def order_id(self) -> str: ...
    @property
    def request_hash(self) -> str: ...


class Placements(Protocol):
    """The one transaction that places an order."""

    def find(self, customer: str, key: str) -> IdempotencyRecord | None: ...
    def commit(self, order: Order, *, key: str, request_hash: str, coupon: Coupon | None, event: Event) -> None: ...


class Stock(Protocol):
    """The editions on sale with their copies."""

    def get_many(self, isbns: Sequence[str]) -> Mapping[str, StockItem]: ...


class StockReceiver(Protocol):
    """The stock, for received copies."""

    def receive(self, deliveries: Sequence[Delivery], *, who: str) -> int: ...


class BookReplica(Protocol):
    """The replica of the catalog's books."""

    def merge(self, book: BookState) -> None: ...


class CouponWriter(Protocol):
    """Coupons as staff write them."""

    def exists(self, code: str) -> bool: ...
    def save(self, code: str, request: CouponRequest) -> Coupon: ...


class Coupons(Protocol):
    """The stored coupons."""

    def get(self, code: str) -> Coupon: ...


class PaymentGateway(Protocol):
    """Stripe."""

    def create_intent(self, order: Order) -> Intent: ...
    def get_intent(self, intent_id: str) -> Intent: ...
    def cancel_intent(self, intent_id: str) -> Intent: ...
    def find_refund(self, order: Order, refund: Refund) -> RefundOutcome | None: ...
    def create_refund(self, order: Order, refund: Refund) -> RefundOutcome: ...
    def intents_changed(self, since: datetime, until: datetime) -> Iterable[str]: ...


class Checkpoints(Protocol):
    """How far each job has come: up to which moment, and behind which key."""

    def get(self, job: str) -> datetime | None: ...
    def save(self, job: str, moment: datetime) -> None: ...
    def get_position(self, job: str) -> Item | None: ...
    def save_position(self, job: str, position: Item | None) -> None: ...


class Customers(Protocol):
    """The stored profiles and addresses."""

    def get_profile(self, customer: str) -> Profile: ...
    def save_profile(self, profile: Profile) -> None: ...
    def list_addresses(self, customer: str) -> list[SavedAddress]: ...
    def save_address(self, customer: str, address: SavedAddress) -> None: ...
    def close(self, profile: Profile, *, event: CustomerDeleted) -> None: ...
    def erase(self, customer: str) -> None: ...


class SentEmails(Protocol):
    """The record of the e-mails that were sent."""

    def claim(self, order_id: str, name: str) -> bool: ...
    def release(self, order_id: str, name: str) -> None: ...


class Mailer(Protocol):
    """The service that delivers e-mails."""

    def send(self, to: str, email: Email) -> None: ...


class UserPool(Protocol):
    """The accounts at Cognito; a `user` is a customer's id or the account's e-mail."""

    def find(self, user: str) -> Account | None: ...
    def create(self, email: str) -> None: ...
    def set_password(self, user: str, password: str) -> None: ...
    def set_email(self, user: str, email: str) -> None: ...
    def end_sessions(self, user: str) -> None: ...
    def delete(self, user: str) -> None: ...


class Codes(Protocol):
    """The codes that customers asked for."""

    def add(self, request: CodeRequest) -> None: ...
    def get(self, purpose: Purpose, subject: str) -> CodeRequest | None: ...
    def save_code(self, request: CodeRequest, code: str) -> bool: ...
    def check(self, purpose: Purpose, subject: str, code: str) -> CodeRequest: ...
    def remove(self, request: CodeRequest) -> None: ...


class AccountMessages(Protocol):
    """What has e-mails about accounts written."""

    def send(self, message: AccountMessage) -> None: ...
