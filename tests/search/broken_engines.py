"""Engines that answer something else than data, or nothing."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

HOST = "127.0.0.1"


@contextmanager
def answering(status: int, body: bytes) -> Iterator[tuple[str, list]]:
    """A server that always says the same; what it was asked is in the list."""
    asked: list = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            asked.append(self.headers)
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words):
            """Says nothing."""

    with ThreadingHTTPServer((HOST, 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://{HOST}:{server.server_port}", asked
        server.shutdown()


class Silent:
    """Accepts connections, counts them, and never answers."""

    def __init__(self) -> None:
        self._door = socket.create_server((HOST, 0))
        self._callers: list[socket.socket] = []
        self.url = f"http://{HOST}:{self._door.getsockname()[1]}"
        Thread(target=self._accept, daemon=True).start()

    @property
    def asked(self) -> list[socket.socket]:
        """Everybody who came."""
        return self._callers

    def close(self) -> None:
        """Refuse whoever comes now."""
        self._door.shutdown(socket.SHUT_RDWR)  # closing alone would let one more caller in
        self._door.close()
        for caller in self._callers:
            caller.close()

    def _accept(self) -> None:
        while True:
            try:
                self._callers.append(self._door.accept()[0])
            except OSError:
                return


@contextmanager
def silent() -> Iterator[tuple[str, list]]:
    """A server that accepts connections and never answers; who came is in the list."""
    server = Silent()
    yield server.url, server.asked
    server.close()


@contextmanager
def refusing() -> Iterator[tuple[str, list]]:
    """An address where nobody listens."""
    with socket.create_server((HOST, 0)) as closed:
        url = f"http://{HOST}:{closed.getsockname()[1]}"
    yield url, []
