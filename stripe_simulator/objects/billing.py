"""Who a payment method belongs to and where a parcel goes, as Stripe shows it: every field, empty ones as null."""

from stripe_simulator.protocol.documents import Document
from stripe_simulator.protocol.parameters import Parameters

_ADDRESS = ("city", "country", "line1", "line2", "postal_code", "state")

NOBODY: Document = {
    "address": dict.fromkeys(_ADDRESS),
    "email": None,
    "name": None,
    "phone": None,
    "tax_id": None,
}


def details(sent: Parameters) -> Document:
    """Whose card or account it is."""
    sent.permit({"address", "email", "name", "phone", "tax_id"})
    return {"address": _address(sent), **_texts(sent, ("email", "name", "phone", "tax_id"))}


def shipping(sent: Parameters) -> Document | None:
    """Where the parcel goes; None when nothing was sent."""
    if not sent.form:
        return None
    sent.permit({"address", "carrier", "name", "phone", "tracking_number"})
    sent.required_text("name")
    return {"address": _address(sent), **_texts(sent, ("carrier", "name", "phone", "tracking_number"))}


def _address(sent: Parameters) -> Document:
    address = sent.nested("address")
    address.permit(_ADDRESS)
    return _texts(address, _ADDRESS)


def _texts(sent: Parameters, names: tuple[str, ...]) -> Document:
    """An empty text is how a form says: nothing."""
    return {name: sent.text(name) if sent.form.get(name) else None for name in names}
