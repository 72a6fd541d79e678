"""Fakes of Redis and the graph: each remembers its calls."""

from collections.abc import Iterable

from bookstore.errors import Unavailable
from chalicelib.also_bought.edges import edge_id
from chalicelib.bestsellers.entries import Placement
from tests.recommendations.fakes import top_list

UNAVAILABLE = Unavailable("It is unavailable.")


class FakeLeaderboard:
    """Lists that return the given books; `placements` are those saved in each target."""

    def __init__(self, *book_ids: str, complete: Iterable[str] = ("first",), unavailable: bool = False) -> None:
        self.top, self.unavailable = top_list(*book_ids), unavailable
        self.run_id = "r-1"
        self.complete = dict.fromkeys(complete, self.run_id)
        self.building: dict[str, str] = {}
        self.placements: dict[tuple[str, str], Placement] = {}
        self.removed: list[str] = []
        self.created_windows: list[str] = []
        self.reads: list[tuple] = []

    def load_top(self, target, scope, by, window, today):
        self.reads.append((target, scope, by, window, today))
        if self.unavailable:
            raise UNAVAILABLE
        return self.top

    def save(self, target, placement, now):
        self.placements[target, placement.book_id] = placement

    def save_batch(self, target, placements, now):
        for one in placements:
            self.save(target, one, now)

    def load_scores(self, target, placements):
        return [self._scores(self.placements.get((target, one.book_id)), one) for one in placements]

    @staticmethod
    def _scores(saved, placement):
        names = [(scope, name) for scope in placement.scopes for name in placement.scores]
        return {(s, n): max(saved.scores[n], 0) if saved and s in saved.scopes else 0 for s, n in names}

    def load_members(self, target, scope):
        return {book_id for saved_target, book_id in self.placements if saved_target == target}

    def load_scopes(self, target):
        of_target = [placement for (saved_target, _), placement in self.placements.items() if saved_target == target]
        return sorted({scope for placement in of_target for scope in placement.scopes})

    def create_windows(self, target, scope, today, now):
        self.created_windows.append(f"{target} {scope}")
        return 1

    def is_complete(self, target):
        return self.complete.get(target) == self.run_id

    def create(self, target):
        self.building[target] = self.run_id

    def is_intact(self, target):
        return self.building.get(target) == self.run_id

    def mark_complete(self, target):
        self.complete[target] = self.building.pop(target)

    def remove(self, target):
        self.removed.append(target)


class FakeGraph:
    """Edges per target; returns the given common customers and baskets."""

    def __init__(self, common_customers=None, unavailable: bool = False, baskets=None) -> None:
        self.common_customers, self.unavailable = common_customers or {}, unavailable
        self.baskets = baskets or {}
        self.edges: dict[str, dict[str, int]] = {}
        self.markers: dict[str, str] = {}
        self.removed: list[str] = []
        self.reads: list[tuple] = []

    def load_common_customers(self, target, seeds, limit):
        self.reads.append((target, list(seeds), limit))
        if self.unavailable:
            raise UNAVAILABLE
        return {seed: self.common_customers[seed] for seed in seeds if seed in self.common_customers}

    def load_baskets(self, target, book_id, limit):
        if self.unavailable:
            raise UNAVAILABLE
        return self.baskets.get(book_id, [])[:limit]

    def upsert_edges(self, target, owned):
        self.edges.setdefault(target, {}).update({edge_id(target, one): one.copies for one in owned})

    def delete_edges(self, target, owned):
        self.delete_edges_by_id([edge_id(target, one) for one in owned])

    def delete_customer(self, target, customer):
        self.delete_edges_by_id([edge for edge in self.load_edges(target) if edge.startswith(f"{target}/{customer}/")])

    def create(self, target):
        self.save_marker(target, "created")

    def is_intact(self, target):
        return target in self.markers

    def load_marker(self, target):
        return self.markers.get(target)

    def save_marker(self, target, marker):
        self.markers[target] = marker

    def load_copies(self, target, owned):
        edges = self.load_edges(target)
        return {edge: edges[edge] for one in owned if (edge := edge_id(target, one)) in edges}

    def count_edges(self, target):
        return len(self.load_edges(target))

    def load_edges(self, target):
        return dict(self.edges.get(target, {}))

    def delete_edges_by_id(self, ids):
        for edges in self.edges.values():
            for edge in ids:
                edges.pop(edge, None)

    def remove(self, target):
        self.removed.append(target)
