"""How every step of an order is kept: only if it is the next one, together with the event that tells of it."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from bookstore import logs, metrics
from chalicelib.orders.event_mapping import news
from chalicelib.orders.order import Order
from chalicelib.ports import Orders

T = TypeVar("T")


class JobIncomplete(Exception):
    """Some orders could not be dealt with; the next run tries them again, and the alarm on errors tells."""


def kept(before: Order, after: Order, *, orders: Orders) -> Order:
    """Keep the order's next version and its event; Raced when somebody else made a step in between."""
    if after is not before:
        orders.change(after, before=before, announcing=news(before, after))
        _raise_flags(before, after)
    return after


def for_each(things: Iterable[T], act: Callable[[T], object]) -> int:
    """Do it for every order, or payment, whatever becomes of the others; answers how many there were."""
    done, failed = 0, 0
    for thing in things:
        try:
            act(thing)
            done += 1
        except Exception as problem:  # one order's trouble must not keep the others waiting
            logs.exception("an order has to wait", which=_name(thing), reason=str(problem))
            failed += 1
    if failed:
        raise JobIncomplete(f"{failed} orders could not be dealt with; {done} could.")
    return done


def _name(thing: object) -> str:
    return thing.order_id if isinstance(thing, Order) else str(thing)


def _raise_flags(before: Order, after: Order) -> None:
    for flag in set(after.flags) - set(before.flags):
        needs_a_look("an order needs a look", order=after.order_id, flag=flag)


def needs_a_look(message: str, **facts: str) -> None:
    """Something that only staff can decide: written down, counted, and an alarm watches the count."""
    logs.warning(message, **facts)
    metrics.count("NeedsALook")
