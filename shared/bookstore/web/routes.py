"""A route as data, from which the OpenAPI document is generated."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, get_type_hints

from bookstore.errors import BookstoreError
from bookstore.staff import Permission
from bookstore.web.parameters import ParameterReader, identifier_of, parameter_reader, permission_of
from bookstore.web.rate_limit import RateLimit

ANY_METHOD = "x-amazon-apigateway-any-method"  # API Gateway's word: each path is the service's, whatever the method


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
    def methods(self) -> tuple[str, ...]:
        """Return the methods that the function answers: HEAD wherever GET is."""
        return ("GET", "HEAD") if self.method == "GET" else (self.method,)

    @cached_property
    def hints(self) -> dict[str, Any]:
        """Return the function's annotations, `return` included."""
        return get_type_hints(self.function, include_extras=True)

    @property
    def has_caller(self) -> bool:
        """Return whether somebody has to be signed in: a customer, or staff."""
        return any(identifier_of(hint) for hint in self.hints.values())

    @property
    def permission(self) -> Permission | None:
        """Return the permission that staff need; None for a route that is not for staff."""
        return next((permission for hint in self.hints.values() if (permission := permission_of(hint))), None)

    @cached_property
    def is_personal(self) -> bool:
        """Return whether its responses are somebody's own: a customer's, or those of a guest's cart."""
        return self.has_caller or "{cart_id}" in self.path

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
        hints = sorted(self.hints.items(), key=lambda pair: identifier_of(pair[1]) is None)
        return {name: parameter_reader(name, hint, self.path) for name, hint in hints if name != "return"}
