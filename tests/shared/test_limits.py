"""What DynamoDB would refuse is refused before it is asked, as the client's mistake."""

import pytest

from bookstore.dynamodb.changes import Delete, Put, Update
from bookstore.dynamodb.conditions import Key
from bookstore.dynamodb.limits import KeyRefused, NumberRefused
from bookstore.dynamodb.table import Table


class NeverCalled:
    """A DynamoDB that no request may reach."""

    def __getattr__(self, name):
        def fail(**_):
            raise AssertionError(f"{name} was called")

        return fail


TABLE = Table("table", NeverCalled())
REFUSED_KEYS = [
    ("B" * 2_049, "BOOK"),
    ("é" * 1_025, "BOOK"),
    ("BOOK#emma", "s" * 1_025),
    ("", "BOOK"),
    ("\ud800", "BOOK"),
]


@pytest.mark.parametrize(("pk", "sk"), [*REFUSED_KEYS, ("BOOK#emma", "")])
@pytest.mark.parametrize(
    "call",
    [
        TABLE.get,
        lambda pk, sk: TABLE.get_many([("BOOK#walden", "BOOK"), (pk, sk)]),
        lambda pk, sk: TABLE.put({"pk": pk, "sk": sk}),
        lambda pk, sk: TABLE.put_many([{"pk": pk, "sk": sk}]),
        lambda pk, sk: TABLE.update(pk, sk, sets={"books": 1}),
        TABLE.delete,
        lambda pk, sk: TABLE.delete_many([(pk, sk)]),
        lambda pk, sk: TABLE.write(Put({"pk": "BOOK#walden", "sk": "BOOK"}), Update(pk, sk, sets={"books": 1})),
        lambda pk, sk: TABLE.write(Delete(pk, sk)),
    ],
    ids=["get", "get_many", "put", "put_many", "update", "delete", "delete_many", "write", "write a deletion"],
)
def test_a_key_that_no_item_can_have_is_refused(call, pk, sk):
    with pytest.raises(KeyRefused):
        call(pk, sk)


@pytest.mark.parametrize(("pk", "sk"), REFUSED_KEYS)
def test_a_query_for_a_key_that_no_item_can_have_is_refused(pk, sk):
    with pytest.raises(KeyRefused):
        TABLE.query(Key("pk").eq(pk) & Key("sk").begins_with(sk))


@pytest.mark.parametrize("number", [10**39, 10**40 + 1, -(10**40) - 1, 10**130])
def test_a_number_that_no_item_can_hold_is_refused(number):
    with pytest.raises(NumberRefused):
        TABLE.put({"pk": "BOOK#emma", "sk": "BOOK", "series": {"position": [number]}})
