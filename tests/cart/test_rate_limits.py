"""How many carts an address may create, and how often a guest's cart may change."""

from tests.gateway import send_request
from tests.own_app import set_rate_limits


def create(app, source_ip="192.0.2.1"):
    return send_request(app, "POST", "/carts", source_ip=source_ip)


def test_an_address_creates_only_so_many_carts(app, monkeypatch):
    set_rate_limits(monkeypatch, '{"guest_carts": {"address": [2, 10000000]}}')
    assert [create(app).status for _ in range(3)] == [201, 201, 429]
    assert create(app, "192.0.2.2").status == 201


def test_a_guests_cart_changes_only_so_often_and_can_still_be_read(app, monkeypatch):
    set_rate_limits(monkeypatch, '{"guest_lines": {"cart": [1, 10000000]}}')
    path = {"cart_id": create(app).body["id"], "isbn": "9797000000017"}
    body = {"quantity": 1, "price_seen": 999}
    put = [send_request(app, "PUT", "/carts/{cart_id}/lines/{isbn}", path=path, body=body) for _ in range(2)]
    assert [response.code for response in put] == ["edition_unknown", "too_many_requests"]
    assert send_request(app, "GET", "/carts/{cart_id}", path=path).status == 200
