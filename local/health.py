"""Ask a component for its health over the loopback address."""

import http.client
import json
import socket
from http import HTTPStatus
from typing import Any

from local.ports import HOST

TIMEOUT = 3.0


def send_request(
    port: int, path: str, *, body: str | None = None, headers: dict[str, str] | None = None
) -> tuple[int, bytes]:
    """Send one HTTP request, POST when it has a body; return status and body, status 0 when nothing answers."""
    connection = http.client.HTTPConnection(HOST, port, timeout=TIMEOUT)
    try:
        connection.request("POST" if body else "GET", path, body, headers or {})
        response = connection.getresponse()
        return response.status, response.read()
    except (OSError, http.client.HTTPException):
        return 0, b""
    finally:
        connection.close()


def is_ok(port: int, path: str) -> bool:
    """Tell whether the response is 200 OK."""
    return send_request(port, path)[0] == HTTPStatus.OK


def get_json(port: int, path: str) -> Any:
    """Return the JSON of a response, or None when it is not 200 OK."""
    status, body = send_request(port, path)
    return json.loads(body) if status == HTTPStatus.OK else None


def responds_with(port: int, request: bytes, expected: bytes) -> bool:
    """Send a line of another protocol than HTTP and tell whether the response begins as expected."""
    try:
        with socket.create_connection((HOST, port), TIMEOUT) as connection:
            connection.sendall(request)
            return connection.recv(64).startswith(expected)
    except OSError:
        return False
