"""The floors of `make eval-search`: the relevance of judged queries, and its lead over the baselines, for the queries
that the ranking was tuned on and for those that were held out."""

import pytest

from bench.search.contenders import baselines, ours
from bench.search.judged import HELD_OUT, TUNED, load_queries
from bench.search.sample_documents import sample_documents
from bench.search.scores import score
from local.sample_data.catalogue import load_catalogue

KINDS = {"plain", "author", "partial", "theme", "typo", "isbn"}
LEAD = 0.2


@pytest.fixture(scope="module")
def contenders(module_stage, opensearch):
    books, plain = sample_documents(load_catalogue()), f"books-{module_stage}-9"
    return {"ours": ours(f"books-{module_stage}", opensearch, books), **baselines(plain, opensearch, books)}


@pytest.fixture(scope="module", params=[TUNED, HELD_OUT], ids=["tuned", "held-out"])
def scores(request, contenders):
    """The scores of each contender, and which of the two sets of queries was used."""
    queries = load_queries(load_catalogue(), request.param)
    return request.param, {name: score(search, queries) for name, search in contenders.items()}


@pytest.mark.parametrize(("file", "fewest"), [(TUNED, 200), (HELD_OUT, 100)])
def test_there_are_enough_queries_of_every_kind(file, fewest):
    queries = load_queries(load_catalogue(), file)
    assert len({query.words for query in queries}) == len(queries) >= fewest
    assert {query.kind for query in queries} == KINDS


def test_no_held_out_query_was_tuned_on():
    tuned, held_out = (
        {query.words.lower() for query in load_queries(load_catalogue(), file)} for file in (TUNED, HELD_OUT)
    )
    assert tuned & held_out == set()


def test_the_relevance_stays_above_its_floors(scores):
    file, score = scores[0], scores[1]["ours"]
    ndcg, mrr, typos, themes = {TUNED: (0.96, 0.97, 0.98, 0.90), HELD_OUT: (0.77, 0.88, 0.93, 0.63)}[file]
    assert score.ndcg >= ndcg
    assert score.mrr >= mrr
    assert score.typos >= typos
    assert score.by_kind["theme"] >= themes


def test_the_search_is_ahead_of_the_baselines(scores):
    _, by_name = scores
    assert by_name["ours"].ndcg >= max(by_name[name].ndcg for name in ("multi_match", "defaults")) + LEAD


def test_an_isbn_and_an_unfinished_word_always_find_their_book(scores):
    by_kind = scores[1]["ours"].by_kind
    assert by_kind["isbn"] == 1.0
    assert by_kind["partial"] == pytest.approx(1.0)
