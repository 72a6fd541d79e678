"""Connections to Redis whose every step may take what is left of the caller's time.

redis-py knows one time-out per connection, but a connection outlives requests, and each request has a deadline.
"""

from typing import Any

from redis.connection import Connection, SSLConnection

from chalicelib.bestsellers.redis_client import remaining_seconds


class _TimeLimited:
    """Sets the remaining seconds as time-out before it connects, sends and reads."""

    _sock: Any
    socket_timeout: float | int | None
    socket_connect_timeout: float | int | None

    def _connect(self) -> Any:
        self.socket_connect_timeout = self.socket_timeout = remaining_seconds()
        return super()._connect()  # type: ignore[misc]

    def send_packed_command(self, *args: Any, **kwargs: Any) -> None:
        """Send within the remaining seconds."""
        self._set_timeout()
        super().send_packed_command(*args, **kwargs)  # type: ignore[misc]

    def read_response(self, *args: Any, **kwargs: Any) -> Any:
        """Read one response within the remaining seconds."""
        self._set_timeout()
        return super().read_response(*args, **kwargs)  # type: ignore[misc]

    def _set_timeout(self) -> None:
        if self._sock is not None:
            self._sock.settimeout(remaining_seconds())


class TimeLimitedConnection(_TimeLimited, Connection):
    """A plain connection."""


class TimeLimitedSSLConnection(_TimeLimited, SSLConnection):
    """A connection with TLS."""


def connection_class(url: str) -> type[Connection]:
    """Return the class for a URL: `rediss://` requires TLS."""
    return TimeLimitedSSLConnection if url.startswith("rediss://") else TimeLimitedConnection
