"""A new function stays `Pending` for half a second, and `chalice deploy` waits for each one."""

from ministack.services import lambda_svc

SECONDS = 0.05


def apply() -> None:
    """Long enough to be seen as Pending, short enough not to be felt."""
    lambda_svc._LAMBDA_STATE_TRANSITION_DELAY = SECONDS
