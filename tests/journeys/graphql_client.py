"""A client of the shop's GraphQL API at the shop's public address."""

import json
from dataclasses import dataclass, field
from typing import Any

import httpx

from ops.http_client import TIMEOUT
from ops.stage import Stage


@dataclass(frozen=True)
class Answer:
    """The data, and the codes of what went wrong by the path of its field."""

    data: dict[str, Any]
    errors: dict[str, str] = field(default_factory=dict)


class GraphqlClient:
    """Send operations as somebody with a token, or with the public key as a visitor; other headers replace both."""

    def __init__(self, stage: Stage, token: str | None = None, **headers: str) -> None:
        self.stage, key = stage, stage.parameters["graphql-key"]
        self.headers = headers or ({"authorization": token} if token else {"x-api-key": key})
        self.url = f"{stage.parameters['public-url']}/graphql"
        self._http = httpx.Client(headers=self.headers, timeout=TIMEOUT)

    def post(self, query: str, **variables: Any) -> httpx.Response:
        """Send an operation and return the response, whatever its status."""
        return self._http.post(self.url, json={"query": query, "variables": variables})

    def execute(self, query: str, **variables: Any) -> Answer:
        """Return data and errors of an operation that was executed."""
        body = self.post(query, **variables).json()
        errors = {".".join(map(str, each.get("path") or ())): each.get("errorType") for each in body.get("errors", ())}
        return Answer(body.get("data") or {}, errors)

    def get(self, query: str, **variables: Any) -> dict[str, Any]:
        """Return the data of an operation that must succeed."""
        response = self.post(query, **variables)
        body = response.json()
        assert "errors" not in body, json.dumps(body["errors"])
        data: dict[str, Any] = body["data"]
        return data
