"""What an import reads of ONIX: every mapped field, both kinds of tags, both releases, and what is no ONIX at all."""

import gzip
import io
from datetime import UTC, date, datetime

import pytest

from chalicelib.imports.onix_mapping import to_record
from chalicelib.imports.onix_reader import BrokenFile, read_products, to_time
from chalicelib.imports.onix_tags import REFERENCE_NAMES
from chalicelib.imports.plain_text import to_plain_text
from chalicelib.imports.record import RowRefused, to_isbn13
from tests.catalog.builders import ISBN, SECOND_ISBN
from tests.catalog.onix_files import deletion, message, price, product

TODAY = date(2026, 11, 30)


def read(content: bytes):
    return [to_record(each, TODAY) for each in read_products(io.BytesIO(content))]


def read_one(**fields):
    return read(message(product(**fields)))[0]


WHOLE = [
    ("title", "Emma"),
    ("subtitle", "A Novel"),
    ("original_title", "Emma (1815)"),
    ("authors", [{"author_id": "jane-austen", "name": "Jane Austen"}]),
    ("contributors", [{"role": "translator", "name": "Ada Translator"}]),
    ("series", {"series_id": "novels-of-highbury", "name": "Novels of Highbury", "position": 2}),
    ("language", "en"),
    ("subjects", ["matchmaking", "village life"]),
    ("category", "Fiction"),
    ("audience", "general"),
    ("published", 1815),
    ("description", "A matchmaker is matched."),
]
EDITION = [
    ("format", "paperback"),
    ("product_form", "BC"),
    ("price", 999),
    ("fixed_price", False),
    ("publisher", "Example House"),
    ("released", "2024-03-14"),
    ("pages", 352),
    ("weight_grams", 310),
    ("measure", {"height": 198, "width": 129}),
    ("supply", "available"),
]


@pytest.mark.parametrize(("field", "value"), WHOLE)
def test_a_field_of_the_book_is_read(field, value):
    assert read_one().book[field] == value


@pytest.mark.parametrize(("field", "value"), EDITION)
def test_a_field_of_the_edition_is_read(field, value):
    assert read_one().edition[field] == value


def test_subject_codes_are_read_with_the_main_one_first():
    codes = [(each["scheme"], each["code"]) for each in read_one().book["subject_codes"]]
    assert codes == [("thema", "FBC"), ("bisac", "FIC004000")]


@pytest.mark.parametrize("release", ["3.0", "3.1"])
def test_short_tags_say_the_same_as_reference_names(release):
    assert read(message(product(), release=release, short=True)) == read(message(product(), release=release))


def test_the_short_tags_are_those_of_the_schemas():
    """Read from the schemas that onixcheck has: the attribute `refname` of each element."""
    import importlib.resources
    import re

    folder = importlib.resources.files("onixcheck") / "schema"
    pattern = r'<xs:element name="(\w+)">.*?<xs:attribute name="refname"[^>]*>.*?<xs:enumeration value="(\w+)"'
    names = {}
    for release in ("3.0", "3.1"):
        text = (folder / f"xsd{release}" / f"ONIX_BookProduct_{release}_short.xsd").read_text()
        names |= dict(re.findall(pattern, text, re.DOTALL))
    assert REFERENCE_NAMES.items() <= names.items()


def test_a_compressed_file_is_read():
    assert read(gzip.compress(message(product())))[0].isbn == ISBN


def test_related_products_name_the_other_editions():
    assert read_one(related=SECOND_ISBN).related == (SECOND_ISBN,)


def test_a_deletion_needs_nothing_but_the_isbn():
    (record,) = read(message(deletion()))
    assert (record.isbn, record.withdraw) == (ISBN, True)


def test_an_isbn_of_ten_digits_becomes_one_of_thirteen():
    assert to_isbn13("0-306-40615-2") == "9780306406157"


@pytest.mark.parametrize(
    ("prices", "amount", "is_fixed"),
    [
        (price("9.99"), 999, False),
        (price("9.99", "04"), 999, True),
        (price("8.00", "02") + price("9.99", "04"), 999, True),
        (price("12", currency="EUR") + price("9.99"), 999, False),
        (
            price("10", "01").replace("<Territory>", "<Tax><TaxRatePercent>20</TaxRatePercent></Tax><Territory>"),
            1200,
            False,
        ),
    ],
)
def test_the_price_is_the_one_for_this_shop(prices, amount, is_fixed):
    edition = read_one(prices=prices).edition
    assert (edition["price"], edition["fixed_price"]) == (amount, is_fixed)


