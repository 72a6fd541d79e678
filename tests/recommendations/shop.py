"""The whole service with its engines: events go in, the table's stream carries them on, routes show the result."""

from tests.gateway import send_request
from tests.lambda_events import sqs_event
from tests.recommendations.builders import NOON, book_event, order
from tests.recommendations.streaming import Stream

BOOKS = [
    book_event("emma"),
    book_event("dracula"),
    book_event("walden", category="Nature"),
    book_event("faust", category="Drama"),
]


def orders_of(*books, customers=4, **changes):
    """One order of all these books by each of several customers."""
    return [order(*books, order_id=f"o-{n}", customer=f"c-{n}", **changes) for n in range(customers)]


class Shop:
    """What a test does to recommendations, and reads of them."""

    def __init__(self, app, table, dynamodb, monkeypatch):
        from chalicelib import handlers
        from chalicelib.bestsellers.leaderboard import leaderboard
        from chalicelib.read_model_repository import read_models

        self.app, self.functions, self.read_models = app, handlers, read_models()
        self.parked: list[str] = []
        monkeypatch.setattr("bookstore.messaging.handlers.record_parker", lambda url: self.parked.append)
        monkeypatch.setattr("bookstore.clock.now", lambda: NOON)
        self.stream = Stream(table, dynamodb)
        create_complete(leaderboard(), self.read_models.get("bestsellers").serving)

    def consume(self, *events):
        assert self.functions.consume(sqs_event(*events), None) == {"batchItemFailures": []}

    def project(self) -> tuple[int, int]:
        lists = self.stream.deliver(self.functions.project_bestsellers, "ProjectLists")
        return lists, self.stream.deliver(self.functions.project_graph, "ProjectGraph")

    def top(self, **query) -> list[tuple[str, int | float]]:
        response = send_request(self.app, "GET", "/bestsellers", query={"window": "day", **query})
        return [(one["book"]["book_id"], one["score"]) for one in response.body["items"]]

    def also_bought(self, book_id="emma") -> list[str]:
        response = send_request(self.app, "GET", "/books/{book_id}/also-bought", path={"book_id": book_id})
        return [one["book"]["book_id"] for one in response.body["items"] if one["because"]]

    def drift(self) -> dict[str, int]:
        return {name: found["differing"] for name, found in self.functions.drift({}, None).items()}


def create_complete(leaderboard, target):
    """Create empty lists that hold all there is."""
    leaderboard.create(target)
    leaderboard.mark_complete(target)
