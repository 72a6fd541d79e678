"""Shorten the half second for which a new function is `Pending`: `chalice deploy` waits for each one."""

from ministack.services import lambda_svc

SECONDS = 0.05


def apply() -> None:
    """Set a time long enough to be seen as Pending and short enough not to be noticed."""
    lambda_svc._LAMBDA_STATE_TRANSITION_DELAY = SECONDS
