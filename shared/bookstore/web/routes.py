"""A route as data, from which the OpenAPI document is generated."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, get_type_hints

from bookstore.errors import BookstoreError
from bookstore.web.parameters import SIGNED_IN, ParameterReader, parameter_reader
from bookstore.web.rate_limit import RateLimit


@dataclass(frozen=True)
class Route:
    """One path and method with the function that answers it; `raises` are the errors particular to it,
    `limits` what is counted of its requests."""

    method: str
    path: str
    function: Callable[..., Any]
    status: int
    raises: tuple[type[BookstoreError], ...] = ()
    limits: tuple[RateLimit, ...] = ()

    @property
    def hints(self) -> dict[str, Any]:
        """Return the function's annotations, `return` included."""
        return get_type_hints(self.function, include_extras=True)

    @property
    def caller(self) -> type | None:
        """Return Customer, Admin, or None where everybody may call."""
        return next((hint for hint in self.hints.values() if hint in SIGNED_IN), None)

    @property
    def is_personal(self) -> bool:
        """Return whether its responses are somebody's own: a customer's, or those of a guest's cart."""
        return self.caller is not None or "{cart_id}" in self.path

    @property
    def name(self) -> str:
        """Return the function's name, which is unique in the service."""
        return self.function.__name__

    @property
    def summary(self) -> str:
        """Return the function's docstring."""
        return inspect.getdoc(self.function) or ""

    def parameter_readers(self) -> dict[str, ParameterReader]:
        """Return how to read each parameter; the caller's identity comes first, so that a stranger learns no rule."""
        hints = sorted(self.hints.items(), key=lambda pair: pair[1] not in SIGNED_IN)
        return {name: parameter_reader(name, hint, self.path) for name, hint in hints if name != "return"}
