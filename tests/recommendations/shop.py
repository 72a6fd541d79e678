"""The whole service with its engines: events go in, the table's stream carries them on, routes show what came of it."""

from tests.gateway import ask
from tests.recommendations.builders import NOON, order, told
from tests.recommendations.streaming import Stream
from tests.shapes import queued

BOOKS = [told("emma"), told("dracula"), told("walden", category="Nature"), told("faust", category="Drama")]


def bought_together(*books, readers=4, **what):
    return [order(*books, order_id=f"o-{n}", customer=f"c-{n}", **what) for n in range(readers)]


class Shop:
    """What a test does to recommendations, and sees of them."""

    def __init__(self, app, table, dynamodb, monkeypatch):
        from chalicelib import handlers

        self.app, self.functions = app, handlers
        self.parked: list[str] = []
        monkeypatch.setattr("bookstore.messaging.handlers.record_parker", lambda url: self.parked.append)
        monkeypatch.setattr("bookstore.clock.now", lambda: NOON)
        self.stream = Stream(table, dynamodb)
        whole(leaderboard(), views().get("bestsellers").serving)

    def hear(self, *events):
        assert self.functions.consume(queued(*events), None) == {"batchItemFailures": []}

    def project(self) -> tuple[int, int]:
        lists = self.stream.deliver(self.functions.project_lists, "ProjectLists")
        return lists, self.stream.deliver(self.functions.project_graph, "ProjectGraph")

    def top(self, **query) -> list[tuple[str, int | float]]:
        answer = ask(self.app, "GET", "/bestsellers", query={"window": "day", **query})
        return [(one["book"]["book_id"], one["score"]) for one in answer.body["items"]]

    def also_bought(self, book_id="emma") -> list[str]:
        answer = ask(self.app, "GET", "/books/{book_id}/also-bought", path={"book_id": book_id})
        return [one["book"]["book_id"] for one in answer.body["items"] if one["because"]]

    def drift(self) -> dict[str, int]:
        return {name: found["differing"] for name, found in self.functions.drift({}, None).items()}


def whole(lists, target):
    """Let the lists, empty as they are, be all there is to hold."""
    lists.create(target)
    lists.declare_ready(target)


def leaderboard():
    from chalicelib.bestsellers.leaderboard import leaderboard as reached

    return reached()


def views():
    from chalicelib.read_models import read_models

    return read_models()
