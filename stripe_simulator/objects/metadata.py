"""Merges metadata by Stripe's rules: an empty value removes a key, an empty whole removes all of them."""

from stripe_simulator.protocol.errors import InvalidParameter
from stripe_simulator.protocol.parameters import Parameters

MOST_KEYS, LONGEST_KEY, LONGEST_VALUE = 50, 40, 500


def merged(present: dict[str, str], parameters: Parameters) -> dict[str, str]:
    """All keys and values after this request."""
    sent = parameters.form.get("metadata", {})
    if sent == "":
        return {}
    if isinstance(sent, str):
        raise InvalidParameter("Invalid object", param="metadata")
    checked = {key: _checked(key, value) for key, value in sent.items()}
    together = {key: value for key, value in {**present, **checked}.items() if value}
    if len(together) > MOST_KEYS:
        message = f"Metadata can have at most {MOST_KEYS} keys, but {len(together)} were given."
        raise InvalidParameter(message, param="metadata")
    return together


def _checked(key: str, value: object) -> str:
    if not isinstance(value, str):
        message = "Metadata values must be strings, but for key `{}` you passed in an object."
        raise InvalidParameter(message.format(key), param=f"metadata[{key}]")
    if len(key) > LONGEST_KEY:
        message = f"Metadata keys must be under {LONGEST_KEY} characters long. Key: '{key}'"
        raise InvalidParameter(message, param="metadata")
    if len(value) > LONGEST_VALUE:
        message = f"Metadata values must be under {LONGEST_VALUE} characters long."
        raise InvalidParameter(message, param=f"metadata[{key}]")
    return value
