"""How often one customer, guest cart, e-mail or address may do what machines abuse: try codes, place orders, search.

A limit counts in fixed windows: one item per limit, subject and window in the service's own table, changed by one
conditional update. What the item is stored under is a digest of the subject. The numbers are the setting RATE_LIMITS
(docs/runbooks/rate-limits.md). When the table does not answer in time, the request goes on and is not counted: a shop
that sells is worth more than a limit that holds.
"""

import hashlib
from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, Literal

import msgspec
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from msgspec import Meta, Struct

from bookstore import clock, environment, logs, metrics
from bookstore.dynamodb.conditions import Attr
from bookstore.dynamodb.session import new_client
from bookstore.dynamodb.table import DYNAMODB_CONFIG, ConditionFailed, Table
from bookstore.engines import CircuitBreaker
from bookstore.errors import TooManyRequests, Unavailable

Subject = Literal["customer", "cart", "email", "address"]
Positive = Annotated[int, Meta(ge=1)]


class Rate(Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """At most so many requests in a window of so many seconds; written `[20, 3600]`."""

    requests: Positive
    seconds: Positive


Rates = Mapping[str, Mapping[Subject, Rate]]


class RateLimitSettings(Struct, frozen=True):
    """One field per environment variable, the same for every service. `rate_limit_wait_seconds` is how long a request
    waits for its count; `edge_secret` marks requests that came through the edge."""

    table: str
    rate_limits: str = "{}"
    rate_limit_wait_seconds: float = 0.25
    edge_secret: str = ""


@cache
def settings() -> RateLimitSettings:
    """Return the settings, read once per process."""
    return environment.read(RateLimitSettings)


def parse_rates(text: str) -> Rates:
    """Parse RATE_LIMITS, `{"orders": {"customer": [20, 3600]}}`; a text that says anything else raises."""
    return msgspec.json.decode(text, type=dict[str, dict[Subject, Rate]])


class RateLimiter:
    """Counts requests; a limit or a subject without a rate is not counted."""

    def __init__(self, table: Table, rates: Rates, breaker: CircuitBreaker) -> None:
        self._table, self._rates, self._breaker = table, rates, breaker

    def count(self, limit: str, subjects: Mapping[Subject, str]) -> None:
        """Count one request for each subject that has a rate; raise TooManyRequests when its window is full."""
        for subject, rate in self._rates.get(limit, {}).items():
            if subjects.get(subject):
                self._count_unless_away(limit, subject, subjects[subject], rate)

    def _count_unless_away(self, limit: str, subject: Subject, value: str, rate: Rate) -> None:
        try:
            with self._breaker.guard():
                self._count(limit, subject, value, rate)
        except Unavailable as error:
            logs.warning("rate limit not counted", limit=limit, subject=subject, reason=str(error))
            metrics.count("RateLimitNotCounted")

    def _count(self, limit: str, subject: Subject, value: str, rate: Rate) -> None:
        now = int(clock.now().timestamp())
        window = now // rate.seconds
        ends_at = (window + 1) * rate.seconds
        try:
            self._table.update(
                f"LIMIT#{limit}#{subject}#{digest(value)}",
                f"{rate.seconds}#{window}",
                adds={"requests": 1},
                once={"expires_at": ends_at},
                condition=Attr("requests").not_exists() | Attr("requests").lt(rate.requests),
            )
        except ConditionFailed as error:
            logs.warning("rate limit exceeded", limit=limit, subject=subject)
            metrics.count("RateLimitExceeded")
            message = "That was a lot in a short time. Please wait a little and try again."
            raise TooManyRequests(message, retry_after=ends_at - now, limit=limit) from error
        except (ClientError, BotoCoreError) as error:
            raise Unavailable(str(error)) from error


def digest(value: str) -> str:
    """Return what a subject is stored as: no list of customers or addresses can be read from the table."""
    return hashlib.sha256(value.encode()).hexdigest()[:32]


@cache
def quick_client() -> Any:
    """Return the process's client for counting: it gives up soon and does not retry."""
    seconds = settings().rate_limit_wait_seconds
    quick = Config(connect_timeout=seconds, read_timeout=seconds, retries={"total_max_attempts": 1})
    return new_client("dynamodb", DYNAMODB_CONFIG.merge(quick))


@cache
def rate_limiter() -> RateLimiter:
    """Return the process's limiter, which counts in the service's own table."""
    breaker = CircuitBreaker("rate limits", slow_seconds=settings().rate_limit_wait_seconds / 2)
    return RateLimiter(Table(settings().table, quick_client()), parse_rates(settings().rate_limits), breaker)
