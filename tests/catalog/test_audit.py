"""What staff change of books and reviews is audited, in the same transaction and once."""

import json

import pytest

from tests.catalog.client import add_book, book_body
from tests.catalog.import_client import open_imports
from tests.catalog.onix_files import message, product
from tests.catalog.orders import paid, shipped
from tests.catalog.test_closed_accounts import consume, put_review
from tests.contracts.operations import list_staff_operations
from tests.gateway import CUSTOMER, STAFF, send_request

CUSTOMER_ID = CUSTOMER["sub"]
ARN = "arn:aws:iam::000000000000:user/ann"
# Forms to upload what nothing shows until it passed a check, and the request of a check, which audits what it accepts.
UPLOADS_ONLY = {"create_cover_upload", "create_file_upload", "set_edition_file"}


class UploadedCovers:
    """Every upload is a picture."""

    def publish(self, book_id, upload_id):
        return f"covers/{book_id}-{upload_id}.webp"


def functions():
    from chalicelib import handlers

    return handlers


def entries(app, **query):
    response = send_request(app, "GET", "/admin/audit", query=query, claims=STAFF)
    assert response.status == 200
    return response.body["items"]


def history(app, resource="/admin/books/{book_id}/history", **path):
    return send_request(app, "GET", resource, path={"book_id": "emma", **path}, claims=STAFF).body["items"]


def change(app, version=1, **fields):
    body = {name: value for name, value in book_body(**fields).items() if name != "book_id"}
    headers = {"If-Match": f'"{version}"'}
    path = {"book_id": "emma"}
    return send_request(app, "PUT", "/books/{book_id}", path=path, body=body, headers=headers, claims=STAFF)


def withdraw(app, version):
    headers = {"If-Match": f'"{version}"'}
    return send_request(app, "DELETE", "/books/{book_id}", path={"book_id": "emma"}, headers=headers, claims=STAFF)


def set_cover(app, monkeypatch):
    monkeypatch.setattr("chalicelib.books.staff_routes.covers", UploadedCovers)
    body = {"upload_id": "01JDF5Z8J8T6N2V0Q3W4X5Y6Z7"}
    return send_request(app, "PUT", "/books/{book_id}/cover", path={"book_id": "emma"}, body=body, claims=STAFF)


def moderate(app, *, hidden=True, reason="Names a neighbour."):
    resource = "/admin/books/{book_id}/reviews/{customer}/moderation"
    path = {"book_id": "emma", "customer": CUSTOMER_ID}
    return send_request(app, "PUT", resource, path=path, body={"hidden": hidden, "reason": reason}, claims=STAFF)


@pytest.fixture
def reviewed(app):
    add_book(app)
    consume(shipped(paid(CUSTOMER_ID)))
    put_review(app)


def test_a_new_book_is_audited_with_all_its_fields(app):
    add_book(app)
    (entry,) = history(app)
    assert (entry["who"], entry["what"], entry["subject"]) == (STAFF["sub"], "add_book", "emma")
    assert entry["changes"]["title"] == {"before": None, "after": "Emma"}


def test_a_change_has_the_changed_fields_alone(app):
    add_book(app)
    assert change(app, title="Emma, revised").status == 200
    newest = history(app)[0]
    assert newest["what"] == "change_book"
    assert newest["changes"]["title"] == {"before": "Emma", "after": "Emma, revised"}
    assert newest["changes"].keys() == {"title", "version"}


def test_a_withdrawal_and_a_cover_are_audited(app, monkeypatch):
    add_book(app)
    set_cover(app, monkeypatch)
    withdraw(app, 2)
    withdrawn, cover, _ = history(app)
    assert (cover["what"], cover["changes"]["cover"]["before"]) == ("set_cover", None)
    assert withdrawn["changes"]["withdrawn"] == {"before": False, "after": True}


def test_a_change_that_is_refused_is_not_audited(app):
    add_book(app)
    assert change(app, version=7, title="Another").status == 412
    assert len(history(app)) == 1


def test_a_decision_about_a_review_is_audited_once_and_without_its_text(app, reviewed):
    for _ in range(2):
        moderate(app)
    resource = "/admin/books/{book_id}/reviews/{customer}/history"
    (entry,) = history(app, resource, customer=CUSTOMER_ID)
    assert entry["what"] == "moderate_review"
    assert entry["changes"]["hidden"] == {"before": False, "after": True}
    assert entry["changes"]["reason"]["after"] == "Names a neighbour."
    assert entry["changes"].keys() == {"hidden", "reason", "version"}


def test_what_customers_write_is_not_audited(app, reviewed):
    assert {entry["kind"] for entry in entries(app)} == {"book"}


def test_an_import_is_audited_once_with_the_identity_of_who_ran_it(app):
    for _ in range(2):
        functions().import_books({"books": [book_body()], "operator": ARN}, None)
    (entry,) = history(app)
    assert (entry["who"], entry["roles"], entry["what"]) == (ARN, [], "import_books")


def test_every_change_that_staff_can_make_is_audited(app, table, reviewed, monkeypatch):
    """A new route of staff has to be made here too, or to be one that only reads."""
    moderate(app)
    change(app, title="Another")
    set_cover(app, monkeypatch)
    withdraw(app, 3)
    shop = open_imports(app, table, monkeypatch)
    shop.undo(shop.apply(message(product())))
    audited = {entry["what"] for entry in entries(app)}
    changing = {each.name for each in list_staff_operations() if each.service == "catalog" and each.method != "GET"}
    assert audited == changing - UPLOADS_ONLY


def test_an_entry_has_no_email_and_no_text_of_a_customer(app, reviewed):
    moderate(app)
    text = json.dumps(entries(app))
    for private in (CUSTOMER["email"], STAFF["email"], "display_name"):
        assert private not in text


@pytest.mark.parametrize("query", [{"who": "a b"}, {"kind": "person"}, {"since": "yesterday"}, {"limit": "101"}])
def test_a_filter_that_cannot_be_is_refused_by_its_field(app, query):
    refused = send_request(app, "GET", "/admin/audit", query=query, claims=STAFF)
    assert (refused.status, refused.body["error"]["details"]["field"]) == (422, next(iter(query)))
