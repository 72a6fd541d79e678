"""The HTTP server: dispatches requests to the API, the controls and the 3-D Secure page."""

import socket
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

from stripe_simulator.bank import three_d_secure
from stripe_simulator.controls import routes
from stripe_simulator.controls.body import decode
from stripe_simulator.protocol import api, forms
from stripe_simulator.protocol.errors import InvalidParameter, StripeError
from stripe_simulator.protocol.messages import Request, Response, json_response
from stripe_simulator.simulator import Simulator

MAX_BODY_BYTES = 1_000_000

CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, PUT, PATCH, POST, DELETE",
    "Access-Control-Allow-Headers": "*, Authorization, Content-Type, Idempotency-Key, Stripe-Version",
    "Access-Control-Expose-Headers": "Request-Id, Stripe-Should-Retry, Idempotent-Replayed",
    "Access-Control-Max-Age": "300",
}


class Server(ThreadingHTTPServer):
    """A server on 127.0.0.1 with one thread per connection; connections are kept alive, as the SDK expects."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, simulator: Simulator, port: int) -> None:
        self.simulator = simulator
        super().__init__(("127.0.0.1", port), Handler)


class Handler(BaseHTTPRequestHandler):
    """Handles the requests of one connection, one after the other."""

    server: Server
    protocol_version = "HTTP/1.1"
    server_version = "StripeSimulator"
    sys_version = ""
    wbufsize = -1

    def setup(self) -> None:
        super().setup()
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)

    def handle_any(self) -> None:
        """Handle a request of any method and write the response at once."""
        response = self._respond()
        if response.dropped:
            self.close_connection = True
            return
        self.send_response(response.status)
        self.send_header("Content-Type", response.content_type)
        self.send_header("Content-Length", str(len(response.body)))
        for name, value in {**CORS, **response.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(response.body)

    do_GET = do_HEAD = do_POST = do_DELETE = do_OPTIONS = handle_any

    def log_message(self, format: str, *arguments: object) -> None:
        """Log nothing: GET /v1/events and GET /_simulator/deliveries show what happened."""

    def _respond(self) -> Response:
        split = urlsplit(self.path)
        path = unquote(split.path)
        try:
            return self._dispatch(path, split.query.encode(), self._read_body())
        except StripeError as error:
            return three_d_secure.error_page(error) if path == three_d_secure.PATH else api.error_response(error)

    def _dispatch(self, path: str, query: bytes, body: bytes) -> Response:
        simulator = self.server.simulator
        method = "GET" if self.command == "HEAD" else self.command
        headers = {name.lower(): value for name, value in self.headers.items()}
        if method == "OPTIONS":
            return Response(204, b"")
        if path == "/health":
            return json_response({"status": "ok"})
        if path.startswith(routes.PREFIX):
            request = Request(method, path, forms.decode(query), headers)
            return routes.handle(simulator, request, {**request.form, **decode(body)})
        if path == three_d_secure.PATH:
            request = Request(method, path, {**forms.decode(query), **forms.decode(body)}, headers)
            with simulator.store.lock:
                return (three_d_secure.submit if method == "POST" else three_d_secure.show_page)(simulator, request)
        form = forms.decode(body if method == "POST" else query)
        return api.handle(simulator, Request(method, path, form, headers))

    def _read_body(self) -> bytes:
        length = self.headers.get("Content-Length", "0")
        if "Transfer-Encoding" in self.headers or not length.isdecimal() or int(length) > MAX_BODY_BYTES:
            self.close_connection = True
            raise InvalidParameter(f"A body needs a Content-Length of at most {MAX_BODY_BYTES} bytes.")
        return self.rfile.read(int(length))
