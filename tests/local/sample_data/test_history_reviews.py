"""Past reviews come from those who bought and received the book, and say something different each time."""

from collections import Counter, defaultdict
from datetime import UTC, datetime

from local.sample_data.history import generate_customers
from tests.local.sample_data.conftest import TODAY

MIDNIGHT = datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=UTC)


def test_there_are_900_reviews_half_of_them_with_words(past):
    assert len(past.reviews) == 900
    assert 400 <= sum(1 for review in past.reviews if review.text) <= 520


def test_every_reviewer_had_received_the_book_before_and_kept_it(past):
    received = {
        (order.customer, line.book_id): order.delivered_at
        for order in past.orders
        if order.delivered_at
        for line in order.kept
    }
    for review in past.reviews:
        assert received[review.customer, review.book_id] < review.written_at < MIDNIGHT


def test_nobody_reviews_a_book_twice(past):
    told = [(review.customer, review.book_id) for review in past.reviews]
    assert len(told) == len(set(told))


def test_no_sentence_is_said_twice_of_one_book(past):
    texts = defaultdict(list)
    for review in past.reviews:
        if review.text:
            texts[review.book_id].append(review.text)
    assert [book_id for book_id, said in texts.items() if len(said) != len(set(said))] == []


def test_stars_are_mostly_kind_and_all_are_given(past):
    stars = Counter(review.stars for review in past.reviews)
    assert set(stars) == {1, 2, 3, 4, 5}
    assert stars[5] + stars[4] > 2 * (stars[3] + stars[2] + stars[1])


def test_shoppers_are_milder_about_their_favourite_categories(books, past, shoppers):
    category = {book.book_id: book.category for book in books}
    at_home, elsewhere = [], []
    for review in past.reviews:
        favourite = category[review.book_id] in shoppers[review.customer].categories
        (at_home if favourite else elsewhere).append(review.stars)
    assert sum(at_home) / len(at_home) > sum(elsewhere) / len(elsewhere) + 0.2


def test_every_shopper_signs_with_one_name_that_nobody_else_has(books, past, shoppers):
    assert len(shoppers) == 220
    assert len({shopper.display_name for shopper in generate_customers(books)}) == 220
    assert all(review.display_name == shoppers[review.customer].display_name for review in past.reviews)


def test_a_name_is_an_initial_in_a_town_or_a_single_word(shoppers):
    for shopper in shoppers.values():
        initial, _, town = shopper.display_name.partition(". in ")
        assert (len(initial) == 1 and town.isalpha()) or (not town and initial.isalpha())
