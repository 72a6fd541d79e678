"""Stand-ins for Redis and the graph: each keeps what it was given."""

from collections.abc import Iterable

from bookstore.errors import Unavailable
from chalicelib.also_bought.edges import edge_id
from chalicelib.bestsellers.entries import Placing
from tests.recommendations.fakes import listed

AWAY = Unavailable("It is away.")


class FakeLists:
    """Lists that say what they are told to; `places` are the scores each target was given."""

    def __init__(self, *book_ids: str, ready: Iterable[str] = ("first",), away: bool = False) -> None:
        self.found, self.away = listed(*book_ids), away
        self.process_id = "p-1"
        self.ready = dict.fromkeys(ready, self.process_id)
        self.filling: dict[str, str] = {}
        self.places: dict[tuple[str, str], Placing] = {}
        self.removed: list[str] = []
        self.made: list[str] = []
        self.asked: list[tuple] = []

    def top(self, target, scope, by, window, today):
        self.asked.append((target, scope, by, window, today))
        if self.away:
            raise AWAY
        return self.found

    def place(self, target, placing, now):
        self.places[target, placing.book_id] = placing

    def place_many(self, target, placings, now):
        for one in placings:
            self.place(target, one, now)

    def scores(self, target, placings):
        return [self._scores(self.places.get((target, one.book_id)), one) for one in placings]

    @staticmethod
    def _scores(held, placing):
        names = [(scope, name) for scope in placing.scopes for name in placing.scores]
        return {(s, n): max(held.scores[n], 0) if held and s in held.scopes else 0 for s, n in names}

    def members(self, target, scope):
        return {book_id for kept, book_id in self.places if kept == target}

    def scopes(self, target):
        return sorted(
            {scope for (kept, _), placing in self.places.items() if kept == target for scope in placing.scopes}
        )

    def make_windows(self, target, scope, today, now):
        self.made.append(f"{target} {scope}")
        return 1

    def is_whole(self, target):
        return self.ready.get(target) == self.process_id

    def create(self, target):
        self.filling[target] = self.process_id

    def is_intact(self, target):
        return self.filling.get(target) == self.process_id

    def declare_ready(self, target):
        self.ready[target] = self.filling.pop(target)

    def remove(self, target):
        self.removed.append(target)


class FakeGraph:
    """Edges per target; answers what it is told to."""

    def __init__(self, together=None, away: bool = False, baskets=None) -> None:
        self.answer, self.away = together or {}, away
        self.bought = baskets or {}
        self.drawn: dict[str, dict[str, int]] = {}
        self.marks: dict[str, str] = {}
        self.removed: list[str] = []
        self.asked: list[tuple] = []

    def together(self, target, seeds, buyers):
        self.asked.append((target, list(seeds), buyers))
        if self.away:
            raise AWAY
        return {seed: self.answer[seed] for seed in seeds if seed in self.answer}

    def baskets(self, target, book_id, buyers):
        if self.away:
            raise AWAY
        return self.bought.get(book_id, [])[:buyers]

    def join(self, target, owned):
        self.drawn.setdefault(target, {}).update({edge_id(target, one): one.kept for one in owned})

    def part(self, target, owned):
        self.remove_edges([edge_id(target, one) for one in owned])

    def forget(self, target, customer):
        self.remove_edges([edge for edge in self.edges(target) if edge.startswith(f"{target}/{customer}/")])

    def create(self, target):
        self.leave_mark(target, "begun")

    def is_intact(self, target):
        return target in self.marks

    def mark(self, target):
        return self.marks.get(target)

    def leave_mark(self, target, mark):
        self.marks[target] = mark

    def kept(self, target, owned):
        edges = self.edges(target)
        return {edge: edges[edge] for one in owned if (edge := edge_id(target, one)) in edges}

    def count(self, target):
        return len(self.edges(target))

    def edges(self, target):
        return dict(self.drawn.get(target, {}))

    def remove_edges(self, ids):
        for edges in self.drawn.values():
            for edge in ids:
                edges.pop(edge, None)

    def remove(self, target):
        self.removed.append(target)
