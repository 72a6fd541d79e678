"""The shop's own messages are valid ONIX by EDItEUR's schemas, which onixcheck brings; so are those of the tests."""

import io
from datetime import UTC, datetime

import onixcheck
import pytest

from bookstore.events.books import Contributor, Measure, SeriesPlace, SubjectCode
from chalicelib.imports.csv_format import COLUMNS, to_csv
from chalicelib.imports.onix_export import to_onix
from tests.catalog.builders import ISBN, SECOND_ISBN, book, edition
from tests.catalog.onix_files import deletion, message, price, product

THIRD_ISBN = "9797000000031"
SENT = datetime(2026, 11, 30, 12, tzinfo=UTC)
WHOLE = book(
    subtitle="A Novel",
    original_title="Emma",
    series=SeriesPlace("novels-of-highbury", "Novels of Highbury", 2),
    subjects=("matchmaking", "village life"),
    contributors=(Contributor(role="translator", name="Ada Translator"),),
    subject_codes=(SubjectCode(scheme="thema", code="FBC", text="Classics"),),
    audience="general",
    editions=(
        edition(measure=Measure(height=198, width=129, thickness=20), supply="available", product_form="BC"),
        edition(SECOND_ISBN, format="audiobook", minutes=620, weight_grams=0, fixed_price=True),
    ),
)
GOLDEN = {
    "3.0 with reference names": message(product(), product(SECOND_ISBN, related=ISBN)),
    "3.1 with reference names": message(product(), release="3.1"),
    "3.0 with short tags": message(product(), short=True),
    "3.1 with short tags": message(product(), release="3.1", short=True),
    "a deletion": message(product(SECOND_ISBN), deletion()),
    "a fixed price": message(product(prices=price(kind="04"))),
}


def faults(text: bytes) -> list[str]:
    file = io.BytesIO(text)
    file.name = "message.xml"
    return [each.message for each in onixcheck.validate(file)]


@pytest.mark.parametrize("text", GOLDEN.values(), ids=GOLDEN)
def test_the_messages_of_the_tests_are_valid(text):
    assert faults(text) == []


def test_an_export_is_valid():
    assert (
        faults(
            to_onix(
                [WHOLE, book("persuasion", title="Persuasion & <more>", editions=(edition(THIRD_ISBN),))], SENT
            ).encode()
        )
        == []
    )


def test_an_export_of_no_book_is_valid():
    assert faults(to_onix([], SENT).encode()) == []


def test_what_is_not_valid_is_found():
    assert faults(message(product()).replace(b"<ProductForm>BC</ProductForm>", b"<ProductForm>??</ProductForm>"))


@pytest.mark.parametrize("title", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)"])
def test_no_cell_of_a_table_is_a_formula(title):
    header, row = to_csv([book(title=title)]).splitlines()
    assert header.split(",") == list(COLUMNS)
    assert f"'{title}" in row
