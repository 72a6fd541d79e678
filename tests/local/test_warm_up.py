"""The shop is looked at before it is called open."""

import http.server
import threading
from collections import Counter

import pytest

from local import warm_up
from local.system import System
from tests.local.free_ports import free_base


@pytest.fixture
def door(tmp_path):
    """Refuses, then stands in for what is not ready, and answers well at the third time."""
    requests = Counter()

    class Slow(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            requests[self.path] += 1
            self.send_response(200 if requests[self.path] > 1 else 503)
            self.end_headers()
            self.wfile.write(b'{"degraded":true}' if requests[self.path] == 2 else b'{"degraded":false}')

        def log_message(self, *words):
            pass

    system = System(tmp_path, free_base())
    with http.server.ThreadingHTTPServer(("127.0.0.1", system.ports.door), Slow) as server:
        threading.Thread(target=server.serve_forever).start()
        yield system, requests
        server.shutdown()


def test_each_page_is_requested_until_it_succeeds(door):
    system, requests = door
    printed = []
    warm_up.warm_up(system, printed.append)
    assert printed == []
    assert requests == dict.fromkeys(warm_up.PATHS, 3)


def test_a_page_that_fails_is_reported_and_does_not_end_the_command(tmp_path, monkeypatch):
    monkeypatch.setattr(warm_up, "TIMEOUT", 0.0)
    printed = []
    warm_up.warm_up(System(tmp_path, free_base()), printed.append)
    assert [line.split()[0] for line in printed] == list(warm_up.PATHS)
