"""Conditions say what boto3's of the same names say."""

import boto3.dynamodb.conditions as boto3_conditions
import pytest
from boto3.dynamodb.types import TypeSerializer

from bookstore.dynamodb import conditions
from bookstore.dynamodb.conditions import Expressions

SAME = {
    "a comparison": lambda c: c.Attr("version").eq(7),
    "another value": lambda c: c.Attr("state").ne("closed"),
    "less and greater": lambda c: c.Attr("a").lt(1) | c.Attr("a").lte(2) | c.Attr("a").gt(3) | c.Attr("a").gte(4),
    "presence": lambda c: c.Attr("pk").exists() & c.Attr("released").not_exists(),
    "a path": lambda c: c.Attr("lines.9797000000017").exists(),
    "one of some": lambda c: c.Attr("sk").is_in(["BOOK", "BOUGHT"]) & c.Attr("pk").begins_with("BOOK#"),
    "a member": lambda c: c.Attr("seen").contains("k-1"),
    "a size": lambda c: c.Attr("lines").size().lt(50) | c.Attr("lines").not_exists(),
    "a key": lambda c: c.Key("pk").eq("BOOK#emma") & c.Key("sk").begins_with("LIST#"),
    "a range": lambda c: c.Key("pk").eq("BOOK#emma") & c.Key("sk").between("A", "B"),
    "nested": lambda c: (c.Attr("a").eq(1) | c.Attr("b").eq(2)) & (c.Attr("c").eq(3) | c.Attr("a").eq(4)),
}


@pytest.mark.parametrize("make", SAME.values(), ids=SAME)
def test_an_expression_is_the_one_that_boto3_builds(make):
    expected = boto3_conditions.ConditionExpressionBuilder().build_expression(make(boto3_conditions))
    expressions = Expressions()
    assert expressions.build(make(conditions)) == expected.condition_expression
    assert expressions.names == expected.attribute_name_placeholders
    values = {name: TypeSerializer().serialize(value) for name, value in expected.attribute_value_placeholders.items()}
    assert expressions.values == values


def test_the_expressions_of_one_request_share_no_placeholder():
    expressions = Expressions()
    assert expressions.build(conditions.Key("pk").eq("a")) == "#n0 = :v0"
    assert expressions.build(conditions.Attr("copies").gt(0)) == "#n1 > :v1"
