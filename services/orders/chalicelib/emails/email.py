"""The e-mails about an order: plain text and HTML from one list of rows. Never a card number."""

from collections.abc import Sequence
from html import escape

from msgspec import Struct

from bookstore.money import format_money
from chalicelib.orders.order import Order, Refund

SHOP = "Catchword"
Row = tuple[str, str]


class Email(Struct, frozen=True, kw_only=True):
    """One e-mail; `name` is unique within its order, so that it is sent once."""

    name: str
    subject: str
    text: str
    html: str


def compose_emails(order: Order, *, url: str = "") -> list[Email]:
    """Return every e-mail that is due by the order's history; none for orders paid in another system. `url` is the
    shop's, for links."""
    if order.payment == "imported":
        return []
    is_shipped = any(entry.what == "shipped" for entry in order.history)
    refunds = [refund for refund in order.refunds if refund.status == "succeeded"]
    failures = [refund for refund in order.refunds if refund.failed_at]
    return [
        *([_receipt(order, url)] if order.paid_at else []),
        *([_shipment(order)] if is_shipped else []),
        *(_refund(order, refund) for refund in refunds),
        *(_failed_refund(order, refund) for refund in failures),
    ]


def _receipt(order: Order, url: str) -> Email:
    opening = (
        f"Thank you for your order {order.order_id}. We have received your payment of {_money(order, order.total)}."
    )
    rows = [*_line_rows(order), *_total_rows(order)]
    return _email("paid", f"Your {SHOP} order is confirmed", opening, rows, notes=_digital_notes(order, url))


def _shipment(order: Order) -> Email:
    shipment = order.shipment
    carrier = f" with {shipment.carrier}" if shipment and shipment.carrier else ""
    tracking = f" The tracking number is {shipment.tracking}." if shipment and shipment.tracking else ""
    opening = f"Your order {order.order_id} has been shipped{carrier}.{tracking}"
    return _email("shipped", "Your order has been shipped", opening, _line_rows(order))


def _refund(order: Order, refund: Refund) -> Email:
    titles = {line.isbn: line.title for line in order.lines}
    rows = [(f"{line.quantity} × {titles[line.isbn]}", "") for line in refund.lines]
    opening = f"We have refunded {_money(order, refund.amount)} for your order {order.order_id}."
    return _email(f"refund-{refund.refund_id}", f"Your refund from {SHOP}", opening, rows)


def _failed_refund(order: Order, refund: Refund) -> Email:
    opening = (
        f"Your bank has sent the refund of {_money(order, refund.amount)} for order {order.order_id} back to us. "
        "The money is still yours: we will write to you about another way to pay it back."
    )
    return _email(f"refund-failed-{refund.refund_id}", f"Your refund from {SHOP} did not arrive", opening, [])


def _line_rows(order: Order) -> list[Row]:
    return [(f"{line.quantity} × {line.title}", _money(order, line.price)) for line in order.lines]


def _total_rows(order: Order) -> list[Row]:
    totals = order.totals
    discount = [("Discount", -totals.discount)] if totals.discount else []
    rows = [("Books", totals.subtotal), *discount, ("Delivery", totals.shipping)]
    added_tax = [] if totals.tax_included else [("Tax", totals.tax)]
    included_tax = [("Includes tax", totals.tax)] if totals.tax_included and totals.tax else []
    rows += [*added_tax, ("Total", totals.total), *included_tax]
    return [(name, _money(order, amount)) for name, amount in rows]


def _digital_notes(order: Order, url: str) -> list[str]:
    """Link to the downloads, and confirm the consent to immediate supply: the law asks for it on paper or by e-mail."""
    has_files = any(line.is_digital for line in order.lines)
    link = [f"Your e-books and audiobooks are ready to download: {url}/account/e-books"] if has_files and url else []
    if order.digital_consent_at is None:
        return link
    consent = (
        f"On {order.digital_consent_at:%-d %B %Y} you asked to get your e-books and audiobooks immediately, "
        "and agreed that you lose your right to cancel them."
    )
    return [*link, consent]


def _money(order: Order, amount: int) -> str:
    return format_money(amount, order.totals.currency)


def _email(name: str, subject: str, opening: str, rows: list[Row], *, notes: Sequence[str] = ()) -> Email:
    closings = [*notes, f"Kind regards, {SHOP}"]
    lines = "\n".join(f"  {what:<52} {amount:>10}".rstrip() for what, amount in rows)
    table = "".join(f"<tr><td>{escape(what)}</td><td align='right'>{escape(amount)}</td></tr>" for what, amount in rows)
    return Email(
        name=name,
        subject=subject,
        text="\n\n".join([opening, lines, *closings]) + "\n",
        html=f"<p>{escape(opening)}</p><table>{table}</table>" + "".join(f"<p>{escape(end)}</p>" for end in closings),
    )
