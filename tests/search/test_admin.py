"""The administration of indices on a real OpenSearch."""

import pytest
from opensearchpy.exceptions import RequestError

from chalicelib.index.admin import IndexAdmin
from chalicelib.index.targets import TargetMissing
from deploy.waiting import wait_until
from tests.search.builders import doc, edition


@pytest.fixture
def alias(stage):
    return f"books-{stage}"


@pytest.fixture
def admin(alias, opensearch):
    return IndexAdmin(alias, opensearch)


@pytest.fixture
def target(admin):
    """The first index, with the alias."""
    name = admin.index_name(1)
    admin.create(name, with_alias=True)
    return name


def titles(opensearch, alias):
    opensearch.indices.refresh(index=alias)
    hits = opensearch.search(index=alias, body={"sort": ["book_id"]})["hits"]["hits"]
    return [hit["_source"]["title"] for hit in hits]


def test_a_document_is_found_through_the_alias(admin, target, opensearch, alias):
    assert admin.write(target, [doc("emma"), doc("persuasion")]) == {}
    assert titles(opensearch, alias) == ["Emma", "Persuasion"]


def test_a_withdrawn_book_stays_in_the_index_and_is_hidden(admin, target, opensearch, alias):
    admin.write(target, [doc(version=1)])
    admin.write(target, [doc(version=2, withdrawn=True)])
    assert titles(opensearch, alias) == []
    assert admin.versions(target) == {"emma": 2}


@pytest.mark.parametrize("version", [4, 5])
def test_an_older_or_equal_version_changes_nothing(admin, target, opensearch, alias, version):
    admin.write(target, [doc(version=5, title="New")])
    assert admin.write(target, [doc(version=version, title="Old")]) == {}
    assert titles(opensearch, alias) == ["New"]
    assert admin.versions(target) == {"emma": 5}


def test_a_refused_document_is_returned_and_the_others_are_written(admin, target):
    """57. What no retry would change is not retried."""
    broken = doc("emma", edition(released="one day"))
    refused = admin.write(target, [broken, doc("persuasion")])
    assert list(refused) == ["emma"]
    assert "newest" in refused["emma"]
    assert admin.versions(target) == {"emma": 1, "persuasion": 1}
    assert admin.hidden_books(target) == {"emma"}


def test_a_refused_document_hides_what_the_index_held_before(admin, target, opensearch, alias):
    """56. The old price of a book must not be for sale."""
    admin.write(target, [doc(version=1)])
    assert list(admin.write(target, [doc("emma", edition(released="one day"), version=2)])) == ["emma"]
    assert titles(opensearch, alias) == []
    assert admin.write(target, [doc(version=3)]) == {}
    assert titles(opensearch, alias) == ["Emma"]


class LimitedOpenSearch:
    """An OpenSearch that takes no request longer than `limit` characters, as a small one on AWS takes ten megabytes."""

    def __init__(self, opensearch, limit):
        self._opensearch, self._limit = opensearch, limit

    def bulk(self, body, **options):
        from opensearchpy.exceptions import TransportError

        if len(body) > self._limit:
            raise TransportError(413, "Request size exceeded", None)
        return self._opensearch.bulk(body=body, **options)


def test_a_batch_that_is_too_large_is_written_in_halves(admin, target, opensearch, alias):
    """57. Only a document that is too large by itself is refused."""
    limited = IndexAdmin(alias, LimitedOpenSearch(opensearch, limit=4_000))
    documents = [doc("large", description="x" * 4_000), *(doc(f"book-{n}") for n in range(6))]
    assert list(limited.write(target, documents)) == ["large"]
    assert set(admin.versions(target)) == {document.book_id for document in documents}
    assert admin.hidden_books(target) == {"large"}


def test_an_index_refuses_a_field_that_is_not_mapped(target, opensearch):
    with pytest.raises(RequestError, match="strict_dynamic_mapping"):
        opensearch.index(index=target, id="x", body={"surprise": 1})


