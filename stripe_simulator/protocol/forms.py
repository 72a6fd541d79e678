"""The form encoding of Stripe's clients: `metadata[order]=1`, `expand[]=charge`, `a[0][b]=c`."""

import re
from urllib.parse import parse_qsl

from stripe_simulator.protocol.errors import InvalidParameter

Form = dict[str, "str | Form"]

_NAME = re.compile(r"([^\[\]]+)((?:\[[^\[\]]*\])*)")
_KEY = re.compile(r"\[([^\[\]]*)\]")


def decode(encoded: bytes) -> Form:
    """Decode a form; arrays stay dictionaries keyed "0", "1", … because the encoding does not tell them apart."""
    form: Form = {}
    for name, value in _parse_pairs(encoded):
        _insert(form, _parse_path(name), value, name)
    return form


def to_list(form: Form) -> list[str | Form]:
    """Return an array's values in the order of their indices."""
    return [form[index] for index in sorted(form, key=int)]


def _parse_pairs(encoded: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(encoded.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=1000)
    except ValueError as error:
        raise InvalidParameter(f"Invalid form encoding: {error}") from error


def _parse_path(name: str) -> list[str]:
    match = _NAME.fullmatch(name)
    if not match:
        raise InvalidParameter(f"Invalid parameter name: {name}", param=name)
    return [match[1], *_KEY.findall(match[2])]


def _insert(form: Form, path: list[str], value: str, name: str) -> None:
    *parents, last = path
    for key in parents:
        inner = form.setdefault(key or str(len(form)), {})
        if isinstance(inner, str):
            raise InvalidParameter(f"Invalid parameter: {name} is both a value and an object", param=name)
        form = inner
    form[last or str(len(form))] = value
