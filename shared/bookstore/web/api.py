"""A Chalice blueprint whose routes read parameters, respond and log one line each in the same way."""

import time
from collections.abc import Callable
from typing import Any, TypeVar

from chalice import Blueprint, CognitoUserPoolAuthorizer
from chalice.app import Request, Response

from bookstore import correlation, environment, logs
from bookstore.audit import Actor, acting, staff_actor
from bookstore.errors import BookstoreError
from bookstore.staff import Staff
from bookstore.web.rate_limit import RateLimit, count_request
from bookstore.web.responses import to_error_response, to_response, translate_chalice_error, with_common_headers
from bookstore.web.routes import ANY_METHOD, Route
from bookstore.web.unrouted import to_unrouted_response

View = TypeVar("View", bound=Callable[..., Any])


class Api(Blueprint):
    """The routes of one service."""

    def __init__(self, import_name: str) -> None:
        super().__init__(import_name)
        self.routes: list[Route] = []
        self._at: dict[str, dict[str, Route]] = {}  # the routes by path and method
        self.register_middleware(self._answer, "http")
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
    ) -> Callable[[View], View]:
        def register(view: View) -> View:
            route = Route(method, path, view, status, raises, limits)
            handler = self._handler(route)
            authorizer = {"authorizer": self._customers} if route.has_caller else {}
            if path not in self._at:
                self.route(path, methods=[ANY_METHOD], name="refuse_method", content_types=[])(handler)
            self.route(path, methods=list(route.methods), name=route.name, content_types=[], **authorizer)(handler)
            self.routes.append(route)
            self._at.setdefault(path, {}).update(dict.fromkeys(route.methods, route))
            return view

        return register

    def _handler(self, route: Route) -> Callable[..., Response]:
        parameters = route.parameter_readers()

        def handle(**_: str) -> Response:
            return _respond(route, parameters, self.current_request)

        handle.__name__ = route.name
        return handle

    def _answer(self, request: Request, get_response: Callable[[Request], Response]) -> Response:
        """Answer every request, also one of no route or one that Chalice refuses, in one shape and with one log line.

        Chalice's own check of the content type is off: `read_body` checks it, where there is a body to be read.
        """
        started = time.perf_counter()
        path, method = request.context["resourcePath"], request.method
        routes = self._at.get(path, {})
        route = routes.get(method)
        client_id = (request.headers or {}).get("x-correlation-id")
        with correlation.of(correlation.choose(client_id, request_id(request))):
            if route:
                response = translate_chalice_error(get_response(request), request_id(request))
            else:
                response = to_unrouted_response(routes, method, request_id(request))
            response = with_common_headers(response, is_personal=route is None or route.is_personal)
            if method == "HEAD":
                response.body = ""
            elapsed_ms = round((time.perf_counter() - started) * 1000, 1)
            logs.info("request handled", method=method, route=path, status=response.status_code, ms=elapsed_ms)
            return response


def request_id(request: Request) -> str:
    """Return the gateway's id of the request."""
    return str((request.context or {}).get("requestId", ""))


def _respond(route: Route, parameters: dict[str, Any], request: Request) -> Response:
    try:
        values = {name: read(request) for name, read in parameters.items()}
        count_request(route.limits, values, request)
        with acting(_actor(route, values)):
            return to_response(route.function(**values), route.status)
    except Exception as error:
        return to_error_response(error, request_id(request))


def _actor(route: Route, values: dict[str, Any]) -> Actor | None:
    """Return the member of staff for whom the route is answered; what it changes is audited."""
    member = next((value for value in values.values() if isinstance(value, Staff)), None)
    return staff_actor(member, route.name) if member else None
