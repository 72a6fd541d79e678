"""A client of AppSync's real-time protocol."""

import base64
import json
from typing import Any
from urllib.parse import quote

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from websocket import create_connection

from tests.local.appsync.graphql_api import Api

TIMEOUT = 60  # seconds, for a busy machine


class Client:
    """One connection; `by` says how its credentials are sent."""

    def __init__(self, api: Api, by: str = "query", port: int | None = None, path: str = "/graphql", **headers: str):
        self.host = f"{api.api_id}.appsync-realtime-api.us-east-1.localhost"
        self.headers = headers or {"x-api-key": api.key}
        encoded = base64.urlsafe_b64encode(json.dumps({"host": self.host, **self.headers}).encode()).decode()
        protocols, query, plain = ["graphql-ws"], "", []
        if by == "query":
            query = f"?header={quote(base64.b64encode(base64.urlsafe_b64decode(encoded)))}&payload=e30="
        elif by == "subprotocol":
            protocols.append(f"header-{encoded.rstrip('=')}")
        else:
            plain = [f"{name}: {value}" for name, value in self.headers.items()]
        self.socket = create_connection(
            f"ws://127.0.0.1:{port or api.system.ports.emulator}{path}{query}",
            host=self.host if port is None else None,
            subprotocols=protocols,
            header=plain,
            timeout=TIMEOUT,
        )

    def send(self, **message: Any) -> None:
        self.socket.send(json.dumps(message))

    def receive(self) -> Any:
        """The next message that is no keep-alive."""
        while (message := json.loads(self.socket.recv()))["type"] == "ka":
            pass
        return message

    def start(self, name: str, query: str, headers: dict[str, str] | None = None, **variables: Any) -> Any:
        """The answer to the start of a subscription, with the connection's credentials unless it has its own."""
        text = json.dumps({"query": query, "variables": variables})
        authorization = {"host": self.host, **(headers or self.headers)}
        self.send(id=name, type="start", payload={"data": text, "extensions": {"authorization": authorization}})
        return self.receive()

    def refusal(
        self, name: str, query: str, headers: dict[str, str] | None = None, **variables: Any
    ) -> tuple[str, str]:
        """Type and message of the error that a start is answered with."""
        answer = self.start(name, query, headers, **variables)
        assert answer["type"] == "error", answer
        (error,) = answer["payload"]["errors"]
        return error["errorType"], error["message"]


def signed(path: str, body: str, host: str, access_key: str, secret: str) -> dict[str, str]:
    """The headers of the request that an IAM client signs and does not send."""
    request = AWSRequest("POST", f"https://{host}{path}", {"host": host}, body)
    SigV4Auth(Credentials(access_key, secret), "appsync", "us-east-1").add_auth(request)
    return dict(request.headers)
