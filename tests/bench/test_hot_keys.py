"""The simulation of hot keys: the same seed gives the same result, and it obeys the limits that it is made of."""

import pytest

from bench.hot_keys import HELD_SECONDS, UnitsKey, simulate, tops_out

SECONDS, SEED = 5, 7
MOST_PER_SECOND = 1 / HELD_SECONDS  # of one item, one transaction after the other


def test_the_same_seed_gives_the_same_outcome():
    assert simulate(80, 1, SECONDS, SEED) == simulate(80, 1, SECONDS, SEED)
    assert simulate(80, 1, SECONDS, SEED) != simulate(80, 1, SECONDS, SEED + 1)


def test_nobody_waits_for_an_item_that_nobody_else_wants():
    outcome = simulate(0.5, 1, SECONDS, SEED)
    assert (outcome.refused, outcome.attempts, outcome.longest_wait) == (0, 1, 0)


def test_one_item_takes_no_more_than_one_transaction_at_a_time():
    assert simulate(3 * MOST_PER_SECOND, 1, SECONDS, SEED).refused > 0.1
    assert tops_out(1, 1, SECONDS, SEED) < MOST_PER_SECOND * 60


@pytest.mark.parametrize("items", [2, 4])
def test_stock_that_is_divided_takes_more_orders(items):
    assert tops_out(items, 1, SECONDS, SEED) > tops_out(items // 2, 1, SECONDS, SEED)


def test_a_key_tops_out_at_its_units():
    assert UnitsKey("a key", units=4).tops_out() == 15_000
    assert UnitsKey("eight keys", units=6, keys=8).tops_out() == 80_000
