"""How a PaymentIntent begins."""

from deploy.stripe_simulator.ids import new_client_secret, new_id
from deploy.stripe_simulator.objects import confirmation, intent_fields, money
from deploy.stripe_simulator.protocol.errors import Document, InvalidParameter
from deploy.stripe_simulator.protocol.request import Request
from deploy.stripe_simulator.simulator import Simulator


def create(simulator: Simulator, request: Request) -> Document:
    """With `confirm=true` it is paid, or refused, in the same request."""
    parameters = request.parameters
    amount = parameters.integer("amount") or parameters.refuse_missing("amount")
    currency = money.read_currency(parameters) or parameters.refuse_missing("currency")
    money.check_amount(amount, currency)
    wishes = confirmation.read_wishes(parameters)
    if parameters.flag("confirm") is not True and wishes.return_url:
        message = "You cannot use `return_url` unless you are confirming: also send `confirm=true`."
        raise InvalidParameter(message, param="return_url")
    intent = _new(simulator, amount, currency, request)
    intent = {**intent, **intent_fields.told(simulator, intent, parameters)}
    if intent["payment_method"]:
        intent["status"] = "requires_confirmation"
    if parameters.flag("confirm"):
        confirmation.check(intent, wishes)
    simulator.store.put("payment_intent", intent)
    simulator.announce("payment_intent.created", intent, request.cause)
    return confirmation.attempt(simulator, intent, wishes, request.cause) if parameters.flag("confirm") else intent


def _new(simulator: Simulator, amount: int, currency: str, request: Request) -> Document:
    parameters = request.parameters
    identifier = new_id("pi_3")
    types, automatic = intent_fields.payment_method_types(parameters, currency)
    capture = parameters.choice("capture_method", ("automatic", "automatic_async")) or "automatic_async"
    return {
        "id": identifier,
        "object": "payment_intent",
        "allowed_payment_method_types": None,
        "amount": amount,
        "amount_capturable": 0,
        "amount_details": {"tip": {}},
        "amount_received": 0,
        "application": None,
        "application_fee_amount": None,
        "automatic_payment_methods": automatic,
        "canceled_at": None,
        "cancellation_reason": None,
        "capture_method": capture,
        "client_secret": new_client_secret(identifier),
        "confirmation_method": "automatic",
        "created": simulator.clock.now(),
        "currency": currency,
        "customer": None,
        "customer_account": None,
        "description": None,
        "excluded_payment_method_types": None,
        "last_payment_error": None,
        "latest_charge": None,
        "livemode": False,
        "managed_payments": {"enabled": False},
        "metadata": {},
        "next_action": None,
        "on_behalf_of": None,
        "payment_method": None,
        "payment_method_configuration_details": None,
        "payment_method_options": intent_fields.card_options(),
        "payment_method_types": types,
        "processing": None,
        "receipt_email": None,
        "review": None,
        "setup_future_usage": None,
        "shipping": None,
        "source": None,
        "statement_descriptor": None,
        "statement_descriptor_suffix": None,
        "status": "requires_payment_method",
        "transfer_data": None,
        "transfer_group": None,
    }
