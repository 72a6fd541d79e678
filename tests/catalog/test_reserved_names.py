"""Nobody signs a review as the shop or its staff, however the name is spelt."""

import pytest

from bookstore.errors import Invalid
from chalicelib.reviews.repository import review_repository
from chalicelib.reviews.reserved_names import check_name
from chalicelib.settings import RESERVED_NAMES
from tests.catalog.client import add_book
from tests.catalog.test_closed_accounts import functions
from tests.gateway import CUSTOMER, send_request

RESERVED = RESERVED_NAMES.split(",")
PRETENDERS = {
    "as it is": "Catchword",
    "case": "STAFF",
    "in a longer name": "The Catchword Team",
    "spaces": "s t a f f",
    "taken apart": "Catch-word",
    "dots": "A.d.m.i.n",
    "several words": "Customer  Service",
    "a role in the shop": "Shop Owner",
    "the shop by its kind": "The B00kshop",
    "a trade": "Your bookseller",
    "Cyrillic": "\u0421\u0430tchw\u043erd",
    "small Cyrillic": "\u0455t\u0430ff",
    "Greek": "\u0391dm\u03b9n",
    "full width": "\uff33\uff54\uff41\uff46\uff46",
    "mathematical": "\U0001d412\U0001d42d\U0001d41a\U0001d41f\U0001d41f",
    "small capitals": "\ua731t\u1d00\ua730\ua730",
    "squared": "\U0001f182\U0001f183aff",
    "strokes": "Offici\u00e1\u0142",
    "accents": "St\u00e1\u0308ff",
    "zero width": "St\u200baff",
    "soft hyphen": "Ad\u00admin",
    "a letter without shape": "St\u3164aff",
    "a combining joiner": "St\u034faff",
    "digits": "5t4ff",
    "one for i": "Adm1n",
    "one for l": "Officia1",
    "small l for I": "Adm\u006cn",
    "signs": "$t@ff",
    "behind a digit": "Admin 1",
    "behind a sign": "Staff!",
    "rn for m": "Adrnin",
    "vv for w": "Catchvvord",
    "emoji between": "St\U0001f600aff",
    "brackets": "[Staff]",
    "dotless i": "Adm\u0131n",
}
READERS = [
    "Stafford",
    "A. Minton",
    "Ad Mineur",
    "Supporter of small shops",
    "A bookshop cat",
    "Owner of two cats",
    "Offenbach",
    "M. in Leeds",
    "Мария",
    "Αδάμ",
    "李雷",
    "Catcher in the Rye",
    "J0hn",
    "Ægir",
    "Şule",
    "🙂",
]


@pytest.mark.parametrize("name", PRETENDERS.values(), ids=PRETENDERS)
def test_a_name_that_can_be_taken_for_the_shops_is_refused(name):
    with pytest.raises(Invalid) as refused:
        check_name("display_name", name, RESERVED)
    assert refused.value.details == {"field": "display_name", "rule": "not a name of the shop or its staff"}


@pytest.mark.parametrize("name", READERS)
def test_a_readers_name_is_not(name):
    check_name("display_name", name, RESERVED)


def test_the_route_refuses_it_and_saves_nothing(app):
    add_book(app)
    body = {"stars": 1, "display_name": "St\u0430ff", "text": "We hate it."}
    refused = send_request(
        app, "PUT", "/books/{book_id}/reviews/me", path={"book_id": "emma"}, body=body, claims=CUSTOMER
    )
    assert refused.status == 422
    assert refused.body["error"]["details"]["field"] == "display_name"
    assert review_repository().get_summary("emma").version == 0


def test_an_import_is_refused_whole(app):
    add_book(app)
    right = {"book_id": "emma", "customer": "c-1", "stars": 3, "display_name": "M."}
    batch = [right, right | {"customer": "c-2", "display_name": "Admin"}]
    with pytest.raises(Invalid) as refused:
        functions().import_reviews({"reviews": [each | {"written_at": "2026-09-01T10:00:00Z"} for each in batch]}, None)
    assert refused.value.details["field"] == "reviews[1].display_name"
    assert review_repository().get_summary("emma").version == 0


def test_the_names_are_a_setting(app, monkeypatch):
    monkeypatch.setenv("RESERVED_NAMES", "Leeds Books, Captain")
    from chalicelib.settings import settings

    settings.cache_clear()
    assert settings().reserved_name_list == ["Leeds Books", " Captain"]
    with pytest.raises(Invalid):
        check_name("display_name", "captain ahab", settings().reserved_name_list)
    settings.cache_clear()
