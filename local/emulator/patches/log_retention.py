"""Keep only each function's last logs: the emulator keeps every invocation's for ever, in memory and in its state."""

from typing import Any

from ministack.services import cloudwatch_logs, lambda_svc

MOST_STREAMS = 2_000  # invocations of each function


def apply() -> None:
    """Delete the oldest log streams after each invocation, which writes one of its own."""
    plain = lambda_svc._emit_lambda_logs

    def emit(*arguments: Any, **options: Any) -> None:
        plain(*arguments, **options)
        for group in list(cloudwatch_logs._log_groups.values()):
            delete_oldest(group["streams"])

    lambda_svc._emit_lambda_logs = emit


def delete_oldest(streams: dict[str, Any]) -> None:
    """Delete all but the last MOST_STREAMS, now and then; another thread may be doing the same."""
    if len(streams) > 2 * MOST_STREAMS:
        for name in list(streams)[:-MOST_STREAMS]:
            streams.pop(name, None)
