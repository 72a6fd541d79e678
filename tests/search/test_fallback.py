"""The search over the table: what it returns, what it never returns, and how little it reads."""

import pytest
from msgspec import structs

from bookstore.events.books import Author
from chalicelib.books.book import RatingTotals
from chalicelib.books.term_repository import MAX_ITEMS_PER_TERM, TermRepository
from chalicelib.query.fallback import MAX_BOOKS, MAX_BOOKS_FOR_SUGGESTIONS, FallbackSearch
from chalicelib.query.question import Question
from chalicelib.query.responses import Highlights
from tests.search.builders import ISBN, SECOND, book, edition
from tests.search.fakes import FakeBooks

BRONTE = Author("charlotte-bronte", "Charlotte Brontë")


class CountingBooks(FakeBooks):
    """Counts the books that were requested."""

    requested = 0

    def get_many(self, book_ids):
        ids = list(book_ids)
        self.requested += len(ids)
        return super().get_many(ids)


@pytest.fixture
def search(table):
    """Create a fallback search over these books."""

    def create(*books):
        terms = TermRepository(table)
        terms.save(books)
        return FallbackSearch(terms, CountingBooks(list(books)))

    return create


def ids(response):
    return [hit.book_id for hit in response.items]


BOOKS = [
    book("emma", edition(), edition(SECOND, format="ebook", price=399), bought=5),
    book("jane-eyre", edition("9797000000031", price=1_499), authors=(BRONTE,), subjects=("Governesses",)),
    book(
        "villette", edition("9797000000048"), authors=(BRONTE,), category="Gothic", rating_totals=RatingTotals(10, 50)
    ),
    book("shirley", edition("9797000000055", language="de"), authors=(BRONTE,), withdrawn=True),
]


@pytest.mark.parametrize(
    ("question", "expected"),
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
def test_visible_books_with_all_the_words_that_pass_the_filters(search, question, expected):
    response = search(*BOOKS).search(question)
    assert ids(response) == expected
    assert response.total == len(expected)
    assert response.degraded is True


def test_an_equal_title_comes_before_one_that_begins_so(search):
    books = [book("emma-2", edition(SECOND), title="Emma Returns", bought=99), book("emma", bought=1)]
    others = [book("dear", edition("9797000000031"), title="Dear Emma", bought=999)]
    assert ids(search(*books, *others).search(Question(words="emma"))) == ["emma", "emma-2", "dear"]


def test_results_come_in_pages(search):
    pages = [search(*BOOKS).search(Question(limit=2, page=page)) for page in (1, 2, 3)]
    assert [ids(page) for page in pages] == [["emma", "villette"], ["jane-eyre"], []]
    assert {(page.total, page.pages) for page in pages} == {(3, 2)}


def test_an_isbn_finds_its_book_as_exact(search):
    response = search(*BOOKS).search(Question(words=f"{ISBN[:3]}-{ISBN[3:]}"))
    assert ids(response) == ["emma"]
    assert response.exact == "emma"


def test_a_hit_equals_that_of_the_index(search, client):
    """But for the highlights. The client's index has the same book."""
    emma = book(
        "emma", edition(ISBN, price=899), stock={ISBN: "in_stock"}, bought=40, rating_totals=RatingTotals(10, 46)
    )
    (hit,) = search(emma).search(Question(words="emma")).items
    (indexed,) = client.search_isbn(Question(), ISBN).response.items
    assert hit == structs.replace(indexed, highlights=Highlights())


def test_an_outdated_term_does_not_find_its_book(search, table):
    search(book("emma", title="Old Name"))
    assert ids(search(book("emma", title="New Name")).search(Question(words="old"))) == []


@pytest.mark.parametrize("word", ["w" * 300, "𐐨" * 300, "本" * 300])
def test_a_word_longer_than_a_key_may_be_finds_its_book(search, word):
    found = search(book("long", title=word), book("longer", title=f"{word[:250]}a"))
    assert ids(found.search(Question(words=word))) == ["long"]
    assert ids(found.search(Question(words=word[:200]))) == ["long", "longer"]


@pytest.mark.parametrize("text", ["㍿" * 200, "w" * 2_100, "𐐨" * 1_000])
def test_what_no_book_can_be_called_finds_none(search, text):
    found = search(BOOKS[0])
    questions = [
        Question(words=text),
        Question(categories=(text,)),
        Question(authors=(text,)),
        Question(subjects=(text,)),
    ]
    assert [ids(found.search(question)) for question in questions] == [[], [], [], []]


def test_suggestions_are_a_few_visible_titles(search):
    many = [book(f"emma-{n}", edition(f"97970000001{n:02}"), withdrawn=n == 0) for n in range(9)]
    response = search(*many).suggest("EM")
    assert [suggested.book_id for suggested in response.books] == [f"emma-{n}" for n in range(1, 6)]
    assert response.degraded is True
    assert response.authors == response.series == response.categories == []


def test_the_work_is_bounded_however_many_books_have_the_word(search, table, monkeypatch):
    many = [book(f"emma-{n:03}", edition(f"9797{n:09}")) for n in range(MAX_ITEMS_PER_TERM + 50)]
    fallback, pages = search(*many), []
    query = table.query
    monkeypatch.setattr(table, "query", lambda *args, **options: pages.append(query(*args, **options)) or pages[-1])
    assert fallback.search(Question(words="emm")).total == MAX_BOOKS
    assert [len(page.items) for page in pages] == [MAX_ITEMS_PER_TERM]
    assert fallback._books.requested == MAX_BOOKS
    fallback.suggest("emm")
    assert len(pages) == 2
    assert fallback._books.requested == MAX_BOOKS + MAX_BOOKS_FOR_SUGGESTIONS
