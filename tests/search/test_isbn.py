"""ISBNs as people paste them: from shops, spreadsheets, covers, catalogues and addresses, in any script."""

import pytest

from chalicelib.books.term_repository import TermRepository
from chalicelib.query.fallback import FallbackSearch
from chalicelib.query.isbn import parse_isbn, parse_isbn_beginning
from chalicelib.query.question import Question
from chalicelib.query.search import find_books, find_suggestions
from tests.search.builders import book, edition
from tests.search.clients import NoFallback, NoIndex
from tests.search.fakes import FakeBooks

DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\u00ad\u02d7\u058a\u2e3a\ufe58\ufe63\uff0d"
DASHES += "\u30fc\uff70\u0640\u2500\u2796"  # of keyboards and of drawn lines
SPACES = " \t\n\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\u205f\u3000\u2800\u3164"
UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u202d\u2066\u2069\u2060\ufeff\u061c\u180e\u034f\ufe0f"
OTHERS = "./\\·•_,:;'|~+*"
ZEROS = "\u0660\u06f0\u0966\u09e6\u0e50\u0f20\uff10\U0001d7ce\U0001d7ec"  # Arabic, Persian, Hindi … of as many scripts
LABELS = [
    "ISBN",
    "isbn:",
    "ISBN13:",
    "ISBN-13",
    "ISBN 13:",
    "ISBN\u201313",
    "ISBN-13\u200f : \u200e",
    "I.S.B.N. ",
    "EAN-13: ",
    "urn:isbn:",
    "URN:ISBN:",
    "e-ISBN ",
    "eISBN",
    "ISBN (13) ",
    "ISBN-13 (paperback): ",
    "ISBN-",
    "ısbn ",
    "İSBN ",
    "\uff29\uff33\uff22\uff2e\uff1a",
    "is\u00adbn ",
    "ISBN-13:\u00a0",
    "ISBN=",
    "#",
    "No. ",
    "https://shop.example/isbn/",
]
ENDINGS = [
    ".",
    ",",
    ";",
    "!",
    "?",
    ")",
    "\u201d",
    "\u00bb",
    " (pbk.)",
    " (paperback)",
    "\u200b",
    ".pdf",
    "/",
    "#reviews",
    ".0",
    " 50999",
    "-50999",
    " > 50999",
    "50999",
    " +12",
    "12",
    ", 2003",
    " x 2",
    " £8.99",
    " 0-14-143958-0",
    "/ref=sr_1_1?qid=17",
]
QUOTES = [
    '"{}"',
    "'{}'",
    "\u201c{}\u201d",
    "\u201e{}\u201c",
    "\u2018{}\u2019",
    "«{}»",
    "({})",
    "[{}]",
    "<{}>",
    "`{}`",
    "\u300c{}\u300d",
]


@pytest.mark.parametrize("mark", [*DASHES, *SPACES, *UNSEEN, *OTHERS, " - ", "\u200e-\u200f", "\u20e3"])
def test_any_mark_may_stand_between_the_digits(mark):
    assert parse_isbn(f"978{mark}0{mark}14{mark}143958{mark}7") == "9780141439587"
    assert parse_isbn(f"0{mark}8044{mark}2957{mark}X") == "9780804429573"
    assert parse_isbn(mark.join("9780141439587")) == "9780141439587"
    assert parse_isbn(f"{mark}0141439580{mark}") == "9780141439587"


@pytest.mark.parametrize("zero", ZEROS)
def test_digits_may_be_of_any_script(zero):
    in_script = str.maketrans({str(digit): chr(ord(zero) + digit) for digit in range(10)})
    assert parse_isbn("978-0-14-143958-7".translate(in_script)) == "9780141439587"
    assert parse_isbn("ISBN-10: 080442957X".translate(in_script)) == "9780804429573"


@pytest.mark.parametrize("label", LABELS)
def test_a_label_may_stand_before_the_number(label):
    assert parse_isbn(f"{label}9780141439587") == "9780141439587"
    assert parse_isbn(f"{label} 978-0-14-143958-7") == "9780141439587"
    of_ten = label.replace("13", "10")
    assert parse_isbn(f"{of_ten}0-8044-2957-x") == "9780804429573"
    assert parse_isbn(f"{of_ten} 0141439580") == "9780141439587"


@pytest.mark.parametrize("ending", ENDINGS)
def test_punctuation_and_add_ons_may_stand_behind_the_number(ending):
    assert parse_isbn(f"9780141439587{ending}") == "9780141439587"
    assert parse_isbn(f"978-0-14-143958-7{ending}") == "9780141439587"


@pytest.mark.parametrize("ending", [ending for ending in ENDINGS if not ending[0].isdigit()])
def test_punctuation_and_add_ons_may_stand_behind_an_isbn_10(ending):
    assert parse_isbn(f"0141439580{ending}") == "9780141439587"
    assert parse_isbn(f"ISBN-10 0-8044-2957-X{ending.replace('0-14-143958-0', '')}") == "9780804429573"


@pytest.mark.parametrize("quotes", QUOTES)
def test_the_number_may_be_quoted(quotes):
    assert parse_isbn(quotes.format("978-0-14-143958-7")) == "9780141439587"
    assert parse_isbn(quotes.format("ISBN 080442957X")) == "9780804429573"


