"""What the cart does about the events of catalog and orders."""

from contextlib import suppress

from bookstore.closed_accounts import AccountClosed
from bookstore.dynamodb.optimistic import retry_on_conflict
from bookstore.events import CustomerDeleted, StockChanged
from bookstore.events.books import BookState
from bookstore.events.orders import OrderState
from chalicelib.cart import subtract_purchased
from chalicelib.ports import Carts, Prices


def on_book_changed(book: BookState, *, prices: Prices) -> None:
    """Save the book's editions and prices.

    An edition that the book's latest version no longer has is withdrawn, also when an older version arrives last.
    """
    prices.save_prices(book)
    latest = prices.save_editions(book)
    for isbn in prices.list_isbns(book.book_id):
        if isbn not in latest.isbns:
            prices.withdraw(book.book_id, isbn, latest.version)


def on_stock_changed(event: StockChanged, *, prices: Prices) -> None:
    """Save an edition's availability."""
    prices.save_stock(event)


def on_order_paid(order: OrderState, *, carts: Carts) -> None:
    """Subtract the purchased copies from the customer's cart, once; an imported order was never in it.

    A closed account has no cart.
    """
    if order.payment == "imported":
        return
    with suppress(AccountClosed):
        retry_on_conflict(lambda: _subtract(order, carts))


def _subtract(order: OrderState, carts: Carts) -> None:
    own = carts.get_own(order.customer)
    carts.subtract(order.customer, own, order.order_id, subtract_purchased(own.lines, order.lines))


def on_customer_deleted(event: CustomerDeleted, *, carts: Carts) -> None:
    """Delete the customer's cart and wishlist, for good."""
    carts.erase(event.customer)
