"""The outcome of each order: most were delivered, a few cancelled or partly refunded, the latest are not complete."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from random import Random

from msgspec import Struct

from local.sample_data.records import HistoricalLine, HistoricalRefund

CANCELLATION_RATE, RETURN_RATE = 0.04, 0.034


class Outcome(Struct, frozen=True, kw_only=True):
    """The time of each step of an order; None for a step that has not happened."""

    paid_at: datetime
    shipped_at: datetime | None = None
    delivered_at: datetime | None = None
    cancelled_at: datetime | None = None
    refunds: tuple[HistoricalRefund, ...] = ()


def draw_outcome(
    rng: Random, placed_at: datetime, lines: Sequence[HistoricalLine], printed: Collection[str], midnight: datetime
) -> Outcome:
    """Draw the steps of one order until midnight."""
    paid_at = min(placed_at + timedelta(seconds=rng.randint(20, 240)), midnight - timedelta(milliseconds=1))
    cancelled_at = paid_at + timedelta(minutes=rng.randint(4, 300))
    if rng.random() < CANCELLATION_RATE and cancelled_at < midnight:
        refunds = tuple(_refund(line, cancelled_at) for line in lines)
        return Outcome(paid_at=paid_at, cancelled_at=cancelled_at, refunds=refunds)
    shipped_at, delivered_at = _draw_delivery(rng, paid_at, has_printed=any(line.isbn in printed for line in lines))
    return Outcome(
        paid_at=paid_at,
        shipped_at=_if_before(shipped_at, midnight),
        delivered_at=_if_before(delivered_at, midnight),
        refunds=_draw_refunds(rng, lines, delivered_at, midnight),
    )


def _draw_delivery(rng: Random, paid_at: datetime, *, has_printed: bool) -> tuple[datetime, datetime]:
    if not has_printed:
        ready = paid_at + timedelta(seconds=rng.randint(5, 60))
        return ready, ready
    shipped_at = paid_at + timedelta(minutes=rng.randint(6 * 60, 40 * 60))
    return shipped_at, shipped_at + timedelta(minutes=rng.randint(18 * 60, 90 * 60))


def _draw_refunds(
    rng: Random, lines: Sequence[HistoricalLine], delivered_at: datetime, midnight: datetime
) -> tuple[HistoricalRefund, ...]:
    refunded_at = delivered_at + timedelta(minutes=rng.randint(24 * 60, 9 * 24 * 60))
    if rng.random() > RETURN_RATE or refunded_at >= midnight:
        return ()
    return (_refund(rng.choice(lines), refunded_at),)


def _refund(line: HistoricalLine, refunded_at: datetime) -> HistoricalRefund:
    amount = line.quantity * line.unit_price
    return HistoricalRefund(isbn=line.isbn, quantity=line.quantity, amount=amount, refunded_at=refunded_at)


def _if_before(moment: datetime, midnight: datetime) -> datetime | None:
    return moment if moment < midnight else None
