"""The simple search over the table: what it shows, what it never shows, and how little it looks at."""

import pytest
from msgspec import structs

from bookstore.events.books import Author
from chalicelib.books.book import Liked
from chalicelib.books.term_repository import MOST_READ, Terms
from chalicelib.query.fallback import MOST_BOOKS, MOST_FOR_SUGGESTIONS, SimpleSearch
from chalicelib.query.question import Question
from chalicelib.query.responses import Highlights
from tests.search.builders import ISBN, SECOND, book, edition
from tests.search.fakes import FakeBooks

BRONTE = Author("charlotte-bronte", "Charlotte Brontë")


class CountingBooks(FakeBooks):
    """Remembers for how many books it was asked."""

    looked_for = 0

    def some(self, book_ids):
        wanted = list(book_ids)
        self.looked_for += len(wanted)
        return super().some(wanted)


@pytest.fixture
def search(table):
    """Fills a table with the terms of these books, and searches it."""

    def filled(*books):
        terms = Terms(table)
        terms.keep(books)
        return SimpleSearch(terms, CountingBooks(list(books)))

    return filled


def ids(found):
    return [hit.book_id for hit in found.items]


SHELF = [
    book("emma", edition(), edition(SECOND, format="ebook", price=399), bought=5),
    book("jane-eyre", edition("9797000000031", price=1_499), authors=(BRONTE,), subjects=("Governesses",)),
    book("villette", edition("9797000000048"), authors=(BRONTE,), category="Gothic", liked=Liked(10, 50)),
    book("shirley", edition("9797000000055", language="de"), authors=(BRONTE,), withdrawn=True),
]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        (Question(words="EMMA"), ["emma"]),
        (Question(words="bronte"), ["villette", "jane-eyre"]),
        (Question(words="Brontë eyr"), ["jane-eyre"]),
        (Question(words="shirley"), []),
        (Question(words="brontosaurus"), []),
        (Question(words="bronte", categories=("Gothic",)), ["villette"]),
        (Question(words="austen", formats=("ebook",)), ["emma"]),
        (Question(words="austen", formats=("audiobook",)), []),
        (Question(words="austen", formats=("ebook",), price_max=400), ["emma"]),
        (Question(words="austen", formats=("paperback",), price_max=400), []),
        (Question(words="bronte", price_min=1_000), ["jane-eyre"]),
        (Question(words="bronte", rating_min=4), ["villette"]),
        (Question(words="bronte", languages=("de",)), []),
        (Question(words="austen", in_stock=True), ["emma"]),
        (Question(words="austen", in_stock=True, formats=("paperback",)), []),
        (Question(authors=("charlotte-bronte",)), ["villette", "jane-eyre"]),
        (Question(subjects=("governesses",)), ["jane-eyre"]),
        (Question(categories=("Fiction", "Gothic")), ["emma", "villette", "jane-eyre"]),
        (Question(), ["emma", "villette", "jane-eyre"]),
        (Question(sort="price_high"), ["jane-eyre", "villette", "emma"]),
        (Question(sort="price_low"), ["emma", "villette", "jane-eyre"]),
        (Question(sort="bestselling"), ["emma", "villette", "jane-eyre"]),
        (Question(sort="rating"), ["villette", "emma", "jane-eyre"]),
        (Question(sort="newest"), ["emma", "jane-eyre", "villette"]),
        (Question(words="!!!"), []),
    ],
)
def test_visible_books_with_all_the_words_that_pass_the_filters(search, question, found):
    answer = search(*SHELF).find(question)
    assert (ids(answer), answer.total, answer.degraded) == (found, len(found), True)


def test_a_title_that_is_just_that_comes_before_one_that_begins_so(search):
    books = [book("emma-2", edition(SECOND), title="Emma Returns", bought=99), book("emma", bought=1)]
    others = [book("dear", edition("9797000000031"), title="Dear Emma", bought=999)]
    assert ids(search(*books, *others).find(Question(words="emma"))) == ["emma", "emma-2", "dear"]


def test_a_list_is_cut_into_pages(search):
    pages = [search(*SHELF).find(Question(limit=2, page=page)) for page in (1, 2, 3)]
    assert [ids(page) for page in pages] == [["emma", "villette"], ["jane-eyre"], []]
    assert {(page.total, page.pages) for page in pages} == {(3, 2)}


def test_an_isbn_finds_its_book_and_names_it(search):
    found = search(*SHELF).find(Question(words=f"{ISBN[:3]}-{ISBN[3:]}"))
    assert (ids(found), found.exact) == (["emma"], "emma")


def test_a_card_says_what_the_index_would_say(search, desk):
    """But for the marks. The desk has the same book on its shelf."""
    emma = book("emma", edition(ISBN, price=899), stock={ISBN: "in_stock"}, bought=40, liked=Liked(10, 46))
    (simple,) = search(emma).find(Question(words="emma")).items
    (indexed,) = desk.search_isbn(Question(), ISBN).found.items
    assert simple == structs.replace(indexed, highlights=Highlights())


def test_a_term_that_a_book_has_lost_finds_it_no_more(search, table):
    search(book("emma", title="Old Name"))
    assert ids(search(book("emma", title="New Name")).find(Question(words="old"))) == []


def test_suggestions_are_a_few_visible_titles(search):
    many = [book(f"emma-{n}", edition(f"97970000001{n:02}"), withdrawn=n == 0) for n in range(9)]
    found = search(*many).suggest("EM")
    assert [one.book_id for one in found.books] == [f"emma-{n}" for n in range(1, 6)]
    assert (found.degraded, found.authors, found.series, found.categories) == (True, [], [], [])


def test_the_work_is_bounded_however_many_books_have_the_word(search, table, monkeypatch):
    many = [book(f"emma-{n:03}", edition(f"9797{n:09}")) for n in range(MOST_READ + 50)]
    simple, read = search(*many), []
    query = table.query
    monkeypatch.setattr(table, "query", lambda *given, **how: read.append(found := query(*given, **how)) or found)
    assert simple.find(Question(words="emm")).total == MOST_BOOKS
    assert ([len(found.items) for found in read], simple._books.looked_for) == ([MOST_READ], MOST_BOOKS)
    simple.suggest("emm")
    assert (len(read), simple._books.looked_for) == (2, MOST_BOOKS + MOST_FOR_SUGGESTIONS)
