"""Servers that respond with something else than an engine's data, or do not respond."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

HOST = "127.0.0.1"


@contextmanager
def fixed_response(status: int, body: bytes) -> Iterator[tuple[str, list]]:
    """A server with one response to everything; the list holds the headers of each request."""
    requests: list = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            requests.append(self.headers)
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words):
            """Log nothing."""

    with ThreadingHTTPServer((HOST, 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://{HOST}:{server.server_port}", requests
        server.shutdown()


class SilentServer:
    """Accepts connections and never responds."""

    def __init__(self) -> None:
        self._socket = socket.create_server((HOST, 0))
        self.connections: list[socket.socket] = []
        self.url = f"http://{HOST}:{self._socket.getsockname()[1]}"
        Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Refuse connections from now on."""
        self._socket.shutdown(socket.SHUT_RDWR)  # closing alone would accept one more connection
        self._socket.close()
        for connection in self.connections:
            connection.close()

    def _accept(self) -> None:
        while True:
            try:
                self.connections.append(self._socket.accept()[0])
            except OSError:
                return


@contextmanager
def silent() -> Iterator[tuple[str, list]]:
    """A server that accepts connections and never responds; the list holds the connections."""
    server = SilentServer()
    yield server.url, server.connections
    server.close()


@contextmanager
def refused_connection() -> Iterator[tuple[str, list]]:
    """An address at which no server listens."""
    with socket.create_server((HOST, 0)) as closed:
        url = f"http://{HOST}:{closed.getsockname()[1]}"
    yield url, []
