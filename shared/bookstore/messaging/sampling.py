"""Which requests are traced: all of them on a laptop, a share of them on AWS, where each trace is a write.

The share decides by the correlation id, so that of one request, or of one order, everything is traced or nothing.
"""

import zlib
from functools import cache

from msgspec import Struct

from bookstore import environment

SHARES = 10_000


class TraceSettings(Struct, frozen=True):
    """One field per environment variable: the share of requests that are traced, between 0 and 1."""

    traced_share: float = 1.0


@cache
def settings() -> TraceSettings:
    """Return the settings, read once per process."""
    return environment.read(TraceSettings)


def is_traced(correlation_id: str) -> bool:
    """Return whether what has this id is traced; what has none belongs to no request and is not."""
    return bool(correlation_id) and zlib.crc32(correlation_id.encode()) % SHARES < settings().traced_share * SHARES
