"""The four things a DynamoDB transaction can do to an item, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bookstore.dynamodb.conditions import Condition, Expressions
from bookstore.dynamodb.items import to_key, to_value, to_whole_item


@dataclass(frozen=True)
class Put:
    """Write the whole item, on a condition about the current item."""

    item: Mapping[str, Any]
    condition: Condition | None = None

    @property
    def is_repeatable(self) -> bool:
        """Whether it may be sent twice outside of a transaction, when its answer was lost."""
        return True

    def request(self) -> dict[str, Any]:
        """Return the parameters of `PutItem` without the table."""
        return {"Item": to_whole_item(self.item), **_condition_parameters(self.condition)}


@dataclass(frozen=True)
class Update:
    """Set, add to or remove some attributes. A name may be a path such as `notices.price`.

    `once` sets attributes only where there is none yet. `refuses_repeats` says that its condition does not hold any
    more once it was made.
    """

    pk: str
    sk: str
    sets: Mapping[str, Any] = field(default_factory=dict)
    adds: Mapping[str, Any] = field(default_factory=dict)
    once: Mapping[str, Any] = field(default_factory=dict)
    removes: tuple[str, ...] = ()
    condition: Condition | None = None
    refuses_repeats: bool = False

    @property
    def is_repeatable(self) -> bool:
        """Whether it may be sent twice outside of a transaction: what is added could count twice."""
        return not self.adds or self.refuses_repeats

    def request(self) -> dict[str, Any]:
        """Return the parameters of `UpdateItem` without the table."""
        placeholders = _Placeholders()
        settings = [f"{placeholders.name(n)} = {placeholders.value(v)}" for n, v in self.sets.items()]
        settings += [
            f"{(p := placeholders.name(n))} = if_not_exists({p}, {placeholders.value(v)})" for n, v in self.once.items()
        ]
        parts = {
            "SET": settings,
            "ADD": [f"{placeholders.name(n)} {placeholders.value(v)}" for n, v in self.adds.items()],
            "REMOVE": [placeholders.name(n) for n in self.removes],
        }
        expression = " ".join(f"{verb} {', '.join(what)}" for verb, what in parts.items() if what)
        return _with_condition(
            self.pk, self.sk, {"UpdateExpression": expression, **placeholders.parameters()}, self.condition
        )


@dataclass(frozen=True)
class Delete:
    """Remove the item, on a condition about the current item."""

    pk: str
    sk: str
    condition: Condition | None = None

    @property
    def is_repeatable(self) -> bool:
        """Whether it may be sent twice outside of a transaction, when its answer was lost."""
        return True

    def request(self) -> dict[str, Any]:
        """Return the parameters of `DeleteItem` without the table."""
        return _with_condition(self.pk, self.sk, {}, self.condition)


@dataclass(frozen=True)
class Check:
    """Change nothing, and let the transaction fail unless the condition holds."""

    pk: str
    sk: str
    condition: Condition

    @property
    def is_repeatable(self) -> bool:
        """Return False: there is no such request outside of a transaction."""
        return False

    def request(self) -> dict[str, Any]:
        """Return the parameters of a `ConditionCheck` without the table."""
        return _with_condition(self.pk, self.sk, {}, self.condition)


Change = Put | Update | Delete | Check
KIND = {Put: "Put", Update: "Update", Delete: "Delete", Check: "ConditionCheck"}


class _Placeholders:
    """Collects placeholders, so that no attribute name can collide with a reserved word."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self.values: dict[str, Any] = {}

    def name(self, path: str) -> str:
        return ".".join(self._placeholder(part) for part in path.split("."))

    def _placeholder(self, part: str) -> str:
        return next((p for p, n in self.names.items() if n == part), None) or self._add(part)

    def _add(self, part: str) -> str:
        placeholder = f"#u{len(self.names)}"
        self.names[placeholder] = part
        return placeholder

    def value(self, value: Any) -> str:
        placeholder = f":u{len(self.values)}"
        self.values[placeholder] = to_value(value)
        return placeholder

    def parameters(self) -> dict[str, Any]:
        parameters = {"ExpressionAttributeNames": self.names, "ExpressionAttributeValues": self.values}
        return {name: values for name, values in parameters.items() if values}


def _with_condition(pk: str, sk: str, parameters: dict[str, Any], condition: Condition | None) -> dict[str, Any]:
    request = {"Key": to_key(pk, sk), **parameters}
    for name, value in _condition_parameters(condition).items():
        request[name] = {**request[name], **value} if isinstance(request.get(name), dict) else value
    return request


def _condition_parameters(condition: Condition | None) -> dict[str, Any]:
    if condition is None:
        return {}
    expressions = Expressions()
    return {
        "ConditionExpression": expressions.build(condition),
        "ExpressionAttributeNames": expressions.names,
        **({"ExpressionAttributeValues": expressions.values} if expressions.values else {}),
    }