@pytest.fixture
def auto_create(opensearch, alias):
    """An engine with the defaults of AWS: it creates a missing index by itself, here only for this test's names."""
    setting = "action.auto_create_index"
    opensearch.cluster.put_settings(body={"transient": {setting: f"+{alias}-*,-*"}})
    yield
    opensearch.cluster.put_settings(body={"transient": {setting: None}})


@pytest.mark.usefixtures("auto_create")
def test_a_write_to_a_missing_index_fails_and_the_engine_does_not_create_it(admin, target, opensearch):
    opensearch.indices.delete(index=target)
    with pytest.raises(TargetMissing):
        admin.write(target, [doc()])
    assert not opensearch.indices.exists(index=target)
    assert admin.versions(target) == {}
    assert admin.read_alias() is None


def test_creating_an_index_twice_keeps_its_documents(admin, target):
    admin.write(target, [doc()])
    admin.create(target, with_alias=True)
    assert admin.versions(target) == {"emma": 1}


def test_a_mapping_that_the_engine_refuses_is_an_error(admin, monkeypatch):
    monkeypatch.setattr("chalicelib.index.admin.index_body", lambda: {"mappings": {"dynamic": "nonsense"}})
    with pytest.raises(ValueError, match="refuses the mapping"):
        admin.create(admin.index_name(1), with_alias=True)


def test_the_alias_is_switched_in_one_step(admin, target, opensearch, alias):
    second = admin.index_name(2)
    admin.create(second, with_alias=False)
    assert admin.read_alias() == target
    admin.write(second, [doc(), doc("hidden", withdrawn=True)])
    admin.switch_alias(second)
    assert admin.read_alias() == second
    assert titles(opensearch, alias) == ["Emma"]
    assert list(opensearch.indices.get_alias(name=alias)) == [second]


def test_the_segments_of_the_serving_index_are_merged(admin, target, opensearch):
    second = admin.index_name(2)
    admin.create(second, with_alias=False)
    for number in range(3):
        admin.write(second, [doc(f"book-{number}")])
        opensearch.indices.refresh(index=second)

    def segments():
        (shard,) = opensearch.indices.segments(index=second)["indices"][second]["shards"]["0"]
        return sum(segment["search"] for segment in shard["segments"].values())

    assert segments() == 3
    admin.switch_alias(second)
    wait_until(lambda: segments() == 1, "merging the segments")


def test_the_alias_is_switched_to_the_first_index_when_there_is_none(admin):
    admin.create(admin.index_name(1), with_alias=False)
    admin.switch_alias(admin.index_name(1))
    assert admin.read_alias() == admin.index_name(1)


def test_other_indices_of_the_stage_are_deleted_and_no_others(admin, target, opensearch, alias):
    other_stage = f"{alias}-eu"
    for name in (admin.index_name(2), admin.index_name(3), other_stage):
        opensearch.indices.create(index=name)
    admin.delete_other_indices([target, admin.index_name(3)])
    assert set(opensearch.indices.get(index=f"{alias}-*")) == {target, admin.index_name(3), other_stage}


def test_versions_are_read_page_by_page(admin, target, monkeypatch):
    monkeypatch.setattr("chalicelib.index.admin.PAGE_SIZE", 2)
    admin.write(target, [doc(f"book-{number}", version=number) for number in range(1, 6)])
    assert admin.versions(target) == {f"book-{number}": number for number in range(1, 6)}


def test_a_deleted_document_can_soon_be_written_in_any_version(admin, target):
    admin.write(target, [doc(version=7)])
    admin.versions(target)
    admin.delete_documents(target, ["emma"])
    assert admin.versions(target) == {}

    def write_first_version():
        admin.write(target, [doc(version=1)])
        return admin.versions(target)

    assert wait_until(write_first_version, "discarding the version of a deleted document") == {"emma": 1}
