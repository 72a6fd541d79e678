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
    asked = Counter()

    class Slow(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked[self.path] += 1
            self.send_response(200 if asked[self.path] > 1 else 503)
            self.end_headers()
            self.wfile.write(b'{"degraded":true}' if asked[self.path] == 2 else b'{"degraded":false}')

        def log_message(self, *words):
            pass

    system = System(tmp_path, free_base())
    with http.server.ThreadingHTTPServer(("127.0.0.1", system.ports.door), Slow) as server:
        threading.Thread(target=server.serve_forever).start()
        yield system, asked
        server.shutdown()


def test_each_question_is_asked_until_it_is_answered(door):
    system, asked = door
    said = []
    warm_up.warm_up(system, said.append)
    assert (said, asked) == ([], dict.fromkeys(warm_up.PATHS, 3))


def test_what_does_not_answer_is_told_and_keeps_nobody_out(tmp_path, monkeypatch):
    monkeypatch.setattr(warm_up, "TIMEOUT", 0.0)
    said = []
    warm_up.warm_up(System(tmp_path, free_base()), said.append)
    assert [line.split()[0] for line in said] == list(warm_up.PATHS)
