"""How long the shop waits for OpenSearch, and what its errors mean."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from opensearchpy.exceptions import RequestError

from bookstore.errors import Unavailable
from chalicelib.index import connection as here
from chalicelib.model.view import TargetMissing
from chalicelib.settings import settings


@pytest.fixture
def connected(monkeypatch):
    """Makes a client of this address, with the shop's own patience."""

    def connect(url, **more):
        given = {"STAGE": "t", "TABLE": "t", "EVENT_BUS": "b", "PARKED_URL": "p", "OPENSEARCH_URL": url, **more}
        for name, value in given.items():
            monkeypatch.setenv(name, value)
        settings.cache_clear()
        here.connection.cache_clear()
        return here.connection(here.IMPATIENT)

    yield connect
    settings.cache_clear()
    here.connection.cache_clear()


def ask(client):
    return here.asked(lambda: client.search(index="books-t", body={}))


@contextmanager
def answering(status: int, body: bytes) -> Iterator[tuple[str, list]]:
    """A server that always says the same; what it was asked is in the list."""
    asked: list = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            asked.append(self.headers)
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words):
            """Says nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()


@contextmanager
def silent() -> Iterator[str]:
    """Accepts connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


def test_nobody_listening_is_unavailable(connected):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        url = f"http://127.0.0.1:{closed.getsockname()[1]}"
    with pytest.raises(Unavailable, match="away"):
        ask(connected(url))


def test_a_silent_engine_is_waited_for_a_third_of_a_second_and_asked_once(connected):
    with silent() as url:
        client = connected(url)
        began = time.monotonic()
        with pytest.raises(Unavailable, match="away"):
            ask(client)
        assert here.IMPATIENT <= time.monotonic() - began < 2 * here.IMPATIENT + 0.3


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_busy_engine_is_unavailable_and_asked_once(connected, status):
    with answering(status, b'{"error": {"type": "rejected"}}') as (url, asked):
        with pytest.raises(Unavailable, match="busy"):
            ask(connected(url))
        assert len(asked) == 1


def test_a_missing_index_is_missed(connected):
    with answering(404, b'{"error": {"type": "index_not_found_exception"}}') as (url, _), pytest.raises(TargetMissing):
        ask(connected(url))


def test_a_mistake_of_ours_rises(connected):
    with answering(400, b'{"error": {"type": "parsing_exception"}}') as (url, _), pytest.raises(RequestError):
        ask(connected(url))


def test_of_several_questions_the_first_that_has_no_answer_decides():
    several = [{"hits": {}}, {"status": 404, "error": {"type": "index_not_found_exception"}}]
    with pytest.raises(TargetMissing):
        here.answers({"responses": several})
    assert here.answers({"responses": several[:1]}) == [{"hits": {}}]


def test_a_mistake_of_ours_rises_also_when_several_are_asked():
    mistake = {"status": 400, "error": {"type": "parsing_exception", "reason": "unknown query [telepathy]"}}
    with pytest.raises(ValueError, match="telepathy"):
        here.answers({"responses": [mistake]})


def test_on_aws_a_request_is_signed_by_the_functions_role(connected, monkeypatch):
    credentials = {"AWS_ACCESS_KEY_ID": "AKIAEXAMPLE", "AWS_SECRET_ACCESS_KEY": "s", "AWS_SESSION_TOKEN": "token-1"}
    for name, value in (credentials | {"AWS_REGION": "eu-west-1"}).items():
        monkeypatch.setenv(name, value)
    with answering(200, b'{"hits": {"hits": []}}') as (url, asked):
        ask(connected(url, OPENSEARCH_SIGNED="true"))
    signature = asked[0]["Authorization"]
    assert signature.startswith("AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE/")
    assert "/eu-west-1/es/aws4_request" in signature
    assert asked[0]["X-Amz-Security-Token"] == "token-1"


def test_elsewhere_nothing_is_signed(connected):
    with answering(200, b'{"hits": {"hits": []}}') as (url, asked):
        ask(connected(url))
    assert asked[0]["Authorization"] is None
