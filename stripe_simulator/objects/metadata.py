"""Stripe's rules for metadata: an empty value removes its key, empty metadata removes all keys."""

from stripe_simulator.protocol.errors import InvalidParameter
from stripe_simulator.protocol.parameters import Parameters

MAX_KEYS, MAX_KEY_LENGTH, MAX_VALUE_LENGTH = 50, 40, 500


def merge(current: dict[str, str], parameters: Parameters) -> dict[str, str]:
    """Merge the request's metadata into the current metadata; raise InvalidParameter for too many or too long."""
    sent = parameters.form.get("metadata", {})
    if sent == "":
        return {}
    if isinstance(sent, str):
        raise InvalidParameter("Invalid object", param="metadata")
    changes = {key: _check_entry(key, value) for key, value in sent.items()}
    merged = {key: value for key, value in {**current, **changes}.items() if value}
    if len(merged) > MAX_KEYS:
        message = f"Metadata can have at most {MAX_KEYS} keys, but {len(merged)} were given."
        raise InvalidParameter(message, param="metadata")
    return merged


def _check_entry(key: str, value: object) -> str:
    if not isinstance(value, str):
        message = "Metadata values must be strings, but for key `{}` you passed in an object."
        raise InvalidParameter(message.format(key), param=f"metadata[{key}]")
    if len(key) > MAX_KEY_LENGTH:
        message = f"Metadata keys must be under {MAX_KEY_LENGTH} characters long. Key: '{key}'"
        raise InvalidParameter(message, param="metadata")
    if len(value) > MAX_VALUE_LENGTH:
        message = f"Metadata values must be under {MAX_VALUE_LENGTH} characters long."
        raise InvalidParameter(message, param=f"metadata[{key}]")
    return value
