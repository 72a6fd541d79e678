"""The lease on a rebuild: for how long others have to leave it to whoever started it."""

from datetime import datetime, timedelta

from bookstore.errors import Conflict

LEASE = timedelta(minutes=15)  # a Lambda function lives no longer: who has not renewed for so long has ended
HEARTBEAT = timedelta(seconds=10)


class RebuildInProgress(Conflict):
    """Somebody else holds the lease on this rebuild."""

    code = "rebuilding"


def is_held(renewed_at: datetime | None, now: datetime) -> bool:
    """Whether a lease that was last renewed then (None: released) still holds."""
    return renewed_at is not None and now - renewed_at < LEASE


def is_heartbeat_due(renewed_at: datetime | None, now: datetime) -> bool:
    """Whether a lease that is held should be renewed by now, so that it does not expire under a long rebuild."""
    return renewed_at is not None and now - renewed_at > HEARTBEAT
