"""The reviews of the history are by customers who received the book, and no text is used twice for a book."""

from collections import Counter, defaultdict
from datetime import UTC, datetime

from local.sample_data.history import generate_customers
from tests.local.sample_data.conftest import TODAY

MIDNIGHT = datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=UTC)


def test_there_are_900_reviews_half_of_them_with_a_text(history):
    assert len(history.reviews) == 900
    assert 400 <= sum(1 for review in history.reviews if review.text) <= 520


def test_every_reviewer_had_received_the_book_before_without_a_refund(history):
    received = {
        (order.customer, line.book_id): order.delivered_at
        for order in history.orders
        if order.delivered_at
        for line in order.unrefunded_lines
    }
    for review in history.reviews:
        assert received[review.customer, review.book_id] < review.written_at < MIDNIGHT


def test_no_customer_reviews_a_book_twice(history):
    reviewed = [(review.customer, review.book_id) for review in history.reviews]
    assert len(reviewed) == len(set(reviewed))


def test_no_text_is_used_twice_for_one_book(history):
    texts = defaultdict(list)
    for review in history.reviews:
        if review.text:
            texts[review.book_id].append(review.text)
    assert [book_id for book_id, book_texts in texts.items() if len(book_texts) != len(set(book_texts))] == []


def test_most_ratings_are_good_and_all_occur(history):
    stars = Counter(review.stars for review in history.reviews)
    assert set(stars) == {1, 2, 3, 4, 5}
    assert stars[5] + stars[4] > 2 * (stars[3] + stars[2] + stars[1])


def test_customers_are_milder_about_their_favourite_categories(books, history, customers):
    category = {book.book_id: book.category for book in books}
    favourites, others = [], []
    for review in history.reviews:
        favourite = category[review.book_id] in customers[review.customer].categories
        (favourites if favourite else others).append(review.stars)
    assert sum(favourites) / len(favourites) > sum(others) / len(others) + 0.2


def test_every_customer_has_one_display_name_that_is_unique(books, history, customers):
    assert len(customers) == 220
    assert len({customer.display_name for customer in generate_customers(books)}) == 220
    assert all(review.display_name == customers[review.customer].display_name for review in history.reviews)


def test_a_name_is_an_initial_in_a_town_or_a_single_word(customers):
    for customer in customers.values():
        initial, _, town = customer.display_name.partition(". in ")
        assert (len(initial) == 1 and town.isalpha()) or (not town and initial.isalpha())