@pytest.mark.parametrize(
    ("prices", "reason"),
    [
        (price(currency="EUR"), "there is a price in EUR, and the shop sells in GBP"),
        (price(kind="05"), "a price of type 05 is not for customers"),
        (price(kind="01"), "does not say its tax"),
        (price().replace("WORLD", "ECZ"), "a price is not for GB"),
        (
            price().replace("<RegionsIncluded>WORLD</RegionsIncluded>", "<CountriesIncluded>IE</CountriesIncluded>"),
            "not for GB",
        ),
    ],
)
def test_a_price_for_others_is_refused_in_words(prices, reason):
    with pytest.raises(RowRefused, match=reason):
        read_one(prices=prices)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two &amp;amp; three.&lt;/p&gt;", "One.\n\nTwo & three."),
        ("<p>One.</p><p>Two <em>and</em> three.</p>", "One.\n\nTwo and three."),
        ("&lt;script&gt;alert(1)&lt;/script&gt;Safe", "Safe"),
        ("&lt;img src=x onerror=alert(1)&gt;Safe", "Safe"),
    ],
)
def test_a_description_is_plain_text(markup, text):
    assert read_one(description=markup).book["description"] == text


def test_plain_text_has_nothing_taken_from_it():
    assert to_plain_text("1 < 2 & 3 > 2") == "1 < 2 & 3 > 2"


@pytest.mark.parametrize("link", ["http://covers.example/a.jpg", "https://user@covers.example/a", "file:///etc/passwd"])
def test_a_link_that_is_not_https_is_left_out(link):
    record = read_one(cover=link)
    assert record.cover_link is None
    assert any("cover" in note for note in record.notes)


def test_a_time_is_read_with_its_offset():
    assert to_time("20260314T1130+0200") == datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
    assert to_time("20260314") == datetime(2026, 3, 14, tzinfo=UTC)
    assert to_time("soon") is None


GOOD = message(product())
BROKEN = {
    "nothing": (b"", "nothing|no element found|empty"),
    "no XML": (b"ISBN;title", "line 1"),
    "another root": (b"<catalogue/>", "no ONIX message"),
    "release 2.1": (message(product(), release="2.1"), "release 2.1"),
    "no release": (GOOD.replace(b' release="3.0"', b""), "no release"),
    "a document type": (b'<!DOCTYPE ONIXMessage SYSTEM "http://example.com/a.dtd">' + GOOD, "DOCTYPE"),
    "entities": (b'<!DOCTYPE a [<!ENTITY x "y">]>' + GOOD, "DOCTYPE"),
    "an end in the middle": (message(product(), product(SECOND_ISBN))[:-900], "behind 1 whole products"),
    "a tag that is not closed": (message(product(), "<Product><RecordReference></Product>"), "line"),
    "a truncated gzip": (gzip.compress(GOOD)[:-30], "compression"),
    "a gzip of nothing": (b"\x1f\x8bnothing", "compression"),
    "no product": (message(), "no product"),
    "an unknown entity": (GOOD.replace(b"A matchmaker", b"&unknown;"), "line"),
}


@pytest.mark.parametrize(("content", "reason"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_says_where_and_why(content, reason):
    with pytest.raises(BrokenFile, match=reason):
        read(content)


def test_a_document_type_in_another_encoding_is_refused():
    text = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY x "y">]><ONIXMessage release="3.0"/>'
    with pytest.raises(BrokenFile, match="DOCTYPE"):
        read(text.encode("utf-16"))


def test_a_product_that_never_ends_is_refused_before_it_is_in_memory():
    class Unbounded(io.RawIOBase):
        head = GOOD[: GOOD.index(b"A matchmaker")]

        def read(self, size=-1):
            head, self.head = self.head, b""
            return head or b"<b>x</b>" * 4_000

    with pytest.raises(BrokenFile, match="larger than"):
        list(read_products(Unbounded()))
