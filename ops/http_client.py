"""A client of the shop's HTTP API, for a customer who is signed in or a guest."""

import time
from collections.abc import Mapping
from typing import Any

import httpx

from deploy.errors import UserError

MOST_ATTEMPTS = 6
TIMEOUT = 300.0  # seconds; the shop itself ends what takes too long, on a slow machine later than on a quick one


class ShopClient:
    """Send requests as a browser does; a refusal raises RequestRefused unless `request` is used."""

    def __init__(self, api: str, token: str | None = None) -> None:
        self.token = token
        headers = {"Authorization": token} if token else {}
        self._http = httpx.Client(base_url=api, headers=headers, timeout=TIMEOUT)

    def request(self, method: str, path: str, **options: Any) -> httpx.Response:
        """Send a request and return the response, whatever its status."""
        return self._http.request(method, path, **options)

    def get(self, path: str, **query: str | int) -> Any:
        """Return the JSON of a successful response; repeat a request that is answered 503, five times at most."""
        for _ in range(MOST_ATTEMPTS):
            response = self.request("GET", path, params=query)
            if response.status_code != httpx.codes.SERVICE_UNAVAILABLE:
                break
            time.sleep(float(response.headers.get("Retry-After", "1")))
        return self._require_success(response)

    def send(self, method: str, path: str, body: Any = None, headers: Mapping[str, str] | None = None) -> Any:
        """Send JSON and return the JSON of a successful response, or None when it has no content."""
        return self._require_success(self.request(method, path, json=body, headers=dict(headers or {})))

    @staticmethod
    def _require_success(response: httpx.Response) -> Any:
        if response.is_error:
            raise RequestRefused.from_response(response)
        return response.json() if response.content else None


class RequestRefused(UserError):
    """The shop refused a request; the message holds the request and the response."""

    @classmethod
    def from_response(cls, response: httpx.Response) -> "RequestRefused":
        """Build the error from a response."""
        return cls(f"{response.request.method} {response.request.url}: {response.status_code} {response.text[:500]}")
