"""Payment intents: retrieve, list, update, confirm and cancel them."""

from stripe_simulator.objects import confirmation, intent_fields, money
from stripe_simulator.protocol.authentication import check_client_secret
from stripe_simulator.protocol.documents import Document
from stripe_simulator.protocol.errors import UnexpectedState
from stripe_simulator.protocol.messages import Request
from stripe_simulator.protocol.pagination import paginate
from stripe_simulator.protocol.parameters import Parameters
from stripe_simulator.simulator import Simulator

OPEN = ("requires_payment_method", "requires_confirmation", "requires_action")
CANCELLABLE = ("requires_payment_method", "requires_capture", "requires_confirmation", "requires_action")
REASONS = ("duplicate", "fraudulent", "requested_by_customer", "abandoned")


def retrieve(simulator: Simulator, request: Request) -> Document:
    """Return one intent; a request with a publishable key needs the client secret."""
    intent = simulator.store.get("payment_intent", request.arguments[0], "intent")
    check_client_secret(intent, request)
    return intent


def list_all(simulator: Simulator, request: Request) -> Document:
    """List payment intents, newest first."""
    intents = simulator.store.newest_first("payment_intent")
    return paginate(intents, "/v1/payment_intents", "payment_intent", request.parameters)


def update(simulator: Simulator, request: Request) -> Document:
    """Update an intent; its amount and method can change only before it is paid."""
    intent, parameters = retrieve(simulator, request), request.parameters
    _check_updatable(intent, parameters)
    amount = parameters.integer("amount") or intent["amount"]
    currency = money.read_currency(parameters) or intent["currency"]
    money.check_amount(amount, currency)
    changes = intent_fields.read_changes(simulator, intent, parameters)
    if changes.get("payment_method"):
        changes["status"] = "requires_confirmation"
    return simulator.store.change("payment_intent", intent, amount=amount, currency=currency, **changes)


def confirm(simulator: Simulator, request: Request) -> Document:
    """Confirm an intent with the payment method of the request or of the intent."""
    intent = retrieve(simulator, request)
    confirmation.check_status(intent)
    options = confirmation.read_options(request.parameters)
    intent = {**intent, **intent_fields.read_changes(simulator, intent, request.parameters)}
    confirmation.check_method(intent, options)
    return confirmation.attempt(simulator, intent, options, request.cause)


def cancel(simulator: Simulator, request: Request) -> Document:
    """Cancel an intent for good; raise UnexpectedState for one that is processing or has ended."""
    intent = retrieve(simulator, request)
    reason = request.parameters.choice("cancellation_reason", REASONS)
    if intent["status"] not in CANCELLABLE:
        raise UnexpectedState(
            f"You cannot cancel this PaymentIntent because it has a status of {intent['status']}. Only a PaymentIntent "
            f"with one of the following statuses may be canceled: {', '.join(CANCELLABLE)}.",
            payment_intent=intent,
        )
    intent = simulator.store.change(
        "payment_intent",
        intent,
        status="canceled",
        canceled_at=simulator.clock.now(),
        cancellation_reason=reason,
        next_action=None,
    )
    simulator.publish("payment_intent.canceled", intent, request.cause)
    return intent


def _check_updatable(intent: Document, parameters: Parameters) -> None:
    if intent["status"] in OPEN:
        return
    for name in ("amount", "currency", "payment_method", "payment_method_data", "receipt_email", "shipping"):
        if name in parameters:
            raise UnexpectedState(
                f"This PaymentIntent's {name} could not be updated because it has a status of {intent['status']}. You "
                f"may only update the {name} of a PaymentIntent with one of the following statuses: {', '.join(OPEN)}.",
                param=name,
                payment_intent=intent,
            )
