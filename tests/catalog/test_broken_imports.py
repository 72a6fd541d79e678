"""Twenty broken files: each says in words what is wrong and where, and changes nothing."""

import pytest

from chalicelib.imports.apply import apply_rows
from chalicelib.imports.check import check_file
from chalicelib.imports.job import ImportJob, upload_key
from tests.catalog.builders import ISBN, NOON, SECOND_ISBN
from tests.catalog.onix_files import StoredFiles, message, price, product

ID = "01JDF5Z8J8T6N2V0Q3W4X5Y6Z7"


class EmptyCatalogue:
    """A shop without books; nothing can be written to it."""

    def find_owners(self, isbns):
        return {}

    def find_works(self, works):
        return {}

    def load_books(self, book_ids):
        return {}


class Untouched:
    """Books that refuse every write."""

    def __getattr__(self, name):
        raise AssertionError(f"{name} was called")


def check(content: bytes, kind="onix", *, files=None, is_late=lambda: False):
    files = files or StoredFiles()
    files.upload(ID, content)
    job = ImportJob(
        import_id=ID, name="a file", format=kind, key=upload_key(ID), created_at=NOON, changed_at=NOON, state="checking"
    )
    saved = check_file(job, files=files, imports=EmptyCatalogue(), save=lambda job: job, is_late=is_late)
    return saved, files


def without(text: str, name: str) -> str:
    """Remove each element of this name."""
    import re

    return re.sub(rf"<{name}>.*?</{name}>", "", text, flags=re.DOTALL)


HEADER = "isbn,title,authors,published,language,format,price,publisher,released,weight_grams\n"
TABLE = f"{ISBN},Emma,Jane Austen,1815,en,paperback,{{price}},Example House,{{released}},300\n"
ROWS = {
    "no ISBN": (without(product(), "ProductIdentifier"), "the product has no ISBN-13"),
    "a wrong check digit": (product("9797000000018"), "check digit"),
    "an ISBN that is none": (product("97970000ABCDE"), "no ISBN of thirteen digits"),
    "a test message": (product(notification="88"), "test message"),
    "an unknown notification": (product(notification="77"), "NotificationType 77"),
    "no title": (without(product(), "TitleDetail"), "title is missing"),
    "no author": (without(product(), "Contributor"), "authors is missing"),
    "no language": (without(product(), "Language"), "language"),
    "a form the shop does not sell": (product(form="AC"), "no product of form AC"),
    "no price": (product(prices=""), "price is missing"),
    "a price of nothing": (product(prices=price("0.00")), "price is less than 1"),
    "a price too high": (product(prices=price("99999.00")), "price is more than 1000000"),
    "a price in words": (product(prices=price("ten")), "price"),
    "a price in euros": (product(prices=price(currency="EUR")), "EUR"),
    "no publication date": (without(product(), "PublishingDate"), "released|published"),
    "a day that does not exist": (product(released="20240231"), "20240231 is no day"),
    "no weight": (without(product(), "Measure"), "weight"),
    "no publisher": (without(product(), "Publisher"), "publisher is missing"),
    "a title without letters": (product(title="   "), "title"),
    "the same ISBN twice": (product() + product(), "in row 1 of this file already"),
}


@pytest.mark.parametrize(("products", "reason"), ROWS.values(), ids=ROWS)
def test_a_broken_product_has_a_row_that_says_why(products, reason):
    import re

    job, files = check(message(products))
    row = files.read_rows(ID, 0)[-1]
    assert (job.state, row.action) == ("checked", "error")
    assert re.search(reason, "; ".join(row.words)), row.words


@pytest.mark.parametrize("products", [pair[0] for name, pair in ROWS.items() if "twice" not in name])
def test_applying_a_broken_product_writes_nothing(products):
    job, files = check(message(products))
    applied = apply_rows(
        job.change(NOON, state="applying"),
        files=files,
        imports=EmptyCatalogue(),
        books=Untouched(),
        save=lambda job: job,
        is_late=lambda: False,
    )
    assert (applied.state, applied.outcomes) == ("applied", {"error": 1})


def test_a_file_that_breaks_in_the_middle_is_broken_as_a_whole():
    job, _ = check(message(product(), product(SECOND_ISBN))[:-900])
    assert job.state == "broken"
    assert "behind 1 whole products" in str(job.error)


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ("title\nEmma\n", "isbn is missing"),
        ("isbn,colour\n1,red\n", "not known: colour"),
        (HEADER, "no row"),
        (HEADER + '"978', "broken at line"),
        (HEADER.encode("utf-16"), "broken at line|names the columns"),
    ],
)
def test_a_table_that_cannot_be_read_says_why(table, reason):
    import re

    job, _ = check(table if isinstance(table, bytes) else table.encode(), "csv")
    assert (job.state, bool(re.search(reason, str(job.error)))) == ("broken", True), job.error


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (TABLE.format(price="ten", released="2024-03-14"), "price: ten is no amount"),
        (TABLE.format(price="9,99", released="2024-03-14"), "another number of cells"),
        (TABLE.format(price="9.99", released="2024-02-31"), "released"),
    ],
)
def test_a_row_of_a_table_says_why_it_is_refused(row, reason):
    _, files = check((HEADER + row).encode(), "csv")
    (only,) = files.read_rows(ID, 0)
    assert (only.action, reason in "; ".join(only.words)) == ("error", True), only.words


def test_a_row_of_a_table_is_a_new_book():
    job, _ = check((HEADER + TABLE.format(price="9.99", released="2024-03-14")).encode(), "csv")
    assert job.counts == {"add": 1}


def isbn(number: int) -> str:
    body = f"9797{number:08}"
    return body + str(-sum(int(digit) * (1, 3)[index % 2] for index, digit in enumerate(body)) % 10)


def test_a_check_that_runs_out_of_time_continues_behind_its_last_chunk():
    content = message(*(product(isbn(number)) for number in range(250)))
    once, _ = check(content)
    files = StoredFiles()
    files.upload(ID, content)
    job = ImportJob(
        import_id=ID,
        name="a file",
        format="onix",
        key=upload_key(ID),
        created_at=NOON,
        changed_at=NOON,
        state="checking",
    )
    runs = 0
    while job.state == "checking":
        job = check_file(job, files=files, imports=EmptyCatalogue(), save=lambda job: job, is_late=lambda: True)
        runs += 1
    assert runs == 4
    assert (job.counts, job.done, job.chunks) == (once.counts, 250, 3)
    assert [row.number for row in files.iterate_rows(ID, 3)] == list(range(1, 251))


def test_other_editions_of_a_new_book_are_announced_as_such():
    _, files = check(message(product(), product(SECOND_ISBN, related=ISBN, form="BB")))
    first, second = files.read_rows(ID, 0)
    assert (first.action, second.action, second.book_id) == ("add", "add_edition", first.book_id)


def test_a_file_is_read_in_ranges():
    files = StoredFiles()
    files.upload(ID, b"x" * 20)
    file = files.open(upload_key(ID))
    assert [file.read(12), file.read(12), file.read(12), file.position] == [b"x" * 12, b"x" * 8, b"", 20]
