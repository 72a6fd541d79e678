"""The fields of a payment intent that create, update and confirm read from their parameters."""

from stripe_simulator.objects import billing, customers, metadata, payment_methods
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


def read_changes(simulator: Simulator, current: Document, parameters: Parameters) -> Document:
    """Return the fields that change, with their new values; `current` is the intent so far."""
    changes: Document = {}
    for name in _TEXTS:
        if name in parameters:
            changes[name] = parameters.text(name) if parameters.form[name] else None
    if "metadata" in parameters:
        changes["metadata"] = metadata.merge(current["metadata"], parameters)
    if "shipping" in parameters:
        changes["shipping"] = billing.read_shipping(parameters.nested("shipping"))
    if "setup_future_usage" in parameters:
        changes["setup_future_usage"] = parameters.choice("setup_future_usage", ("off_session", "on_session"))
    if "payment_method_options" in parameters:
        changes["payment_method_options"] = _read_options(current, parameters.nested("payment_method_options"))
    method = _read_method(simulator, parameters)
    if method:
        _check_allowed(current, method)
        customers.check_method(simulator, current, method)
        changes["payment_method"] = method["id"]
    return changes


def payment_method_types(parameters: Parameters, currency: str) -> tuple[list[str], Document | None]:
    """Return the intent's method types and its `automatic_payment_methods`, which are Stripe's default."""
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
        return _check_types(types), None
    if enabled is False:
        return ["card"], None
    every = ["card", "bacs_debit"] if currency == "gbp" else ["card"]
    return every, {"allow_redirects": redirects, "enabled": True}


def card_options(request_three_d_secure: str = "automatic") -> Document:
    """Return an intent's `payment_method_options`, which are those of cards."""
    constant = {"installments": None, "mandate_options": None, "network": None}
    return {"card": {**constant, "request_three_d_secure": request_three_d_secure}}


def _read_options(current: Document, options: Parameters) -> Document:
    card = options.nested("card")
    requested = card.choice("request_three_d_secure", ("any", "automatic", "challenge"))
    return {**current["payment_method_options"], **(card_options(requested) if requested else {})}


def _read_method(simulator: Simulator, parameters: Parameters) -> Document | None:
    if "payment_method_data" in parameters:
        return payment_methods.create_from_data(simulator, parameters.nested("payment_method_data"))
    identifier = parameters.text("payment_method")
    return payment_methods.resolve(simulator, identifier) if identifier else None


def _check_allowed(intent: Document, method: Document) -> None:
    types = intent["payment_method_types"]
    if method["type"] not in types:
        raise StripeError(
            f"The PaymentMethod provided ({method['type']}) is not allowed for this PaymentIntent. Please attach a "
            f"PaymentMethod of one of the following types: {', '.join(types)}.",
            code="payment_intent_incompatible_payment_method",
            param="payment_method",
        )


def _check_types(types: list[str]) -> list[str]:
    for kind in types:
        if kind not in ("card", "bacs_debit"):
            message = f"The payment method type provided: {kind} is invalid. The simulator knows card and bacs_debit."
            raise InvalidParameter(message, param="payment_method_types", code="payment_intent_invalid_parameter")
    return types
