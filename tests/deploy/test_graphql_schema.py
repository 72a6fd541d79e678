"""The services' parts of the GraphQL schema fit together, and a change that breaks clients is found."""

import graphql
import pytest

from deploy.errors import UserError
from deploy.graphql.schema import (
    find_breaking_changes,
    merge_parts,
    read_parts,
    refuse_breaking_changes,
    to_document,
)
from deploy.paths import ROOT
from deploy.shared_stacks import shared_template

CATALOG = 'type Query { book: Book }\n"A book."\ntype Book { id: ID! title: String! }'
REVIEWS = 'type Query { latest: Book }\n"A book."\ntype Book { id: ID! stars(first: Int = 20): Int }'
RELEASED = ROOT / "docs" / "schema.released.graphql"


def template(definition):
    return {"Resources": {"GraphQLSchema": {"Properties": {"Definition": definition}}}}


def test_a_type_has_the_fields_of_all_services():
    schema = graphql.build_schema(to_document(merge_parts([CATALOG, REVIEWS])))
    assert list(schema.query_type.fields) == ["book", "latest"]
    assert list(schema.type_map["Book"].fields) == ["id", "title", "stars"]
    assert schema.type_map["Book"].description == "A book."


@pytest.mark.parametrize(
    ("part", "problem"),
    [
        (REVIEWS.replace("id: ID!", "id: ID"), "Book.id is not the same"),
        (REVIEWS.replace("A book.", "Any book."), "Book has not the same description"),
        (REVIEWS.replace("type Book", "type Book @aws_api_key"), "Book has not the same description and directives"),
        (REVIEWS.replace("latest", "book"), "Query.book is in two parts"),
        ("input Book { id: ID! }", "Book is not the same"),
    ],
)
def test_what_two_services_declare_differently_is_refused(part, problem):
    with pytest.raises(UserError, match=problem):
        merge_parts([CATALOG, part])


def test_the_merged_schema_is_valid():
    assert graphql.validate_schema(graphql.build_schema(to_document(merge_parts(read_parts().values())))) == []


def test_adding_breaks_nobody():
    assert find_breaking_changes(CATALOG, CATALOG.replace("title", "subtitle: String title")) == []


@pytest.mark.parametrize(
    "after",
    [
        CATALOG.replace("title: String!", ""),
        CATALOG.replace("title: String!", "title: String"),
        CATALOG.replace("title: String!", "title(long: Boolean!): String!"),
    ],
)
def test_what_breaks_clients_is_found(after):
    assert len(find_breaking_changes(CATALOG, after)) == 1


def test_a_deployment_that_breaks_clients_is_refused():
    with pytest.raises(UserError, match=r"Book\.title was removed"):
        refuse_breaking_changes(template(CATALOG), template(CATALOG.replace("title: String!", "")))


def test_a_deployment_that_takes_the_graph_away_is_refused():
    with pytest.raises(UserError, match=r"Query\.book was removed"):
        refuse_breaking_changes(template(CATALOG), {"Resources": {}})


@pytest.mark.parametrize("before", [{}, {"Resources": {}}, template(CATALOG)])
def test_a_deployment_that_adds_to_the_graph_is_not_refused(before):
    refuse_breaking_changes(before, template(CATALOG))


def test_the_schema_breaks_no_client_of_the_last_release():
    assert find_breaking_changes(RELEASED.read_text(), to_document(merge_parts(read_parts().values()))) == []


def test_the_graph_has_limits_and_shows_its_schema_outside_production_only():
    api = shared_template("platform")["Resources"]["GraphQLApi"]["Properties"]
    assert (api["QueryDepthLimit"], api["ResolverCountLimit"]) == (12, 300)
    assert api["IntrospectionConfig"] == {"Fn::If": ["IsProd", "DISABLED", "ENABLED"]}
