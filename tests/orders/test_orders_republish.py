"""A subscriber that came late hears every order, every edition's stock and every closed account as it is now."""

import json

from msgspec import json as encoded

from tests.gateway import CUSTOMER, send_request
from tests.orders.counter import EMMA, FILE, PERSUASION, functions, line


def waiting(table):
    return [item for item in table.scan() if item["pk"].startswith("OUTBOX#")]


def republished(counter, start=None):
    """What is told, the outbox having been empty."""
    counter.table.delete_many([(item["pk"], item["sk"]) for item in waiting(counter.table)])
    response_body = functions().republish({"start": start}, None)
    return response_body, [(item["name"], json.loads(item["detail"])) for item in waiting(counter.table)]


def test_an_order_is_told_as_it_is_under_its_own_story(counter):
    counter.add_book(EMMA)
    order_id = counter.paid(line(EMMA, 2))
    _, published = republished(counter)
    (order,) = [detail for name, detail in published if name == "OrderPaid"]
    stored = counter.table.get(f"CUSTOMER#{CUSTOMER['sub']}", f"ORDER#{order_id}")
    assert order["data"]["order_id"] == order_id
    assert order["data"]["version"] == stored["version"]
    assert order["correlationid"] == order_id
    assert order["data"]["lines"][0]["remaining"] == 2


def test_every_edition_is_told_also_one_that_is_out_but_no_file(counter):
    counter.add_book(EMMA, copies=0)
    counter.add_book(PERSUASION, copies=3)
    _, published = republished(counter)
    seen = {
        d["data"]["isbn"]: (d["data"]["availability"], d["data"]["left"]) for n, d in published if n == "StockChanged"
    }
    assert seen == {EMMA: ("out", None), PERSUASION: ("low", 3)}
    assert FILE not in seen


def test_a_closed_account_is_told_and_an_open_one_is_not(counter):
    for sub in ("gone", "stays"):
        send_request(counter.app, "PUT", "/customers/me", body={"name": sub}, claims={**CUSTOMER, "sub": sub})
    send_request(counter.app, "DELETE", "/customers/me", claims={**CUSTOMER, "sub": "gone"})
    _, published = republished(counter)
    assert [d["data"]["customer"] for name, d in published if name == "CustomerDeleted"] == ["gone"]


def test_it_goes_page_by_page(counter, monkeypatch):
    counter.add_book(EMMA)
    counter.paid(line(EMMA))
    monkeypatch.setattr("bookstore.messaging.republish.PAGE_SIZE", 1)
    first, _ = republished(counter)
    assert first["next"] is not None
    assert encoded.decode(encoded.encode(first))["next"] == first["next"]  # it travels as JSON
