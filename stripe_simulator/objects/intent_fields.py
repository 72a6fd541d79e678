"""What a PaymentIntent is told about: read from the parameters of create, update and confirm alike."""

from stripe_simulator.objects import billing, metadata, payment_methods
from stripe_simulator.protocol.documents import Document
from stripe_simulator.protocol.errors import InvalidParameter, StripeError
from stripe_simulator.protocol.parameters import Parameters
from stripe_simulator.simulator import Simulator

_TEXTS = (
    "description",
    "receipt_email",
    "statement_descriptor",
    "statement_descriptor_suffix",
    "transfer_group",
)


def told(simulator: Simulator, present: Document, parameters: Parameters) -> Document:
    """The fields that change, with their new values."""
    changes: Document = {name: (parameters.form[name] and parameters.text(name)) or None
                         for name in _TEXTS if name in parameters}  # fmt: skip
    if "metadata" in parameters:
        changes["metadata"] = metadata.merged(present["metadata"], parameters)
    if "shipping" in parameters:
        changes["shipping"] = billing.shipping(parameters.nested("shipping"))
    if "setup_future_usage" in parameters:
        changes["setup_future_usage"] = parameters.choice("setup_future_usage", ("off_session", "on_session"))
    if "payment_method_options" in parameters:
        changes["payment_method_options"] = _options(present, parameters.nested("payment_method_options"))
    method = _method(simulator, parameters)
    if method:
        _check_allowed(present, method)
        changes["payment_method"] = method["id"]
    return changes


def payment_method_types(parameters: Parameters, currency: str) -> tuple[list[str], Document | None]:
    """The types this intent takes, and what it says of automatic ones, which are Stripe's default."""
    types = parameters.texts("payment_method_types")
    automatic = parameters.nested("automatic_payment_methods")
    automatic.permit({"enabled", "allow_redirects"})
    enabled = automatic.flag("enabled")
    redirects = automatic.choice("allow_redirects", ("always", "never")) or "always"
    if automatic.form and enabled is None:
        automatic.refuse_missing("enabled")
    if types and enabled:
        message = "You may only specify one of these parameters: automatic_payment_methods, payment_method_types."
        raise InvalidParameter(message, param="automatic_payment_methods", code="parameters_exclusive")
    if types:
        return _known(types), None
    if enabled is False:
        return ["card"], None
    every = ["card", "bacs_debit"] if currency == "gbp" else ["card"]
    return every, {"allow_redirects": redirects, "enabled": True}


def card_options(**told: str) -> Document:
    """The card's options as every intent shows them."""
    asked = {"request_three_d_secure": "automatic", **told}
    return {"card": {"installments": None, "mandate_options": None, "network": None, **asked}}


def _options(present: Document, options: Parameters) -> Document:
    card = options.nested("card")
    asked = card.choice("request_three_d_secure", ("any", "automatic", "challenge"))
    return {
        **present["payment_method_options"],
        **(card_options(request_three_d_secure=asked) if asked else {}),
    }


def _method(simulator: Simulator, parameters: Parameters) -> Document | None:
    if "payment_method_data" in parameters:
        return payment_methods.from_data(simulator, parameters.nested("payment_method_data"))
    identifier = parameters.text("payment_method")
    return payment_methods.from_id(simulator, identifier) if identifier else None


def _check_allowed(intent: Document, method: Document) -> None:
    types = intent["payment_method_types"]
    if method["type"] not in types:
        raise StripeError(
            f"The PaymentMethod provided ({method['type']}) is not allowed for this PaymentIntent. Please attach a "
            f"PaymentMethod of one of the following types: {', '.join(types)}.",
            code="payment_intent_incompatible_payment_method",
            param="payment_method",
        )


def _known(types: list[str]) -> list[str]:
    for kind in types:
        if kind not in ("card", "bacs_debit"):
            message = f"The payment method type provided: {kind} is invalid. The simulator knows card and bacs_debit."
            raise InvalidParameter(message, param="payment_method_types", code="payment_intent_invalid_parameter")
    return types
