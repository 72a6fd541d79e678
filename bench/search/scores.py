"""The scores of one contender over all judged queries."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import mean

from bench.search.judged import Query
from bench.search.measures import ndcg, reciprocal_rank


@dataclass(frozen=True)
class Score:
    """Means over all queries; `typos` is the nDCG of queries with typos over that of the same ones well spelt."""

    ndcg: float
    mrr: float
    typos: float
    by_kind: dict[str, float]
    weak: list[tuple[float, str, list[str]]]


def score(search: Callable[[str], list[str]], queries: Sequence[Query]) -> Score:
    """Run every query once."""
    rankings = {query.words: search(query.words) for query in queries}
    ndcgs = {query.words: ndcg(rankings[query.words], query.grades) for query in queries}
    typos = [query for query in queries if query.clean]
    clean = mean(ndcg(search(query.clean or ""), query.grades) for query in typos)
    return Score(
        ndcg=mean(ndcgs.values()),
        mrr=mean(reciprocal_rank(rankings[query.words], query.grades) for query in queries),
        typos=mean(ndcgs[query.words] for query in typos) / clean if clean else 0.0,
        by_kind={kind: mean(ndcgs[q.words] for q in queries if q.kind == kind) for kind in _kinds(queries)},
        weak=sorted((ndcg, words, rankings[words][:5]) for words, ndcg in ndcgs.items()),
    )


def _kinds(queries: Iterable[Query]) -> list[str]:
    return list(dict.fromkeys(query.kind for query in queries))
