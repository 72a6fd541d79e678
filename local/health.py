"""Small questions to a part over the loopback address."""

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
    """Status and body of one HTTP request (POST when it has a body); status 0 when nobody answers."""
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
    """True for 200 OK and nothing else."""
    return send_request(port, path)[0] == HTTPStatus.OK


def get_json(port: int, path: str) -> Any:
    """None when nobody answers, or not well."""
    status, body = send_request(port, path)
    return json.loads(body) if status == HTTPStatus.OK else None


def responds_with(port: int, question: bytes, expected: bytes) -> bool:
    """For a protocol that is not HTTP: send a line, look at how the answer begins."""
    try:
        with socket.create_connection((HOST, port), TIMEOUT) as line:
            line.sendall(question)
            return line.recv(64).startswith(expected)
    except OSError:
        return False
