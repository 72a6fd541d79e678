"""Billing and shipping details as Stripe shows them: every field, empty ones as null."""

from stripe_simulator.protocol.documents import Document
from stripe_simulator.protocol.parameters import Parameters

_ADDRESS = ("city", "country", "line1", "line2", "postal_code", "state")

EMPTY_DETAILS: Document = {
    "address": dict.fromkeys(_ADDRESS),
    "email": None,
    "name": None,
    "phone": None,
    "tax_id": None,
}


def read_details(parameters: Parameters) -> Document:
    """Read the billing details of a card or bank account."""
    parameters.permit({"address", "email", "name", "phone", "tax_id"})
    return {"address": _read_address(parameters), **_read_texts(parameters, ("email", "name", "phone", "tax_id"))}


def read_shipping(parameters: Parameters) -> Document | None:
    """Read the shipping details; None when there are none."""
    if not parameters.form:
        return None
    parameters.permit({"address", "carrier", "name", "phone", "tracking_number"})
    parameters.required_text("name")
    texts = _read_texts(parameters, ("carrier", "name", "phone", "tracking_number"))
    return {"address": _read_address(parameters), **texts}


def _read_address(parameters: Parameters) -> Document:
    address = parameters.nested("address")
    address.permit(_ADDRESS)
    return _read_texts(address, _ADDRESS)


def _read_texts(parameters: Parameters, names: tuple[str, ...]) -> Document:
    """Read these texts; an empty one, as forms send it, is null."""
    return {name: parameters.text(name) if parameters.form.get(name) else None for name in names}
