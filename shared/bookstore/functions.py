"""A service's Lambda functions; each that the clock invokes can also be invoked by hand."""

from collections.abc import Callable
from typing import Any

from chalice import Blueprint
from chalice.app import CloudWatchEvent


class ScheduledRun(CloudWatchEvent):
    """One run of a job: by the clock, or by an operator who invokes the function with `{}`."""

    def _extract_attributes(self, event_dict: dict[str, Any]) -> None:
        """Read nothing: no job depends on what the clock sends."""


class Functions(Blueprint):
    """A service's functions; those on a schedule can also be invoked by hand, with any payload."""

    def schedule(self, *args: Any, **kwargs: Any) -> Callable[..., Any]:
        """Register the function as Chalice does."""
        register = super().schedule(*args, **kwargs)

        def decorate(run: Callable[..., Any]) -> Any:
            handler = register(run)
            handler.event_class = ScheduledRun
            return handler

        return decorate
