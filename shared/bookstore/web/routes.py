"""A route as data: what the OpenAPI document is generated from."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, get_type_hints

from bookstore.errors import BookstoreError
from bookstore.web.parameters import SIGNED_IN, Reader, reader


@dataclass(frozen=True)
class Route:
    """One path and method with the view that answers; `raises` are the refusals particular to it."""

    method: str
    path: str
    view: Callable[..., Any]
    status: int
    raises: tuple[type[BookstoreError], ...] = ()

    @property
    def hints(self) -> dict[str, Any]:
        """The view's annotations, `return` included."""
        return get_type_hints(self.view, include_extras=True)

    @property
    def who(self) -> type | None:
        """Customer, Admin, or None where anyone may ask."""
        return next((hint for hint in self.hints.values() if hint in SIGNED_IN), None)

    @property
    def name(self) -> str:
        """`list_books`: unique in the service."""
        return self.view.__name__

    @property
    def summary(self) -> str:
        """The view's docstring."""
        return inspect.getdoc(self.view) or ""

    def readers(self) -> dict[str, Reader]:
        """How to read each of the view's parameters; who asks comes first, so that a stranger learns no rule."""
        hints = sorted(self.hints.items(), key=lambda pair: pair[1] not in SIGNED_IN)
        return {name: reader(name, hint, self.path) for name, hint in hints if name != "return"}
