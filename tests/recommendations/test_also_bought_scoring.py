"""Which books go together: shared by enough readers, damped when everybody buys them."""

from chalicelib.also_bought import scoring
from chalicelib.books.card import KnownBook, card
from tests.recommendations.builders import told


def known(*, withdrawn: tuple[str, ...] = (), **orders: int) -> dict[str, KnownBook]:
    return {book_id: KnownBook(card(told(book_id)), book_id in withdrawn, n) for book_id, n in orders.items()}


def chosen(together, books, without=frozenset()) -> list[tuple[str, str]]:
    return scoring.weighed(together, scoring.candidates(together, without), books)


def test_what_fewer_than_three_readers_share_is_never_shown():
    together = {"emma": {"dracula": 3, "walden": 2}}
    assert chosen(together, known(emma=9, dracula=9, walden=9)) == [("dracula", "emma")]


def test_three_readers_of_different_books_are_not_three_readers_of_one():
    together = {"emma": {"walden": 2}, "dracula": {"walden": 2}}
    assert chosen(together, known(emma=9, dracula=9, walden=9)) == []


def test_a_book_that_everybody_buys_has_to_earn_its_place():
    together = {"emma": {"bestseller": 6, "walden": 5}}
    found = chosen(together, known(emma=10, bestseller=1_000, walden=6))
    assert [book_id for book_id, _ in found] == ["walden", "bestseller"]


def test_what_the_reader_has_is_left_out():
    together = {"emma": {"dracula": 5}}
    assert chosen(together, known(emma=9, dracula=9), without=frozenset({"dracula"})) == []


def test_a_withdrawn_book_is_not_suggested():
    together = {"emma": {"dracula": 5}}
    assert chosen(together, known(emma=9, dracula=9, withdrawn=("dracula",))) == []


def test_a_suggestion_names_the_book_that_led_to_it_most():
    together = {"emma": {"walden": 3}, "dracula": {"walden": 8}}
    assert chosen(together, known(emma=9, dracula=9, walden=9)) == [("walden", "dracula")]


def test_equal_worth_is_settled_by_the_id():
    together = {"emma": {"walden": 4, "dracula": 4}}
    found = chosen(together, known(emma=9, dracula=9, walden=9))
    assert [book_id for book_id, _ in found] == ["dracula", "walden"]


def test_several_books_share_the_sample_of_buyers():
    assert [scoring.buyers_each(n) for n in (0, 1, 4, 10, 50)] == [200, 200, 50, 20, 20]


def test_only_so_many_books_are_weighed():
    together = {"emma": {f"book-{n}": 3 + n for n in range(200)}}
    found = scoring.candidates(together, frozenset())
    assert (len(found), found[0]) == (scoring.MOST_CANDIDATES, "book-199")
