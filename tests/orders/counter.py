"""The counter of a shop with one table and one Stripe: what tests do to it and what they see of it."""

import hashlib
import hmac
import json
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bookstore.dynamodb.table import Table
from bookstore.events import BookAdded
from bookstore.events.books import Author, Edition
from bookstore.events.orders import OrderedLine, OrderState
from tests.gateway import CUSTOMER, STAFF, Response, send_request
from tests.lambda_events import sqs_event

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
EMMA, PERSUASION, FILE = "9797000000017", "9797000000024", "9797000000031"
ADDRESS = {"name": "A Reader", "line1": "1 Row", "city": "London", "postcode": "EC4M 7DX", "country": "GB"}
SECRETS = ["whsec_present", "whsec_before"]


def book(isbn: str = EMMA, *, version: int = 1, price: int = 1000, title: str = "Emma", **what: Any) -> BookAdded:
    """A book with one edition, as the catalog tells of it; it is named after its ISBN."""
    kind, grams = ("ebook", 0) if isbn == FILE else ("paperback", 300)
    edition = Edition(
        isbn=isbn,
        format=kind,
        price=price,
        language="en",
        publisher="Catchword",
        released="2024-03-14",
        weight_grams=grams,
    )
    return BookAdded(
        **{
            "version": version,
            "book_id": f"book-{isbn}",
            "title": title,
            "authors": (Author("jane-austen", "Jane Austen"),),
            "published": 1815,
            "category": "Fiction",
            "language": "en",
            "description": "A matchmaker is matched.",
            "added_at": NOON,
            "changed_at": NOON,
            "editions": (edition,),
        }
        | what
    )


def line(isbn: str = EMMA, quantity: int = 1, price: int = 1000) -> dict[str, Any]:
    """A line of an order as the shop sends it."""
    return {"isbn": isbn, "quantity": quantity, "unit_price": price}


def published(kind: type[OrderState], order_id: str, version: int = 2) -> OrderState:
    """An event of an order, as orders has published it."""
    ordered = OrderedLine(isbn=EMMA, book_id=f"book-{EMMA}", quantity=1, remaining=1, unit_price=1000)
    return kind(
        version=version,
        order_id=order_id,
        customer="reader-1",
        status="paid",
        payment="card",
        currency="GBP",
        total=1299,
        placed_at=NOON,
        changed_at=NOON,
        paid_at=NOON,
        lines=(ordered,),
    )


def signature(body: bytes, *, secret: str = SECRETS[0], at: float | None = None) -> str:
    """Stripe's header for a body."""
    moment = int(time.time() if at is None else at)
    digest = hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={moment},v1={digest}"


@dataclass(frozen=True)
class Counter:
    """Asks the app as API Gateway does."""

    app: Any
    table: Table
    stripe: Any

    def add_book(self, isbn: str = EMMA, copies: int = 5, **what: Any) -> None:
        """A book on the shelf, told by the catalog, its copies brought by staff."""
        self.consume(book(isbn, **what))
        if isbn != FILE:
            body, key = {"delta": copies, "reason": "delivery"}, {"Idempotency-Key": f"first-{isbn}"}
            self.staff("POST", "/inventory/{isbn}/adjustments", {"isbn": isbn}, body, key)

    def consume(self, *events: Any) -> dict[str, Any]:
        """The inbox brings these events."""
        answer: dict[str, Any] = functions().consume(sqs_event(*events), None)
        return answer

    def place(self, *lines: dict[str, Any], key: str = "cart-1", claims: Any = CUSTOMER, **more: Any) -> Response:
        """`POST /orders`, for one copy of Emma unless told otherwise."""
        body = {"lines": list(lines) or [line()], "address": ADDRESS, **more}
        return send_request(self.app, "POST", "/orders", body=body, headers={"Idempotency-Key": key}, claims=claims)

    def reserve(self, key: str = "cart-1") -> Response:
        """The same order of one copy of Emma, whose payment is prepared later."""
        body, headers = {"lines": [line()], "address": ADDRESS}, {"Idempotency-Key": key}
        query = {"payment": "later"}
        return send_request(self.app, "POST", "/orders", body=body, headers=headers, query=query, claims=CUSTOMER)

    def pay(self, placed: Response, card: str = "pm_card_visa") -> Any:
        """The browser confirms the payment; nobody has told the shop yet."""
        intent = placed.body["client_secret"].split("_secret_")[0]
        return self.stripe.payment_intents.confirm(
            intent, {"payment_method": card, "return_url": "https://shop.example"}
        )

    def paid(self, *lines: dict[str, Any], **how: Any) -> str:
        """The id of an order that is placed and paid, and the shop knows it."""
        placed = self.place(*lines, **how)
        self.pay(placed)
        self.settle(placed.body["order_id"], how.get("claims", CUSTOMER))
        return str(placed.body["order_id"])

    def settle(self, order_id: str, claims: Any = CUSTOMER) -> Response:
        """The browser is back from paying."""
        return self.mine("POST", "/orders/{order_id}/payment", order_id, claims)

    def order(self, order_id: str) -> Any:
        """The order as its reader sees it."""
        return self.mine("GET", "/orders/{order_id}", order_id).body

    def mine(self, method: str, resource: str, order_id: str, claims: Any = CUSTOMER) -> Response:
        """A reader's route about one order."""
        return send_request(self.app, method, resource, path={"order_id": order_id}, claims=claims)

    def staff(
        self, method: str, resource: str, path: dict[str, str], body: Any = None, headers: Any = None
    ) -> Response:
        """A route of staff."""
        return send_request(self.app, method, resource, path=path, body=body, headers=headers, claims=STAFF)

    def refund(self, order_id: str, key: str = "refund-1", **body: Any) -> Response:
        """Staff give money back."""
        given = {"reason": "damaged", **body}
        path = {"order_id": order_id}
        return self.staff("POST", "/orders/{order_id}/refunds", path, given, {"Idempotency-Key": key})

    def send_webhook(self, event: Any, header: str | None = None) -> Response:
        """A webhook with this event of Stripe."""
        body = json.dumps(event if isinstance(event, dict) else event.to_dict(for_json=True)).encode()
        headers = {"Stripe-Signature": signature(body) if header is None else header}
        return send_request(self.app, "POST", "/payments/webhook", body=body, headers=headers)

    def stripe_events(self, kind: str) -> list[Any]:
        """What Stripe has told of this kind, the newest first."""
        return list(self.stripe.events.list({"type": kind, "limit": 100}).data)

    def available(self, isbn: str = EMMA) -> int:
        """Copies that can be sold now."""
        return int(self.table.get(f"STOCK#{isbn}", "STOCK")["available"])

    def outbox_events(self) -> list[str]:
        """The names of the events that wait in the outbox, the oldest first."""
        waiting = [item for item in self.table.scan() if item["pk"].startswith("OUTBOX#")]
        return [item["name"] for item in sorted(waiting, key=lambda item: item["sk"])]

    def intents(self) -> list[Any]:
        """Every payment intent at Stripe."""
        return list(self.stripe.payment_intents.list({"limit": 100}).data)


def functions() -> Any:
    """The functions beside the routes, in the app that is being tested."""
    from chalicelib import handlers

    return handlers
