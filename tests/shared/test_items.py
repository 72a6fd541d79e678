"""Items are serialized and read as boto3 and botocore do it, value by value; numbers are exact."""

import base64
import json
from decimal import Decimal
from typing import Any

import botocore.session
import pytest
from boto3.dynamodb.types import Binary, TypeDeserializer, TypeSerializer
from botocore.parsers import JSONParser
from botocore.serialize import JSONSerializer
from hypothesis import given, settings
from hypothesis import strategies as st

from bookstore.dynamodb.items import from_item, to_item, to_value
from bookstore.dynamodb.limits import NumberRefused
from bookstore.dynamodb.session import session

ITS_OWN = botocore.session.get_session().get_service_model("dynamodb")
OURS = session().get_service_model("dynamodb")
SERIALIZE, DESERIALIZE = TypeSerializer().serialize, TypeDeserializer().deserialize

whole = st.integers(-(10**38) + 1, 10**38 - 1)
decimals = st.decimals(-(10**20), 10**20, allow_nan=False, allow_infinity=False, places=5).map(Decimal.normalize)
numbers = whole | decimals | st.decimals("1E-120", "9E120", allow_nan=False).map(lambda d: +d.normalize())
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
leaves = st.one_of(
    texts,
    numbers,
    st.booleans(),
    st.none(),
    st.binary(max_size=20),
    st.sets(texts, min_size=1, max_size=5),
    st.sets(st.integers(-(10**9), 10**9), min_size=1, max_size=5),
    st.sets(st.binary(min_size=1, max_size=9), min_size=1, max_size=5),
)
values = st.recursive(
    leaves, lambda some: st.lists(some, max_size=4) | st.dictionaries(texts, some, max_size=4), max_leaves=20
)
items = st.dictionaries(texts.filter(bool), values, max_size=6)


def plain(value: Any) -> Any:
    """What boto3 makes of a value, with bytes for its Binary, and int for a number that is whole."""
    if isinstance(value, Binary):
        return bytes(value)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else value
    if isinstance(value, list):
        return [plain(each) for each in value]
    if isinstance(value, set):
        return {plain(each) for each in value}
    return {name: plain(each) for name, each in value.items()} if isinstance(value, dict) else value


def sorted_sets(value: Any) -> Any:
    """JSON with the members of each set in one order."""
    if isinstance(value, list):
        return [sorted_sets(each) for each in value]
    if isinstance(value, dict):
        is_set = {
            k: k in {"SS", "NS", "BS"} and isinstance(v, list) for k, v in value.items()
        }  # not an item's own "NS"
        return {k: sorted(v) if is_set[k] else sorted_sets(v) for k, v in value.items()}
    return value


def request_body(model: Any, item: dict[str, Any]) -> Any:
    """The body of the request that botocore makes with this model."""
    parameters = {"TableName": "t", "Item": item}
    request = JSONSerializer().serialize_to_request(parameters, model.operation_model("PutItem"))
    return sorted_sets(json.loads(request["body"]))


def answer(model: Any, body: Any) -> Any:
    """The answer of GetItem that botocore reads with this model."""
    received = {"status_code": 200, "headers": {}, "body": json.dumps(body).encode()}
    return JSONParser().parse(received, model.operation_model("GetItem").output_shape)


@settings(max_examples=500, deadline=None)
@given(items)
def test_an_item_is_sent_as_botocore_and_boto3_send_it(item):
    theirs = {name: SERIALIZE(value) for name, value in item.items() if value is not None}
    assert request_body(OURS, to_item(item)) == request_body(ITS_OWN, theirs)


@settings(max_examples=500, deadline=None)
@given(items)
def test_an_item_is_read_as_botocore_and_boto3_read_it(item):
    body = {"Item": request_body(ITS_OWN, {name: SERIALIZE(value) for name, value in item.items()})["Item"]}
    theirs = {name: plain(DESERIALIZE(value)) for name, value in answer(ITS_OWN, body).get("Item", {}).items()}
    assert from_item(answer(OURS, body)["Item"]) == theirs


@settings(max_examples=300, deadline=None)
@given(items)
def test_an_item_comes_back_as_it_was_written(item):
    written = {name: value for name, value in item.items() if value is not None}
    assert from_item(json.loads(json.dumps(to_item(written)))) == plain(written)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("-0", 0),
        ("99999999999999999999999999999999999999", 10**38 - 1),
        ("0.1", Decimal("0.1")),
        ("1E+2", 100),
        ("100.0", 100),
        ("1.2345678901234567890123456789012345678", Decimal("1.2345678901234567890123456789012345678")),
    ],
)
def test_a_number_is_read_exactly(text, number):
    read = from_item({"n": {"N": text}})["n"]
    assert (read, type(read)) == (number, type(number))


@pytest.mark.parametrize("number", [10**38, -(10**38), Decimal("1." + "1" * 38), Decimal("1E200")])
def test_a_number_of_too_many_digits_is_refused(number):
    with pytest.raises(NumberRefused):
        to_value({"deep": [number]})


@pytest.mark.parametrize("value", [1.5, {"a": [1.5]}, Decimal("NaN"), Decimal("Infinity"), set(), {1, "a"}, object()])
def test_what_no_item_holds_is_refused(value):
    with pytest.raises(TypeError):
        to_value(value)


def test_bytes_of_a_stream_are_read_as_bytes():
    assert from_item({"b": {"B": base64.b64encode(b"\x00\xff").decode()}}) == {"b": b"\x00\xff"}
