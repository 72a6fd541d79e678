"""What can be sold, what a refusal says of it, and what a shopper may know of the copies that are left."""

import pytest
from msgspec import ValidationError, convert

from bookstore.events import StockChanged
from chalicelib.errors import NotOnSale, OutOfStock, PriceChanged
from chalicelib.inventory.stock import (
    Delivery,
    StockAdjustmentRequest,
    StockCountRequest,
    StockItem,
    check_availability,
    event_for_stock_change,
    to_stock_event,
)
from tests.orders.builders import EMMA, FILE, PERSUASION, line, refusal, stock_item

MOST = 1_000_000
DELIVERY = {"isbn": EMMA, "copies": 1, "key": "opening"}


def buy(*lines, **items):
    """Nothing, when these lines can be bought from these items, both of Emma unless told otherwise."""
    on_sale = items.get("stock", [stock_item()])
    return check_availability(lines or (line(),), {item.isbn: item for item in on_sale})


def seen(before, after):
    """The availability and the copies left that are told when these copies become those; None when nothing is."""
    old = None if before is None else stock_item(available=before)
    stock_event = event_for_stock_change(old, stock_item(available=after))
    return stock_event and (stock_event.availability, stock_event.left)


@pytest.mark.parametrize("copies", [1, 9, 10])
def test_as_many_copies_as_there_are_can_be_bought(copies):
    assert buy(line(EMMA, copies), stock=[stock_item(available=10)]) is None


@pytest.mark.parametrize("available", [0, 1, 9])
def test_more_copies_than_there_are_cannot_be_bought(available):
    assert type(refusal(buy, line(EMMA, 10), stock=[stock_item(available=available)])) is OutOfStock


def test_files_can_be_bought_without_a_single_copy():
    assert buy(line(FILE, 10), stock=[stock_item(FILE)]) is None


@pytest.mark.parametrize("price", [999, 1001])
def test_a_price_that_went_up_or_down_is_asked_about_again(price):
    assert type(refusal(buy, stock=[stock_item(price=price)])) is PriceChanged


def test_a_withdrawn_edition_is_not_sold():
    assert type(refusal(buy, stock=[stock_item(withdrawn=True)])) is NotOnSale


def test_an_edition_that_nobody_told_of_is_not_sold():
    assert type(refusal(buy, stock=[])) is NotOnSale


def test_what_is_not_sold_is_named_by_its_title_or_else_by_its_isbn():
    refused = refusal(buy, line(EMMA), line(PERSUASION), stock=[stock_item(EMMA, withdrawn=True)])
    assert refused.message == f"We no longer sell Emma, {PERSUASION}."


def test_what_is_not_sold_is_listed_for_programs():
    refused = refusal(buy, line(EMMA), line(PERSUASION), stock=[stock_item(EMMA, withdrawn=True)])
    assert refused.details == {"books": [{"isbn": EMMA, "title": "Emma"}, {"isbn": PERSUASION, "title": None}]}


def test_editions_whose_price_changed_are_named():
    dearer = [stock_item(EMMA, price=1200), stock_item(PERSUASION, price=900), stock_item(FILE)]
    refused = refusal(buy, line(EMMA), line(PERSUASION), line(FILE), stock=dearer)
    assert refused.message == "The price has changed for Emma, Persuasion."


def test_the_prices_that_hold_now_are_listed_for_programs():
    refused = refusal(buy, stock=[stock_item(price=1200)])
    assert refused.details == {"prices": [{"isbn": EMMA, "title": "Emma", "price": 1200, "currency": "GBP"}]}


def test_editions_that_ran_short_are_named():
    short = [stock_item(EMMA, 1), stock_item(PERSUASION, 2)]
    refused = refusal(buy, line(EMMA, 2), line(PERSUASION, 2), stock=short)
    assert refused.message == "We do not have enough copies of Emma."


def test_the_copies_that_are_left_are_listed_for_programs():
    refused = refusal(buy, line(EMMA, 2), stock=[stock_item(available=1)])
    assert refused.details == {"books": [{"isbn": EMMA, "title": "Emma", "left": 1}]}


@pytest.mark.parametrize(("available", "left"), [(0, 0), (1, 1), (5, 5), (6, None), (9, None)])
def test_a_refusal_tells_no_more_of_the_stock_than_an_event_does(available, left):
    """The exact stock would show a competitor how well a book sells."""
    item = stock_item(available=available)
    refused = refusal(buy, line(EMMA, 10), stock=[item])
    assert refused.details == {"books": [{"isbn": EMMA, "title": "Emma", "left": left}]}
    assert to_stock_event(item).left == (left or None)
    assert str(available) not in refused.message


