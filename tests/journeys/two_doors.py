"""The same purchase by the REST API and by GraphQL: a test that is given a door proves both."""

import json
from dataclasses import dataclass
from typing import Any

from local.demo.purchase import ADDRESS
from ops.http_client import ShopClient
from tests.journeys.graphql_client import GraphqlClient

ORDER = "{ id number status history { what } totals { total { minor } } lines { isbn quantity remaining } }"
PLACE = f"""
mutation ($input: PlaceOrderInput!) {{
  placeOrder(input: $input) {{ order {ORDER} clientSecret userErrors {{ code field message }} }}
}}
"""
CANCEL = f"mutation ($id: ID!) {{ cancelOrder(input: {{ id: $id }}) {{ order {ORDER} userErrors {{ code }} }} }}"
SETTLE = f"""
mutation ($id: ID!) {{ settlePayment(input: {{ id: $id }}) {{ order {ORDER} clientSecret userErrors {{ code }} }} }}
"""
READ = f"query ($id: ID!) {{ viewer {{ order(id: $id) {ORDER} }} }}"


@dataclass(frozen=True)
class Placed:
    """What placing an order led to: the order and its secret, or the code of a refusal and the field it names."""

    order_id: str = ""
    client_secret: str | None = None
    code: str = ""
    field: str | None = None


@dataclass(frozen=True)
class Seen:
    """An order as its customer sees it."""

    status: str
    total: int
    lines: tuple[tuple[str, int, int], ...]
    history: tuple[str, ...]


class RestDoor:
    """A customer who uses the REST API."""

    def __init__(self, customer: ShopClient) -> None:
        self.customer = customer

    def place(self, key: str, *lines: dict[str, Any]) -> Placed:
        """Place an order of these lines under the key."""
        body = {"lines": lines, "address": ADDRESS, "digital_consent": True}
        response = self.customer.request("POST", "/orders/orders", json=body, headers={"Idempotency-Key": key})
        answer = response.json()
        if response.is_error:
            return Placed(code=answer["error"]["code"], field=answer["error"]["details"].get("field"))
        return Placed(answer["order_id"], answer["client_secret"])

    def read(self, order_id: str) -> Seen | None:
        """Return the order, or None when there is none for this customer."""
        return self._order("GET", f"/orders/orders/{order_id}")

    def cancel(self, order_id: str) -> Seen | None:
        """Cancel the order; None when there is none for this customer."""
        return self._order("POST", f"/orders/orders/{order_id}/cancel")

    def settle(self, order_id: str) -> Placed:
        """Settle the payment, and return the secret while there is something to pay."""
        response = self.customer.request("POST", f"/orders/orders/{order_id}/payment")
        answer = response.json()
        return Placed(code=answer["error"]["code"]) if response.is_error else Placed(order_id, answer["client_secret"])

    def _order(self, method: str, path: str) -> Seen | None:
        response = self.customer.request(method, path)
        if response.status_code == 404:
            return None
        order = response.json()
        lines = tuple((line["isbn"], line["quantity"], line["remaining"]) for line in order["lines"])
        return Seen(order["status"], order["totals"]["total"], lines, tuple(each["what"] for each in order["history"]))


class GraphqlDoor:
    """A customer who uses GraphQL."""

    def __init__(self, client: GraphqlClient) -> None:
        self.client = client

    def place(self, key: str, *lines: dict[str, Any]) -> Placed:
        """Place an order of these lines under the key."""
        selected = [
            {"isbn": each["isbn"], "quantity": each["quantity"], "unitPrice": each["unit_price"]} for each in lines
        ]
        request = {"lines": selected, "address": ADDRESS, "digitalConsent": True, "idempotencyKey": key}
        payload = self.client.data(PLACE, input=request)["placeOrder"]
        for refusal in payload["userErrors"]:
            return Placed(code=refusal["code"].lower(), field=refusal["field"] and json.dumps(refusal["field"]))
        return Placed(payload["order"]["number"], payload["clientSecret"])

    def read(self, order_id: str) -> Seen | None:
        """Return the order, or None when there is none for this customer."""
        return self._seen(self.client.data(READ, id=order_id)["viewer"]["order"])

    def cancel(self, order_id: str) -> Seen | None:
        """Cancel the order; None when there is none for this customer."""
        payload = self.client.data(CANCEL, id=order_id)["cancelOrder"]
        assert (payload["order"] is None) == (payload["userErrors"] == [{"code": "ORDER_UNKNOWN"}])
        return self._seen(payload["order"])

    def settle(self, order_id: str) -> Placed:
        """Settle the payment, and return the secret while there is something to pay."""
        payload = self.client.data(SETTLE, id=order_id)["settlePayment"]
        for refusal in payload["userErrors"]:
            return Placed(code=refusal["code"].lower())
        return Placed(order_id, payload["clientSecret"])

    @staticmethod
    def _seen(order: dict[str, Any] | None) -> Seen | None:
        if order is None:
            return None
        lines = tuple((line["isbn"], line["quantity"], line["remaining"]) for line in order["lines"])
        history = tuple(entry["what"] for entry in order["history"])
        return Seen(order["status"].lower(), order["totals"]["total"]["minor"], lines, history)
