"""Staff upload the file of an edition; only what passes the check is the edition's, and only then is it on sale."""

import pytest

from tests.catalog.builders import ISBN, SECOND_ISBN, edition
from tests.catalog.client import add_book, book_body, get_book
from tests.catalog.files import SECOND_UPLOAD_ID, UPLOAD_ID, FakeBucket, epub
from tests.gateway import CUSTOMER, STAFF, send_request
from tests.lambda_events import stream_event
from tests.own_app import load_handlers


@pytest.fixture
def bucket(app, monkeypatch):
    fake = FakeBucket(**{UPLOAD_ID: epub(), SECOND_UPLOAD_ID: epub()})
    monkeypatch.setattr("chalicelib.files.staff_routes.files_bucket", lambda: fake)
    monkeypatch.setattr("chalicelib.handlers.files_bucket", lambda: fake)
    add_book(app, editions=(edition(format="ebook", weight_grams=0), edition(SECOND_ISBN)))
    return fake


def set_file(app, upload_id=UPLOAD_ID, *, isbn=ISBN, claims=STAFF, **fields):
    body = {"upload_id": upload_id, **fields}
    return send_request(app, "PUT", "/editions/{isbn}/file", path={"isbn": isbn}, body=body, claims=claims)


def run_checks(app, table):
    """Check every upload, as the stream has it done."""
    load_handlers().check_file(stream_event(*table.query_prefix("BOOK#emma", "UPLOAD#")), None)


def files(app):
    path = {"isbn": ISBN}
    return send_request(app, "GET", "/admin/editions/{isbn}/files", path=path, claims=STAFF).body


def first_edition(app):
    return get_book(app).body["editions"][0]


def test_a_digital_edition_without_a_file_is_not_available_yet(app, bucket):
    assert (first_edition(app)["file"], first_edition(app)["availability"]) == (None, "out")


def test_an_accepted_file_is_the_editions_and_puts_it_on_sale(app, bucket, table):
    assert set_file(app).status == 202
    run_checks(app, table)
    shown = first_edition(app)
    assert shown["availability"] == "in_stock"
    assert (shown["file"]["version"], shown["file"]["kind"], shown["file"]["bytes"]) == (1, "epub", len(epub()))
    assert shown["file"]["accessibility"] == ["11", "13", "29", "36", "52"]
    assert list(bucket.files) == [f"files/emma/{ISBN}/{UPLOAD_ID}.epub"]


def test_a_repeated_record_changes_nothing(app, bucket, table):
    set_file(app)
    run_checks(app, table)
    run_checks(app, table)
    assert (first_edition(app)["file"]["version"], get_book(app).body["version"]) == (1, 2)


def test_a_second_file_is_a_new_version_with_what_changed(app, bucket, table):
    for upload_id, note in ((UPLOAD_ID, ""), (SECOND_UPLOAD_ID, "Chapter two has its last page again.")):
        set_file(app, upload_id, note=note)
        run_checks(app, table)
    assert [(version["version"], version["note"]) for version in files(app)["versions"]] == [
        (2, "Chapter two has its last page again."),
        (1, ""),
    ]


def test_a_refused_file_changes_nothing_and_says_why(app, bucket, table):
    bucket.uploads[UPLOAD_ID] = b"MZ\x90 a program"
    set_file(app)
    run_checks(app, table)
    (upload,) = files(app)["uploads"]
    assert (upload["status"], upload["problem"]) == (
        "refused",
        "The file of this edition has to be an EPUB or a PDF.",
    )
    assert (first_edition(app)["file"], bucket.files, get_book(app).body["version"]) == (None, {}, 1)


def test_an_upload_that_was_decided_is_returned_as_it_is(app, bucket, table):
    set_file(app)
    run_checks(app, table)
    bucket.uploads[UPLOAD_ID] = b"another file by the same form"
    response = set_file(app)
    assert (response.body["status"], response.body["version"]) == ("accepted", 1)


def test_a_failure_that_may_pass_leaves_the_upload_to_the_next_attempt(app, bucket, table, monkeypatch):
    set_file(app)
    monkeypatch.setattr(bucket, "open", lambda upload: (_ for _ in ()).throw(OSError("S3 is away")))
    with pytest.raises(Exception, match="delivered again"):
        run_checks(app, table)
    assert files(app)["uploads"][0]["status"] == "checking"


def test_the_check_is_audited_as_the_member_of_staff_who_uploaded(app, bucket, table):
    set_file(app)
    run_checks(app, table)
    path = {"book_id": "emma"}
    history = send_request(app, "GET", "/admin/books/{book_id}/history", path=path, claims=STAFF).body["items"]
    assert (history[0]["what"], history[0]["who"]) == ("set_edition_file", STAFF["sub"])


@pytest.mark.parametrize("claims", [None, CUSTOMER, {**STAFF, "cognito:groups": "[stock]"}])
def test_only_the_catalogues_staff_may_upload(app, bucket, claims):
    statuses = {None: 401}.get(claims if claims is None else "", 403)
    assert set_file(app, claims=claims).status == statuses


@pytest.mark.parametrize(
    ("isbn", "upload_id", "status"),
    [(SECOND_ISBN, UPLOAD_ID, 422), ("9797000000031", UPLOAD_ID, 404), (ISBN, "01JDF5Z8J8T6N2V0Q3W4X5Y6Z9", 422)],
)
def test_a_printed_or_unknown_edition_and_a_missing_upload_are_refused(app, bucket, isbn, upload_id, status):
    assert set_file(app, upload_id, isbn=isbn).status == status


def test_the_form_uploads_for_a_digital_edition(app, bucket):
    response = send_request(app, "POST", "/editions/{isbn}/file", path={"isbn": ISBN}, claims=STAFF)
    assert (response.status, response.body["upload_id"]) == (201, UPLOAD_ID)


def test_staff_who_write_the_book_leave_its_file(app, bucket, table):
    set_file(app)
    run_checks(app, table)
    body = book_body(title="Emma, again", editions=(edition(format="ebook", weight_grams=0),))
    del body["book_id"]
    path = {"book_id": "emma"}
    send_request(app, "PUT", "/books/{book_id}", path=path, body=body, headers={"If-Match": '"2"'}, claims=STAFF)
    assert first_edition(app)["file"]["version"] == 1


def test_everybody_may_read_the_first_pages(app, bucket, table):
    assert send_request(app, "GET", "/editions/{isbn}/sample", path={"isbn": ISBN}).code == "sample_unknown"
    set_file(app)
    run_checks(app, table)
    sample = send_request(app, "GET", "/editions/{isbn}/sample", path={"isbn": ISBN}).body
    assert sample["paragraphs"][:2] == ["Emma", "Jane Austen"]
