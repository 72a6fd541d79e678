"""Connections to Redis whose every step may take what is left of the caller's time.

redis-py knows one time-out per connection, but a connection outlives requests, and each request has a deadline.
"""

from typing import Any

from redis.connection import Connection, SSLConnection

from chalicelib.bestsellers.redis_client import seconds_left


class _Bounded:
    """Asks for the seconds that are left before it connects, sends and reads."""

    _sock: Any
    socket_timeout: float | int | None
    socket_connect_timeout: float | int | None

    def _connect(self) -> Any:
        self.socket_connect_timeout = self.socket_timeout = seconds_left()
        return super()._connect()  # type: ignore[misc]

    def send_packed_command(self, *given: Any, **how: Any) -> None:
        """Send within the seconds that are left."""
        self._hurry()
        super().send_packed_command(*given, **how)  # type: ignore[misc]

    def read_response(self, *given: Any, **how: Any) -> Any:
        """Read one answer within the seconds that are left."""
        self._hurry()
        return super().read_response(*given, **how)  # type: ignore[misc]

    def _hurry(self) -> None:
        if self._sock is not None:
            self._sock.settimeout(seconds_left())


class BoundedConnection(_Bounded, Connection):
    """A plain connection."""


class BoundedSSLConnection(_Bounded, SSLConnection):
    """A connection with TLS."""


def kind_of(url: str) -> type[Connection]:
    """The class for an address: `rediss://` wants TLS."""
    return BoundedSSLConnection if url.startswith("rediss://") else BoundedConnection
