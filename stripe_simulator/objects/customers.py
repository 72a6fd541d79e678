"""Customers, the payment methods that belong to them, and the sessions in which a browser may see these."""

from stripe_simulator.ids import new_client_secret, new_id
from stripe_simulator.objects import metadata
from stripe_simulator.protocol import documents
from stripe_simulator.protocol.documents import Document
from stripe_simulator.protocol.errors import InvalidParameter, StripeError, not_found
from stripe_simulator.protocol.messages import Request
from stripe_simulator.protocol.pagination import paginate
from stripe_simulator.protocol.parameters import Parameters
from stripe_simulator.simulator import Simulator

FIELDS = frozenset({"description", "email", "metadata", "name", "phone"})
SESSION_SECONDS = 30 * 60
REDISPLAY = ("always", "limited", "unspecified")
SWITCH = ("disabled", "enabled")
FEATURES = frozenset(
    f"payment_method_{name}"
    for name in ("allow_redisplay_filters", "redisplay", "redisplay_limit", "remove", "save", "save_usage")
)
OTHER_COMPONENTS: Document = {
    "active_entitlements": {"enabled": False},
    "buy_button": {"enabled": False},
    "customer_portal": {"enabled": False},
    "customer_sheet": {"enabled": False, "features": None},
    "mobile_payment_element": {"enabled": False, "features": None},
    "pricing_table": {"enabled": False},
}


def create(simulator: Simulator, request: Request) -> Document:
    """Create a customer."""
    parameters = request.parameters
    texts = {name: parameters.text(name) for name in ("description", "email", "name", "phone")}
    invoice_settings = documents.null_fields("custom_fields default_payment_method footer rendering_options")
    customer = {
        "id": new_id("cus_")[: len("cus_") + 14],
        "object": "customer",
        **documents.null_fields("address currency default_source discount shipping test_clock"),
        **texts,
        "balance": 0,
        "created": simulator.clock.now(),
        "delinquent": False,
        "invoice_prefix": new_id("")[:8].upper(),
        "invoice_settings": invoice_settings,
        "livemode": False,
        "metadata": metadata.merge({}, parameters),
        "next_invoice_sequence": 1,
        "preferred_locales": [],
        "tax_exempt": "none",
    }
    simulator.store.put("customer", customer)
    simulator.publish("customer.created", customer, request.cause)
    return customer


def retrieve(simulator: Simulator, request: Request) -> Document:
    """Return a customer; of a deleted one, that it was deleted."""
    return simulator.store.get("customer", request.arguments[0], "id")


def delete(simulator: Simulator, request: Request) -> Document:
    """Delete a customer for good; its payment methods are detached, its payments stay."""
    customer = _existing(simulator, request.arguments[0], "id", 404)
    for method in _methods(simulator, customer):
        simulator.store.change("payment_method", method, customer=None)
    deleted = {"id": customer["id"], "object": "customer", "deleted": True}
    simulator.store.put("customer", deleted)
    simulator.publish("customer.deleted", customer, request.cause)
    return deleted


def list_methods(simulator: Simulator, request: Request) -> Document:
    """List a customer's payment methods, newest first, optionally of one `type` and `allow_redisplay`."""
    customer, parameters = _existing(simulator, request.arguments[0], "customer", 404), request.parameters
    kind = parameters.choice("type", ("card", "bacs_debit"))
    redisplay = parameters.choice("allow_redisplay", REDISPLAY)
    methods = [
        method
        for method in _methods(simulator, customer)
        if kind in (None, method["type"]) and redisplay in (None, method["allow_redisplay"])
    ]
    return paginate(methods, f"/v1/customers/{customer['id']}/payment_methods", "payment_method", parameters)


def retrieve_method(simulator: Simulator, request: Request) -> Document:
    """Return a payment method of this customer."""
    customer = _existing(simulator, request.arguments[0], "customer", 404)
    method = simulator.store.find("payment_method", request.arguments[1])
    if method is None or method["customer"] != customer["id"]:
        raise not_found("payment_method", request.arguments[1])
    return method


