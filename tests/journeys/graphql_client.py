"""A client of the shop's GraphQL API at the shop's public address, as any client speaks it."""

import json
from dataclasses import dataclass
from typing import Any

import httpx

from ops.http_client import TIMEOUT
from ops.stage import Stage


@dataclass(frozen=True)
class Answer:
    """What was answered; `calls` counts the data sources that were called, which the emulator tells."""

    status: int
    body: Any
    calls: dict[str, int]

    @property
    def data(self) -> Any:
        """Return the data of an answer without errors."""
        assert self.status == 200, self.body
        assert "errors" not in self.body, json.dumps(self.body["errors"])[:2000]
        return self.body["data"]

    @property
    def errors(self) -> list[tuple[Any, Any]]:
        """Return each error's type and message."""
        return [(error.get("errorType"), error.get("message")) for error in self.body.get("errors", [])]

    @property
    def refused(self) -> dict[str, Any]:
        """Return the type of each error by the path of its field."""
        errors = self.body.get("errors", [])
        return {".".join(map(str, error.get("path") or ())): error.get("errorType") for error in errors}


class GraphqlClient:
    """Sends operations as somebody with a token, or with the public key as a visitor; other headers replace both."""

    def __init__(self, stage: Stage, token: str | None = None, **headers: str) -> None:
        self.stage, key = stage, stage.parameters["graphql-key"]
        self.headers = headers or ({"authorization": token} if token else {"x-api-key": key})
        self._url = f"{stage.parameters['public-url']}/graphql"
        self._http = httpx.Client(headers=self.headers, timeout=TIMEOUT)

    def request(self, query: str, /, **variables: Any) -> Answer:
        """Send one operation."""
        return self.post({"query": query, "variables": variables})

    def post(self, body: Any) -> Answer:
        """Send a body as it is."""
        response = self._http.post(self._url, json=body)
        return Answer(response.status_code, response.json(), _read_calls(response))

    def data(self, query: str, /, **variables: Any) -> Any:
        """Return the data of an answer without errors."""
        return self.request(query, **variables).data


def _read_calls(response: httpx.Response) -> dict[str, int]:
    listed = response.headers.get("x-emulator-source-calls", "")
    return {name: int(count) for name, _, count in (each.partition("=") for each in listed.split(", ") if each)}
