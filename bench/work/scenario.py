"""What happens in a shop, once through every route: each round is one customer's life in it, and a day of its staff."""

import time
from collections.abc import Sequence
from typing import Any

import stripe
from msgspec import to_builtins

from bench.work.editions import download, upload_file
from bench.work.imports import import_books
from bench.work.opening import MANY_COPIES, printed_editions
from bench.work.revision import Shop
from local.sample_data.books import Book
from tests import gateway
from tests.orders.counter import ADDRESS, signature

STAFF = {**gateway.STAFF, "cognito:groups": "[owner admin]"}  # the second before there were roles
PAGE = {"limit": "20"}
CARD_TO_SAVE = {
    "type": "card",
    "card": {"number": "4242424242424242", "exp_month": 9, "exp_year": 2034, "cvc": "123"},
    "allow_redisplay": "always",
}


class Visit:
    """One round: a customer with a name of their own."""

    def __init__(self, shop: Shop, books: Sequence[Book], number: int) -> None:
        self.shop, self.books, self.number = shop, books, number
        editions = printed_editions(books)
        self.lines = [editions[(2 * number + n) % len(editions)] for n in range(2)]
        self.customer = {"sub": f"customer-{number}", "email": f"{number}@bookstore.example"}
        self.stripe = stripe.StripeClient("sk_test_shop", base_addresses={"api": shop.stripe_address}).v1

    def live(self) -> None:
        """Do everything once."""
        for act in (self.browse, self.fill_guest_cart, self.fill_cart, self.buy, self.read, self.review, self.save):
            act()
        for act in (self.save_card, self.work_in_the_shop, self.run_schedules, self.leave):
            act()

    def get(self, service: str, resource: str, claims: Any = None, **what: Any) -> Any:
        """Send a GET."""
        return self.shop.request(service, "GET", resource, claims=claims, **what).body

    def mine(self, service: str, method: str, resource: str, **what: Any) -> Any:
        """Send a request of the customer."""
        return self.shop.request(service, method, resource, claims=self.customer, **what).body

    def staff(self, service: str, method: str, resource: str, **what: Any) -> Any:
        """Send a request of staff."""
        return self.shop.request(service, method, resource, claims=STAFF, **what).body

    def browse(self) -> None:
        """Look at everything that is there without signing in."""
        book, line = self.books[self.number % len(self.books)], self.lines[0]
        in_series = next((each for each in self.books if each.series), book)
        for service in self.shop.services:
            self.get(service, "/health")
            self.get(service, "/trace", query={"correlation_id": f"o-{self.number}"})
        self.get("catalog", "/books", query=PAGE, variant="20 books")
        self.get("catalog", "/books", query={**PAGE, "category": book.category}, variant="a category")
        self.get("catalog", "/books", query={"ids": [each.book_id for each in self.books[:20]]}, variant="20 ids")
        self.get("catalog", "/books/{book_id}", path={"book_id": book.book_id})
        self.get("catalog", "/editions/{isbn}", path={"isbn": line["isbn"]})
        self.get("catalog", "/categories")
        self.get("catalog", "/authors/{author_id}", path={"author_id": book.authors[0].author_id}, query=PAGE)
        if in_series.series:
            self.get("catalog", "/series/{series_id}", path={"series_id": in_series.series.series_id}, query=PAGE)
        self.get("catalog", "/books/{book_id}/reviews", path={"book_id": book.book_id}, query=PAGE)
        self.get("search", "/search", query={"q": book.title}, variant="a title")
        self.get("search", "/search", query={"category": book.category}, variant="a category")
        self.get("search", "/suggest", query={"q": book.title[:4]})
        self.get("recommendations", "/bestsellers")
        self.get("recommendations", "/books/{book_id}/also-bought", path={"book_id": book.book_id})
        self.get("recommendations", "/also-bought", query={"isbns": line["isbn"]})
        self.get("orders", "/shipping")
        if self.shop.has_route("orders", "GET", "/address-formats"):
            self.get("orders", "/address-formats")
        self.shop.request("orders", "POST", "/estimates", body={"lines": self.order_lines()})

    def fill_guest_cart(self) -> None:
        """Use a cart without signing in, and take it along."""
        line = self.lines[0]
        cart = self.shop.request("cart", "POST", "/carts").body["id"]
        path, body = {"cart_id": cart, "isbn": line["isbn"]}, {"quantity": 1, "price_seen": line["price"]}
        self.shop.request("cart", "PUT", "/carts/{cart_id}/lines/{isbn}", path=path, body=body)
        key = {"Idempotency-Key": f"guest-{self.number}"}
        self.shop.request("cart", "POST", "/carts/{cart_id}/lines/{isbn}", path=path, body=body, headers=key)
        self.get("cart", "/carts/{cart_id}", path={"cart_id": cart})
        self.shop.request("cart", "DELETE", "/carts/{cart_id}/lines/{isbn}", path=path)
        self.shop.request("cart", "PUT", "/carts/{cart_id}/lines/{isbn}", path=path, body=body)
        self.mine("cart", "GET", "/carts/me", variant="the first time")
        self.mine("cart", "POST", "/carts/me/merge", body={"cart_id": cart})

    def fill_cart(self) -> None:
        """Put both books in the customer's cart."""
        first, second = self.lines
        body = {"quantity": 1, "price_seen": second["price"]}
        self.mine("cart", "PUT", "/carts/me/lines/{isbn}", path={"isbn": second["isbn"]}, body=body)
        key = {"Idempotency-Key": f"own-{self.number}"}
        self.mine("cart", "DELETE", "/carts/me/lines/{isbn}", path={"isbn": second["isbn"]})
        self.mine("cart", "POST", "/carts/me/lines/{isbn}", path={"isbn": second["isbn"]}, body=body, headers=key)
        body = {"quantity": 1, "price_seen": first["price"]}
        self.mine("cart", "PUT", "/carts/me/lines/{isbn}", path={"isbn": first["isbn"]}, body=body)
        self.mine("cart", "GET", "/carts/me")

    def order_lines(self) -> list[dict[str, Any]]:
        """Return the lines of the order."""
        return [{"isbn": line["isbn"], "quantity": 1, "unit_price": line["price"]} for line in self.lines]

    def place(self, key: str) -> tuple[str, str]:
        """Place an order of two lines; return its id and its payment intent."""
        body = {"lines": self.order_lines(), "address": ADDRESS}
        placed = self.mine("orders", "POST", "/orders", body=body, headers={"Idempotency-Key": key})
        return placed["order_id"], placed["client_secret"].split("_secret_")[0]

    def pay(self, intent: str, **options: Any) -> None:
        """Pay as the browser does, and report it as Stripe does."""
        means = options or {"payment_method": "pm_card_visa"}
        self.stripe.payment_intents.confirm(intent, {"return_url": "https://shop.example", **means})
        event = self.stripe.events.list({"type": "payment_intent.succeeded", "limit": 1}).data[0]
        body = event.to_json().encode() if hasattr(event, "to_json") else str(event).encode()
        header = {"Stripe-Signature": signature(body, at=time.time())}
        self.shop.request("orders", "POST", "/payments/webhook", body=body, headers=header)

    def buy(self) -> None:
        """Order both books and pay: with all its followers, this is what an order costs."""
        self.order_id, intent = self.place(f"order-{self.number}")
        self.pay(intent)
        self.shop.deliver()

    def read(self) -> None:
        """Look at what was bought."""
        path = {"order_id": self.order_id}
        self.mine("orders", "POST", "/quotes", body={"lines": self.order_lines(), "address": ADDRESS})
        self.mine("orders", "GET", "/orders", query=PAGE)
        self.mine("orders", "GET", "/orders/{order_id}", path=path)
        self.mine("orders", "POST", "/orders/{order_id}/payment", path=path)
        self.mine("recommendations", "GET", "/recommendations")
        self.mine("catalog", "GET", "/reviews/me", query=PAGE)
        download(self)

    def review(self) -> None:
        """Review the first book; staff hide the review and show it again."""
        path = {"book_id": self.lines[0]["book_id"]}
        self.mine("catalog", "GET", "/books/{book_id}/reviews/me", path=path)
        body = {"stars": 4, "display_name": "A Reader", "text": "A matchmaker is matched."}
        self.mine("catalog", "PUT", "/books/{book_id}/reviews/me", path=path, body=body)
        self.staff("catalog", "GET", "/admin/books/{book_id}/reviews", path=path, query=PAGE)
        moderated = {**path, "customer": self.customer["sub"]}
        resource = "/admin/books/{book_id}/reviews/{customer}/moderation"
        self.staff("catalog", "PUT", resource, path=moderated, body={"hidden": True, "reason": "another book"})
        self.staff("catalog", "PUT", resource, path=moderated, body={"hidden": False, "reason": "this book"})
        self.see_history("catalog", "/admin/books/{book_id}/history", path)
        self.see_history("catalog", "/admin/books/{book_id}/reviews/{customer}/history", moderated)
        self.mine("catalog", "DELETE", "/books/{book_id}/reviews/me", path=path)
        self.shop.deliver()

    def save(self) -> None:
        """Keep wishes, a profile and an address."""
        path = {"book_id": self.lines[0]["book_id"]}
        self.mine("cart", "PUT", "/wishlists/me/{book_id}", path=path)
        self.mine("cart", "GET", "/wishlists/me")
        self.mine("cart", "DELETE", "/wishlists/me/{book_id}", path=path)
        self.mine("orders", "PUT", "/customers/me", body={"name": "A Reader"})
        self.mine("orders", "GET", "/customers/me")
        path = {"address_id": "home"}
        self.mine("orders", "PUT", "/customers/me/addresses/{address_id}", path=path, body=ADDRESS)
        self.mine("orders", "GET", "/customers/me/addresses/{address_id}", path=path)
        self.mine("orders", "GET", "/customers/me/addresses")
        self.mine("orders", "DELETE", "/customers/me/addresses/{address_id}", path=path)

    def save_card(self) -> None:
        """Save the card that pays another order, look at it and remove it."""
        if not self.shop.has_route("orders", "POST", "/customers/me/payment-session"):
            return
        for variant in ("the first time", ""):
            self.mine("orders", "POST", "/customers/me/payment-session", variant=variant)
        _, intent = self.place(f"saved-card-{self.number}")
        self.pay(intent, payment_method_data=CARD_TO_SAVE, setup_future_usage="on_session")
        self.shop.deliver()
        (card,) = self.mine("orders", "GET", "/customers/me/cards")["items"]
        path = {"card_id": card["card_id"]}
        self.mine("orders", "DELETE", "/customers/me/cards/{card_id}", path=path)

    def work_in_the_shop(self) -> None:
        """Do what staff do: orders, refunds, stock, books, coupons."""
        path = {"order_id": self.order_id}
        for service in self.shop.services:
            self.staff(service, "GET", "/admin/trace", query={"correlation_id": self.order_id})
            if self.shop.has_route(service, "GET", "/admin/me"):
                self.staff(service, "GET", "/admin/me")
        self.staff("orders", "GET", "/admin/orders", query=PAGE)
        self.staff("orders", "GET", "/admin/orders/{order_id}", path=path)
        for service in ("catalog", "orders"):
            if self.shop.has_route(service, "GET", "/admin/audit"):
                self.staff(service, "GET", "/admin/audit", query=PAGE)
        self.see_history("orders", "/admin/orders/{order_id}/history", path)
        self.write_about_order(path)
        self.staff("orders", "POST", "/orders/{order_id}/ship", path=path, body={})
        self.staff("orders", "POST", "/orders/{order_id}/deliver", path=path, body={})
        body, key = {"reason": "damaged", "lines": [{"isbn": self.lines[0]["isbn"], "quantity": 1}]}, f"r-{self.number}"
        self.staff("orders", "POST", "/orders/{order_id}/refunds", path=path, body=body, headers=_key(key))
        for number, (method, resource) in enumerate(
            (("mine", "/orders/{order_id}/cancel"), ("staff", "/admin/orders/{order_id}/cancel"))
        ):
            cancelled, _ = self.place(f"cancelled-{number}-{self.number}")
            getattr(self, method)("orders", "POST", resource, path={"order_id": cancelled})
        self.count_stock()
        self.edit_books()
        import_books(self.shop, f"{self.number}.xml", self.books[0].book_id)
        self.shop.deliver()

    def write_about_order(self, path: dict[str, str]) -> None:
        """Write a note, see what can be refunded, and send the receipt once more, in a revision that can."""
        if self.shop.has_route("orders", "POST", "/admin/orders/{order_id}/notes"):
            self.staff("orders", "POST", "/admin/orders/{order_id}/notes", path=path, body={"text": "Called."})
            self.staff("orders", "GET", "/admin/orders/{order_id}/notes", path=path, query=PAGE)
            self.staff("orders", "GET", "/admin/orders/{order_id}/emails", path=path)
            self.staff("orders", "GET", "/admin/orders/{order_id}/refundable", path=path)
            email = {**path, "name": "paid"}
            self.staff("orders", "POST", "/admin/orders/{order_id}/emails/{name}", path=email)

    def count_stock(self) -> None:
        """Count and correct the stock of a book, and write a coupon."""
        path = {"isbn": self.lines[0]["isbn"]}
        self.staff("orders", "GET", "/inventory", query=PAGE)
        item = self.shop.request("orders", "GET", "/inventory/{isbn}", path=path, claims=STAFF)
        body, headers = {"available": MANY_COPIES}, {"If-Match": item.headers["ETag"]}
        self.staff("orders", "PUT", "/inventory/{isbn}", path=path, body=body, headers=headers)
        body = {"delta": 5, "reason": "delivery"}
        key = _key(f"van-{self.number}")
        self.staff("orders", "POST", "/inventory/{isbn}/adjustments", path=path, body=body, headers=key)
        coupon = {"kind": "percent", "amount": 15, "most_uses": 10}
        self.staff("orders", "PUT", "/coupons/{code}", path={"code": f"WORK-{self.number}"}, body=coupon)
        self.see_history("orders", "/inventory/{isbn}/history", path)
        self.see_history("orders", "/coupons/{code}/history", {"code": f"WORK-{self.number}"})

    def see_history(self, service: str, resource: str, path: dict[str, str]) -> None:
        """Look at what staff changed of something, in a revision that remembers it."""
        if self.shop.has_route(service, "GET", resource):
            self.staff(service, "GET", resource, path=path, query=PAGE)

    def edit_books(self) -> None:
        """Add a book, change and withdraw it."""
        edition = {**to_builtins(self.books[0].editions[0]), "isbn": _isbn(self.number)}
        book = {
            **{name: value for name, value in to_builtins(self.books[0]).items() if name not in {"stock", "cover"}},
            "book_id": f"a-new-book-{self.number}",
            "editions": [edition],
        }
        path = {"book_id": book["book_id"]}
        added = self.shop.request("catalog", "POST", "/books", body=book, claims=STAFF)
        changed = {name: value for name, value in book.items() if name != "book_id"} | {"title": "Another title"}
        headers = {"If-Match": added.headers["ETag"]}
        self.shop.request("catalog", "PUT", "/books/{book_id}", path=path, body=changed, headers=headers, claims=STAFF)
        upload = self.staff("catalog", "POST", "/books/{book_id}/cover", path=path)
        body = {"upload_id": upload["upload_id"]}
        answer = self.shop.request("catalog", "PUT", "/books/{book_id}/cover", path=path, body=body, claims=STAFF)
        upload_file(self)
        headers = {"If-Match": answer.headers["ETag"]}
        self.staff("catalog", "DELETE", "/books/{book_id}", path=path, headers=headers)
        self.see_history("catalog", "/admin/books/withdrawn", {})

    def run_schedules(self) -> None:
        """Run what runs every minute."""
        for service, functions in {
            "catalog": ("sweep",),
            "orders": ("sweep", "expire", "refund", "reconcile"),
            "search": ("keep",),
            "recommendations": ("keep_lists", "keep_graph"),
        }.items():
            for function in functions:
                self.shop.run_schedule(service, function)

    def leave(self) -> None:
        """Sign out everywhere, and close the account."""
        if self.shop.has_route("orders", "DELETE", "/customers/me/sessions"):
            self.mine("orders", "DELETE", "/customers/me/sessions")
        self.mine("orders", "DELETE", "/customers/me")
        self.shop.deliver()


def _key(text: str) -> dict[str, str]:
    return {"Idempotency-Key": text}


def _isbn(number: int) -> str:
    """Return the ISBN of the n-th book that staff add."""
    digits = f"9798{number:08}"
    check = sum(int(digit) * (1, 3)[at % 2] for at, digit in enumerate(digits))
    return f"{digits}{-check % 10}"
