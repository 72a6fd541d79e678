"""Each queue's function is called five times at once, and each first call starts a process, half a second of work."""

import os

from ministack.services import lambda_svc

FEWEST, MOST = 2, 5


def apply() -> None:
    """As many at once as the machine has processors, and five at most; a template's MaximumConcurrency still counts."""
    lambda_svc._ESM_SQS_DEFAULT_CONCURRENCY = concurrent_batches(os.cpu_count() or FEWEST)


def concurrent_batches(processors: int) -> int:
    """How many batches of one queue are worked on at once."""
    return max(FEWEST, min(processors, MOST))
