"""A purchase, from the cart to the paid order, by the requests that the storefront sends."""

from collections.abc import Iterable
from typing import Any

import httpx

from deploy.waiting import wait_until
from local.stripe_account import SIMULATOR_ACCOUNT
from ops.http_client import TIMEOUT, RequestRefused, ShopClient

ADDRESS = {
    "name": "A Customer",
    "line1": "1 Paternoster Row",
    "city": "London",
    "postcode": "EC4M 7DX",
    "country": "GB",
}


def fill_cart(customer: ShopClient, editions: Iterable[dict[str, Any]], quantity: int = 1) -> dict[str, Any]:
    """Put these editions into the customer's cart and return the cart."""
    cart: dict[str, Any] = customer.get("/cart/carts/me")
    for edition in editions:
        body = {"quantity": quantity, "price_seen": edition["price"]}
        cart = customer.send("PUT", f"/cart/carts/me/lines/{edition['isbn']}", body)
    return cart


def place_order(customer: ShopClient, cart: dict[str, Any]) -> dict[str, Any]:
    """Order the lines of a cart, once for its content, and return the order with its client secret."""
    lines = [
        {"isbn": line["isbn"], "quantity": line["quantity"], "unit_price": line["price"]} for line in cart["lines"]
    ]
    headers = {"Idempotency-Key": cart["idempotency_key"]}
    body = {"lines": lines, "address": ADDRESS, "digital_consent": True}
    placed: dict[str, Any] = customer.send("POST", "/orders/orders", body, headers)
    return placed


def pay(stripe: str, client_secret: str, card: str = "pm_card_visa") -> dict[str, Any]:
    """Confirm the payment as a browser does and return the intent; raise RequestRefused for a declined card."""
    intent_id = client_secret.split("_secret_", maxsplit=1)[0]
    response = httpx.post(
        f"{stripe}/v1/payment_intents/{intent_id}/confirm",
        headers={"Authorization": f"Bearer {SIMULATOR_ACCOUNT.publishable_key}"},
        data={
            "client_secret": client_secret,
            "payment_method": card,
            "return_url": "http://127.0.0.1/checkout/done",
        },
        timeout=TIMEOUT,
    )
    if response.is_error:
        raise RequestRefused(response.text)
    intent: dict[str, Any] = response.json()
    return intent


def wait_for_payment(customer: ShopClient, order_id: str) -> dict[str, Any]:
    """Wait until Stripe's webhook has marked the order as paid, and return it."""

    def find_paid_order() -> dict[str, Any] | None:
        order: dict[str, Any] = customer.get(f"/orders/orders/{order_id}")
        return order if order["status"] == "paid" else None

    return wait_until(find_paid_order, f"the payment of {order_id}")
