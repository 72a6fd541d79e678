"""An order, its states, and the one table of transitions."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any, Literal

from msgspec import Struct, field, structs

from bookstore.events.orders import Payment, Status
from chalicelib.addresses.address import Address
from chalicelib.errors import TransitionNotAllowed
from chalicelib.limits import MAX_PAYMENT_ENTRIES
from chalicelib.orders.intent import Dispute
from chalicelib.pricing.destinations import ShippingMethod
from chalicelib.pricing.totals import Line, Totals

TRANSITIONS: Mapping[Status, frozenset[Status]] = {
    "pending_payment": frozenset({"paid", "cancelled"}),
    "paid": frozenset({"shipped", "cancelled"}),
    "shipped": frozenset({"delivered"}),
    "delivered": frozenset(),
    "cancelled": frozenset(),
}

PAYMENT_STATUS = "payment_"  # how the entries begin that only repeat what Stripe says
RefundStatus = Literal["requested", "succeeded", "failed"]
REFUND_TRANSITIONS: Mapping[RefundStatus, frozenset[RefundStatus]] = {
    "requested": frozenset({"requested", "succeeded", "failed"}),
    "succeeded": frozenset({"failed"}),  # a bank may return the money up to thirty days later
    "failed": frozenset(),
}

LATE_PAYMENT = "late-"

Flag = Literal[
    "amount_mismatch",
    "dispute_lost",
    "dispute_won",
    "disputed",
    "foreign_payment",
    "paid_after_cancel",
    "payment_missing",
    "refund_failed",
    "refunded_elsewhere",
]
DISPUTE_FLAGS: Mapping[Dispute, Flag] = {"open": "disputed", "won": "dispute_won", "lost": "dispute_lost"}


class HistoryEntry(Struct, frozen=True, kw_only=True):
    """One entry of an order's history: `who` is `customer`, `staff:<id>`, `stripe`, `clock` or `import`."""

    at: datetime
    what: str
    who: str
    payment_id: str | None = None


class RefundLine(Struct, frozen=True, kw_only=True):
    """Refunded copies of one edition."""

    isbn: str
    quantity: int


class Refund(Struct, frozen=True, kw_only=True):
    """A refund. `key` is the idempotency key of its request, and `request` that request's hash.

    `stripe_id` is set once Stripe has it, `settled_at` once it succeeded or failed, and `failed_at` only for one that
    failed after it had succeeded. `failed_attempts` counts the requests that Stripe answered with an error of its own,
    the last at `attempted_at`.
    """

    refund_id: str
    amount: int
    status: RefundStatus
    reason: str
    requested_at: datetime
    lines: tuple[RefundLine, ...] = ()
    restock: bool = False
    settled_at: datetime | None = None
    failed_at: datetime | None = None
    stripe_id: str | None = None
    failed_attempts: int = 0
    attempted_at: datetime | None = None
    key: str = ""
    request: str = ""

    @property
    def is_unmade(self) -> bool:
        """Whether it is requested and Stripe does not have it yet; one that is pending at Stripe has been made."""
        return self.status == "requested" and self.stripe_id is None

    @property
    def is_late_payment(self) -> bool:
        """Whether it gives back, of itself, money that came when the order was cancelled already."""
        return self.refund_id.startswith(LATE_PAYMENT)

    @property
    def due_at(self) -> datetime:
        """When its turn is: one that Stripe has answered with an error goes behind those not tried yet."""
        return self.attempted_at or self.requested_at


def count_copies(refunds: Iterable[Refund]) -> Counter[str]:
    """Return how many copies of each ISBN these refunds are for."""
    copies: Counter[str] = Counter()
    for refund in refunds:
        for line in refund.lines:
            copies[line.isbn] += line.quantity
    return copies


class Shipment(Struct, frozen=True, kw_only=True):
    """How the parcel travels."""

    carrier: str = ""
    tracking: str = ""


