"""Addresses follow the rules of their country, wherever they enter; the storefront's form has the same examples."""

import json
from pathlib import Path

import pytest
from msgspec import ValidationError, convert

from chalicelib.addresses.address import AddressRequest
from chalicelib.addresses.address_format import address_formats
from chalicelib.pricing.destinations import DESTINATIONS
from tests.gateway import CUSTOMER, send_request
from tests.orders.counter import ADDRESS

EXAMPLES = json.loads((Path(__file__).parent / "address_examples.json").read_text())


def address(example):
    return ADDRESS | {"region": ""} | {key: example[key] for key in ("country", "postcode", "region") if key in example}


def shown(example):
    return f"{example['country']} {example['postcode']} {example.get('region', '')}"


def test_every_country_that_the_shop_delivers_to_has_a_format():
    assert list(address_formats()) == list(DESTINATIONS)


@pytest.mark.parametrize("example", EXAMPLES["accepted"], ids=shown)
def test_a_postcode_is_stored_as_its_country_writes_it(example):
    assert convert(address(example), AddressRequest).postcode == example["stored"]


@pytest.mark.parametrize("example", EXAMPLES["refused"], ids=shown)
def test_what_its_country_does_not_have_is_refused_by_its_field(example):
    with pytest.raises(ValidationError, match=f"field `{example['field']}`"):
        convert(address(example), AddressRequest)


@pytest.mark.parametrize("each", address_formats().values(), ids=lambda each: each.country)
def test_the_example_of_a_postcode_is_one(each):
    assert each.normalize_postcode(each.postcode_example) == each.postcode_example


@pytest.mark.parametrize("written", ["California", "california", "ca", "CA"])
def test_a_region_is_stored_by_its_code(written):
    sent = ADDRESS | {"country": "US", "postcode": "95014", "region": written}
    assert convert(sent, AddressRequest).region == "CA"


def test_a_region_is_found_without_its_accents():
    sent = ADDRESS | {"country": "ES", "postcode": "01001", "region": "alava"}
    assert convert(sent, AddressRequest).region == "Álava"


def test_a_county_is_still_accepted_where_no_line_has_one():
    assert convert(ADDRESS | {"region": "Greater London"}, AddressRequest).region == "Greater London"


@pytest.mark.parametrize("route", ["/quotes", "/orders"])
def test_an_address_that_breaks_a_rule_is_refused_by_field_and_rule(counter, route):
    counter.add_book()
    body = {"lines": [{"isbn": "9797000000017", "quantity": 1, "unit_price": 1000}]}
    body["address"] = ADDRESS | {"postcode": "12345"}
    headers = {"Idempotency-Key": "cart-1"}
    refused = send_request(counter.app, "POST", route, body=body, claims=CUSTOMER, headers=headers)
    rule = "Expected a postcode such as EC1Y 8SY in field `postcode`"
    assert (refused.status, refused.body["error"]["details"]) == (422, {"field": "address.postcode", "rule": rule})


def test_a_saved_address_that_breaks_a_rule_is_refused_and_not_saved(counter):
    route, path = "/customers/me/addresses/{address_id}", {"address_id": "home"}
    body = ADDRESS | {"country": "IT", "postcode": "zzz", "region": "RM"}
    refused = send_request(counter.app, "PUT", route, path=path, body=body, claims=CUSTOMER)
    assert (refused.status, refused.body["error"]["details"]["field"]) == (422, "postcode")
    assert send_request(counter.app, "GET", route, path=path, claims=CUSTOMER).status == 404


def test_an_address_that_was_stored_before_is_still_read(counter):
    stored = {"address_id": "home", "address": ADDRESS | {"country": "IT", "postcode": "zzz"}}
    counter.table.put({"pk": f"CUSTOMER#{CUSTOMER['sub']}", "sk": "ADDRESS#home", **stored})
    listed = send_request(counter.app, "GET", "/customers/me/addresses", claims=CUSTOMER)
    assert [each["address"]["postcode"] for each in listed.body["items"]] == ["zzz"]


def test_the_formats_are_everybodys_and_may_be_stored(counter):
    listed = send_request(counter.app, "GET", "/address-formats")
    assert [each["country"] for each in listed.body["items"]] == list(DESTINATIONS)
    assert listed.headers["Cache-Control"] == "public, max-age=3600"
