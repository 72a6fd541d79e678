"""A Chalice blueprint whose routes read, act and answer in one way, and log one line each."""

import time
from collections.abc import Callable
from typing import Any, TypeVar

from chalice import Blueprint, CognitoUserPoolAuthorizer
from chalice.app import Request, Response

from bookstore import correlation, environment, logs
from bookstore.errors import BookstoreError
from bookstore.web.responses import to_error_response, to_response, with_correlation
from bookstore.web.routes import Route

View = TypeVar("View", bound=Callable[..., Any])


class Api(Blueprint):
    """The routes of one service."""

    def __init__(self, import_name: str) -> None:
        super().__init__(import_name)
        self.routes: list[Route] = []
        self._readers = CognitoUserPoolAuthorizer("Readers", provider_arns=[environment.arn("USER_POOL_ARN")])

    def get(self, path: str, **how: Any) -> Callable[[View], View]:
        """Answer GET; see `_add` for what `how` may say."""
        return self._add("GET", path, **how)

    def post(self, path: str, **how: Any) -> Callable[[View], View]:
        """Answer POST."""
        return self._add("POST", path, **how)

    def put(self, path: str, **how: Any) -> Callable[[View], View]:
        """Answer PUT."""
        return self._add("PUT", path, **how)

    def delete(self, path: str, **how: Any) -> Callable[[View], View]:
        """Answer DELETE."""
        return self._add("DELETE", path, **how)

    def _add(
        self,
        method: str,
        path: str,
        *,
        status: int = 200,
        raises: tuple[type[BookstoreError], ...] = (),
        content_types: tuple[str, ...] = ("application/json",),
    ) -> Callable[[View], View]:
        def register(view: View) -> View:
            route = Route(method, path, view, status, raises)
            self.routes.append(route)
            only = {"authorizer": self._readers} if route.who else {}
            handler = self._handler(route)
            self.route(path, methods=[method], name=route.name, content_types=list(content_types), **only)(handler)
            return view

        return register

    def _handler(self, route: Route) -> Callable[..., Response]:
        readers = route.readers()

        def handle(**_: str) -> Response:
            request = self.current_request
            request_id = (request.context or {}).get("requestId", "")
            offered = (request.headers or {}).get("x-correlation-id")
            with correlation.of(correlation.chosen(offered, request_id)):
                return _logged(route, lambda: _answered(route, readers, request, request_id))

        handle.__name__ = route.name
        return handle


def _answered(route: Route, readers: dict[str, Any], request: Request, request_id: str) -> Response:
    try:
        values = {name: read(request) for name, read in readers.items()}
        return to_response(route.view(**values), route.status)
    except Exception as problem:
        return to_error_response(problem, request_id)


def _logged(route: Route, respond: Callable[[], Response]) -> Response:
    began = time.perf_counter()
    response = with_correlation(respond())
    took = round((time.perf_counter() - began) * 1000, 1)
    logs.info("request", method=route.method, route=route.path, status=response.status_code, ms=took)
    return response
