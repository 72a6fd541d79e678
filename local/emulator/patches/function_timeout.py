"""A function is killed when its time-out is over, and its work begins anew: on a busy machine, where everything takes
ten times as long, it never ends. A time-out is meant for AWS's machines: here a function has more time."""

from typing import Any

from ministack.core import lambda_runtime

FACTOR = 20  # times the function's own time-out
LONGEST = 900  # seconds; no time-out on AWS is longer


def apply() -> None:
    """What a function is told of its remaining time agrees; its configuration says what it said."""
    lambda_runtime.Worker.__init__ = _start


_plain = lambda_runtime.Worker.__init__


def _start(worker: Any, name: str, config: dict[str, Any], *code: Any) -> None:
    seconds = max(config["Timeout"], min(config["Timeout"] * FACTOR, LONGEST))
    _plain(worker, name, {**config, "Timeout": seconds}, *code)
