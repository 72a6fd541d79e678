"""Time as the shop writes it: aware, UTC, RFC 3339 with a Z."""

from datetime import UTC, datetime


def now() -> datetime:
    """The present moment, in whole milliseconds so that a stored time equals the one that was written."""
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def text(moment: datetime) -> str:
    """`2026-03-14T09:26:53.589Z`: sorts as it reads."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def moment(written: str) -> datetime:
    """The time that `text` wrote."""
    return datetime.fromisoformat(written)
