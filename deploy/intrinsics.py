"""Let CloudFormation work out the intrinsics of one template by adding them, as outputs, to another.

`chalice deploy` wants plain values where functions.yaml says `!GetAtt Table.StreamArn`; only CloudFormation knows them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

NO_VALUE = {"Ref": "AWS::NoValue"}
NOT_TAKEN = "not-taken"  # what an output says whose branch of an Fn::If does not apply; outputs may not be empty

Guard = Callable[[Any], Any]
Answers = Mapping[str, str]
Later = Callable[[Answers], Any]  # a value, once CloudFormation has answered


@dataclass
class Questions:
    """The outputs to add; their answers come back under the same names."""

    outputs: dict[str, Any] = field(default_factory=dict)

    def ask(self, value: Any) -> str:
        name = f"Answer{len(self.outputs)}"
        self.outputs[name] = {"Value": value}
        return name


def plain(value: Any) -> Any:
    """The guard of a value that stands under no condition."""
    return value


def later(node: Any, questions: Questions, guard: Guard = plain) -> Later:
    """What `node` will be; `guard` keeps CloudFormation from looking into branches that do not apply."""
    if isinstance(node, list):
        return later_list(node, questions, guard)
    if not isinstance(node, dict):
        return lambda _: node
    if not is_intrinsic(node):
        return later_dictionary(node, questions, guard)
    if "Fn::If" in node:
        return later_choice(node["Fn::If"], questions, guard)
    if "Fn::Split" in node:
        return later_split(node["Fn::Split"], questions, guard)
    name = questions.ask(guard(node))
    return lambda answers: answers[name]


def is_intrinsic(node: Mapping[str, Any]) -> bool:
    """Whether CloudFormation, and not we, must say what it is."""
    return len(node) == 1 and next(iter(node)).startswith(("Ref", "Fn::"))


def later_list(node: list[Any], questions: Questions, guard: Guard) -> Later:
    """Each member for itself."""
    parts = [later(part, questions, guard) for part in node if part != NO_VALUE]
    return lambda answers: [part(answers) for part in parts]


def later_dictionary(node: Mapping[str, Any], questions: Questions, guard: Guard) -> Later:
    """Each value for itself; one that turns out to be no value takes its key along."""
    parts = {key: later(part, questions, guard) for key, part in node.items() if part != NO_VALUE}
    return lambda answers: {key: value for key, part in parts.items() if (value := part(answers)) is not None}


def later_choice(choice: list[Any], questions: Questions, guard: Guard) -> Later:
    """Both branches are asked about, and one of them is taken."""
    condition, yes, no = choice
    applies = questions.ask(guard({"Fn::If": [condition, "yes", "no"]}))
    when_yes = branch(yes, questions, lambda value: guard({"Fn::If": [condition, value, NOT_TAKEN]}))
    when_no = branch(no, questions, lambda value: guard({"Fn::If": [condition, NOT_TAKEN, value]}))
    return lambda answers: (when_yes if answers[applies] == "yes" else when_no)(answers)


def branch(node: Any, questions: Questions, guard: Guard) -> Later:
    """None for a branch that is no value."""
    return (lambda _: None) if node == NO_VALUE else later(node, questions, guard)


def later_split(split: list[Any], questions: Questions, guard: Guard) -> Later:
    """Outputs are texts: the list is made here."""
    separator, text = split
    whole = later(text, questions, guard)
    return lambda answers: whole(answers).split(separator)
