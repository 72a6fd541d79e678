"""Who bought an e-book may download it; who did not, or has the money back, may not."""

from datetime import timedelta
from urllib.parse import parse_qs, urlparse

import pytest
from msgspec import structs

from bookstore import clock
from bookstore.events import CustomerDeleted, OrderRefunded
from bookstore.events.orders import OrderedLine
from chalicelib.downloads.entitlement import MAX_DOWNLOADS, window_of
from chalicelib.files.bucket import S3_CONFIG, FilesBucket
from tests.catalog.builders import ISBN, SECOND_ISBN, book_request, edition
from tests.catalog.files import FakeBucket, epub
from tests.catalog.orders import paid
from tests.gateway import CUSTOMER, send_request
from tests.lambda_events import sqs_event
from tests.own_app import load_handlers

CUSTOMER_ID = CUSTOMER["sub"]
STRANGER = {"sub": "stranger-1", "email": "stranger@bookstore.example"}


@pytest.fixture
def bucket(app, monkeypatch):
    """A shop with an e-book that has a file, and its printed edition."""
    fake = FakeBucket()
    for name in ("chalicelib.downloads.routes", "chalicelib.handlers"):
        monkeypatch.setattr(f"{name}.files_bucket", lambda: fake)
    add(files=({"isbn": ISBN, "content": epub()},))
    return fake


def add(files=()):
    import msgspec

    book = msgspec.to_builtins(book_request(editions=(edition(format="ebook", weight_grams=0), edition(SECOND_ISBN))))
    load_handlers().import_books({"books": [msgspec.to_builtins({**book, "files": list(files)})]}, None)


def line(isbn=ISBN, remaining=1, format="ebook"):
    return OrderedLine(
        isbn=isbn, book_id="emma", quantity=1, remaining=remaining, unit_price=499, shipped=0, format=format
    )


def buy(**fields):
    return paid(CUSTOMER_ID, **{"lines": (line(),), **fields})


def refund(order):
    fields = structs.asdict(order) | {"version": order.version + 1, "lines": (line(remaining=0),)}
    return OrderRefunded(**fields)


def consume(*events):
    assert load_handlers().consume(sqs_event(*events), None) == {"batchItemFailures": []}


def download(app, claims=CUSTOMER, isbn=ISBN):
    return send_request(app, "POST", "/editions/{isbn}/downloads", path={"isbn": isbn}, claims=claims)


def library(app, claims=CUSTOMER):
    return send_request(app, "GET", "/downloads", claims=claims)


def test_who_bought_it_gets_a_link_of_a_few_minutes(app, bucket):
    consume(buy())
    response = download(app)
    assert (response.status, response.body["file_name"], response.body["remaining"]) == (201, "emma.epub", 9)
    assert next(iter(bucket.files)) in response.body["url"]
    lifetime = clock.moment(response.body["expires_at"]) - clock.now()
    assert timedelta(minutes=4) < lifetime <= timedelta(minutes=5)


def test_the_link_is_signed_for_five_minutes_under_the_books_name(app):
    import boto3

    keys = {"aws_access_key_id": "a", "aws_secret_access_key": "b", "region_name": "eu-west-1"}
    link = FilesBucket("files", boto3.client("s3", **keys, config=S3_CONFIG)).sign_download(
        "files/emma/1.epub", "emma.epub"
    )
    query = parse_qs(urlparse(link).query)
    assert query.get("X-Amz-Expires") == ["300"]
    assert query["response-content-disposition"] == ['attachment; filename="emma.epub"']


def test_it_is_in_the_customers_list_with_its_file(app, bucket):
    consume(buy())
    (owned,) = library(app).body["items"]
    assert (owned["title"], owned["format"], owned["order_id"]) == ("Emma", "ebook", "o-1")
    assert [(file["version"], file["kind"]) for file in owned["files"]] == [(1, "epub")]