def detach_method(simulator: Simulator, request: Request) -> Document:
    """Detach a payment method from its customer; it cannot be used again."""
    method = simulator.store.get("payment_method", request.arguments[0])
    if method["customer"] is None:
        message = "The payment method you provided is not attached to a customer so detachment is impossible."
        raise StripeError(message)
    previous = {"customer": method["customer"]}
    detached = simulator.store.change("payment_method", method, customer=None)
    simulator.store.put("detached_method", {"id": method["id"]})
    simulator.publish("payment_method.detached", detached, request.cause, previous)
    return detached


def create_session(simulator: Simulator, request: Request) -> Document:
    """Create a session, whose secret lets a browser's Payment Element show and save payment methods."""
    parameters = request.parameters
    customer = _existing(simulator, parameters.required_text("customer"), "customer", 400)
    components = parameters.nested("components")
    components.permit({"payment_element"}, {*OTHER_COMPONENTS})
    element = components.nested("payment_element")
    element.permit({"enabled", "features"})
    if element.flag("enabled") is not True:
        raise InvalidParameter("Exactly 1 component must be enabled.", param="components")
    now = simulator.clock.now()
    return {
        "object": "customer_session",
        "client_secret": new_client_secret("cuss"),
        "components": {
            **OTHER_COMPONENTS,
            "payment_element": {"enabled": True, "features": _read_features(element.nested("features"))},
        },
        "created": now,
        "customer": customer["id"],
        "customer_account": None,
        "expires_at": now + SESSION_SECONDS,
        "livemode": False,
    }


def read_customer(simulator: Simulator, parameters: Parameters) -> str | None:
    """Return the id of the customer for whom an intent is; raise StripeError for one that is missing."""
    identifier = parameters.text("customer")
    return _existing(simulator, identifier, "customer", 400)["id"] if identifier else None


def check_method(simulator: Simulator, intent: Document, method: Document) -> None:
    """Raise StripeError for a method of another customer than the intent's, or one that was detached."""
    owner = method["customer"]
    if owner is not None and owner != intent["customer"]:
        message = f"The PaymentMethod supplied ({method['id']}) belongs to the Customer {owner}. Please include the "
        message += "Customer in the `customer` parameter on the PaymentIntent."
        raise StripeError(message, param="payment_method")
    if owner is None and simulator.store.find("detached_method", method["id"]):
        raise StripeError(
            "The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared "
            "with a connected account without Customer attachment, or was detached from a Customer. It may not be used "
            "again. To use a PaymentMethod multiple times, you must attach it to a Customer first.",
            param="payment_method",
        )


def attach_used_method(simulator: Simulator, intent: Document, cause: Document) -> None:
    """Attach the method of a payment that succeeded to the customer, if the payment was made to use it again."""
    method = simulator.store.get("payment_method", intent["payment_method"])
    if intent["customer"] and intent["setup_future_usage"] and method["customer"] is None:
        attached = simulator.store.change("payment_method", method, customer=intent["customer"])
        simulator.publish("payment_method.attached", attached, cause)


def _read_features(features: Parameters) -> Document:
    features.permit(FEATURES)
    switches = ("payment_method_redisplay", "payment_method_remove", "payment_method_save")
    redisplay = features.texts("payment_method_allow_redisplay_filters")
    return {
        "payment_method_allow_redisplay_filters": redisplay or ["always"],
        "payment_method_redisplay_limit": features.integer("payment_method_redisplay_limit", most=10) or 3,
        "payment_method_save_usage": features.choice("payment_method_save_usage", ("off_session", "on_session")),
        **{name: features.choice(name, SWITCH) or "disabled" for name in switches},
    }


def _methods(simulator: Simulator, customer: Document) -> list[Document]:
    return [each for each in simulator.store.newest_first("payment_method") if each["customer"] == customer["id"]]


def _existing(simulator: Simulator, identifier: str, param: str, status: int) -> Document:
    """Return a customer that was not deleted."""
    customer = simulator.store.find("customer", identifier)
    if customer is None or customer.get("deleted"):
        raise not_found("customer", identifier, param, status)
    return customer
