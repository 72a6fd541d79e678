"""Let CloudFormation resolve the intrinsics of one template by adding them, as outputs, to another.

`chalice deploy` wants plain values where functions.yaml says `!GetAtt Table.StreamArn`; only CloudFormation knows them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

NO_VALUE = {"Ref": "AWS::NoValue"}
NOT_APPLICABLE = "not-taken"  # an output whose branch of an Fn::If does not apply; outputs may not be empty

Guard = Callable[[Any], Any]
Outputs = Mapping[str, str]
Resolve = Callable[[Outputs], Any]  # returns a value, given the stack's outputs


def no_guard(value: Any) -> Any:
    """Guard a value that stands under no condition."""
    return value


@dataclass
class IntrinsicResolver:
    """The outputs to add to a template, and functions that read the resolved values from the stack's outputs."""

    outputs: dict[str, Any] = field(default_factory=dict)

    def add_output(self, value: Any) -> str:
        """Add an output for the value and return its name."""
        name = f"Answer{len(self.outputs)}"
        self.outputs[name] = {"Value": value}
        return name

    def defer(self, node: Any, guard: Guard = no_guard) -> Resolve:
        """Return the function that resolves `node`; `guard` hides branches that do not apply from CloudFormation."""
        if isinstance(node, list):
            return self._defer_list(node, guard)
        if not isinstance(node, dict):
            return lambda _: node
        if not is_intrinsic(node):
            return self._defer_dictionary(node, guard)
        if "Fn::If" in node:
            return self._defer_choice(node["Fn::If"], guard)
        if "Fn::Split" in node:
            return self._defer_split(node["Fn::Split"], guard)
        name = self.add_output(guard(node))
        return lambda outputs: outputs[name]

    def _defer_list(self, node: list[Any], guard: Guard) -> Resolve:
        members = [self.defer(member, guard) for member in node if member != NO_VALUE]
        return lambda outputs: [resolve(outputs) for resolve in members]

    def _defer_dictionary(self, node: Mapping[str, Any], guard: Guard) -> Resolve:
        """Drop the key of a value that turns out to be no value."""
        members = {key: self.defer(value, guard) for key, value in node.items() if value != NO_VALUE}
        return lambda outputs: {
            key: value for key, resolve in members.items() if (value := resolve(outputs)) is not None
        }

    def _defer_choice(self, choice: list[Any], guard: Guard) -> Resolve:
        """Add outputs for both branches; the condition's output tells which applies."""
        condition, yes, no = choice
        applies = self.add_output(guard({"Fn::If": [condition, "yes", "no"]}))
        when_yes = self._defer_branch(yes, lambda value: guard({"Fn::If": [condition, value, NOT_APPLICABLE]}))
        when_no = self._defer_branch(no, lambda value: guard({"Fn::If": [condition, NOT_APPLICABLE, value]}))
        return lambda outputs: (when_yes if outputs[applies] == "yes" else when_no)(outputs)

    def _defer_branch(self, node: Any, guard: Guard) -> Resolve:
        return (lambda _: None) if node == NO_VALUE else self.defer(node, guard)

    def _defer_split(self, split: list[Any], guard: Guard) -> Resolve:
        """Split the resolved text here, since outputs are texts."""
        separator, text = split
        resolve = self.defer(text, guard)
        return lambda outputs: resolve(outputs).split(separator)


def is_intrinsic(node: Mapping[str, Any]) -> bool:
    """Tell whether CloudFormation has to resolve the value."""
    return len(node) == 1 and next(iter(node)).startswith(("Ref", "Fn::"))
