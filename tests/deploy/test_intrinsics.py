"""CloudFormation answers what only it knows, as outputs of another template."""

from deploy.intrinsics import NOT_APPLICABLE, IntrinsicResolver

TABLE = {"Ref": "Table"}
BUS = {"Fn::Sub": "bookstore-${Stage}"}


def test_plain_values_need_no_output():
    resolver = IntrinsicResolver()
    assert resolver.defer({"Timeout": 15, "List": ["a"]})({}) == {"Timeout": 15, "List": ["a"]}
    assert resolver.outputs == {}


def test_each_intrinsic_becomes_an_output_and_comes_back_as_a_value():
    resolver = IntrinsicResolver()
    value = resolver.defer({"TABLE": TABLE, "NESTED": [{"BUS": BUS}]})
    assert resolver.outputs == {"Answer0": {"Value": TABLE}, "Answer1": {"Value": BUS}}
    outputs = {"Answer0": "books", "Answer1": "bookstore-test"}
    assert value(outputs) == {"TABLE": "books", "NESTED": [{"BUS": "bookstore-test"}]}


def test_only_the_branch_of_a_choice_that_applies_is_resolved():
    resolver = IntrinsicResolver()
    value = resolver.defer({"Vpc": {"Fn::If": ["OnAws", {"Subnet": {"Ref": "Subnet"}}, {"Ref": "AWS::NoValue"}]}})
    assert resolver.outputs == {
        "Answer0": {"Value": {"Fn::If": ["OnAws", "yes", "no"]}},
        "Answer1": {"Value": {"Fn::If": ["OnAws", {"Ref": "Subnet"}, NOT_APPLICABLE]}},
    }
    assert value({"Answer0": "yes", "Answer1": "subnet-1"}) == {"Vpc": {"Subnet": "subnet-1"}}
    assert value({"Answer0": "no", "Answer1": NOT_APPLICABLE}) == {}


def test_a_choice_within_a_choice_asks_under_both_conditions():
    resolver = IntrinsicResolver()
    resolver.defer({"Fn::If": ["OnAws", "a", {"Fn::If": ["Big", TABLE, "b"]}]})
    inner = {"Fn::If": ["OnAws", NOT_APPLICABLE, {"Fn::If": ["Big", TABLE, NOT_APPLICABLE]}]}
    assert resolver.outputs["Answer2"] == {"Value": inner}


def test_a_list_joined_by_commas_comes_back_as_a_list():
    resolver = IntrinsicResolver()
    value = resolver.defer({"Fn::Split": [",", {"Ref": "VpcSubnets"}]})
    assert value({"Answer0": "subnet-1,subnet-2"}) == ["subnet-1", "subnet-2"]
