"""The orders of the history are consistent, in order of time, and follow the customers' preferences."""

from collections import Counter, defaultdict
from datetime import UTC, date, datetime, timedelta
from itertools import combinations

import pytest
from ulid import ULID

from local.sample_data.history import generate_history
from tests.local.sample_data.conftest import TODAY

MIDNIGHT = datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=UTC)


def test_the_same_catalogue_day_and_seed_give_the_same_history(books, history):
    assert generate_history(books, TODAY) == history


def test_another_seed_gives_another_history(books, history):
    assert generate_history(books, TODAY, seed=1).orders != history.orders


def test_a_shop_with_hardly_any_books_gets_no_history(books):
    with pytest.raises(ValueError, match="needs 100 books, this one has 12"):
        generate_history(books[:12], TODAY)


def test_there_are_1500_orders_in_the_90_days_before_today(history):
    assert len(history.orders) == 1500
    placed = [order.placed_at for order in history.orders]
    assert placed == sorted(placed)
    assert MIDNIGHT - timedelta(days=90) <= placed[0]
    assert placed[-1] < MIDNIGHT


def test_nothing_happened_after_midnight_or_before_its_cause(history):
    for order in history.orders:
        refunds = sorted(refund.refunded_at for refund in order.refunds)
        steps = (order.placed_at, order.paid_at, order.shipped_at, order.delivered_at, order.cancelled_at, *refunds)
        happened = [step for step in steps if step]
        assert happened == sorted(happened)
        assert happened[-1] < MIDNIGHT


def test_order_ids_are_unique_and_hold_the_time_placed(history):
    assert len({order.order_id for order in history.orders}) == 1500
    for order in history.orders:
        time = ULID.from_str(order.order_id).datetime
        assert abs(time - order.placed_at) < timedelta(milliseconds=1)


def test_lines_are_editions_on_sale_that_day(books, history):
    sold = {edition.isbn: (book.book_id, edition) for book in books for edition in book.editions}
    for order in history.orders:
        assert 1 <= len(order.lines) <= 5
        for line in order.lines:
            book_id, edition = sold[line.isbn]
            assert line.book_id == book_id
            assert line.unit_price == edition.price
            assert edition.released <= order.placed_at.date()


def test_a_refund_is_the_price_of_its_line(history):
    for order in history.orders:
        lines = {line.isbn: line for line in order.lines}
        for refund in order.refunds:
            assert refund.amount == refund.quantity * lines[refund.isbn].unit_price
        assert order.total - order.refunded_total == sum(
            line.quantity * line.unit_price for line in order.unrefunded_lines
        )


def test_a_cancelled_order_is_not_shipped_and_completely_refunded(history):
    cancelled = [order for order in history.orders if order.cancelled_at]
    assert 40 <= len(cancelled) <= 80
    assert all(order.shipped_at is None for order in cancelled)
    assert all(order.refunded_total == order.total for order in cancelled)


def test_about_one_order_in_thirty_had_one_line_refunded(history):
    returned = [order for order in history.orders if order.refunds and not order.cancelled_at]
    assert 30 <= len(returned) <= 60
    assert all(len(order.refunds) == 1 for order in returned)


def test_the_latest_orders_are_not_complete_and_most_were_delivered(history):
    waiting = [order for order in history.orders if not order.delivered_at and not order.cancelled_at]
    assert 20 <= len(waiting) <= 120
    assert any(order.shipped_at for order in waiting)
    assert any(not order.shipped_at for order in waiting)
    assert min(order.placed_at for order in waiting) > MIDNIGHT - timedelta(days=8)


def test_there_are_more_orders_in_the_evening_on_sundays_and_every_week(history):
    hours = Counter(order.placed_at.hour for order in history.orders)
    assert sum(hours[hour] for hour in range(19, 23)) > 3 * sum(hours[hour] for hour in range(6))
    days = Counter(order.placed_at.weekday() for order in history.orders)
    assert days[6] > days[4]
    half = MIDNIGHT - timedelta(days=45)
    assert sum(1 for order in history.orders if order.placed_at >= half) > 750


def test_a_few_books_sell_far_more_than_most(history):
    sold = sorted(Counter(line.book_id for order in history.orders for line in order.lines).values(), reverse=True)
    assert sold[0] > 3 * sold[30]
    assert sum(sold[: len(sold) // 10]) > sum(sold) / 4


def test_customers_mostly_buy_in_their_favourite_categories(books, history, customers):
    category = {book.book_id: book.category for book in books}
    favourite = [
        category[line.book_id] in customers[order.customer].categories
        for order in history.orders
        for line in order.lines
    ]
    assert sum(favourite) / len(favourite) > 0.75


def test_no_customer_buys_a_book_twice(history):
    bought = [(order.customer, line.book_id) for order in history.orders for line in order.lines]
    assert len(bought) == len(set(bought))


def test_series_are_read_in_order(books, history):
    positions_by_book = {book.book_id: book.series for book in books if book.series}
    read = defaultdict(list)
    for order in history.orders:
        for line in order.lines:
            if line.book_id in positions_by_book:
                series = positions_by_book[line.book_id]
                read[order.customer, series.series_id].append(series.position)
    assert any(len(positions) >= 3 for positions in read.values())
    assert [positions for positions in read.values() if positions != sorted(set(positions))] == []


def test_each_of_the_50_most_bought_books_shares_three_customers_with_another(history):
    bought = defaultdict(set)
    for order in history.orders:
        bought[order.customer].update(line.book_id for line in order.lines)
    pairs = Counter(pair for owned in bought.values() for pair in combinations(sorted(owned), 2))
    supported = {book_id for pair, customers in pairs.items() if customers >= 3 for book_id in pair}
    most = Counter(line.book_id for order in history.orders for line in order.lines).most_common(50)
    assert [book_id for book_id, _ in most if book_id not in supported] == []


def test_a_history_can_be_generated_for_any_day(books):
    earlier = generate_history(books, date(2026, 3, 1))
    assert len(earlier.orders) == 1500
    assert all(order.placed_at.date() < date(2026, 3, 1) for order in earlier.orders)