def test_a_book_that_is_gone_is_said_before_a_price_that_changed():
    stock = [stock_item(EMMA, price=1200), stock_item(PERSUASION, withdrawn=True)]
    assert type(refusal(buy, line(EMMA), line(PERSUASION), stock=stock)) is NotOnSale


def test_a_price_that_changed_is_said_before_copies_that_are_missing():
    stock = [stock_item(EMMA, price=1200), stock_item(PERSUASION, 0)]
    assert type(refusal(buy, line(EMMA), line(PERSUASION), stock=stock)) is PriceChanged


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (None, 0, None),
        (None, 1, ("low", 1)),
        (None, 6, ("in_stock", None)),
        (0, 0, None),
        (0, 1, ("low", 1)),
        (0, 50, ("in_stock", None)),
        (1, 0, ("out", None)),
        (4, 5, ("low", 5)),
        (5, 4, ("low", 4)),
        (5, 5, None),
        (5, 6, ("in_stock", None)),
        (6, 5, ("low", 5)),
        (6, 0, ("out", None)),
        (6, 7, None),
        (50, 49, None),
    ],
)
def test_what_a_shopper_sees_differently_is_told(before, after, expected):
    assert seen(before, after) == expected


def test_a_price_is_no_news_of_stock():
    assert event_for_stock_change(stock_item(price=1000), stock_item(price=1200)) is None


@pytest.mark.parametrize("before", [None, stock_item(FILE)])
def test_there_is_no_news_of_a_files_stock(before):
    assert event_for_stock_change(before, stock_item(FILE)) is None


def test_a_file_is_told_as_there():
    assert to_stock_event(stock_item(FILE)).availability == "in_stock"


@pytest.mark.parametrize(("field", "expected"), [("weight_grams", 0), ("stock_version", 0), ("withdrawn", False)])
def test_an_edition_that_nobody_counted_begins_with_nothing(field, expected):
    bare = StockItem(isbn=EMMA, book_id="emma", title="Emma", format="ebook", price=1000, currency="GBP")
    assert getattr(bare, field) == expected


def test_the_event_names_the_edition_and_counts_by_its_own_version():
    published = to_stock_event(stock_item(available=3, stock_version=9))
    assert published == StockChanged(version=9, isbn=EMMA, book_id=f"book-{EMMA}", availability="low", left=3)


@pytest.mark.parametrize("available", [0, 1, MOST])
def test_staff_may_count_up_to_a_million_copies(available):
    assert convert({"available": available}, StockCountRequest).available == available


@pytest.mark.parametrize("available", [-1, MOST + 1, 1.5, "7"])
def test_staff_may_count_nothing_else(available):
    with pytest.raises(ValidationError, match=r"\$\.available"):
        convert({"available": available}, StockCountRequest)


def test_staff_count_copies_and_nothing_else():
    with pytest.raises(ValidationError, match="price"):
        convert({"available": 1, "price": 1}, StockCountRequest)


@pytest.mark.parametrize("delta", [-MOST, -1, 1, MOST])
def test_up_to_a_million_copies_may_come_or_go(delta):
    assert convert({"delta": delta, "reason": "delivery"}, StockAdjustmentRequest).delta == delta


@pytest.mark.parametrize(
    "wrong", [{"delta": -MOST - 1}, {"delta": MOST + 1}, {"reason": ""}, {"reason": "x" * 201}, {"isbn": EMMA}], ids=str
)
def test_an_adjustment_that_breaks_a_rule_is_refused_by_field(wrong):
    with pytest.raises(ValidationError, match=next(iter(wrong))):
        convert({"delta": 1, "reason": "delivery"} | wrong, StockAdjustmentRequest)


@pytest.mark.parametrize("right", [{"copies": MOST}, {"key": "x"}, {"key": "x" * 100}], ids=str)
def test_a_delivery_up_to_its_bounds_is_received(right):
    assert convert(DELIVERY | right, Delivery).isbn == EMMA


@pytest.mark.parametrize(
    "wrong",
    [{"copies": 0}, {"copies": MOST + 1}, {"key": ""}, {"key": "x" * 101}, {"isbn": "123"}, {"price": 1}],
    ids=lambda wrong: str(wrong)[:30],
)
def test_a_delivery_that_breaks_a_rule_is_refused_by_field(wrong):
    with pytest.raises(ValidationError, match=next(iter(wrong))):
        convert(DELIVERY | wrong, Delivery)