class Order(Struct, frozen=True, kw_only=True):
    """An order. `version` counts every change, published or not; `forgotten` means the customer closed the
    account: address and e-mail are removed as soon as they are no longer needed. `digital_consent_at` is when the
    customer asked for e-books and audiobooks at once, and so gave up the right to cancel them. `stripe_customer` is who
    the customer is at Stripe, whose saved cards may pay."""

    order_id: str
    customer: str
    status: Status
    payment: Payment
    placed_at: datetime
    changed_at: datetime
    lines: tuple[Line, ...]
    totals: Totals
    history: tuple[HistoryEntry, ...]
    version: int = 1
    shipping: ShippingMethod = "standard"
    email: str | None = None
    stripe_customer: str | None = None
    address: Address | None = None
    coupon: str | None = None
    reserved_until: datetime | None = None
    paid_at: datetime | None = None
    attempt: int = 1
    intent_id: str | None = None
    intent_status: str | None = None
    problem: str | None = None
    shipment: Shipment | None = field(default=None, name="parcel")
    refunds: tuple[Refund, ...] = ()
    flags: tuple[str, ...] = ()
    digital_consent_at: datetime | None = None
    forgotten: bool = False

    @property
    def total(self) -> int:
        """What the customer pays, in minor units."""
        return self.totals.total

    @property
    def refunded_total(self) -> int:
        """What is refunded or about to be, in minor units."""
        return sum(refund.amount for refund in self.refunds if refund.status != "failed")

    @property
    def paid_amount(self) -> int:
        """What the customer has paid, in minor units; for an order that was cancelled unpaid, what came after that."""
        return self.total if self.paid_at else sum(refund.amount for refund in self.refunds if refund.is_late_payment)

    @property
    def refundable(self) -> int:
        """What can still be refunded, in minor units: nothing after a lost dispute, because the bank took all of it."""
        return 0 if "dispute_lost" in self.flags else self.paid_amount - self.refunded_total

    @property
    def unmade_refunds(self) -> list[Refund]:
        """The requested refunds that Stripe does not have yet."""
        return [refund for refund in self.refunds if refund.is_unmade]

    @property
    def is_disputed(self) -> bool:
        """Whether the customer's bank has the money, or may get it: the dispute is open or lost."""
        return not {"disputed", "dispute_lost"}.isdisjoint(self.flags)

    @property
    def is_unpaid(self) -> bool:
        """Whether it is a reservation that waits for its payment."""
        return self.status == "pending_payment"

    def refunded_copies(self, *, status: RefundStatus | None = None) -> Counter[str]:
        """Return the copies per ISBN that are refunded or about to be; with `status`, only those of such refunds."""
        return count_copies(
            refund
            for refund in self.refunds
            if refund.status == status or (status is None and refund.status != "failed")
        )

    def lines_with_remaining(self) -> list[dict[str, Any]]:
        """Return the lines as dictionaries, each with `remaining`, the copies neither refunded nor cancelled, and with
        `shipped`, the copies that have left the warehouse."""
        remaining = self.remaining_copies(self.refunded_copies(status="succeeded"))
        is_cancelled = self.status == "cancelled"
        return [
            {**structs.asdict(line), "remaining": 0 if is_cancelled else copies, "shipped": shipped}
            for line, copies, shipped in zip(self.lines, remaining, self._shipped_copies(), strict=True)
        ]

    def remaining_copies(self, refunded: Mapping[str, int]) -> list[int]:
        """Return how many copies of each line are left after `refunded` copies per ISBN, taken from the first line on.

        Both doors, checkout and import, allow one line for each edition; orders that were stored before may have two.
        """
        left, remaining = Counter(refunded), []
        for line in self.lines:
            taken = min(line.quantity, left[line.isbn])
            left[line.isbn] -= taken
            remaining.append(line.quantity - taken)
        return remaining

    def _shipped_copies(self) -> list[int]:
        """Return the copies of each line that were in the parcel: all but those refunded before it left."""
        left_at = next((entry.at for entry in self.history if entry.what in {"shipped", "delivered"}), None)
        if left_at is None:
            return [0] * len(self.lines)
        return self.remaining_copies(
            count_copies(
                refund for refund in self.refunds if refund.status != "failed" and refund.requested_at <= left_at
            )
        )


def audited_fields(order: Order | None) -> dict[str, Any]:
    """Return the fields of an order whose changes by staff are audited: nothing of the person, no key of a request."""
    if order is None:
        return {}
    return {
        "status": order.status,
        "total": order.total,
        "shipment": order.shipment,
        "refunds": [_audited_refund(refund) for refund in order.refunds],
        "flags": order.flags,
        "version": order.version,
    }


def _audited_refund(refund: Refund) -> dict[str, Any]:
    names = ("refund_id", "amount", "status", "reason", "lines", "restock")
    return {name: getattr(refund, name) for name in names}


def record_change(
    order: Order, what: str, *, who: str, now: datetime, payment_id: str | None = None, **changes: Any
) -> Order:
    """Return the order's next version with these changes and an entry in its history."""
    entry = HistoryEntry(at=now, what=what, who=who, payment_id=payment_id)
    history = (*_make_room(order.history, what), entry)
    return structs.replace(order, version=order.version + 1, changed_at=now, history=history, **changes)


def _make_room(history: tuple[HistoryEntry, ...], what: str) -> tuple[HistoryEntry, ...]:
    """Return the history without its oldest payment status when it has the most it can have; everything else stays."""
    statuses = [entry for entry in history if entry.what.startswith(PAYMENT_STATUS)]
    if not what.startswith(PAYMENT_STATUS) or len(statuses) < MAX_PAYMENT_ENTRIES:
        return history
    return tuple(entry for entry in history if entry is not statuses[0])


def transition(
    order: Order, to: Status, *, who: str, now: datetime, payment_id: str | None = None, **changes: Any
) -> Order:
    """Return the order in its next status; raise TransitionNotAllowed when the table does not allow it."""
    if to not in TRANSITIONS[order.status]:
        status = order.status.replace("_", " ")
        raise TransitionNotAllowed(f"This order is {status}; it can no longer be {to}.", status=order.status)
    return _redact_when_final(record_change(order, to, who=who, now=now, payment_id=payment_id, status=to, **changes))


def add_flag(
    order: Order, flag: Flag, *, now: datetime, payment_id: str | None = None, replaces: Collection[Flag] = ()
) -> Order:
    """Return the order with a flag for staff to review, instead of those that it replaces; the same order when it has
    the flag already."""
    if flag in order.flags:
        return order
    flags = (*(each for each in order.flags if each not in replaces), flag)
    return record_change(order, flag, who="stripe", now=now, payment_id=payment_id, flags=flags)


def forget_customer(order: Order, now: datetime) -> Order:
    """Return the order of a customer who closed the account, without what names the person once it is final.

    The reservation of an unpaid one ends now: the job that ends reservations cancels its payment, then the order.
    """
    ends: dict[str, Any] = {"reserved_until": now} if order.is_unpaid else {}
    return _redact_when_final(record_change(order, "account_closed", who="customer", now=now, forgotten=True, **ends))


def _redact_when_final(order: Order) -> Order:
    is_over = order.forgotten and not TRANSITIONS[order.status]
    return structs.replace(order, address=None, email=None, stripe_customer=None) if is_over else order
