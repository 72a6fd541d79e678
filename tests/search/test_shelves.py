"""The indices on a real OpenSearch: made, filled by version, swapped, compared, thrown away."""

import pytest
from opensearchpy.exceptions import RequestError

from chalicelib.index.admin import Shelves
from chalicelib.index.targets import TargetMissing
from deploy.waiting import wait_until
from tests.search.builders import doc, edition


@pytest.fixture
def alias(stage):
    return f"books-{stage}"


@pytest.fixture
def shelves(alias, opensearch):
    return Shelves(alias, opensearch)


@pytest.fixture
def target(shelves):
    """The first index, answering."""
    name = shelves.name(1)
    shelves.create(name, answering=True)
    return name


def titles(opensearch, alias):
    opensearch.indices.refresh(index=alias)
    hits = opensearch.search(index=alias, body={"sort": ["book_id"]})["hits"]["hits"]
    return [hit["_source"]["title"] for hit in hits]


def test_a_document_is_found_through_the_alias(shelves, target, opensearch, alias):
    assert shelves.write(target, [doc("emma"), doc("persuasion")]) == {}
    assert titles(opensearch, alias) == ["Emma", "Persuasion"]


def test_a_withdrawn_book_is_kept_and_hidden(shelves, target, opensearch, alias):
    shelves.write(target, [doc(version=1)])
    shelves.write(target, [doc(version=2, withdrawn=True)])
    assert titles(opensearch, alias) == []
    assert shelves.versions(target) == {"emma": 2}


@pytest.mark.parametrize("version", [4, 5])
def test_an_older_or_equal_version_changes_nothing(shelves, target, opensearch, alias, version):
    shelves.write(target, [doc(version=5, title="New")])
    assert shelves.write(target, [doc(version=version, title="Old")]) == {}
    assert (titles(opensearch, alias), shelves.versions(target)) == (["New"], {"emma": 5})


def test_a_refused_document_is_named_and_the_others_are_taken(shelves, target):
    """57. What no repetition would change is not repeated."""
    broken = doc("emma", edition(released="one day"))
    refused = shelves.write(target, [broken, doc("persuasion")])
    assert list(refused) == ["emma"]
    assert "newest" in refused["emma"]
    assert shelves.versions(target) == {"persuasion": 1}


def test_an_index_takes_no_field_that_the_mapping_does_not_name(target, opensearch):
    with pytest.raises(RequestError, match="strict_dynamic_mapping"):
        opensearch.index(index=target, id="x", body={"surprise": 1})


@pytest.fixture
def eager(opensearch, alias):
    """An engine as it comes on AWS: it makes an index that is missing by itself, here only for this test's names."""
    setting = "action.auto_create_index"
    opensearch.cluster.put_settings(body={"transient": {setting: f"+{alias}-*,-*"}})
    yield
    opensearch.cluster.put_settings(body={"transient": {setting: None}})


@pytest.mark.usefixtures("eager")
def test_a_missing_index_is_missed_and_not_made_by_the_engine(shelves, target, opensearch):
    opensearch.indices.delete(index=target)
    with pytest.raises(TargetMissing):
        shelves.write(target, [doc()])
    assert not opensearch.indices.exists(index=target)
    assert (shelves.versions(target), shelves.answering()) == ({}, None)


def test_making_an_index_twice_leaves_what_is_in_it(shelves, target):
    shelves.write(target, [doc()])
    shelves.create(target, answering=True)
    assert shelves.versions(target) == {"emma": 1}


def test_a_mapping_the_engine_refuses_is_our_mistake(shelves, monkeypatch):
    monkeypatch.setattr("chalicelib.index.admin.index_body", lambda: {"mappings": {"dynamic": "nonsense"}})
    with pytest.raises(ValueError, match="refuses the mapping"):
        shelves.create(shelves.name(1), answering=True)


def test_the_alias_moves_in_one_step(shelves, target, opensearch, alias):
    second = shelves.name(2)
    shelves.create(second, answering=False)
    assert shelves.answering() == target
    shelves.write(second, [doc(), doc("hidden", withdrawn=True)])
    shelves.answer_with(second)
    assert (shelves.answering(), titles(opensearch, alias)) == (second, ["Emma"])
    assert list(opensearch.indices.get_alias(name=alias)) == [second]


def test_the_index_that_answers_becomes_one_piece(shelves, target, opensearch):
    second = shelves.name(2)
    shelves.create(second, answering=False)
    for number in range(3):
        shelves.write(second, [doc(f"book-{number}")])
        opensearch.indices.refresh(index=second)

    def pieces():
        (shard,) = opensearch.indices.segments(index=second)["indices"][second]["shards"]["0"]
        return sum(piece["search"] for piece in shard["segments"].values())

    assert pieces() == 3
    shelves.answer_with(second)
    wait_until(lambda: pieces() == 1, "becoming one piece")


def test_the_first_index_may_be_put_in_place_when_none_answers(shelves):
    shelves.create(shelves.name(1), answering=False)
    shelves.answer_with(shelves.name(1))
    assert shelves.answering() == shelves.name(1)


def test_other_indices_of_the_stage_are_thrown_away_and_no_others(shelves, target, opensearch, alias):
    neighbour = f"{alias}-eu"
    for name in (shelves.name(2), shelves.name(3), neighbour):
        opensearch.indices.create(index=name)
    shelves.forget_all_but([target, shelves.name(3)])
    assert set(opensearch.indices.get(index=f"{alias}-*")) == {target, shelves.name(3), neighbour}


def test_versions_are_read_page_by_page(shelves, target, monkeypatch):
    monkeypatch.setattr("chalicelib.index.admin.AT_ONCE", 2)
    shelves.write(target, [doc(f"book-{number}", version=number) for number in range(1, 6)])
    assert shelves.versions(target) == {f"book-{number}": number for number in range(1, 6)}


def test_a_removed_document_can_soon_be_written_again_in_any_version(shelves, target):
    shelves.write(target, [doc(version=7)])
    shelves.versions(target)
    shelves.remove(target, ["emma"])
    assert shelves.versions(target) == {}

    def written_again():
        shelves.write(target, [doc(version=1)])
        return shelves.versions(target)

    assert wait_until(written_again, "forgetting a removed document") == {"emma": 1}
