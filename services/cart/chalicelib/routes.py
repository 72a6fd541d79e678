"""Who may ask the cart what over HTTP."""

from msgspec import Struct

from bookstore.errors import Invalid
from bookstore.identity import Customer
from bookstore.money import CURRENCY
from bookstore.web import Api, JsonResponse, add_common_routes
from chalicelib import edit as actions
from chalicelib.cart import (
    BookId,
    Cart,
    CartFull,
    CartId,
    CartShown,
    CartUnknown,
    EditionUnknown,
    Isbn,
    LineWanted,
    shown,
)
from chalicelib.own_table import traces
from chalicelib.prices import Prices, PricesRead, prices
from chalicelib.repository import carts
from chalicelib.settings import settings

api = Api(__name__)
add_common_routes(api, "cart", traces, traces_open=lambda: settings().traces_open)


class MergeWanted(Struct, frozen=True, forbid_unknown_fields=True):
    """The guest's cart to take over."""

    cart_id: CartId


class Merged(Struct, frozen=True):
    """The customer's cart, and how many editions came over from the guest's."""

    added: int
    cart: CartShown


class Wish(Struct, frozen=True):
    """A book on the wishlist."""

    book_id: str
    added_at: str


class Wishlist(Struct, frozen=True):
    """The customer's wishlist, by book."""

    items: list[Wish]


@api.post("/carts", status=201)
def new_cart() -> JsonResponse[CartShown]:
    """An empty cart for a guest; its id is the only key to it, and it is kept for 30 days after its last change."""
    cart = actions.new_cart(carts=carts())
    return JsonResponse(_shown(cart), {"Location": f"/carts/{cart.id}"})


@api.get("/carts/me")
def own_cart(customer: Customer) -> CartShown:
    """The customer's cart."""
    return _shown(carts().own(customer.id))


@api.put("/carts/me/lines/{isbn}", raises=(EditionUnknown, CartFull, Invalid))
def put_own_line(isbn: Isbn, body: LineWanted, customer: Customer) -> CartShown:
    """Put this many copies in one's cart, or save them for later."""
    return _put_line(carts().own(customer.id), isbn, body)


@api.delete("/carts/me/lines/{isbn}")
def remove_own_line(isbn: Isbn, customer: Customer) -> CartShown:
    """Take an edition out of one's cart."""
    return _shown(actions.remove_line(carts().own(customer.id), isbn, carts=carts()))


@api.post("/carts/me/merge", raises=(CartUnknown,))
def merge_guest_cart(body: MergeWanted, customer: Customer) -> Merged:
    """Take over a guest's cart, once however often it is asked."""
    added = actions.merge_guest_cart(customer.id, body.cart_id, carts=carts())
    return Merged(added, _shown(carts().own(customer.id)))


@api.get("/carts/{cart_id}", raises=(CartUnknown,))
def get_cart(cart_id: CartId) -> CartShown:
    """A guest's cart, with today's prices and what changed since."""
    return _shown(carts().guest(cart_id))


@api.put("/carts/{cart_id}/lines/{isbn}", raises=(CartUnknown, EditionUnknown, CartFull, Invalid))
def put_line(cart_id: CartId, isbn: Isbn, body: LineWanted) -> CartShown:
    """Put this many copies in a guest's cart, or save them for later."""
    return _put_line(carts().guest(cart_id), isbn, body)


@api.delete("/carts/{cart_id}/lines/{isbn}", raises=(CartUnknown,))
def remove_line(cart_id: CartId, isbn: Isbn) -> CartShown:
    """Take an edition out of a guest's cart."""
    return _shown(actions.remove_line(carts().guest(cart_id), isbn, carts=carts()))


@api.get("/wishlists/me")
def own_wishlist(customer: Customer) -> Wishlist:
    """The books one wishes for."""
    return Wishlist([Wish(item["book_id"], item["added_at"]) for item in carts().wishes(customer.id)])


@api.put("/wishlists/me/{book_id}", status=204)
def wish(book_id: BookId, customer: Customer) -> None:
    """Put a book on one's wishlist."""
    carts().wish(customer.id, book_id)


@api.delete("/wishlists/me/{book_id}", status=204)
def unwish(book_id: BookId, customer: Customer) -> None:
    """Take a book off one's wishlist."""
    carts().unwish(customer.id, book_id)


def _put_line(cart: Cart, isbn: str, wanted: LineWanted) -> CartShown:
    read = PricesRead(prices(), [*cart.lines, isbn])
    return _shown(actions.put_line(cart, isbn, wanted, carts=carts(), prices=read), read)


def _shown(cart: Cart, known: Prices | PricesRead | None = None) -> CartShown:
    return shown(cart, (known or prices()).of(cart.lines), CURRENCY)
