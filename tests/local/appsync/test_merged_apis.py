"""Several services' APIs as one: what is united, what is refused, and what a deployment changes."""

import uuid

import pytest

from tests.local.appsync.graphql_api import answering
from tests.local.appsync.stacks import JAVASCRIPT, DeploymentError, Merged, appsync, delete, deploy, get, source_api

CATALOG = (
    'type Query { book(id: ID!): Book } type Book { id: ID! title: String }\n"Of a book" type Author { name: String }'
)
REVIEWS = 'type Query { stars: Int } type Book { "The key" id: ID! stars: Int } type Author { age: Int }'
BOOK = "({ id: ctx.args.id, title: 'Emma' })"


@pytest.fixture(scope="module")
def merged(aws):
    """A merged API of two services."""
    made = Merged(aws)
    made.catalog, made.reviews = f"catalog-{uuid.uuid4().hex}", f"reviews-{uuid.uuid4().hex}"
    deploy(aws, made.catalog, source_api(CATALOG, made.arn, Query__book=BOOK))
    deploy(aws, made.reviews, source_api(REVIEWS, made.api_id, Query__stars="5", Book__stars="4"))
    return made


def test_the_fields_of_a_type_come_from_the_services_that_define_them(merged):
    answer = merged.request('{ stars book(id: "7") { id title stars } }')
    assert answer == {"data": {"stars": 5, "book": {"id": "7", "title": "Emma", "stars": 4}}}


def test_a_service_s_next_deployment_reaches_the_merged_api_and_goes_back(aws, merged):
    changed = source_api(CATALOG.replace("title: String", "title: String subtitle: String"), merged.arn)
    changed |= source_api(CATALOG, merged.arn, Query__book="({ id: 1, title: 'Persuasion', subtitle: 'x' })") | {
        "Schema": changed["Schema"]
    }
    deploy(aws, merged.catalog, changed)
    query = '{ book(id: "7") { title subtitle } }'
    assert merged.request(query) == {"data": {"book": {"title": "Persuasion", "subtitle": "x"}}}
    deploy(aws, merged.catalog, source_api(CATALOG, merged.arn, Query__book=BOOK))
    assert "errors" in merged.request(query)
    assert merged.request('{ book(id: "7") { title } }') == {"data": {"book": {"title": "Emma"}}}


@pytest.mark.parametrize(
    ("schema", "reason"),
    [
        ("type Query { book: String }", "Query.book is defined by two source APIs"),
        ("type Query { more: Int } type Book { id: ID }", "Book.id is defined by two source APIs"),
        ("type Query { more: Int } enum Book { A }", "Book is not the same in all source APIs"),
        ("type Query { a: Int } type Book { id: ID! } extend type Book { more: Int }", "Book is extended"),
        ("schema { query: Root } type Root { more: Int }", "the root type of a query must be named after it"),
        ("directive @hidden on FIELD_DEFINITION type Query { more: Int @hidden }", "Query uses @hidden"),
        ("type Query { more: Missing }", "The schema is not valid: Unknown type 'Missing'"),
        ("type Query {", "The schema is not valid: Syntax Error"),
        ("type Mutation { more: Int }", "The schema is not valid: Query root type must be provided"),
        ("type Query { more: Int @unknown }", "The schema is not valid: Unknown directive '@unknown'"),
    ],
)
def test_a_conflict_fails_the_deployment_and_changes_nothing(aws, merged, schema, reason):
    with pytest.raises(DeploymentError, match=reason):
        deploy(aws, f"conflict-{uuid.uuid4().hex}", source_api(schema, merged.arn))
    assert merged.request('{ stars book(id: "7") { title } }')["data"] == {"stars": 5, "book": {"title": "Emma"}}


def test_a_conflict_in_a_later_deployment_restores_what_was_there(aws, merged):
    broken = source_api(REVIEWS + " type Mutation { order: Int }", merged.arn, Query__stars="1", Book__stars="1")
    broken["Schema"]["Properties"]["Definition"] = REVIEWS.replace("stars: Int", "stars: String book: ID", 1)
    with pytest.raises(DeploymentError, match=r"Query.book is defined by two source APIs"):
        deploy(aws, merged.reviews, broken)
    assert merged.request('{ stars book(id: "7") { stars } }') == {"data": {"stars": 5, "book": {"stars": 4}}}


def with_a_pipeline(merged, word):
    """A service whose only field is answered by a function of a pipeline."""
    made = source_api("type Query { word: String }", merged.arn)
    of = {"ApiId": get("Api", "ApiId"), "Runtime": JAVASCRIPT}
    step = {"Name": "step", "DataSourceName": get("None", "Name"), "Code": answering(f"'{word}'")}
    made["Step"] = appsync("FunctionConfiguration", "Schema", **of, **step)
    field = {"TypeName": "Query", "FieldName": "word", "Kind": "PIPELINE", "Code": answering("ctx.prev.result")}
    functions = {"Functions": [get("Step", "FunctionId")]}
    made["Resolver"] = appsync("Resolver", "Schema", **of, **field, PipelineConfig=functions)
    return made


def test_a_pipeline_s_functions_come_from_the_template(aws, merged):
    name = f"words-{uuid.uuid4().hex}"
    for word in ("first", "second"):
        deploy(aws, name, with_a_pipeline(merged, word))
        assert merged.request("{ word }") == {"data": {"word": word}}
    delete(aws, name)
    assert "Cannot query field 'word'" in merged.request("{ word }")["errors"][0]["message"]


def test_the_rules_of_a_type_stay_with_its_source_s_fields(aws):
    merged = Merged(aws, AdditionalAuthenticationProviders=[{"AuthenticationType": "AWS_IAM"}])
    private = "type Query { book: Book } type Book @aws_iam { cost: Int } "
    public = "type Query { other: Book } type Book { title: String }"
    sources = ((private, {"Query__book": "({ cost: 1, title: 'Emma' })"}), (public, {}))
    for schema, resolvers in sources:
        deploy(aws, f"source-{uuid.uuid4().hex}", source_api(schema, merged.arn, **resolvers))
    answer = merged.request("{ book { title cost } }")
    assert answer["data"] == {"book": {"title": "Emma", "cost": None}}
    assert [error["errorType"] for error in answer["errors"]] == ["Unauthorized"]


def test_a_merged_api_needs_a_role_that_may_call_its_sources(aws):
    merged = Merged(aws, policies=[])
    deploy(aws, f"source-{uuid.uuid4().hex}", source_api("type Query { one: Int }", merged.arn, Query__one="1"))
    answer = merged.request("{ one }")
    assert answer["data"] == {"one": None}
    assert "appsync:SourceGraphQL" in answer["errors"][0]["message"]


def test_only_a_merged_api_has_sources_and_each_once(aws, merged):
    stack = f"twice-{uuid.uuid4().hex}"
    twice = source_api("type Query { twice: Int }", merged.arn)
    twice["Second"] = {**twice["Merge"], "DependsOn": "Merge"}
    with pytest.raises(DeploymentError, match="already associated"):
        deploy(aws, stack, twice)
    plain = source_api("type Query { plain: Int }", merged.arn)
    plain["Merge"]["Properties"]["MergedApiIdentifier"] = get("Api", "ApiId")
    with pytest.raises(DeploymentError, match="is not a merged API"):
        deploy(aws, f"plain-{uuid.uuid4().hex}", plain)
    assert "errors" in merged.request("{ twice }")
