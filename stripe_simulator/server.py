"""Speaks HTTP: reads requests from sockets, finds who answers them, and writes the answers back."""

import socket
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

from stripe_simulator.bank import three_d_secure
from stripe_simulator.controls import routes
from stripe_simulator.controls.body import decoded
from stripe_simulator.protocol import api, forms
from stripe_simulator.protocol.errors import InvalidParameter, StripeError
from stripe_simulator.protocol.messages import Answer, Request, answer_with
from stripe_simulator.simulator import Simulator

LARGEST_BODY = 1_000_000

CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, PUT, PATCH, POST, DELETE",
    "Access-Control-Allow-Headers": "*, Authorization, Content-Type, Idempotency-Key, Stripe-Version",
    "Access-Control-Expose-Headers": "Request-Id, Stripe-Should-Retry, Idempotent-Replayed",
    "Access-Control-Max-Age": "300",
}


class Server(ThreadingHTTPServer):
    """One thread per connection; connections are kept open, as the SDK likes them."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, simulator: Simulator, port: int) -> None:
        self.simulator = simulator
        super().__init__(("127.0.0.1", port), Handler)


class Handler(BaseHTTPRequestHandler):
    """Reads one request after the other from a connection."""

    server: Server
    protocol_version = "HTTP/1.1"
    server_version = "StripeSimulator"
    sys_version = ""
    wbufsize = -1

    def setup(self) -> None:
        super().setup()
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)

    def handle_any(self) -> None:
        """Every method ends here; the answer leaves in one write."""
        answer = self._answer()
        if answer.dropped:
            self.close_connection = True
            return
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(answer.body)))
        for name, value in {**CORS, **answer.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    do_GET = do_HEAD = do_POST = do_DELETE = do_OPTIONS = handle_any

    def log_message(self, format: str, *arguments: object) -> None:
        """Says nothing: a line per request would drown what matters, and events keep the trace."""

    def _answer(self) -> Answer:
        split = urlsplit(self.path)
        path = unquote(split.path)
        try:
            return self._dispatch(path, split.query.encode(), self._body())
        except StripeError as error:
            return three_d_secure.refused(error) if path == three_d_secure.PATH else api.refused(error)

    def _dispatch(self, path: str, query: bytes, body: bytes) -> Answer:
        simulator = self.server.simulator
        method = "GET" if self.command == "HEAD" else self.command
        headers = {name.lower(): value for name, value in self.headers.items()}
        if method == "OPTIONS":
            return Answer(204, b"")
        if path == "/health":
            return answer_with({"status": "ok"})
        if path.startswith(routes.PREFIX):
            request = Request(method, path, forms.decode(query), headers)
            return routes.answer(simulator, request, {**request.form, **decoded(body)})
        if path == three_d_secure.PATH:
            request = Request(method, path, {**forms.decode(query), **forms.decode(body)}, headers)
            with simulator.store.lock:
                return (three_d_secure.answer_it if method == "POST" else three_d_secure.show)(simulator, request)
        form = forms.decode(body if method == "POST" else query)
        return api.answer(simulator, Request(method, path, form, headers))

    def _body(self) -> bytes:
        length = self.headers.get("Content-Length", "0")
        if "Transfer-Encoding" in self.headers or not length.isdecimal() or int(length) > LARGEST_BODY:
            self.close_connection = True
            raise InvalidParameter(f"A body needs a Content-Length of at most {LARGEST_BODY} bytes.")
        return self.rfile.read(int(length))
