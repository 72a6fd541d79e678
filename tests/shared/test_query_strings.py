"""Parameters that may be repeated, and the addresses that joined several values in one parameter."""

from typing import Annotated

import pytest
from chalice.app import MultiDict
from msgspec import Meta

from bookstore.errors import Invalid
from bookstore.field_types import Category, Checked, Slug
from bookstore.web import COMMA, COMMA_WITHOUT_SPACE
from bookstore.web.parameters import query


class BookQuery(Checked, frozen=True):
    """A query string."""

    id: Annotated[tuple[Slug, ...], Meta(max_length=2), COMMA] = ()
    category: Annotated[tuple[Category, ...], COMMA_WITHOUT_SPACE] = ()


class Sent:
    """A request as Chalice gives it."""

    def __init__(self, **parameters):
        self.query_params = MultiDict(parameters)


def test_a_parameter_may_be_repeated():
    assert query(Sent(id=["emma", "walden"]), BookQuery).id == ("emma", "walden")


@pytest.mark.parametrize(
    "texts", [["emma,walden"], [" emma,, walden ,"], ["emma", "walden,emma"], ["emma", "", "walden"]]
)
def test_values_joined_by_commas_are_read_as_if_repeated(texts):
    assert query(Sent(id=texts), BookQuery).id == ("emma", "walden")


@pytest.mark.parametrize(
    "text",
    ["Food, Drink & Wine", " Food, Drink & Wine ", "Food,  Drink\u00a0& Wine", "Food, Drink & Wine, "],
)
def test_a_comma_with_a_space_behind_it_is_part_of_a_category(text):
    assert query(Sent(category=[text]), BookQuery).category == ("Food, Drink & Wine",)


def test_a_comma_without_a_space_separates_two_categories():
    assert query(Sent(category=["Poetry,Food, Drink & Wine"]), BookQuery).category == ("Poetry", "Food, Drink & Wine")


def test_names_are_read_as_they_are_stored():
    assert query(Sent(category=["Poe\u0301sie "]), BookQuery).category == ("Po\u00e9sie",)


@pytest.mark.parametrize("text", ["a" * 81, "emma,a b", "emma," + "é" * 3_000])
def test_a_value_that_breaks_a_rule_is_refused_by_its_place(text):
    with pytest.raises(Invalid) as refused:
        query(Sent(id=[text]), BookQuery)
    assert refused.value.details["field"].startswith("id[")


def test_too_many_values_are_refused():
    with pytest.raises(Invalid) as refused:
        query(Sent(id=["a", "b", "c"]), BookQuery)
    assert refused.value.details["field"] == "id"


@pytest.mark.parametrize("parameters", [{}, {"id": [""]}, {"id": [","], "category": [" "]}, {"unknown": ["a"]}])
def test_parameters_without_a_value_are_not_given(parameters):
    assert query(Sent(**parameters), BookQuery) == BookQuery()
