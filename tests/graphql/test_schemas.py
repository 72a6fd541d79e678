"""Each service's part of the graph is whole, and open to whom its routes are open."""

import graphql
import pytest

from deploy.graphql.schema import ROOTS
from deploy.templates import load
from tests.contracts.operations import list_operations
from tests.graphql import schemas
from tests.graphql.schemas import SERVICES

EACH = pytest.mark.parametrize("service", SERVICES)
ROOT_FIELDS = [pytest.param(field, id=str(field)) for field in schemas.list_root_fields()]

# Lists without `first`: what they are about bounds them.
BOUNDED = {
    "Query.categories": "a shop has a few dozen",
    "Book.editions": "a book has at most twenty",
    "Query.addressFormats": "one for each country that is delivered to",
    "Query.shippingDestinations": "one for each country and kind of postage",
    "Viewer.addresses": "an account saves at most twenty",
    **dict.fromkeys((f"Trace.{service}" for service in SERVICES), "a thousand steps at the most"),
}


def resolved(service):
    return schemas.api(service)["fields"]


def modules(service):
    """The modules that api.yaml names."""
    of_fields = [(name, about) for name, about in resolved(service).items()]
    of_functions = list(schemas.api(service).get("functions", {}).items())
    return {about.get("code", name) for name, about in of_fields + of_functions}


@EACH
def test_every_root_field_has_a_resolver_or_is_published_to(service):
    fields = {str(field): field.node for field in schemas.list_root_fields() if field.service == service}
    listens = {
        name for name, node in fields.items() if any(d.name.value == "aws_subscribe" for d in node.directives or ())
    }
    assert fields.keys() - resolved(service).keys() <= listens


@EACH
def test_every_resolver_is_of_a_field_that_exists_and_may_be_null(service):
    fields = {str(field): field.node.type for field in schemas.list_fields() if field.service == service}
    assert resolved(service).keys() <= fields.keys()
    assert [name for name in resolved(service) if isinstance(fields[name], graphql.NonNullTypeNode)] == []


@EACH
def test_every_module_is_used_and_every_use_has_its_module(service):
    assert {file.stem for file in (schemas.folder(service) / "resolvers").glob("*.ts")} == modules(service)


@EACH
def test_a_resolver_of_a_type_that_appears_in_lists_is_a_batch(service):
    """Otherwise a list of fifty costs fifty calls. A read of DynamoDB cannot be one; those are listed here."""
    single = {"Book.editions", "Book.rating"}  # one BatchGetItem or GetItem for each book
    names = {name for name, about in resolved(service).items() if "batch" not in about}
    assert names - single == {name for name in names - single if name.split(".")[0] in {*ROOTS, "Viewer"}}


def test_every_connection_is_asked_for_by_pages():
    connections = {
        str(field): [graphql.print_ast(argument) for argument in field.node.arguments or ()]
        for field in schemas.list_fields()
        if graphql.print_ast(field.node.type).strip("!").endswith("Connection")
    }
    assert connections
    for name, arguments in connections.items():
        assert any(argument.endswith("first: Int = 20") for argument in arguments), name
        assert any(argument.endswith("after: String") for argument in arguments), name


@EACH
def test_no_field_that_is_looked_up_is_an_unbounded_list(service):
    fields = {str(field): field for field in schemas.list_fields() if field.service == service}
    lists = {name for name in resolved(service) if isinstance(fields[name].node.type, graphql.ListTypeNode)}
    assert lists <= BOUNDED.keys()


@EACH
def test_every_type_field_argument_and_value_is_described(service):
    assert [
        path for path, node in list_parts(schemas.document(service).definitions) if not getattr(node, "description", 1)
    ] == []


def list_parts(nodes, path=""):
    """Every node that may have a description, with its path; the roots say themselves what they are."""
    for node in nodes or ():
        name = f"{path}.{node.name.value}".lstrip(".")
        if name not in ROOTS:
            yield name, node
        for kind in ("fields", "arguments", "values"):
            yield from list_parts(getattr(node, kind, ()), name)


@EACH
def test_each_part_is_valid_on_its_own(service):
    graphql.assert_valid_schema(schemas.schema(service))


@EACH
def test_a_change_takes_one_input_and_answers_with_user_errors(service):
    payloads = {kind.name.value: {field.name.value for field in kind.fields} for kind in schemas.object_types(service)}
    for field in schemas.list_root_fields():
        if field.service != service or field.kind != "Mutation" or field.access.system:
            continue
        assert [argument.name.value for argument in field.node.arguments or ()] in ([], ["input"]), str(field)
        assert "userErrors" in payloads[graphql.print_ast(field.node.type)], str(field)


@pytest.mark.parametrize("field", ROOT_FIELDS)
def test_a_field_is_open_to_whom_its_routes_are_open(field):
    """The schema refuses before a function runs; the route refuses again. Both must name the same people."""
    routes = {(each.service, each.method, each.path): each for each in list_operations()}
    for method, path in schemas.requests_of(field):
        route = routes[field.service, method, path]
        assert field.access.roles == route.staff
        assert not (field.access.public and route.is_guarded)
        assert field.access.customers != bool(route.staff)


@pytest.mark.parametrize("field", ROOT_FIELDS)
def test_what_a_field_answers_with_is_open_to_all_who_may_ask_for_it(field):
    kinds = {kind.name.value: kind for kind in schemas.object_types(field.service)}
    answer = graphql.print_ast(field.node.type).strip("[]!")
    for node in kinds[answer].fields if answer in kinds else ():
        access = schemas.access_of(node, kinds[answer])
        if not any(each.name.value.startswith("aws_") for each in node.directives or ()):
            assert not (field.access.public and not access.public), f"{answer}.{node.name.value}"
            assert field.access.roles <= access.roles or access.customers, f"{answer}.{node.name.value}"
            assert not (field.access.customers and access.roles), f"{answer}.{node.name.value}"


@pytest.mark.parametrize("service", sorted(set(SERVICES) - {"orders"}))
def test_a_function_that_hangs_delays_an_answer_by_four_seconds_at_most(service):
    """That of orders may wait for Stripe."""
    properties = load(schemas.ROOT / "services" / service / "functions.yaml")["Resources"]["Graphql"]["Properties"]
    assert properties["Timeout"] == 4
