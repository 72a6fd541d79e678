"""From books in a cart to a paid order, as the storefront does it."""

from collections.abc import Iterable
from typing import Any

import httpx

from deploy.waiting import wait_until
from local.stripe_account import SIMULATOR_ACCOUNT
from ops.http_client import TIMEOUT, RequestRefused, ShopClient

ADDRESS = {
    "name": "A Reader",
    "line1": "1 Paternoster Row",
    "city": "London",
    "postcode": "EC4M 7DX",
    "country": "GB",
}


def fill_cart(reader: ShopClient, editions: Iterable[dict[str, Any]], quantity: int = 1) -> dict[str, Any]:
    """Put these editions in the reader's cart; answers the cart."""
    cart: dict[str, Any] = reader.get("/cart/carts/me")
    for edition in editions:
        body = {"quantity": quantity, "price_seen": edition["price"]}
        cart = reader.send("PUT", f"/cart/carts/me/lines/{edition['isbn']}", body)
    return cart


def place_order(reader: ShopClient, cart: dict[str, Any]) -> dict[str, Any]:
    """Order what is in the cart, once for this content of it; answers the order with its client secret."""
    lines = [
        {"isbn": line["isbn"], "quantity": line["quantity"], "unit_price": line["price"]} for line in cart["lines"]
    ]
    headers = {"Idempotency-Key": cart["idempotency_key"]}
    placed: dict[str, Any] = reader.send("POST", "/orders/orders", {"lines": lines, "address": ADDRESS}, headers)
    return placed


def pay(stripe: str, client_secret: str, card: str = "pm_card_visa") -> dict[str, Any]:
    """Confirm the payment from the browser; answers the payment intent. A declined card raises Refused."""
    intent_id = client_secret.split("_secret_", maxsplit=1)[0]
    answer = httpx.post(
        f"{stripe}/v1/payment_intents/{intent_id}/confirm",
        headers={"Authorization": f"Bearer {SIMULATOR_ACCOUNT.publishable_key}"},
        data={
            "client_secret": client_secret,
            "payment_method": card,
            "return_url": "http://127.0.0.1/checkout/done",
        },
        timeout=TIMEOUT,
    )
    if answer.is_error:
        raise RequestRefused(answer.text)
    intent: dict[str, Any] = answer.json()
    return intent


def wait_for_payment(reader: ShopClient, order_id: str) -> dict[str, Any]:
    """The order, once Stripe's webhook has made it a paid one."""

    def paid() -> dict[str, Any] | None:
        order: dict[str, Any] = reader.get(f"/orders/orders/{order_id}")
        return order if order["status"] == "paid" else None

    return wait_until(paid, f"the payment of {order_id}")
