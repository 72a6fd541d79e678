"""Texts that people write: nobody sends one that cannot be seen, and what is stored already stays readable."""

import pytest
from msgspec import ValidationError, convert

from chalicelib.addresses.address import Address, AddressRequest
from chalicelib.customers.customer import Profile, ProfileRequest
from chalicelib.fulfilment.staff_routes import ShipmentRequest
from chalicelib.inventory.stock import StockAdjustmentRequest
from chalicelib.orders.refunds import RefundRequest
from tests.gateway import CUSTOMER, send_request
from tests.orders.counter import ADDRESS

BLANK = {
    "spaces": "   ",
    "no-break spaces": "\u00a0\u2003",
    "zero width": "\u200b\u2060",
    "combining marks": "\u0301\u0308",
    "letters without a shape": "\u3164\u2800",
    "line breaks": "\n\t",
}
TEXTS = [
    *((AddressRequest, field, ADDRESS) for field in ("name", "line1", "city", "postcode", "line2", "region")),
    (ProfileRequest, "name", {}),
    (RefundRequest, "reason", {}),
    (StockAdjustmentRequest, "reason", {"delta": 1}),
    (ShipmentRequest, "carrier", {}),
    (ShipmentRequest, "tracking", {}),
]
EACH = pytest.mark.parametrize(("kind", "field", "right"), TEXTS)


@EACH
@pytest.mark.parametrize("blank", BLANK.values(), ids=BLANK)
def test_a_text_that_cannot_be_seen_is_refused_by_its_field(kind, field, right, blank):
    with pytest.raises(ValidationError, match=field):
        convert(right | {field: blank}, kind)


@pytest.mark.parametrize(("kind", "field", "right"), [text for text in TEXTS if text[1] != "postcode"])
def test_a_text_is_stored_as_it_is_read(kind, field, right):
    written = convert(right | {field: "  A\u200b  b "}, kind)
    assert getattr(written, field) == "A b"


@pytest.mark.parametrize(("kind", "field", "right"), [each for each in TEXTS if each[1] in {"line2", "region"}])
def test_what_may_be_left_out_may_be_empty(kind, field, right):
    assert getattr(convert(right | {field: ""}, kind), field) == ""


def test_the_address_book_refuses_it_and_stays_as_it_is(counter):
    resource, path = "/customers/me/addresses/{address_id}", {"address_id": "home"}
    body = ADDRESS | {"name": "\u200b \u0301"}
    refused = send_request(counter.app, "PUT", resource, path=path, body=body, claims=CUSTOMER)
    assert refused.status == 422
    assert refused.body["error"]["details"]["field"] == "name"
    assert send_request(counter.app, "GET", "/customers/me/addresses", claims=CUSTOMER).body == {"items": []}


def test_an_order_refuses_it_and_reserves_nothing(counter):
    counter.add_book()
    refused = counter.place(address=ADDRESS | {"line1": "\u2800"})
    assert refused.body["error"]["details"]["field"] == "address.line1"
    assert counter.available() == 5


@pytest.mark.parametrize(("kind", "right"), [(Address, ADDRESS), (Profile, {"customer": "c-1"})])
def test_what_an_earlier_release_stored_is_still_read(kind, right):
    assert convert(right | {"name": "   "}, kind).name == "   "
