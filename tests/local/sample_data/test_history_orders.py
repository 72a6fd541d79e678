"""Past orders add up, keep to their time, and show the tastes of those who placed them."""

from collections import Counter, defaultdict
from datetime import UTC, date, datetime, timedelta
from itertools import combinations

import pytest
from ulid import ULID

from local.sample_data.history import generate_history
from tests.local.sample_data.conftest import TODAY

MIDNIGHT = datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=UTC)


def test_the_same_catalogue_day_and_seed_give_the_same_past(books, past):
    assert generate_history(books, TODAY) == past


def test_another_seed_gives_another_past(books, past):
    assert generate_history(books, TODAY, seed=1).orders != past.orders


def test_a_shop_with_hardly_any_books_gets_no_past(books):
    with pytest.raises(ValueError, match="needs 100 books, this one has 12"):
        generate_history(books[:12], TODAY)


def test_there_are_1500_orders_in_the_90_days_before_today(past):
    assert len(past.orders) == 1500
    placed = [order.placed_at for order in past.orders]
    assert placed == sorted(placed)
    assert MIDNIGHT - timedelta(days=90) <= placed[0]
    assert placed[-1] < MIDNIGHT


def test_nothing_happened_after_midnight_or_before_its_cause(past):
    for order in past.orders:
        refunds = sorted(refund.refunded_at for refund in order.refunds)
        steps = (order.placed_at, order.paid_at, order.shipped_at, order.delivered_at, order.cancelled_at, *refunds)
        happened = [step for step in steps if step]
        assert happened == sorted(happened)
        assert happened[-1] < MIDNIGHT


def test_order_ids_are_different_and_tell_the_time_placed(past):
    assert len({order.order_id for order in past.orders}) == 1500
    for order in past.orders:
        told = ULID.from_str(order.order_id).datetime
        assert abs(told - order.placed_at) < timedelta(milliseconds=1)


def test_lines_are_what_the_catalogue_sold_on_that_day(books, past):
    sold = {edition.isbn: (book.book_id, edition) for book in books for edition in book.editions}
    for order in past.orders:
        assert 1 <= len(order.lines) <= 5
        for line in order.lines:
            book_id, edition = sold[line.isbn]
            assert (line.book_id, line.unit_price) == (book_id, edition.price)
            assert edition.released <= order.placed_at.date()


def test_refunds_give_back_what_their_line_had_cost(past):
    for order in past.orders:
        lines = {line.isbn: line for line in order.lines}
        for refund in order.refunds:
            assert refund.amount == refund.quantity * lines[refund.isbn].unit_price
        assert order.total - order.refunded_total == sum(line.quantity * line.unit_price for line in order.kept)


def test_a_cancelled_order_was_never_shipped_and_all_its_money_went_back(past):
    cancelled = [order for order in past.orders if order.cancelled_at]
    assert 40 <= len(cancelled) <= 80
    assert all(order.shipped_at is None for order in cancelled)
    assert all(order.refunded_total == order.total for order in cancelled)


def test_about_one_order_in_thirty_had_one_line_refunded(past):
    returned = [order for order in past.orders if order.refunds and not order.cancelled_at]
    assert 30 <= len(returned) <= 60
    assert all(len(order.refunds) == 1 for order in returned)


def test_the_latest_orders_are_under_way_and_most_were_delivered(past):
    waiting = [order for order in past.orders if not order.delivered_at and not order.cancelled_at]
    assert 20 <= len(waiting) <= 120
    assert any(order.shipped_at for order in waiting)
    assert any(not order.shipped_at for order in waiting)
    assert min(order.placed_at for order in waiting) > MIDNIGHT - timedelta(days=8)


def test_evenings_and_sundays_are_busy_and_trade_grows(past):
    hours = Counter(order.placed_at.hour for order in past.orders)
    assert sum(hours[hour] for hour in range(19, 23)) > 3 * sum(hours[hour] for hour in range(6))
    days = Counter(order.placed_at.weekday() for order in past.orders)
    assert days[6] > days[4]
    half = MIDNIGHT - timedelta(days=45)
    assert sum(1 for order in past.orders if order.placed_at >= half) > 750


def test_a_few_books_sell_far_more_than_most(past):
    sold = sorted(Counter(line.book_id for order in past.orders for line in order.lines).values(), reverse=True)
    assert sold[0] > 3 * sold[30]
    assert sum(sold[: len(sold) // 10]) > sum(sold) / 4


def test_shoppers_mostly_buy_in_their_favourite_categories(books, past, shoppers):
    category = {book.book_id: book.category for book in books}
    favourite = [
        category[line.book_id] in shoppers[order.customer].categories for order in past.orders for line in order.lines
    ]
    assert sum(favourite) / len(favourite) > 0.75


def test_nobody_buys_a_book_twice(past):
    bought = [(order.customer, line.book_id) for order in past.orders for line in order.lines]
    assert len(bought) == len(set(bought))


def test_series_are_read_in_order(books, past):
    place = {book.book_id: book.series for book in books if book.series}
    read = defaultdict(list)
    for order in past.orders:
        for line in order.lines:
            if line.book_id in place:
                series = place[line.book_id]
                read[order.customer, series.series_id].append(series.position)
    assert any(len(positions) >= 3 for positions in read.values())
    assert [positions for positions in read.values() if positions != sorted(set(positions))] == []


def test_each_of_the_50_most_bought_books_shares_three_buyers_with_another(past):
    bought = defaultdict(set)
    for order in past.orders:
        bought[order.customer].update(line.book_id for line in order.lines)
    together = Counter(pair for owned in bought.values() for pair in combinations(sorted(owned), 2))
    supported = {book_id for pair, buyers in together.items() if buyers >= 3 for book_id in pair}
    most = Counter(line.book_id for order in past.orders for line in order.lines).most_common(50)
    assert [book_id for book_id, _ in most if book_id not in supported] == []


def test_a_past_can_be_made_for_any_day(books):
    earlier = generate_history(books, date(2026, 3, 1))
    assert len(earlier.orders) == 1500
    assert all(order.placed_at.date() < date(2026, 3, 1) for order in earlier.orders)
