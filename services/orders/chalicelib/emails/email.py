"""What a reader is written about an order: plain text and HTML from one list of lines. Never a card number."""

from html import escape

from msgspec import Struct

from bookstore.money import format_money
from chalicelib.orders.order import Order, Refund

SHOP = "Catchword"
Row = tuple[str, str]


class Letter(Struct, frozen=True, kw_only=True):
    """One letter; `name` is unique within its order, so that it is sent once."""

    name: str
    subject: str
    text: str
    html: str


def letters(order: Order) -> list[Letter]:
    """Every letter that is due by what has happened to the order; none for orders paid in another system."""
    if order.payment == "imported":
        return []
    happened = {entry.what for entry in order.history}
    refunds = [refund for refund in order.refunds if refund.status == "succeeded"]
    return [
        *([_receipt(order)] if order.paid_at else []),
        *([_shipped(order)] if "shipped" in happened else []),
        *(_refunded(order, refund) for refund in refunds),
    ]


def _receipt(order: Order) -> Letter:
    opening = f"Thank you for your order {order.order_id}. We have received {_money(order, order.total)}."
    return _letter("paid", f"Your order at {SHOP}", opening, [*_books(order), *_sums(order)])


def _shipped(order: Order) -> Letter:
    parcel = order.parcel
    way = f" with {parcel.carrier}" if parcel and parcel.carrier else ""
    number = f" Its tracking number is {parcel.tracking}." if parcel and parcel.tracking else ""
    opening = f"Order {order.order_id} has left our shop{way}.{number}"
    return _letter("shipped", "Your books are on their way", opening, _books(order))


def _refunded(order: Order, refund: Refund) -> Letter:
    titles = {line.isbn: line.title for line in order.lines}
    rows = [(f"{line.quantity} × {titles[line.isbn]}", "") for line in refund.lines]
    opening = f"For order {order.order_id} we have sent {_money(order, refund.amount)} back to you."
    return _letter(f"refund-{refund.refund_id}", f"Your refund from {SHOP}", opening, rows)


def _books(order: Order) -> list[Row]:
    return [(f"{line.quantity} × {line.title}", _money(order, line.quantity * line.unit_price)) for line in order.lines]


def _sums(order: Order) -> list[Row]:
    totals = order.totals
    off = [("Discount", -totals.discount)] if totals.discount else []
    rows = [("Books", totals.subtotal), *off, ("Post and packing", totals.shipping)]
    tax = [] if totals.tax_included else [("Tax", totals.tax)]
    note = [("Tax included", totals.tax)] if totals.tax_included and totals.tax else []
    return [(name, _money(order, amount)) for name, amount in (*rows, *tax, ("Total", totals.total), *note)]


def _money(order: Order, amount: int) -> str:
    return format_money(amount, order.totals.currency)


def _letter(name: str, subject: str, opening: str, rows: list[Row]) -> Letter:
    closing = f"With kind regards, {SHOP}"
    listed = "\n".join(f"  {what:<52} {amount:>10}".rstrip() for what, amount in rows)
    table = "".join(f"<tr><td>{escape(what)}</td><td align='right'>{escape(amount)}</td></tr>" for what, amount in rows)
    return Letter(
        name=name,
        subject=subject,
        text=f"{opening}\n\n{listed}\n\n{closing}\n",
        html=f"<p>{escape(opening)}</p><table>{table}</table><p>{escape(closing)}</p>",
    )
