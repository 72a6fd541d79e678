"""The floors of `make eval-search`: how good the search has to stay on the judged queries, and how far ahead."""

import pytest

from bench.search.contenders import baselines, ours
from bench.search.judged import load as judged
from bench.search.scores import score
from bench.search.shelf import documents
from deploy.seed.catalogue import load

NDCG, MRR, TYPOS, AHEAD = 0.92, 0.95, 0.95, 0.15


@pytest.fixture(scope="module")
def scores(module_stage, opensearch):
    books = load()
    queries, shelf, plain = judged(books), documents(books), f"books-{module_stage}-9"
    asked = {"ours": ours(f"books-{module_stage}", opensearch, shelf), **baselines(plain, opensearch, shelf)}
    return {name: score(ask, queries) for name, ask in asked.items()}


def test_there_are_enough_queries_of_every_kind():
    queries = judged(load())
    assert len({query.words for query in queries}) == len(queries) >= 120
    assert {query.kind for query in queries} == {"plain", "author", "partial", "theme", "typo", "isbn"}


def test_readers_find_what_they_mean(scores):
    assert scores["ours"].ndcg >= NDCG
    assert scores["ours"].mrr >= MRR


def test_a_typo_costs_little(scores):
    assert scores["ours"].typos >= TYPOS


def test_it_is_worth_more_than_asking_in_the_usual_ways(scores):
    assert scores["ours"].ndcg >= max(scores[name].ndcg for name in ("multi_match", "defaults")) + AHEAD


def test_an_isbn_and_an_unfinished_word_always_find_their_book(scores):
    assert (scores["ours"].by_kind["isbn"], scores["ours"].by_kind["partial"]) == (1.0, pytest.approx(1.0))
