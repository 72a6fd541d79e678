"""Typed access to a request's parameters; errors have Stripe's code, message and parameter name."""

from collections.abc import Collection
from typing import NoReturn

from stripe_simulator.protocol.errors import InvalidParameter
from stripe_simulator.protocol.forms import Form, to_list

MAX_DIGITS = 18


class Parameters:
    """The parameters of a request, or of one nested object whose name is `prefix`."""

    def __init__(self, form: Form, prefix: str = "") -> None:
        self.form = form
        self.prefix = prefix

    def __contains__(self, name: str) -> bool:
        return name in self.form

    def full_name(self, name: str) -> str:
        return f"{self.prefix}[{name}]" if self.prefix else name

    def permit(self, allowed: Collection[str], unsupported: Collection[str] = ()) -> None:
        """Raise InvalidParameter for names that Stripe does not have, and for those that only the simulator lacks."""
        unknown = [self.full_name(name) for name in self.form if name not in allowed and name not in unsupported]
        if unknown:
            label = "parameter" if len(unknown) == 1 else "parameters"
            self._refuse(f"Received unknown {label}: {', '.join(unknown)}", unknown[0], "parameter_unknown")
        for name in self.form:
            if name in unsupported:
                self._refuse(f"The simulator does not support {self.full_name(name)}.", self.full_name(name))

    def text(self, name: str, *, longest: int = 5000) -> str | None:
        value = self.form.get(name)
        if value is None:
            return None
        if not isinstance(value, str):
            self._refuse(f"Invalid string: {self.full_name(name)}", self.full_name(name))
        if not value:
            self._refuse_empty(self.full_name(name))
        if len(value) > longest:
            self._refuse(f"Invalid {self.full_name(name)}: must be at most {longest} characters", self.full_name(name))
        return value

    def required_text(self, name: str) -> str:
        return self.text(name) or self.refuse_missing(name)

    def integer(self, name: str, *, least: int = 1, most: int | None = None) -> int | None:
        value = self.text(name)
        if value is None:
            return None
        number = self._number(name, value)
        if number < least:
            self._refuse_number(f"This value must be greater than or equal to {least}.", name)
        if most is not None and number > most:
            self._refuse_number(f"This value must be less than or equal to {most}.", name)
        return number

    def flag(self, name: str) -> bool | None:
        value = self.text(name)
        if value is None:
            return None
        if value not in ("true", "false"):
            self._refuse(f"Invalid boolean: {value}", self.full_name(name))
        return value == "true"

    def choice(self, name: str, choices: Collection[str]) -> str | None:
        value = self.text(name)
        if value is not None and value not in choices:
            *rest, last = choices
            listed = f"{', '.join(rest)}, or {last}" if rest else last
            self._refuse(f"Invalid {self.full_name(name)}: must be one of {listed}", self.full_name(name))
        return value

    def nested(self, name: str) -> "Parameters":
        value = self.form.get(name, {})
        if isinstance(value, str):
            self._refuse("Invalid object", self.full_name(name))
        return Parameters(value, self.full_name(name))

    def texts(self, name: str) -> list[str]:
        value = self.form.get(name, {})
        if isinstance(value, str) or not all(index.isdecimal() for index in value):
            self._refuse("Invalid array", self.full_name(name))
        return [text for text in to_list(value) if isinstance(text, str)]

    def refuse_missing(self, name: str) -> NoReturn:
        name = self.full_name(name)
        self._refuse(f"Missing required param: {name}.", name, "parameter_missing")

    def _number(self, name: str, value: str) -> int:
        if not value.removeprefix("-").isdecimal() or len(value) > MAX_DIGITS:
            self._refuse_number(f"Invalid integer: {value}", name)
        return int(value)

    def _refuse_number(self, message: str, name: str) -> NoReturn:
        self._refuse(message, self.full_name(name), "parameter_invalid_integer")

    def _refuse_empty(self, name: str) -> NoReturn:
        message = (
            f"You passed an empty string for '{name}'. We assume empty values are an attempt to unset a field; "
            f"however '{name}' cannot be unset. You should remove '{name}' from your request or supply a "
            "non-empty value."
        )
        self._refuse(message, name, "parameter_invalid_empty")

    def _refuse(self, message: str, param: str, code: str | None = None) -> NoReturn:
        raise InvalidParameter(message, param=param, code=code)
