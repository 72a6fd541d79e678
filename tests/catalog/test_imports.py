"""An import from its upload to its undoing, on a real table: what is changed, what is locked, what is restored."""

import pytest

from tests.catalog.builders import ISBN, SECOND_ISBN
from tests.catalog.client import add_book, book_body, get_book
from tests.catalog.import_client import open_imports
from tests.catalog.onix_files import deletion, message, price, product
from tests.catalog.test_audit import change, history
from tests.gateway import STAFF, send_request

BOOK = f"emma-{ISBN}"
NEWER = "20260401T0930Z"


@pytest.fixture
def shop(app, table, monkeypatch):
    return open_imports(app, table, monkeypatch)


def test_a_check_changes_nothing_and_says_what_applying_would_do(shop):
    import_id = shop.check(message(product()))
    assert get_book(shop.app, BOOK).status == 404
    assert shop.state(import_id)["counts"] == {"add": 1}
    (row,) = shop.rows(import_id)
    assert row["words"] == ["new book, paperback for £9.99"]


def test_a_new_product_becomes_a_book_with_its_event_and_its_audit_entry(shop):
    shop.apply(message(product()))
    book = get_book(shop.app, BOOK).body
    assert (book["title"], book["category"], book["editions"][0]["price"]) == ("Emma", "Fiction", 999)
    (entry,) = history(shop.app, book_id=BOOK)
    assert (entry["who"], entry["what"]) == (STAFF["sub"], "apply_import")
    names = [item["name"] for item in shop.table.scan() if item["pk"].startswith("OUTBOX#")]
    assert names == ["BookAdded"]


def test_applying_the_same_file_twice_changes_nothing_the_second_time(shop):
    shop.apply(message(product()))
    second = shop.apply(message(product()))
    assert shop.state(second)["outcomes"] == {"same": 1}
    assert get_book(shop.app, BOOK).body["version"] == 1


def test_a_newer_message_changes_what_differs(shop):
    shop.apply(message(product()))
    import_id = shop.apply(message(product(prices=price("12.50")), sent=NEWER))
    assert get_book(shop.app, BOOK).body["editions"][0]["price"] == 1250
    assert shop.rows(import_id)[0]["words"] == ["price: £9.99 → £12.50"]


def test_an_older_message_never_overwrites_a_newer_one(shop):
    shop.apply(message(product(prices=price("12.50")), sent=NEWER))
    import_id = shop.apply(message(product()))
    assert shop.state(import_id)["outcomes"] == {"older": 1}
    assert get_book(shop.app, BOOK).body["editions"][0]["price"] == 1250


def test_an_older_message_stays_out_behind_a_newer_one_that_changed_nothing(shop):
    shop.apply(message(product()))
    shop.apply(message(product(), sent=NEWER))
    import_id = shop.apply(message(product(prices=price("5.00")), sent="20260320T0000Z"))
    assert shop.state(import_id)["outcomes"] == {"older": 1}


def edit_title(shop, title: str, version: int = 1):
    book = get_book(shop.app, BOOK).body
    names = {"book_id", *book_body()} | {"subtitle", "original_title", "contributors", "series", "subjects"}
    body = {name: book[name] for name in names - {"book_id"}} | {"title": title}
    dropped = {"availability", "left", "assignment", "file"}
    body["editions"] = [{k: v for k, v in each.items() if k not in dropped} for each in book["editions"]]
    extra = {name: book[name] for name in ("subject_codes", "audience")}
    headers = {"If-Match": f'"{version}"'}
    path = {"book_id": BOOK}
    return send_request(
        shop.app, "PUT", "/books/{book_id}", path=path, body=body | extra, headers=headers, claims=STAFF
    )


def test_a_field_that_staff_have_edited_is_locked_and_says_so(shop):
    shop.apply(message(product()))
    assert edit_title(shop, "Emma, by us").status == 200
    import_id = shop.apply(message(product(title="EMMA", prices=price("12.50")), sent=NEWER))
    book = get_book(shop.app, BOOK).body
    assert (book["title"], book["editions"][0]["price"]) == ("Emma, by us", 1250)
    assert any(word.startswith("locked, staff edited it: title") for word in shop.rows(import_id)[0]["words"])


def test_a_locked_field_is_overwritten_when_staff_say_so(shop):
    shop.apply(message(product()))
    edit_title(shop, "Emma, by us")
    shop.apply(message(product(), sent=NEWER), overwrite=True)
    assert get_book(shop.app, BOOK).body["title"] == "Emma"


def test_a_book_that_was_entered_by_hand_is_locked_but_for_what_it_has_not(shop):
    add_book(shop.app)
    import_id = shop.apply(message(product(title="Another title")))
    book = get_book(shop.app).body
    assert (book["title"], book["subtitle"], book["audience"]) == ("Emma", "A Novel", "general")
    assert shop.state(import_id)["outcomes"] == {"change": 1}


def test_an_edition_joins_the_book_that_its_related_product_names(shop):
    shop.apply(message(product(), product(SECOND_ISBN, related=ISBN, form="ED", prices=price("4.99"))))
    book = get_book(shop.app, BOOK).body
    assert [each["format"] for each in book["editions"]] == ["paperback", "ebook"]
    assert book["version"] == 2


def test_a_deletion_withdraws_the_edition_and_at_last_the_book(shop):
    shop.apply(message(product(), product(SECOND_ISBN, related=ISBN)))
    shop.apply(message(deletion(SECOND_ISBN), sent=NEWER))
    assert [each["isbn"] for each in get_book(shop.app, BOOK).body["editions"]] == [ISBN]
    shop.apply(message(deletion(), sent=NEWER))
    assert get_book(shop.app, BOOK).body["withdrawn"] is True


