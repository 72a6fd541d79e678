"""Multiply functions' time-outs, which are meant for AWS's machines.

On a busy machine everything may take ten times as long: the function would be killed, retried, and never end.
"""

from typing import Any

from ministack.core import lambda_runtime

FACTOR = 20  # times the function's own time-out
LONGEST = 900  # seconds; no time-out on AWS is longer


def apply() -> None:
    """Wrap the start of a worker; the function's configuration keeps its own time-out."""
    lambda_runtime.Worker.__init__ = _start


_plain = lambda_runtime.Worker.__init__


def _start(worker: Any, name: str, config: dict[str, Any], *code: Any) -> None:
    time_limit = max(config["Timeout"], min(config["Timeout"] * FACTOR, LONGEST))
    _plain(worker, name, {**config, "Timeout": time_limit}, *code)
