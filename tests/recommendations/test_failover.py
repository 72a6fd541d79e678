"""A server that was replaced keeps our connection: it is given up at the first refusal (case 60)."""

import socketserver
import threading
from contextlib import contextmanager

import pytest

from bookstore.engines import Timeout
from bookstore.errors import Unavailable
from chalicelib.also_bought import gremlin_connection
from chalicelib.also_bought.gremlin_connection import GremlinConnection
from chalicelib.bestsellers.entries import to_placement
from chalicelib.bestsellers.leaderboard import RedisLeaderboard, connect_redis
from chalicelib.ledger.entry import BookTotals, Counts
from tests.flaky_proxy import FlakyProxy
from tests.recommendations.builders import NOON, TODAY

LONG = Timeout(60)
EMMA = to_placement(BookTotals("emma", "Fiction", True, Counts(2, 1), {TODAY: Counts(2, 1)}, 1), TODAY)


class Server(socketserver.ThreadingTCPServer):
    """A server whose connections outlive it, as those to a server that was replaced do."""

    daemon_threads = True


class Replica(socketserver.StreamRequestHandler):
    """Refuses every command of a connection, as a replica does that was the primary until a moment ago."""

    def handle(self):
        while header := self.rfile.readline():
            for _ in range(int(header[1:])):
                self.rfile.readline(), self.rfile.readline()
            self.wfile.write(b"-READONLY You can't write against a read only replica.\r\n")


@contextmanager
def replica():
    with Server(("127.0.0.1", 0), Replica) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


def test_after_a_failover_of_redis_the_next_write_finds_the_new_primary(redis_line, list_target):
    """The address is the same, and leads to another server: first to a former primary, then to the new one."""
    primary = redis_line.engine_port
    lists = RedisLeaderboard(lambda: connect_redis(f"redis://127.0.0.1:{redis_line.port}/0"), LONG)
    with replica() as port:
        redis_line.engine_port = port
        with pytest.raises(Unavailable):
            lists.save(list_target, EMMA, NOON)
    redis_line.engine_port = primary
    lists.save(list_target, EMMA, NOON)
    assert lists.load_members(list_target, "all") == {"emma"}


def test_after_a_failover_of_the_graph_the_next_query_opens_another_connection(engine, monkeypatch):
    with FlakyProxy(engine("gremlin").ports.gremlin) as line:
        connection = GremlinConnection(f"ws://127.0.0.1:{line.port}/gremlin")
        connection.run(lambda g: g.inject(1).to_list(), LONG)

        def refuse(g):
            raise gremlin_connection._to_error(400, '{"code":"ReadOnlyViolationException"}')

        with pytest.raises(Unavailable):
            connection.run(refuse, LONG)
        assert connection.run(lambda g: g.inject(1).to_list(), LONG) == [1]
        assert line.connection_count == 2
