"""What one contender's answers to all judged queries are worth."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import mean

from bench.search.judged import Query
from bench.search.measures import ndcg, reciprocal_rank


@dataclass(frozen=True)
class Score:
    """Means over all queries; `typos` is the nDCG of typo'd queries over that of the same ones well spelt."""

    ndcg: float
    mrr: float
    typos: float
    by_kind: dict[str, float]
    weak: list[tuple[float, str, list[str]]]


def score(ask: Callable[[str], list[str]], queries: Sequence[Query]) -> Score:
    """Ask everything once."""
    found = {query.words: ask(query.words) for query in queries}
    gained = {query.words: ndcg(found[query.words], query.grades) for query in queries}
    typos = [query for query in queries if query.clean]
    clean = mean(ndcg(ask(query.clean or ""), query.grades) for query in typos)
    return Score(
        ndcg=mean(gained.values()),
        mrr=mean(reciprocal_rank(found[query.words], query.grades) for query in queries),
        typos=mean(gained[query.words] for query in typos) / clean if clean else 0.0,
        by_kind={kind: mean(gained[q.words] for q in queries if q.kind == kind) for kind in _kinds(queries)},
        weak=sorted((worth, words, found[words][:5]) for words, worth in gained.items()),
    )


def _kinds(queries: Iterable[Query]) -> list[str]:
    return list(dict.fromkeys(query.kind for query in queries))
