"""Time as every service stores it: aware, UTC, RFC 3339 with a Z."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return the present time in whole milliseconds so that a stored time equals the one that was written."""
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def text(moment: datetime) -> str:
    """Format the time as `2026-03-14T09:26:53.589Z`, which sorts as text."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


def moment(written: str) -> datetime:
    """Parse what `text` wrote."""
    return datetime.fromisoformat(written)
