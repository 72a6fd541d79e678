"""A digital edition is sold while the catalog has a file of it; events that do not say so leave it on sale."""

from typing import Any

import pytest
from msgspec import UNSET, structs

from bookstore.events import BookChanged
from bookstore.events.books import EditionFile
from chalicelib.inventory.catalog_replica import CatalogReplica
from chalicelib.inventory.repository import StockRepository
from tests.gateway import CUSTOMER, send_request
from tests.orders.counter import FILE, NOON, book, line

HAS_FILE = EditionFile(version=1, kind="epub", bytes=9, added_at=NOON)


def publish(table: Any, file: Any, version: int = 1) -> None:
    """Have orders hear of the e-book, with this file."""
    before = book(FILE, version=version)
    (edition,) = before.editions
    event = structs.replace(before, editions=(structs.replace(edition, file=file),))
    CatalogReplica(table).merge(BookChanged(**structs.asdict(event)))


@pytest.mark.parametrize(("file", "obtainable"), [(None, False), (HAS_FILE, True), (UNSET, True)])
def test_the_replica_says_whether_there_is_a_file(table, file, obtainable):
    publish(table, file)
    assert StockRepository(table).get(FILE).obtainable is obtainable


@pytest.mark.parametrize("path", ["/quotes", "/estimates"])
def test_without_a_file_it_is_quoted_as_not_yet_available(counter, path):
    publish(counter.table, None)
    refused = send_request(counter.app, "POST", path, body={"lines": [line(FILE)]}, claims=CUSTOMER)
    assert (refused.status, refused.code) == (409, "not_yet_available")
    assert [each["isbn"] for each in refused.body["error"]["details"]["books"]] == [FILE]


def test_it_cannot_be_ordered_once_its_file_is_gone(counter):
    publish(counter.table, HAS_FILE)
    publish(counter.table, None, version=2)
    refused = counter.place(line(FILE), digital_consent=True)
    assert (refused.status, refused.code) == (409, "not_yet_available")


def test_a_file_that_came_puts_it_on_sale(counter):
    publish(counter.table, None)
    publish(counter.table, HAS_FILE, version=2)
    assert counter.place(line(FILE), digital_consent=True).status == 201
