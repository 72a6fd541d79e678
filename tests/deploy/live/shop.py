"""A catalog and a cart, wherever they were deployed, as readers and staff meet them."""

from dataclasses import dataclass
from typing import Any

import httpx

from deploy.waiting import wait_until
from ops.http_client import ShopClient
from tests.local.sample_data.builders import a_book

PRICE = 999


@dataclass(frozen=True)
class Shop:
    """Two services by their addresses, and the token of a member of staff."""

    catalog: str
    cart: str
    staff: str

    def add_book(self, book_id: str, isbn: str, token: str | None = None) -> httpx.Response:
        """By staff, unless somebody else's token is given; an empty one is nobody's."""
        return ShopClient(self.catalog, self.staff if token is None else token).request(
            "POST", "/books", json=written(book_id, isbn)
        )

    def price_in_cart(self, isbn: str) -> int:
        """What the cart asks for the edition, as soon as it has heard of it."""
        guest = ShopClient(self.cart)
        cart = guest.send("POST", "/carts")
        line = f"/carts/{cart['id']}/lines/{isbn}"

        def put() -> dict[str, Any] | None:
            answer = guest.request("PUT", line, json={"quantity": 1, "price_seen": PRICE})
            return answer.json() if answer.is_success else None

        return int(wait_until(put, f"news of {isbn} in the cart")["lines"][0]["price"])


def written(book_id: str, isbn: str) -> dict[str, Any]:
    """As staff write it."""
    book = a_book(book_id=book_id)
    (edition,) = book["editions"]
    return {**{name: value for name, value in book.items() if name != "stock"}, "editions": [{**edition, "isbn": isbn}]}
