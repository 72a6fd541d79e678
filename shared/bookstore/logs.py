"""One JSON logger for every function: each line carries the service and the correlation id."""

from functools import cache
from typing import Any

from aws_lambda_powertools.logging import Logger

from bookstore import correlation


@cache
def _logger() -> Logger:
    return Logger(log_uncaught_exceptions=False)


def info(message: str, **fields: Any) -> None:
    """Log something that happened."""
    _logger().info(message, correlation_id=correlation.current(), **fields)


def warning(message: str, **fields: Any) -> None:
    """Log something that went wrong and was dealt with."""
    _logger().warning(message, correlation_id=correlation.current(), **fields)


def exception(message: str, **fields: Any) -> None:
    """Log a fault of ours with its traceback: once, at the edge."""
    _logger().exception(message, correlation_id=correlation.current(), **fields)