@pytest.mark.parametrize("sign", "XxХхΧχ\uff38\uff58\u2169×")
def test_the_x_of_an_isbn_10_may_be_any_sign_that_looks_so(sign):
    assert parse_isbn(f"080442957{sign}") == "9780804429573"


@pytest.mark.parametrize(
    "typed",
    [
        "Emma, by Jane Austen (ISBN 978-0-14-143958-7)",
        "ISBN-10 : 0141439580 ISBN-13 : 978-0141439587",
        "ISBN-10: 0141439580ISBN-13: 9780141439587",
        "https://www.amazon.co.uk/Emma-Penguin-Classics/dp/0141439580/ref=sr_1_1?qid=1700000000",
        "9,780,141,439,587",
        "ISBN-139780141439587",
        "ISBN-100141439580",
        "9 780141 439587 >",
    ],
)
def test_the_number_is_found_among_other_words(typed):
    assert parse_isbn(typed) == "9780141439587"


def test_an_isbn_10_may_begin_with_what_a_label_ends_in():
    assert parse_isbn("ISBN 1000000001") == parse_isbn("1000000001") == "9781000000009"
    assert parse_isbn("ISBN 1300000007") == "9781300000006"


@pytest.mark.parametrize(
    "typed",
    [
        "9780141439588",
        "978-0-14-143958-8",
        "0141439581",
        "97801414395870",
        "X141439580",
        "0141439580X",
        "014143958",
        "1984",
        "ISBN",
        "isbn 13",
        "ISBN-10:",
        "978",
        "Fahrenheit 451",
        "20,000 Leagues",
        "2001: A Space Odyssey 2010",
        "9770141439580",
        "9780141439587500",
        "9780141439587509999",
        "978 0 14 a 143958 7",
        "1x2x3x4x5x",
        "\u200b",
        "日本",
        "①",
    ],
)
def test_other_numbers_and_words_are_not_an_isbn(typed):
    assert parse_isbn(typed) is None


def test_the_longest_question_is_read_in_no_time():
    for typed in ("9-" * 100, "97" * 100, "1 x" * 66, "isbn-1" * 33, "x" * 200, "978 " * 50):
        assert parse_isbn(typed) is None


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("9780", "9780"),
        ("978-0-14", "978014"),
        ("ISBN-13: 978-0-14-14395", "97801414395"),
        ("urn:isbn:97801", "97801"),
        ("\uff19\uff17\uff18\uff10", "9780"),
        ("978-0-14-143958-7", "9780141439587"),
        ("0141439580", "9780141439587"),
        ("0-14-1439", "9780141439"),
        ("isbn-10 0 14 14395", "97801414395"),
        ("978", None),
        ("1984", None),
        ("emma", None),
        ("emma 9780", None),
        ("9780141439588", None),
        ("", None),
    ],
)
def test_the_digits_typed_so_far_are_the_beginning_of_an_isbn(typed, digits):
    assert parse_isbn_beginning(typed) == digits


PASTED = [
    "ISBN-13\u200f : \u200e979-7000000116",
    "979\u20117\u2011000\u201100011\u20116",
    "urn:isbn:9797000000116",
    "\u201c9797000000116\u201d,",
    "979700000011650999",
    "\uff19\uff17\uff19\uff17000000116",
    "٩٧٩٧٠٠٠٠٠٠١١٦",
]


@pytest.mark.parametrize("typed", PASTED)
def test_a_pasted_isbn_names_its_book_as_exact(client, typed):
    response = find_books(Question(words=typed), client=client, fallback=NoFallback())
    assert (response.exact, response.exact_isbn) == ("moby-dick", "9797000000116")


@pytest.fixture
def fallback(table):
    """The search over a table with two books."""
    books = [book("moby-dick", edition("9797000000116")), book("emma")]
    TermRepository(table).save(books)
    return FallbackSearch(TermRepository(table), FakeBooks(books))


@pytest.mark.parametrize("typed", PASTED)
def test_the_table_also_names_the_book_of_a_pasted_isbn(fallback, typed):
    response = find_books(Question(words=typed), client=NoIndex(), fallback=fallback)
    assert (response.exact, response.exact_isbn) == ("moby-dick", "9797000000116")


@pytest.mark.parametrize("typed", [*PASTED, "979-7-000-00011"])
def test_the_table_also_suggests_the_book_of_an_isbn(fallback, typed):
    suggested = find_suggestions(typed, client=NoIndex(), fallback=fallback).books
    assert [book.book_id for book in suggested] == ["moby-dick"]


@pytest.mark.parametrize("typed", [*PASTED, "979-7-000-00011"])
def test_an_isbn_suggests_its_book(client, typed):
    suggested = find_suggestions(typed, client=client, fallback=NoFallback()).books
    assert [book.book_id for book in suggested] == ["moby-dick"]


def test_the_beginning_of_many_isbns_suggests_the_best_books(client):
    suggested = find_suggestions("ISBN 979-7-000", client=client, fallback=NoFallback()).books
    assert [book.book_id for book in suggested][:2] == ["emma", "the-hound-of-the-baskervilles"]


def test_the_isbn_of_a_withdrawn_book_suggests_nothing(client):
    assert find_suggestions("9797000000192", client=client, fallback=NoFallback()).books == []
