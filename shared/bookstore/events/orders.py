"""The events of orders: the life of an order, and the availability of an edition."""

from typing import Annotated, ClassVar, Literal

from msgspec import Meta, Struct

from bookstore.events.base import Event
from bookstore.events.books import Format
from bookstore.field_types import BookId, Currency, CustomerId, Isbn, KeyPart, Moment

Status = Literal["pending_payment", "paid", "shipped", "delivered", "cancelled"]
Payment = Literal["card", "free", "imported"]
Availability = Literal["in_stock", "low", "out"]
Money = Annotated[int, Meta(ge=0, le=100_000_000_000)]
Copies = Annotated[int, Meta(ge=0, le=1_000)]


class OrderedLine(Struct, frozen=True, kw_only=True):
    """One edition in an order. `remaining` is what the customer keeps: quantity less what was refunded or
    cancelled. `shipped` is how many copies have left the warehouse: none of those refunded before; null in events of
    releases that did not say it. `unit_price` in minor units. Of an edition that is a file, the customer may download
    it while a copy remains: a refund ends that. `format` is null in events of releases that did not say it."""

    isbn: Isbn
    book_id: BookId
    quantity: Copies
    remaining: Copies
    unit_price: Money
    shipped: Copies | None = None
    format: Format | None = None


class OrderState(Event, frozen=True, kw_only=True):
    """An order as it stands, the same snapshot in every order event: no address, no e-mail.

    `total` in minor units. Every order event may be merged by `version`, whichever arrives first.
    """

    source: ClassVar[str] = "bookstore.orders"
    order_id: KeyPart
    customer: CustomerId
    status: Status
    payment: Payment
    currency: Currency
    total: Money
    placed_at: Moment
    changed_at: Moment
    lines: Annotated[tuple[OrderedLine, ...], Meta(max_length=50)]
    paid_at: Moment | None = None

    @property
    def subject(self) -> str:
        """`order/<order_id>`."""
        return f"order/{self.order_id}"

    @property
    def is_purchase(self) -> bool:
        """Return whether money was taken and not all of it given back: what sums over purchases count."""
        return self.paid_at is not None and self.status != "cancelled"


class OrderPlaced(OrderState, frozen=True, kw_only=True):
    """A customer ordered these books: stock is reserved, money is not taken."""


class OrderPaid(OrderState, frozen=True, kw_only=True):
    """The money for an order arrived. All that follows a purchase starts here."""


class OrderCancelled(OrderState, frozen=True, kw_only=True):
    """An order will not be fulfilled: its stock is free again, and paid money goes back."""


class OrderRefunded(OrderState, frozen=True, kw_only=True):
    """Money for some lines of an order went back; `remaining` says what the customer keeps, and may still download."""


class OrderRefundFailed(OrderState, frozen=True, kw_only=True):
    """Money that had gone back was returned by the customer's bank: `remaining` counts its copies as bought again."""


class OrderShipped(OrderState, frozen=True, kw_only=True):
    """The parcel left the warehouse."""


class OrderDelivered(OrderState, frozen=True, kw_only=True):
    """The customer has the books."""


class StockChanged(Event, frozen=True, kw_only=True):
    """What a customer sees of an edition's stock changed; `left` only when few are left. Versions are the stock's
    own and may have gaps, because most sales change nothing a customer sees."""

    source: ClassVar[str] = "bookstore.orders"
    isbn: Isbn
    book_id: BookId
    availability: Availability
    left: Annotated[int, Meta(ge=0, le=1_000_000)] | None = None

    @property
    def subject(self) -> str:
        """`stock/<isbn>`."""
        return f"stock/{self.isbn}"


class CustomerDeleted(Event, frozen=True, kw_only=True):
    """A customer closed the account: every service erases what it stores about them, and stores nothing of them again.

    It may arrive before events about the customer that are older.
    """

    source: ClassVar[str] = "bookstore.orders"
    customer: CustomerId

    @property
    def subject(self) -> str:
        """`customer/<id>`."""
        return f"customer/{self.customer}"
