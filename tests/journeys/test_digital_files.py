"""Staff upload an e-book; it is bought, downloaded and refunded; then it is refused."""

import uuid
from collections.abc import Mapping
from typing import Any

import httpx
import pytest
from msgspec import structs

from local.demo.purchase import fill_cart, pay, place_order, wait_for_payment
from local.sample_data.files import epub_parts, pack_epub

NOTE = "The last page of chapter two is there."


@pytest.fixture(scope="module")
def ebook(shop):
    """Return a book of the shop and its e-book, to which staff give a second file."""
    book = next(book for book in shop.books if any(edition.format == "ebook" for edition in book.editions))
    edition = next(edition for edition in book.editions if edition.format == "ebook")
    content = pack_epub(epub_parts(structs.replace(book, first_line="A second file begins otherwise."), edition))
    return book, edition.isbn, content


def upload(shop, isbn: str, content: bytes, note: str = "") -> Mapping[str, Any]:
    """Upload a file by the presigned form, have it checked, and return how that went."""
    form = shop.staff.send("POST", f"/catalog/editions/{isbn}/file")
    httpx.post(form["url"], data=form["fields"], files={"file": content}, timeout=30).raise_for_status()
    shop.staff.send("PUT", f"/catalog/editions/{isbn}/file", {"upload_id": form["upload_id"], "note": note})

    def find_decision() -> Mapping[str, Any] | None:
        uploads = shop.staff.get(f"/catalog/admin/editions/{isbn}/files")["uploads"]
        found: Mapping[str, Any] = next(each for each in uploads if each["upload_id"] == form["upload_id"])
        return found if found["status"] != "checking" else None

    return shop.wait_until(find_decision, "the check of the file")


def download(customer, isbn: str) -> Any:
    return customer.request("POST", f"/catalog/editions/{isbn}/downloads")


def test_an_ebook_is_uploaded_bought_downloaded_refunded_and_refused(shop, ebook):
    book, isbn, content = ebook
    decision = upload(shop, isbn, content, NOTE)
    assert (decision["status"], decision.get("version")) == ("accepted", 2), decision

    customer, stranger = shop.new_customer(), shop.new_customer()
    edition = next(
        each for each in shop.guest().get(f"/catalog/books/{book.book_id}")["editions"] if each["isbn"] == isbn
    )
    placed = place_order(customer, fill_cart(customer, [edition]))
    assert download(customer, isbn).json()["error"]["code"] == "not_bought"
    pay(shop.stripe, placed["client_secret"])
    wait_for_payment(customer, placed["order_id"])

    def find_owned() -> Any:
        return next((each for each in customer.get("/catalog/downloads")["items"] if each["isbn"] == isbn), None)

    owned = shop.wait_until(find_owned, "the e-book among the customer's")
    assert (owned["files"][0]["version"], owned["files"][0]["note"]) == (2, NOTE)
    link = download(customer, isbn).json()
    arrived = httpx.get(link["url"], timeout=30)
    assert arrived.content == content
    assert arrived.headers["Content-Disposition"] == f'attachment; filename="{book.book_id}.epub"'
    assert httpx.get(link["url"].replace("X-Amz-Expires=300", "X-Amz-Expires=301"), timeout=30).status_code == 403
    assert httpx.get(link["url"].split("?")[0], timeout=30).status_code == 403
    assert download(stranger, isbn).json()["error"]["code"] == "not_bought"

    key = {"Idempotency-Key": f"refund-{uuid.uuid4()}"}
    path = f"/orders/orders/{placed['order_id']}/refunds"
    shop.staff.send("POST", path, {"reason": "Not what it says."}, headers=key)
    shop.wait_until(lambda: find_owned() is None, "the refund in the catalog")
    refused = download(customer, isbn)
    assert (refused.status_code, refused.json()["error"]["code"]) == (403, "not_bought")


def test_a_program_that_is_named_like_an_ebook_is_refused(shop, ebook):
    _, isbn, _ = ebook
    decision = upload(shop, isbn, b"MZ\x90\x00 a program")
    assert (decision["status"], decision["problem"]) == (
        "refused",
        "The file of this edition has to be an EPUB or a PDF.",
    )
