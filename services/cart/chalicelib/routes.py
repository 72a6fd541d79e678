"""The cart's HTTP routes: guests' carts, the customer's cart, the wishlist."""

from collections.abc import Callable

from msgspec import Struct

from bookstore.closed_accounts import AccountClosed
from bookstore.errors import Invalid
from bookstore.field_types import BookId, Isbn
from bookstore.identity import Customer
from bookstore.money import CURRENCY
from bookstore.web import Api, IdempotencyKey, JsonResponse, RateLimit, add_common_routes
from chalicelib import edit
from chalicelib.cart import (
    AddRequest,
    Cart,
    CartFull,
    CartId,
    CartNotFound,
    EditionNotFound,
    IdempotencyKeyReused,
    LineChanged,
    LineRequest,
    TooManyCopies,
    WishlistFull,
)
from chalicelib.own_table import traces
from chalicelib.prices import PreloadedPrices, PriceRepository, price_repository
from chalicelib.repository import cart_repository
from chalicelib.responses import CartResponse, to_response
from chalicelib.settings import settings

api = Api(__name__)
PUT_ERRORS = (EditionNotFound, LineChanged, CartFull, TooManyCopies, Invalid)
ADD_ERRORS = (EditionNotFound, IdempotencyKeyReused, CartFull, TooManyCopies, Invalid)
add_common_routes(api, "cart", traces, traces_open=lambda: settings().traces_open)

GUEST_CARTS, GUEST_LINES = RateLimit("guest_carts"), RateLimit("guest_lines")


class MergeRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """The guest's cart to merge into the customer's."""

    cart_id: CartId


class MergeResponse(Struct, frozen=True):
    """The customer's cart, and how many editions were merged from the guest's."""

    added: int
    cart: CartResponse


class Wish(Struct, frozen=True):
    """A book on the wishlist."""

    book_id: str
    added_at: str


class WishlistResponse(Struct, frozen=True):
    """The customer's wishlist, by book."""

    items: list[Wish]


@api.post("/carts", status=201, limits=(GUEST_CARTS,))
def create_guest_cart() -> JsonResponse[CartResponse]:
    """Create an empty cart for a guest; its id is the only key to it. It expires 30 days after its last change."""
    cart = edit.create_guest_cart(carts=cart_repository())
    return JsonResponse(_to_response(cart), {"Location": f"carts/{cart.id}"})


@api.get("/carts/me")
def get_own_cart(customer: Customer) -> CartResponse:
    """Get the customer's cart, with current prices and notices."""
    return _to_response(edit.load_own_cart(customer.id, carts=cart_repository()))


@api.post("/carts/me/lines/{isbn}", raises=(AccountClosed, *ADD_ERRORS))
def add_to_own_line(isbn: Isbn, body: AddRequest, key: IdempotencyKey, customer: Customer) -> CartResponse:
    """Add copies of an edition to the customer's cart; repeating the Idempotency-Key adds nothing."""
    return _add_to_line(lambda: cart_repository().get_own(customer.id), isbn, body, key)


@api.put("/carts/me/lines/{isbn}", raises=(AccountClosed, *PUT_ERRORS))
def put_own_line(isbn: Isbn, body: LineRequest, customer: Customer) -> CartResponse:
    """Set the quantity of an edition in the customer's cart, or save it for later."""
    return _put_line(cart_repository().get_own(customer.id), isbn, body)


@api.delete("/carts/me/lines/{isbn}", raises=(AccountClosed,))
def remove_own_line(isbn: Isbn, customer: Customer) -> CartResponse:
    """Remove an edition from the customer's cart."""
    carts = cart_repository()
    return _to_response(edit.remove_line(carts.get_own(customer.id), isbn, carts=carts))


@api.post("/carts/me/merge", raises=(AccountClosed, CartNotFound, CartFull))
def merge_guest_cart(body: MergeRequest, customer: Customer) -> MergeResponse:
    """Merge a guest's cart into the customer's; repeating the request changes nothing."""
    carts = cart_repository()
    added = edit.merge_guest_cart(customer.id, body.cart_id, carts=carts, editions=price_repository())
    return MergeResponse(added, _to_response(carts.get_own(customer.id)))


@api.get("/carts/{cart_id}", raises=(CartNotFound,))
def get_cart(cart_id: CartId) -> CartResponse:
    """Get a guest's cart, with current prices and notices."""
    return _to_response(cart_repository().get_guest(cart_id))


@api.post("/carts/{cart_id}/lines/{isbn}", raises=(CartNotFound, *ADD_ERRORS), limits=(GUEST_LINES,))
def add_to_line(cart_id: CartId, isbn: Isbn, body: AddRequest, key: IdempotencyKey) -> CartResponse:
    """Add copies of an edition to a guest's cart; repeating the Idempotency-Key adds nothing."""
    return _add_to_line(lambda: cart_repository().get_guest(cart_id), isbn, body, key)


@api.put("/carts/{cart_id}/lines/{isbn}", raises=(CartNotFound, *PUT_ERRORS), limits=(GUEST_LINES,))
def put_line(cart_id: CartId, isbn: Isbn, body: LineRequest) -> CartResponse:
    """Set the quantity of an edition in a guest's cart, or save it for later."""
    return _put_line(cart_repository().get_guest(cart_id), isbn, body)


@api.delete("/carts/{cart_id}/lines/{isbn}", raises=(CartNotFound,))
def remove_line(cart_id: CartId, isbn: Isbn) -> CartResponse:
    """Remove an edition from a guest's cart."""
    carts = cart_repository()
    return _to_response(edit.remove_line(carts.get_guest(cart_id), isbn, carts=carts))


@api.get("/wishlists/me")
def get_wishlist(customer: Customer) -> WishlistResponse:
    """Get the customer's wishlist."""
    items = cart_repository().list_wishes(customer.id)
    return WishlistResponse([Wish(item["book_id"], item["added_at"]) for item in items])


@api.put("/wishlists/me/{book_id}", status=204, raises=(AccountClosed, WishlistFull))
def add_wish(book_id: BookId, customer: Customer) -> None:
    """Add a book to the customer's wishlist."""
    cart_repository().add_wish(customer.id, book_id)


@api.delete("/wishlists/me/{book_id}", status=204)
def remove_wish(book_id: BookId, customer: Customer) -> None:
    """Remove a book from the customer's wishlist."""
    cart_repository().remove_wish(customer.id, book_id)


def _put_line(cart: Cart, isbn: str, request: LineRequest) -> CartResponse:
    prices = PreloadedPrices(price_repository(), [*cart.lines, isbn])
    return _to_response(edit.put_line(cart, isbn, request, carts=cart_repository(), editions=prices), prices)


def _add_to_line(load_cart: Callable[[], Cart], isbn: str, request: AddRequest, key: str) -> CartResponse:
    return _to_response(
        edit.add_to_line(load_cart, isbn, request, key, carts=cart_repository(), editions=price_repository())
    )


def _to_response(cart: Cart, prices: PriceRepository | PreloadedPrices | None = None) -> CartResponse:
    return to_response(cart, (prices or price_repository()).get_many(cart.lines), CURRENCY)
