"""The books of another shop are imported with the small files of their digital editions."""

import pytest

from bookstore.errors import Invalid
from chalicelib.books.repository import book_repository
from chalicelib.files.imports import ImportedBook, ImportedFile, import_books
from chalicelib.files.repository import file_repository
from tests.catalog.builders import ISBN, SECOND_ISBN, book_request, edition
from tests.catalog.files import FakeBucket, epub


@pytest.fixture
def bucket(app):
    return FakeBucket()


def record(*files):
    editions = (edition(format="ebook", weight_grams=0), edition(SECOND_ISBN))
    request = book_request(editions=editions)
    fields = {name: getattr(request, name) for name in request.__struct_fields__}
    return ImportedBook(**fields, files=files)


def run(bucket, *files):
    return import_books([record(*files)], books=book_repository(), files=file_repository(), bucket=bucket)


def file_of_emma():
    return book_repository().get("emma").editions[0].file


def test_a_book_is_added_with_its_file(bucket):
    assert run(bucket, ImportedFile(ISBN, epub())).imported == 1
    assert (file_of_emma().version, file_of_emma().has_sample) == (1, True)
    assert list(bucket.files.values()) == [epub()]


def test_a_repeat_changes_nothing(bucket):
    for _ in range(2):
        run(bucket, ImportedFile(ISBN, epub()))
    assert (book_repository().get("emma").version, len(bucket.files)) == (1, 1)


def test_a_book_that_exists_gets_the_file_it_lacks(bucket):
    run(bucket)
    assert run(bucket, ImportedFile(ISBN, epub())).existing == 1
    assert (file_of_emma().version, book_repository().get("emma").version) == (1, 2)


@pytest.mark.parametrize(("isbn", "content"), [(SECOND_ISBN, epub(SECOND_ISBN)), (ISBN, b"MZ a program")])
def test_a_file_that_is_none_of_the_book_refuses_the_batch(bucket, isbn, content):
    with pytest.raises(Invalid):
        run(bucket, ImportedFile(isbn, content))
    assert (book_repository().find_book_id(ISBN), bucket.files) == (None, {})