def test_an_edition_bought_twice_is_listed_once(app, bucket):
    consume(buy(), buy(order_id="o-2"))
    assert len(library(app).body["items"]) == 1


@pytest.mark.parametrize("claims", [None, STRANGER])
def test_a_stranger_gets_no_link(app, bucket, claims):
    consume(buy())
    response = download(app, claims)
    assert (response.status, response.code) == ((401, "not_signed_in") if claims is None else (403, "not_bought"))


@pytest.mark.parametrize("steps", [("paid", "refunded"), ("refunded", "paid"), ("paid", "refunded", "paid")])
def test_a_refund_ends_the_right_in_whatever_order_the_events_arrive(app, bucket, steps):
    events = {"paid": buy(), "refunded": refund(buy())}
    for step in steps:
        consume(events[step])
    response = download(app)
    assert (response.status, response.code, library(app).body["items"]) == (403, "not_bought", [])


def test_a_refund_that_failed_gives_the_right_back(app, bucket):
    consume(buy(), refund(buy()), buy(version=4))
    assert download(app).status == 201


def test_a_refund_of_one_of_two_orders_leaves_the_right(app, bucket):
    consume(buy(), buy(order_id="o-2"), refund(buy()))
    assert download(app).status == 201


@pytest.mark.parametrize("fields", [{"status": "cancelled", "paid_at": None}, {"status": "cancelled"}])
def test_a_cancelled_order_gives_no_right(app, bucket, fields):
    consume(buy(**fields))
    assert download(app).code == "not_bought"


def test_a_closed_account_gets_no_link_and_nothing_of_it_stays(app, bucket, table):
    consume(buy(), CustomerDeleted(version=1, customer=CUSTOMER_ID))
    assert (download(app).status, download(app).code) == (403, "account_closed")
    assert library(app).code == "account_closed"
    assert list(table.query_prefix(f"LIBRARY#{CUSTOMER_ID}")) == []


def test_an_order_that_arrives_after_the_account_closed_is_not_stored(app, bucket, table):
    consume(CustomerDeleted(version=1, customer=CUSTOMER_ID), buy())
    assert list(table.query_prefix(f"LIBRARY#{CUSTOMER_ID}")) == []


def test_downloads_are_limited_and_the_sentence_says_how(app, bucket):
    consume(buy())
    remaining = [download(app).body["remaining"] for _ in range(MAX_DOWNLOADS)]
    refused = download(app)
    assert remaining == list(range(MAX_DOWNLOADS - 1, -1, -1))
    assert (refused.status, refused.code) == (429, "download_limit")
    assert "10 times in 30 days" in refused.body["error"]["message"]
    assert refused.body["error"]["details"]["limit"] == MAX_DOWNLOADS


def test_the_count_starts_again_when_the_thirty_days_are_over():
    number, resets_at = window_of(clock.now())
    assert window_of(resets_at) == (number + 1, resets_at + timedelta(days=30))


def test_a_printed_edition_is_never_in_the_list(app, bucket):
    consume(
        buy(lines=(line(SECOND_ISBN, format="paperback"),)),
        buy(order_id="o-2", lines=(line(SECOND_ISBN, format=None),)),
    )
    assert library(app).body["items"] == []
    assert download(app, isbn=SECOND_ISBN).status in {403, 409}


def test_an_event_of_a_release_that_did_not_say_the_format_gives_the_right(app, bucket):
    consume(buy(lines=(line(format=None),)))
    assert download(app).status == 201


def test_bought_before_there_was_a_file_it_waits_in_the_list(app, monkeypatch):
    monkeypatch.setattr("chalicelib.handlers.files_bucket", FakeBucket)
    monkeypatch.setattr("chalicelib.downloads.routes.files_bucket", FakeBucket)
    add()
    consume(buy())
    assert library(app).body["items"][0]["files"] == []
    assert (download(app).status, download(app).code) == (409, "not_yet_available")
