"""What may be stored on the way to a customer: nothing, unless a public route says so."""

import pytest
from chalice import Chalice

from bookstore.errors import NotFound
from bookstore.identity import Customer
from bookstore.web import Api, JsonResponse
from tests.gateway import CUSTOMER, send_request

PUBLIC = {"Cache-Control": "public, max-age=5"}


@pytest.fixture
def app(monkeypatch):
    """Serve one route of each kind."""
    monkeypatch.setenv("TABLE", "none")
    api = Api(__name__)

    @api.get("/open")
    def answer_publicly() -> JsonResponse[dict]:
        """Answer, and let it be stored."""
        return JsonResponse({}, PUBLIC)

    @api.get("/silent")
    def answer_silently() -> dict:
        """Answer without a word about caches."""
        return {}

    @api.get("/mine")
    def answer_customer(customer: Customer) -> JsonResponse[dict]:
        """Answer a customer, and forget that it is theirs."""
        return JsonResponse({}, PUBLIC)

    @api.get("/carts/{cart_id}")
    def answer_guest(cart_id: str) -> JsonResponse[dict]:
        """Answer a guest, and forget that it is theirs."""
        return JsonResponse({}, PUBLIC)

    @api.get("/missing", raises=(NotFound,))
    def refuse() -> dict:
        """Refuse."""
        raise NotFound("There is nothing.")

    app = Chalice(app_name="tested")
    app.register_blueprint(api)
    return app


@pytest.mark.parametrize(
    ("resource", "expected"),
    [
        ("/open", "public, max-age=5"),
        ("/silent", "no-store"),
        ("/mine", "no-store"),
        ("/carts/{cart_id}", "no-store"),
        ("/missing", "no-store"),
    ],
)
def test_only_what_everybody_may_see_is_stored(app, resource, expected):
    response = send_request(app, "GET", resource, path={"cart_id": "c"}, claims=CUSTOMER)
    assert response.headers["Cache-Control"] == expected


def test_a_refusal_to_a_stranger_is_not_stored(app):
    response = send_request(app, "GET", "/mine")
    assert (response.status, response.headers["Cache-Control"]) == (401, "no-store")
