"""CloudFormation answers what only it knows, as outputs of another template."""

from deploy.intrinsics import NOT_TAKEN, Questions, later

TABLE = {"Ref": "Table"}
BUS = {"Fn::Sub": "bookstore-${Stage}"}


def test_plain_values_need_no_answer():
    questions = Questions()
    assert later({"Timeout": 15, "List": ["a"]}, questions)({}) == {"Timeout": 15, "List": ["a"]}
    assert questions.outputs == {}


def test_each_intrinsic_becomes_an_output_and_comes_back_as_a_value():
    questions = Questions()
    value = later({"TABLE": TABLE, "NESTED": [{"BUS": BUS}]}, questions)
    assert questions.outputs == {"Answer0": {"Value": TABLE}, "Answer1": {"Value": BUS}}
    answers = {"Answer0": "books", "Answer1": "bookstore-test"}
    assert value(answers) == {"TABLE": "books", "NESTED": [{"BUS": "bookstore-test"}]}


def test_of_a_choice_only_the_branch_that_applies_is_looked_at():
    questions = Questions()
    value = later({"Vpc": {"Fn::If": ["OnAws", {"Subnet": {"Ref": "Subnet"}}, {"Ref": "AWS::NoValue"}]}}, questions)
    assert questions.outputs == {
        "Answer0": {"Value": {"Fn::If": ["OnAws", "yes", "no"]}},
        "Answer1": {"Value": {"Fn::If": ["OnAws", {"Ref": "Subnet"}, NOT_TAKEN]}},
    }
    assert value({"Answer0": "yes", "Answer1": "subnet-1"}) == {"Vpc": {"Subnet": "subnet-1"}}
    assert value({"Answer0": "no", "Answer1": NOT_TAKEN}) == {}


def test_a_choice_within_a_choice_asks_under_both_conditions():
    questions = Questions()
    later({"Fn::If": ["OnAws", "a", {"Fn::If": ["Big", TABLE, "b"]}]}, questions)
    inner = {"Fn::If": ["OnAws", NOT_TAKEN, {"Fn::If": ["Big", TABLE, NOT_TAKEN]}]}
    assert questions.outputs["Answer2"] == {"Value": inner}


def test_a_list_joined_by_commas_comes_back_as_a_list():
    questions = Questions()
    value = later({"Fn::Split": [",", {"Ref": "VpcSubnets"}]}, questions)
    assert value({"Answer0": "subnet-1,subnet-2"}) == ["subnet-1", "subnet-2"]
