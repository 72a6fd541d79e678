"""Run fewer batches of a queue at once: each first call starts a process, half a second of work."""

import os

from ministack.services import lambda_svc

FEWEST, MOST = 2, 5


def apply() -> None:
    """Allow as many as the machine has processors, five at most; a template's MaximumConcurrency still counts."""
    lambda_svc._ESM_SQS_DEFAULT_CONCURRENCY = concurrent_batches(os.cpu_count() or FEWEST)


def concurrent_batches(processors: int) -> int:
    """Return how many batches of one queue run at once."""
    return max(FEWEST, min(processors, MOST))
