"""What makes books similar, and a small floor under how well that guesses."""

from random import Random

import pytest
from msgspec import structs

from bookstore.events.books import Author
from chalicelib.also_bought.scoring import MIN_SUPPORT
from chalicelib.also_bought.similarity import (
    LIST_LENGTH,
    MAX_CANDIDATES,
    MIN_SHARE,
    SimilarBook,
    combine,
    common_weights,
    direct_scores,
    similar_books,
)
from tests.recommendations.fakes import catalog_book


def similar_ids(book_id, baskets, **orders):
    weights = common_weights(book_id, baskets)
    scores = direct_scores(book_id, weights, catalog(weights, **orders))
    return [one.book_id for one in similar_books(scores, {})]


def catalog(book_ids, **orders):
    """The books, each by an author of its own, and emma."""
    books = {book_id: catalog_book(book_id, orders=orders.get(book_id, 9)) for book_id in book_ids}
    by_own_author = {book_id: by_author(book, book_id) for book_id, book in books.items()}
    return by_own_author | {"emma": catalog_book("emma", orders=orders.get("emma", 9))}


def by_author(book, author):
    return structs.replace(book, card=structs.replace(book.card, authors=(Author(author, author),)))


@pytest.mark.parametrize("customers", [MIN_SUPPORT - 1, MIN_SUPPORT])
def test_what_fewer_than_three_customers_share_is_never_shown(customers):
    expected = ["dracula"] if customers == MIN_SUPPORT else []
    assert similar_ids("emma", [["emma", "dracula"]] * customers) == expected


def test_a_customer_of_few_books_counts_more_than_one_of_many():
    many = [f"other-{n}" for n in range(50)]
    baskets = [["emma", "walden"]] * 3 + [["emma", "dracula", *many]] * 3
    assert similar_ids("emma", baskets)[0] == "walden"


def test_a_book_that_everybody_buys_has_to_earn_its_rank():
    baskets = [["emma", "walden", "bestseller"]] * 4
    assert similar_ids("emma", baskets, bestseller=1_000, walden=5) == ["walden", "bestseller"]


def test_a_book_of_the_same_author_is_more_similar():
    weights = common_weights("emma", [["emma", "persuasion", "dracula"]] * 4)
    scores = direct_scores("emma", weights, {**catalog(["dracula"]), "persuasion": catalog_book("persuasion")})
    assert scores["persuasion"] > scores["dracula"]


def test_a_book_the_catalog_has_not_announced_is_left_out():
    assert direct_scores("emma", {"unknown": 3.0}, catalog([])) == {}


def test_a_book_that_is_similar_only_because_of_another_falls_behind():
    scores = {"persuasion": 0.9, "sanditon": 0.5, "walden": 0.45}
    lists = {"persuasion": [SimilarBook("sanditon", 0.8)]}
    assert [one.book_id for one in similar_books(scores, {})] == ["persuasion", "sanditon", "walden"]
    assert [one.book_id for one in similar_books(scores, lists)] == ["persuasion", "walden", "sanditon"]


def test_no_book_loses_all_of_its_score_to_the_lists_of_others():
    lists = {"persuasion": [SimilarBook("sanditon", 99.0)]}
    similar = similar_books({"persuasion": 0.8, "sanditon": 0.4}, lists)
    assert similar == [SimilarBook("persuasion", 0.8), SimilarBook("sanditon", MIN_SHARE * 0.4)]


def test_a_list_is_no_longer_than_it_is_read():
    basket = ["emma", *(f"book-{n:03}" for n in range(100))]
    assert len(similar_ids("emma", [basket] * 3)) == LIST_LENGTH


def test_the_lists_of_several_books_add_up_and_the_strongest_is_the_reason():
    lists = {
        "emma": [SimilarBook("walden", 0.5), SimilarBook("faust", 0.7)],
        "dracula": [SimilarBook("walden", 0.4), SimilarBook("emma", 0.9)],
    }
    assert combine(lists, frozenset({"emma", "dracula"})) == [("walden", "emma"), ("faust", "emma")]


def test_only_so_many_are_returned():
    lists = {"emma": [SimilarBook(f"book-{n}", n) for n in range(50)]}
    assert len(combine(lists, frozenset())) == MAX_CANDIDATES


TASTES, BOOKS_PER_TASTE, CUSTOMERS, FLOOR = 20, 15, 400, 0.8


def test_among_customers_with_a_taste_a_held_out_book_is_mostly_guessed():
    """Twenty tastes of fifteen books, customers with six of one taste and two of anything: ten guesses among 300."""
    luck, book_ids = Random(5), [f"book-{n}" for n in range(TASTES * BOOKS_PER_TASTE)]
    owned = {n: _sample_books(luck, book_ids) for n in range(CUSTOMERS)}
    held_out = {customer: books.pop(0) for customer, books in owned.items()}
    orders = {book: sum(book in books for books in owned.values()) for book in book_ids}
    lists = {book: _list(book, owned, catalog(book_ids, **orders)) for book in book_ids}
    hits = sum(
        held_out[customer] in [one for one, _ in combine({b: lists[b] for b in books}, frozenset(books))][:10]
        for customer, books in owned.items()
    )
    assert hits / CUSTOMERS >= FLOOR


def _sample_books(luck, book_ids):
    start = luck.randrange(TASTES) * BOOKS_PER_TASTE
    of_taste = luck.sample(book_ids[start : start + BOOKS_PER_TASTE], 7)
    return [*of_taste, *(book for book in luck.sample(book_ids, 2) if book not in of_taste)]


def _list(book, owned, books):
    weights = common_weights(book, [basket for basket in owned.values() if book in basket])
    return similar_books(direct_scores(book, weights, books), {})
