"""A Chalice blueprint whose routes read parameters, respond and log one line each in the same way."""

import time
from collections.abc import Callable
from typing import Any, TypeVar

from chalice import Blueprint, CognitoUserPoolAuthorizer
from chalice.app import Request, Response

from bookstore import correlation, environment, logs
from bookstore.errors import BookstoreError, NotFound
from bookstore.web.rate_limit import RateLimit, count_request
from bookstore.web.responses import to_error_response, to_response, translate_chalice_error, with_common_headers
from bookstore.web.routes import Route

View = TypeVar("View", bound=Callable[..., Any])


class Api(Blueprint):
    """The routes of one service."""

    def __init__(self, import_name: str) -> None:
        super().__init__(import_name)
        self.routes: list[Route] = []
        self._paths: set[str] = set()
        self.register_middleware(self._translate_errors, "http")
        self._customers = CognitoUserPoolAuthorizer("Readers", provider_arns=[environment.arn("USER_POOL_ARN")])

    def get(self, path: str, **options: Any) -> Callable[[View], View]:
        """Add a GET route, which answers HEAD as well; the options are those of `_add`."""
        return self._add("GET", path, **options)

    def post(self, path: str, **options: Any) -> Callable[[View], View]:
        """Add a POST route."""
        return self._add("POST", path, **options)

    def put(self, path: str, **options: Any) -> Callable[[View], View]:
        """Add a PUT route."""
        return self._add("PUT", path, **options)

    def delete(self, path: str, **options: Any) -> Callable[[View], View]:
        """Add a DELETE route."""
        return self._add("DELETE", path, **options)

    def _add(
        self,
        method: str,
        path: str,
        *,
        status: int = 200,
        raises: tuple[type[BookstoreError], ...] = (),
        limits: tuple[RateLimit, ...] = (),
        content_types: tuple[str, ...] = ("application/json",),
    ) -> Callable[[View], View]:
        def register(view: View) -> View:
            route = Route(method, path, view, status, raises, limits)
            self.routes.append(route)
            self._paths.add(path)
            authorizer = {"authorizer": self._customers} if route.has_caller else {}
            handler = self._handler(route)
            methods = [method, "HEAD"] if method == "GET" else [method]
            self.route(path, methods=methods, name=route.name, content_types=list(content_types), **authorizer)(handler)
            return view

        return register

    def _handler(self, route: Route) -> Callable[..., Response]:
        parameters = route.parameter_readers()

        def handle(**_: str) -> Response:
            request = self.current_request
            request_id = (request.context or {}).get("requestId", "")
            client_id = (request.headers or {}).get("x-correlation-id")
            with correlation.of(correlation.choose(client_id, request_id)):
                return _log_request(route, request.method, lambda: _respond(route, parameters, request, request_id))

        handle.__name__ = route.name
        return handle

    def _translate_errors(self, request: Request, get_response: Callable[[Request], Response]) -> Response:
        """Give the errors that Chalice finds by itself the shape of all others."""
        request_id = (request.context or {}).get("requestId", "")
        if request.context["resourcePath"] not in self._paths:
            return to_error_response(NotFound("There is nothing at this address."), request_id)
        return translate_chalice_error(get_response(request), request_id)


def _respond(route: Route, parameters: dict[str, Any], request: Request, request_id: str) -> Response:
    try:
        values = {name: read(request) for name, read in parameters.items()}
        count_request(route.limits, values, request)
        response = to_response(route.function(**values), route.status)
    except Exception as error:
        response = to_error_response(error, request_id)
    if request.method == "HEAD":
        response.body = ""
    return response


def _log_request(route: Route, method: str, respond: Callable[[], Response]) -> Response:
    started = time.perf_counter()
    response = with_common_headers(respond(), is_personal=route.is_personal)
    elapsed_ms = round((time.perf_counter() - started) * 1000, 1)
    logs.info("request handled", method=method, route=route.path, status=response.status_code, ms=elapsed_ms)
    return response
