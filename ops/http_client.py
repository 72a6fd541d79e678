"""Somebody at the shop's one address, signed in or not."""

import time
from collections.abc import Mapping
from typing import Any

import httpx

from deploy.errors import UserError

MOST_ATTEMPTS = 6
TIMEOUT = 300.0  # seconds; the shop itself ends what takes too long, on a slow machine later than on a quick one


class ShopClient:
    """Asks as a browser does; a refusal raises Refused unless `ask` is used."""

    def __init__(self, api: str, token: str | None = None) -> None:
        headers = {"Authorization": token} if token else {}
        self._http = httpx.Client(base_url=api, headers=headers, timeout=TIMEOUT)

    def ask(self, method: str, path: str, **how: Any) -> httpx.Response:
        """The answer, whatever its status."""
        return self._http.request(method, path, **how)

    def get(self, path: str, **query: str | int) -> Any:
        """The JSON of a good answer; a reader who is told that a part is busy looks again, five times at most."""
        for _ in range(MOST_ATTEMPTS):
            answer = self.ask("GET", path, params=query)
            if answer.status_code != httpx.codes.SERVICE_UNAVAILABLE:
                break
            time.sleep(float(answer.headers.get("Retry-After", "1")))
        return self._good(answer)

    def send(self, method: str, path: str, body: Any = None, headers: Mapping[str, str] | None = None) -> Any:
        """The JSON of a good answer, or None."""
        return self._good(self.ask(method, path, json=body, headers=dict(headers or {})))

    @staticmethod
    def _good(answer: httpx.Response) -> Any:
        if answer.is_error:
            raise RequestRefused.by(answer)
        return answer.json() if answer.content else None


class RequestRefused(UserError):
    """The shop said no; the message holds the request and the answer."""

    @classmethod
    def by(cls, answer: httpx.Response) -> "RequestRefused":
        """The refusal that an answer is."""
        return cls(f"{answer.request.method} {answer.request.url}: {answer.status_code} {answer.text[:500]}")
