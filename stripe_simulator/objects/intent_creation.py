"""Creation of payment intents."""

from stripe_simulator.ids import new_client_secret, new_id
from stripe_simulator.objects import confirmation, customers, intent_fields, money
from stripe_simulator.protocol import documents
from stripe_simulator.protocol.documents import Document
from stripe_simulator.protocol.errors import InvalidParameter
from stripe_simulator.protocol.messages import Request
from stripe_simulator.simulator import Simulator

_INITIAL_FIELDS: Document = {
    "amount_received": 0,
    "status": "requires_payment_method",
    "metadata": {},
    **documents.null_fields(
        """canceled_at cancellation_reason description last_payment_error latest_charge next_action payment_method
        processing receipt_email setup_future_usage shipping statement_descriptor statement_descriptor_suffix
        transfer_group"""
    ),
}
"""Fields that get their values from parameters or during the life of an intent."""

_CONSTANT_FIELDS: Document = {
    "amount_capturable": 0,
    "amount_details": {"tip": {}},
    "confirmation_method": "automatic",
    "livemode": False,
    "managed_payments": {"enabled": False},
    **documents.null_fields(
        """allowed_payment_method_types application application_fee_amount customer_account
        excluded_payment_method_types on_behalf_of payment_method_configuration_details review source
        transfer_data"""
    ),
}
"""Fields that have one value as long as neither platforms nor manual captures are used."""


def create(simulator: Simulator, request: Request) -> Document:
    """Create a payment intent and, with `confirm=true`, confirm it in the same request."""
    parameters = request.parameters
    amount = parameters.integer("amount") or parameters.refuse_missing("amount")
    currency = money.read_currency(parameters) or parameters.refuse_missing("currency")
    money.check_amount(amount, currency)
    options = confirmation.read_options(parameters)
    if parameters.flag("confirm") is not True and options.return_url:
        message = "You cannot use `return_url` unless you are confirming: also send `confirm=true`."
        raise InvalidParameter(message, param="return_url")
    intent = {
        **_build(simulator, amount, currency, request),
        "customer": customers.read_customer(simulator, parameters),
    }
    intent = {**intent, **intent_fields.read_changes(simulator, intent, parameters)}
    if intent["payment_method"]:
        intent["status"] = "requires_confirmation"
    if parameters.flag("confirm"):
        confirmation.check_method(intent, options)
    simulator.store.put("payment_intent", intent)
    simulator.publish("payment_intent.created", intent, request.cause)
    return confirmation.attempt(simulator, intent, options, request.cause) if parameters.flag("confirm") else intent


def _build(simulator: Simulator, amount: int, currency: str, request: Request) -> Document:
    identifier = new_id("pi_3")
    types, automatic = intent_fields.payment_method_types(request.parameters, currency)
    capture = request.parameters.choice("capture_method", ("automatic", "automatic_async")) or "automatic_async"
    return {
        "id": identifier,
        "object": "payment_intent",
        **_INITIAL_FIELDS,
        **_CONSTANT_FIELDS,
        "amount": amount,
        "automatic_payment_methods": automatic,
        "capture_method": capture,
        "client_secret": new_client_secret(identifier),
        "created": simulator.clock.now(),
        "currency": currency,
        "payment_method_options": intent_fields.card_options(),
        "payment_method_types": types,
    }
