"""What a JSON Schema leaves without a bound, and the largest instance of a struct, made from its own bounds."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin

import msgspec
from msgspec import Meta, Struct, structs

WIDE = "\U0001d11e"  # four bytes, as many as a character can have
LAST = datetime(2100, 12, 31, 23, 59, 59, 999_000, UTC)
FIXED = ("9797000000017", "2024-03-14", "GBP", "grc", "01JDF5Z8J8T6N2V0Q3W4X5Y6Z7")
META = ("pattern", "max_length", "le")


def unbounded(schema: Any, definitions: dict[str, Any], path: str = "$") -> Iterator[str]:
    """Yield the path of every text, list and number without a bound; each definition is looked at once a branch."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        if f"/{name}/" not in path:
            yield from unbounded(definitions[name], definitions, f"{path}/{name}/")
        return
    for choice in schema.get("anyOf", ()):
        yield from unbounded(choice, definitions, path)
    for name, inner in schema.get("properties", {}).items():
        yield from unbounded(inner, definitions, f"{path}.{name}")
    if isinstance(schema.get("items"), dict):
        yield from unbounded(schema["items"], definitions, f"{path}[]")
    if not has_bound(schema):
        yield path


def has_bound(schema: dict[str, Any]) -> bool:
    """Check the bounds of one schema without those inside it."""
    needed: dict[Any, tuple[set[str], ...]] = {
        "string": ({"maxLength"}, {"pattern"}, {"format"}, {"enum"}),
        "array": ({"maxItems"},),
        "integer": ({"minimum", "maximum"},),
    }
    fields = set(schema)
    return not needed.get(schema.get("type")) or any(bound <= fields for bound in needed[schema["type"]])


def largest(hint: Any, *metas: Meta) -> Any:
    """Return the value of this type that takes the most bytes as JSON."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return largest(arguments[0], *metas, *(each for each in arguments[1:] if isinstance(each, Meta)))
    bounds = {name: value for meta in metas for name in META if (value := getattr(meta, name)) is not None}
    if origin is Literal:
        return max(arguments, key=len)
    if origin is tuple:
        is_list = Ellipsis in arguments
        return (largest(arguments[0]),) * bounds["max_length"] if is_list else tuple(map(largest, arguments))
    if arguments:
        return largest(next(each for each in arguments if each is not NoneType), *metas)
    if isinstance(hint, type) and issubclass(hint, Struct):
        return hint(**{field.name: largest(field.type) for field in structs.fields(hint)})
    simple = {int: lambda: bounds["le"], bool: lambda: False, datetime: lambda: LAST, str: lambda: longest_text(bounds)}
    return simple[hint]()


def longest_text(bounds: dict[str, Any]) -> str:
    """Return the longest text within the bounds, in the widest characters that they allow."""
    lengths = [bounds["max_length"]] if "max_length" in bounds else range(200, 0, -1)
    repeated = (char * length for char in (WIDE, "a", "0", "A") for length in lengths)
    pattern = re.compile(bounds.get("pattern", ""))
    return next(each for each in (*repeated, *FIXED) if pattern.search(each))


def schema_of(kind: type[Struct]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return a struct's schema and the definitions that it refers to."""
    schema = msgspec.json.schema(kind)
    return schema, schema["$defs"]
