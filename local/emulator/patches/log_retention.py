"""The emulator keeps every invocation's log for ever, in memory and in its state: keep each function's last ones."""

from typing import Any

from ministack.services import cloudwatch_logs, lambda_svc

KEPT_INVOCATIONS = 2_000  # invocations of each function


def apply() -> None:
    """Each invocation writes a log stream of its own, in the order of time."""
    plain = lambda_svc._emit_lambda_logs

    def emit(*arguments: Any, **named: Any) -> None:
        plain(*arguments, **named)
        for group in list(cloudwatch_logs._log_groups.values()):
            delete_oldest(group["streams"])

    lambda_svc._emit_lambda_logs = emit


def delete_oldest(streams: dict[str, Any]) -> None:
    """All but the last KEEP, and only now and then; another thread may be doing the same."""
    if len(streams) > 2 * KEPT_INVOCATIONS:
        for name in list(streams)[:-KEPT_INVOCATIONS]:
            streams.pop(name, None)