def test_a_book_that_staff_withdrew_stays_withdrawn(shop):
    shop.apply(message(product()))
    headers = {"If-Match": '"1"'}
    send_request(shop.app, "DELETE", "/books/{book_id}", path={"book_id": BOOK}, headers=headers, claims=STAFF)
    import_id = shop.apply(message(product(), sent=NEWER))
    assert (shop.state(import_id)["outcomes"], get_book(shop.app, BOOK).body["withdrawn"]) == ({"locked": 1}, True)


def test_undoing_restores_what_was_before_for_each_book(shop):
    add_book(shop.app)
    before = get_book(shop.app).body
    import_id = shop.apply(message(product(), product(SECOND_ISBN, title="Persuasion")), overwrite=True)
    shop.undo(import_id)
    after = get_book(shop.app).body
    new = {"version", "changed_at"}
    assert {k: v for k, v in after.items() if k not in new} == {k: v for k, v in before.items() if k not in new}
    assert get_book(shop.app, f"persuasion-{SECOND_ISBN}").body["withdrawn"] is True
    assert shop.books(import_id) == {"emma": "restored", f"persuasion-{SECOND_ISBN}": "withdrawn"}


def test_undoing_leaves_a_book_that_was_changed_since_and_names_it(shop):
    import_id = shop.apply(message(product(), product(SECOND_ISBN, title="Persuasion")))
    edit_title(shop, "Emma, by us")
    shop.undo(import_id)
    assert get_book(shop.app, BOOK).body["title"] == "Emma, by us"
    assert shop.books(import_id) == {BOOK: "changed_since", f"persuasion-{SECOND_ISBN}": "withdrawn"}


def test_an_import_that_was_undone_can_be_made_once_more(shop):
    shop.undo(shop.apply(message(product())))
    import_id = shop.apply(message(product()))
    assert (shop.state(import_id)["outcomes"], get_book(shop.app, BOOK).body["withdrawn"]) == ({"change": 1}, False)


def test_a_step_continues_behind_its_last_chunk_and_applies_nothing_twice(shop):
    import_id = shop.check(message(product(), product(SECOND_ISBN, title="Persuasion")))
    shop.post("apply", import_id)
    rows = shop.files.read_rows(import_id, 0)

    def fail(*_):
        raise RuntimeError("the function dies")

    write, shop.files.write_rows = shop.files.write_rows, fail
    with pytest.raises(RuntimeError):
        shop.run()
    assert shop.state(import_id)["done"] == 0
    shop.files.write_rows = write
    shop.run()
    state = shop.state(import_id)
    assert (state["state"], state["outcomes"], state["done"]) == ("applied", {"add": 2}, len(rows))
    assert get_book(shop.app, BOOK).body["version"] == 1


def test_a_step_that_always_fails_is_stopped_and_can_be_started_once_more(shop):
    import_id = shop.check(message(product()))
    shop.post("apply", import_id)
    objects, shop.files.s3.objects = shop.files.s3.objects, {}
    for _ in range(5):
        with pytest.raises(Exception, match="404"):
            shop.run()
    shop.run()
    state = shop.state(import_id)
    assert (state["state"], state["stopped_step"]) == ("stopped", "applying")
    shop.files.s3.objects = objects
    assert shop.post("apply", import_id).status == 200
    shop.run()
    assert shop.state(import_id)["outcomes"] == {"add": 1}


def test_a_broken_file_cannot_be_applied(shop):
    import_id = shop.check(b"<ONIXMessage release='3.0'>")
    assert shop.state(import_id)["state"] == "broken"
    refused = shop.post("apply", import_id)
    assert (refused.status, refused.code) == (409, "import_not_ready")


def test_a_file_that_has_not_arrived_cannot_be_checked(shop):
    body = {"name": "a file.xml"}
    created = send_request(shop.app, "POST", "/admin/imports", body=body, claims=STAFF).body
    refused = shop.post("check", created["import_id"])
    assert (refused.status, refused.body["error"]["details"]["field"]) == (422, "import_id")


def test_a_watched_file_is_checked_and_waits_for_staff(shop):
    shop.files.s3.objects["incoming/publisher/emma.xml.gz"] = message(product())
    shop.run()
    (job,) = shop.get("/admin/imports")["items"]
    assert (job["name"], job["state"], job["requested_by"]) == ("publisher/emma.xml.gz", "checked", "watched folder")
    assert get_book(shop.app, BOOK).status == 404
    assert shop.files.list_incoming() == []


def test_the_rows_of_one_action_are_listed(shop):
    import_id = shop.check(message(product(), product(SECOND_ISBN, form="AC")))
    assert [row["number"] for row in shop.rows(import_id, action="error")] == [2]


@pytest.mark.parametrize("kind", ["onix", "csv"])
def test_importing_an_export_changes_nothing(shop, kind):
    shop.apply(message(product(), product(SECOND_ISBN, related=ISBN, form="ED", prices=price("4.99", "04"))))
    page = shop.get(f"/{kind}")
    import_id = shop.check(page["content"].encode(), format=kind)
    assert (shop.state(import_id)["counts"], shop.rows(import_id)[0]["words"]) == ({"same": 2}, [])


def test_what_imports_know_of_a_book_has_the_link_to_its_cover(shop):
    shop.apply(message(product()))
    known = shop.get("/admin/books/{book_id}/imported", book_id=BOOK)["items"]
    assert known[0]["cover_link"] == "https://covers.example/emma.jpg"


def test_changing_a_book_by_hand_still_works(shop):
    add_book(shop.app)
    assert change(shop.app, title="Emma, revised").status == 200
