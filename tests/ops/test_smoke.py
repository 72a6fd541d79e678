"""What is tried after a deployment: open routes answer, closed ones refuse, the site is whole and the stage's own."""

import httpx
import pytest

from deploy.errors import UserError
from ops import smoke

OPENAPI = {
    "paths": {
        "/health": {"get": {}},
        "/books": {"get": {"parameters": [{"name": "limit"}]}},
        "/search": {"get": {"parameters": [{"name": "q", "required": True}]}},
        "/books/{id}": {"get": {}},
        "/orders": {"get": {"security": [{"customers": []}]}, "post": {}},
        "/webhook": {"post": {}},
    }
}


def test_routes_that_need_no_parameter_are_tried_as_a_visitor():
    assert dict(smoke.expected_answers(OPENAPI)) == {"/health": 200, "/books": 200, "/orders": 401}


def test_a_route_that_answers_otherwise_is_named_with_its_answer(monkeypatch):
    class Client:
        def request(self, _, path):
            return httpx.Response(500 if path == "/shipping" else 200 if path in OPEN else 401, text="Task timed out")

    monkeypatch.setattr(smoke, "service_client", lambda *_: Client())
    with pytest.raises(UserError, match=r"orders in test .* GET /shipping answered 500 instead of 200: Task timed out"):
        smoke.smoke("orders", "test")


OPEN = {"/health", "/address-formats"}
PAGES = {
    "/": '<script src="/assets/a.js"></script><link href="/assets/a.css">',
    "/assets/a.js": "",
    "/assets/a.css": "",
    "/settings.json": '{"user_pool_id": "pool-of-test"}',
}


def site(monkeypatch, pages):
    class Parameters:
        def get_paginator(self, _):
            return self

        def paginate(self, *, Path):
            return [{"Parameters": [{"Name": f"{Path}user-pool-id", "Value": "pool-of-test"}]}]

    def answer(request):
        known = pages.get(request.url.path)
        return httpx.Response(404 if known is None else 200, text=known or "")

    monkeypatch.setattr(smoke.target, "client", lambda _: Parameters())
    client = httpx.Client(base_url="http://shop", transport=httpx.MockTransport(answer))
    monkeypatch.setattr(smoke, "site_client", lambda _: client)


def test_a_site_with_all_its_files_passes(monkeypatch):
    site(monkeypatch, PAGES)
    assert smoke.smoke("storefront", "test") == "storefront in test: 5 requests answered as they should"


@pytest.mark.parametrize(
    ("pages", "sentence"),
    [
        ({**PAGES, "/assets/a.js": None}, "GET /assets/a.js answered 404"),
        ({**PAGES, "/": "empty"}, "the front page names no script"),
        ({**PAGES, "/there-is-no-such-page": "page"}, "GET /there-is-no-such-page was not answered"),
        ({**PAGES, "/settings.json": '{"user_pool_id": "of-prod"}'}, "does not name the user pool of test"),
    ],
)
def test_what_is_wrong_with_a_site_is_said(monkeypatch, pages, sentence):
    site(monkeypatch, pages)
    with pytest.raises(UserError, match=sentence):
        smoke.smoke("storefront", "test")
