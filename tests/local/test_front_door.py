"""The front door: everything passes through it unchanged, but for the Host header, and text that is packed."""

import gzip
import http.client
import http.server
import json
import threading
from contextlib import contextmanager

import pytest

from local.front_door import MAX_INFLATED
from tests.local.free_ports import free_base
from tests.local.serving import serve_front_door

DOMAIN = "d123.cloudfront.net"


class Behind(http.server.BaseHTTPRequestHandler):
    """Answers with what it heard; /empty with 204, /moved with a redirect."""

    protocol_version = "HTTP/1.1"

    def respond(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        status = {"/empty": 204, "/moved": 302}.get(self.path, 200)
        printed = b"" if status == 204 else json.dumps(self.describe_request(body)).encode()
        self.send_response(status)
        self.send_header("Location", "/elsewhere")
        self.send_header("Set-Cookie", "a=1")
        self.send_header("Set-Cookie", "b=2")
        self.send_header("X-Cache", "Miss")
        self.send_header("Content-Type", {"/picture": "image/webp"}.get(self.path, "application/json"))
        if status != 204:
            self.send_header("Content-Length", str(len(printed)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(printed)

    def describe_request(self, body):
        headers = {name.lower(): value for name, value in self.headers.items()}
        return {"method": self.command, "path": self.path, "headers": headers, "body": body.decode("latin-1")}

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = do_PATCH = do_OPTIONS = respond

    def log_message(self, *_):
        """Tests read answers, not logs."""


@contextmanager
def serving(port):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Behind)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def base(tmp_path):
    """The door on `base`, open to whatever listens on `base + 1`."""
    ports = free_base()
    with serve_front_door(ports, ports + 1, tmp_path):
        yield ports


def request_front_door(base, method, path, body=None, headers=None):
    connection = http.client.HTTPConnection("127.0.0.1", base)
    connection.request(method, path, body, headers or {})
    response = connection.getresponse()
    read = response.read()
    connection.close()
    return response, read


@pytest.fixture
def deployed(base, tmp_path):
    (tmp_path / "distribution").write_text(DOMAIN + "\n")
    with serving(base + 1):
        yield base


def test_a_request_reaches_the_distribution_as_it_was_sent(deployed):
    headers = {
        "Authorization": "Bearer x",
        "X-Odd": "ü".encode().decode("latin-1"),
        "Connection": "keep-alive, X-Hop",
        "X-Hop": "1",
    }
    response, read = request_front_door(deployed, "POST", "/api/orders/a%2Fb?q=a%20b&q=%C3%BC", b"\x00\xff{}", headers)
    received = json.loads(read)
    assert response.status == 200
    assert received["method"] == "POST"
    assert received["path"] == "/api/orders/a%2Fb?q=a%20b&q=%C3%BC"
    assert received["body"] == "\x00\xff{}"
    assert received["headers"] == {
        "host": DOMAIN,
        "authorization": "Bearer x",
        "x-odd": "ü".encode().decode("latin-1"),
        "content-length": "4",
        "accept-encoding": "identity",
    }


def test_a_compressed_body_arrives_inflated_as_behind_api_gateway(deployed):
    headers = {"Content-Encoding": "gzip", "Content-Type": "application/json"}
    _, read = request_front_door(deployed, "POST", "/api/cart/carts", gzip.compress(b'{"a": 1}'), headers)
    received = json.loads(read)
    assert received["body"] == '{"a": 1}'
    assert "content-encoding" not in received["headers"]
    assert received["headers"]["content-length"] == "8"


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "GZIP"])
@pytest.mark.parametrize("body", [b"{}", gzip.compress(b"{}")[:-4], gzip.compress(b"{}") + b"x"])
def test_a_body_that_is_not_as_its_encoding_says_is_refused_in_the_shops_shape(deployed, encoding, body):
    response, read = request_front_door(deployed, "POST", "/api/cart/carts", body, {"Content-Encoding": encoding})
    assert (response.status, json.loads(read)["error"]["code"]) == (400, "bad_request")


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "none of them"])
def test_a_body_of_another_encoding_is_passed_on_to_the_service_which_refuses_it(deployed, encoding):
    _, read = request_front_door(deployed, "POST", "/api/cart/carts", b"packed", {"Content-Encoding": encoding})
    received = json.loads(read)
    assert (received["headers"]["content-encoding"], received["body"]) == (encoding, "packed")


def test_a_body_that_inflates_beyond_the_gateways_limit_is_refused(deployed):
    packed = gzip.compress(b"0" * (MAX_INFLATED + 1))
    response, read = request_front_door(deployed, "POST", "/api/cart/carts", packed, {"Content-Encoding": "gzip"})
    assert (response.status, json.loads(read)["error"]["code"]) == (413, "too_large")


