"""One JSON logger for every function: each line carries the service and the correlation id."""

from functools import cache
from typing import Any

from aws_lambda_powertools.logging import Logger

from bookstore import correlation


@cache
def _logger() -> Logger:
    return Logger(log_uncaught_exceptions=False)


def info(message: str, **facts: Any) -> None:
    """Something that happened, for whoever reads the log tomorrow."""
    _logger().info(message, correlation_id=correlation.current(), **facts)


def warning(message: str, **facts: Any) -> None:
    """Something that went wrong and was dealt with."""
    _logger().warning(message, correlation_id=correlation.current(), **facts)


def exception(message: str, **facts: Any) -> None:
    """Our fault, with its traceback: logged once, at the edge."""
    _logger().exception(message, correlation_id=correlation.current(), **facts)
