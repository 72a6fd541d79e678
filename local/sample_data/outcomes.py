"""What became of each order: most were delivered, a few cancelled or partly refunded, the latest are under way."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from random import Random

from msgspec import Struct

from local.sample_data.records import PastLine, PastRefund

CANCELLED, RETURNED = 0.04, 0.034


class Fate(Struct, frozen=True, kw_only=True):
    """When each step happened, None for a step that did not."""

    paid_at: datetime
    shipped_at: datetime | None = None
    delivered_at: datetime | None = None
    cancelled_at: datetime | None = None
    refunds: tuple[PastRefund, ...] = ()


def fate_of(
    rng: Random, placed_at: datetime, lines: Sequence[PastLine], printed: Collection[str], midnight: datetime
) -> Fate:
    """The steps of one order as known at midnight."""
    paid_at = min(placed_at + timedelta(seconds=rng.randint(20, 240)), midnight - timedelta(milliseconds=1))
    cancelled_at = paid_at + timedelta(minutes=rng.randint(4, 300))
    if rng.random() < CANCELLED and cancelled_at < midnight:
        refunds = tuple(_refund(line, cancelled_at) for line in lines)
        return Fate(paid_at=paid_at, cancelled_at=cancelled_at, refunds=refunds)
    shipped_at, delivered_at = _journey(rng, paid_at, parcel=any(line.isbn in printed for line in lines))
    return Fate(
        paid_at=paid_at,
        shipped_at=_known(shipped_at, midnight),
        delivered_at=_known(delivered_at, midnight),
        refunds=_returned(rng, lines, delivered_at, midnight),
    )


def _journey(rng: Random, paid_at: datetime, *, parcel: bool) -> tuple[datetime, datetime]:
    if not parcel:
        ready = paid_at + timedelta(seconds=rng.randint(5, 60))
        return ready, ready
    shipped_at = paid_at + timedelta(minutes=rng.randint(6 * 60, 40 * 60))
    return shipped_at, shipped_at + timedelta(minutes=rng.randint(18 * 60, 90 * 60))


def _returned(
    rng: Random, lines: Sequence[PastLine], delivered_at: datetime, midnight: datetime
) -> tuple[PastRefund, ...]:
    refunded_at = delivered_at + timedelta(minutes=rng.randint(24 * 60, 9 * 24 * 60))
    if rng.random() > RETURNED or refunded_at >= midnight:
        return ()
    return (_refund(rng.choice(lines), refunded_at),)


def _refund(line: PastLine, refunded_at: datetime) -> PastRefund:
    amount = line.quantity * line.unit_price
    return PastRefund(isbn=line.isbn, quantity=line.quantity, amount=amount, refunded_at=refunded_at)


def _known(moment: datetime, midnight: datetime) -> datetime | None:
    return moment if moment < midnight else None