def test_a_response_is_returned_with_every_header(deployed):
    response, _ = request_front_door(deployed, "GET", "/")
    assert response.headers.get_all("Set-Cookie") == ["a=1", "b=2"]
    assert response.headers["X-Cache"] == "Miss"


def test_text_comes_packed_to_whoever_can_unpack_it(deployed):
    response, read = request_front_door(deployed, "GET", "/", headers={"Accept-Encoding": "br, gzip"})
    assert response.headers["Content-Encoding"] == "gzip"
    assert response.headers["Vary"] == "Accept-Encoding"
    assert json.loads(gzip.decompress(read))["path"] == "/"


def test_a_picture_is_packed_already(deployed):
    response, _ = request_front_door(deployed, "GET", "/picture", headers={"Accept-Encoding": "gzip"})
    assert response.headers["Content-Encoding"] is None


def test_a_redirect_is_for_the_browser_and_is_not_followed(deployed):
    response, _ = request_front_door(deployed, "GET", "/moved")
    assert response.status == 302
    assert response.headers["Location"] == "/elsewhere"


def test_a_response_without_a_body_has_none(deployed):
    response, read = request_front_door(deployed, "DELETE", "/empty")
    assert response.status == 204
    assert read == b""
    assert response.headers.get("Transfer-Encoding") is None


def test_head_tells_the_length_and_sends_nothing(deployed):
    response, read = request_front_door(deployed, "HEAD", "/")
    assert response.status == 200
    assert read == b""
    assert int(response.headers["Content-Length"]) > 0


def test_a_large_upload_passes_through(deployed):
    _, read = request_front_door(deployed, "PUT", "/covers/x", b"x" * 5_000_000)
    assert len(json.loads(read)["body"]) == 5_000_000


def test_one_connection_carries_many_requests(deployed):
    connection = http.client.HTTPConnection("127.0.0.1", deployed)
    statuses = []
    for method in ("GET", "HEAD", "DELETE", "POST"):
        connection.request(method, "/empty" if method == "DELETE" else "/")
        response = connection.getresponse()
        response.read()
        statuses.append(response.status)
    assert statuses == [200, 200, 204, 200]


def test_before_a_deployment_the_front_door_reports_it(base):
    response, read = request_front_door(base, "GET", "/api/catalog/books")
    error = json.loads(read)["error"]
    assert response.status == 503
    assert error["code"] == "not_deployed"
    assert error["details"] == {}
    assert set(error) == {"code", "message", "details", "request_id"}


def test_an_unavailable_local_aws_is_reported(base, tmp_path):
    (tmp_path / "distribution").write_text(DOMAIN)
    response, read = request_front_door(base, "POST", "/api/orders/orders", b"{}")
    assert response.status == 502
    assert json.loads(read)["error"]["code"] == "emulator_away"


@pytest.mark.parametrize("path", ["/graphql", "/graphql/realtime"])
def test_without_a_graphql_api_the_front_door_reports_it(deployed, path):
    response, read = request_front_door(deployed, "GET", path)
    assert response.status == 503
    assert json.loads(read)["error"]["message"] == "No GraphQL API is deployed here."


def test_graphql_goes_to_the_api_and_not_through_the_distribution(deployed, tmp_path):
    (tmp_path / "graphql_api").write_text("abc123\n")
    _, read = request_front_door(deployed, "POST", "/graphql?x=1", b"{}", {"x-api-key": "da2-1"})
    received = json.loads(read)
    assert (received["path"], received["body"]) == ("/graphql?x=1", "{}")
    assert received["headers"]["host"] == "abc123.appsync-api.localhost"
    assert received["headers"]["x-api-key"] == "da2-1"


def test_an_unavailable_local_aws_is_reported_to_a_websocket(base, tmp_path):
    (tmp_path / "graphql_api").write_text("abc123")
    upgrade = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13"}
    response, _ = request_front_door(base, "GET", "/graphql/realtime", headers=upgrade)
    assert response.status == 502


def test_a_new_deployment_is_served_without_a_restart(deployed, tmp_path):
    assert json.loads(request_front_door(deployed, "GET", "/")[1])["headers"]["host"] == DOMAIN
    (tmp_path / "distribution").write_text("d456.cloudfront.net")
    assert json.loads(request_front_door(deployed, "GET", "/")[1])["headers"]["host"] == "d456.cloudfront.net"


def test_the_front_door_is_healthy_whatever_is_behind_it(base):
    response, read = request_front_door(base, "GET", "/_door/health")
    assert response.status == 200
    assert json.loads(read) == {"status": "ok"}
