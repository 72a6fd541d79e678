"""Conditions about an item, and their expressions with placeholders for all names and values.

`Attr` and `Key` are boto3's names, and so is what they say: importing boto3 for them alone takes a tenth of a cold
start. A test compares each expression with boto3's.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bookstore.dynamodb.items import to_value


@dataclass(frozen=True)
class Condition:
    """An operator with its operands: attributes, values, or other conditions."""

    operator: str
    operands: tuple[Any, ...]
    template: str = "{0} {operator} {1}"

    def __and__(self, other: "Condition") -> "Condition":
        return Condition("AND", (self, other), "({0} {operator} {1})")

    def __or__(self, other: "Condition") -> "Condition":
        return Condition("OR", (self, other), "({0} {operator} {1})")


@dataclass(frozen=True)
class Size:
    """The size of an attribute: the characters of a text, the members of a list or a map."""

    name: str

    def lt(self, value: int) -> Condition:
        """Be smaller."""
        return Condition("<", (self, value))


@dataclass(frozen=True)
class Key:
    """An attribute of a key, in the condition of a query."""

    name: str

    def eq(self, value: Any) -> Condition:
        """Be equal."""
        return Condition("=", (self, value))

    def lt(self, value: Any) -> Condition:
        """Be less."""
        return Condition("<", (self, value))

    def lte(self, value: Any) -> Condition:
        """Be less or equal."""
        return Condition("<=", (self, value))

    def gt(self, value: Any) -> Condition:
        """Be greater."""
        return Condition(">", (self, value))

    def gte(self, value: Any) -> Condition:
        """Be greater or equal."""
        return Condition(">=", (self, value))

    def begins_with(self, value: str) -> Condition:
        """Begin with this text."""
        return Condition("begins_with", (self, value), "{operator}({0}, {1})")

    def between(self, low: Any, high: Any) -> Condition:
        """Be one of these two, or between them."""
        return Condition("BETWEEN", (self, low, high), "{0} {operator} {1} AND {2}")


@dataclass(frozen=True)
class Attr(Key):
    """Any attribute, in a filter or in the condition of a write. A name may be a path such as `lines.978`."""

    def ne(self, value: Any) -> Condition:
        """Be another value, or be missing."""
        return Condition("<>", (self, value))

    def exists(self) -> Condition:
        """Be there."""
        return Condition("attribute_exists", (self,), "{operator}({0})")

    def not_exists(self) -> Condition:
        """Be missing."""
        return Condition("attribute_not_exists", (self,), "{operator}({0})")

    def contains(self, value: Any) -> Condition:
        """Contain this text, or have this member."""
        return Condition("contains", (self, value), "{operator}({0}, {1})")

    def is_in(self, values: Iterable[Any]) -> Condition:
        """Be one of these values."""
        return Condition("IN", (self, list(values)))

    def size(self) -> Size:
        """Return its size, to be compared."""
        return Size(self.name)


class Expressions:
    """Expressions of one request, with the placeholders of all of them."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self.values: dict[str, Any] = {}

    def build(self, condition: Condition) -> str:
        """Return the condition's expression; each value of an IN has a placeholder of its own."""
        return condition.template.format(*map(self._operand, condition.operands), operator=condition.operator)

    def _operand(self, operand: Any) -> str:
        if isinstance(operand, Condition):
            return self.build(operand)
        if isinstance(operand, Size):
            return f"size({self._name(operand.name)})"
        if isinstance(operand, Key):
            return self._name(operand.name)
        if isinstance(operand, list):
            return f"({', '.join(map(self._value, operand))})"
        return self._value(operand)

    def _name(self, path: str) -> str:
        placeholders = [f"#n{len(self.names) + number}" for number, _ in enumerate(path.split("."))]
        self.names.update(zip(placeholders, path.split("."), strict=True))
        return ".".join(placeholders)

    def _value(self, value: Any) -> str:
        placeholder = f":v{len(self.values)}"
        self.values[placeholder] = to_value(value)
        return placeholder
