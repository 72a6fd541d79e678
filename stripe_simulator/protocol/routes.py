"""The routes of Stripe's API that are simulated, each with its parameters."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from stripe_simulator.objects import (
    balance,
    charges,
    customers,
    dispute_responses,
    disputes,
    events,
    intent_creation,
    payment_intents,
    payment_methods,
    refunds,
)
from stripe_simulator.protocol.documents import Document
from stripe_simulator.protocol.messages import Request
from stripe_simulator.protocol.pagination import PAGING_PARAMETERS
from stripe_simulator.simulator import Simulator


@dataclass(frozen=True)
class Route:
    """A route; `object_type` is that of its response, `unsupported` are Stripe's parameters that are not simulated."""

    method: str
    path: str
    handler: Callable[[Simulator, Request], Document]
    object_type: str
    parameters: frozenset[str] = frozenset()
    unsupported: frozenset[str] = frozenset()
    for_browsers: bool = False
    is_list: bool = False

    def arguments(self, method: str, path: str) -> tuple[str, ...] | None:
        """Return the values of the path's {}; None if this is not the route."""
        pattern = re.escape(self.path).replace(r"\{\}", "([^/]+)")
        match = re.fullmatch(pattern, path) if method == self.method else None
        return match.groups() if match else None


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_INTENT_FIELDS = _names(
    """payment_method payment_method_data payment_method_options receipt_email setup_future_usage shipping
    description metadata statement_descriptor statement_descriptor_suffix transfer_group"""
)
_CONFIRM_OPTIONS = _names("return_url use_stripe_sdk off_session error_on_requires_action mandate_data")
_CREATE_FIELDS = (
    _INTENT_FIELDS
    | _CONFIRM_OPTIONS
    | _names("amount currency customer automatic_payment_methods payment_method_types confirm capture_method")
)
_UNSUPPORTED = _names(
    """allowed_payment_method_types amount_details amount_to_confirm application_fee_amount confirmation_method
    confirmation_token customer_account excluded_payment_method_types hooks mandate on_behalf_of
    payment_details payment_method_configuration radar_options transfer_data"""
)
_UNSUPPORTED_AFTER_CREATE = _UNSUPPORTED | _names("capture_method customer payment_method_types")
_CUSTOMER_UNSUPPORTED = _names(
    """address balance cash_balance coupon invoice_prefix invoice_settings next_invoice_sequence payment_method
    preferred_locales promotion_code shipping source tax tax_exempt tax_id_data test_clock validate"""
)
_REFUND_FIELDS = _names("amount charge payment_intent reason metadata")
_REFUND_UNSUPPORTED = _names("currency customer instructions_email origin refund_application_fee reverse_transfer")
_LIST_BY_PAYMENT = PAGING_PARAMETERS | {"payment_intent", "charge"}

_INTENT = "/v1/payment_intents/{}"

ROUTES = (
    Route("POST", "/v1/payment_intents", intent_creation.create, "payment_intent", _CREATE_FIELDS, _UNSUPPORTED),
    Route("GET", "/v1/payment_intents", payment_intents.list_all, "payment_intent", PAGING_PARAMETERS, is_list=True),
    Route("GET", _INTENT, payment_intents.retrieve, "payment_intent", _names("client_secret"), for_browsers=True),
    Route(
        "POST",
        _INTENT,
        payment_intents.update,
        "payment_intent",
        _INTENT_FIELDS | {"amount", "currency"},
        _UNSUPPORTED_AFTER_CREATE,
    ),
    Route(
        "POST",
        _INTENT + "/confirm",
        payment_intents.confirm,
        "payment_intent",
        _INTENT_FIELDS | _CONFIRM_OPTIONS | {"client_secret"},
        _UNSUPPORTED_AFTER_CREATE,
        for_browsers=True,
    ),
    Route("POST", _INTENT + "/cancel", payment_intents.cancel, "payment_intent", _names("cancellation_reason")),
    Route(
        "POST",
        "/v1/payment_methods",
        payment_methods.create,
        "payment_method",
        payment_methods.DATA_FIELDS,
        for_browsers=True,
    ),
    Route("GET", "/v1/payment_methods/{}", payment_methods.retrieve, "payment_method"),
    Route("POST", "/v1/payment_methods/{}/detach", customers.detach_method, "payment_method"),
    Route("POST", "/v1/customers", customers.create, "customer", customers.FIELDS, _CUSTOMER_UNSUPPORTED),
    Route("GET", "/v1/customers/{}", customers.retrieve, "customer"),
    Route("DELETE", "/v1/customers/{}", customers.delete, "customer"),
    Route(
        "GET",
        "/v1/customers/{}/payment_methods",
        customers.list_methods,
        "payment_method",
        PAGING_PARAMETERS | {"allow_redisplay", "type"},
        is_list=True,
    ),
    Route("GET", "/v1/customers/{}/payment_methods/{}", customers.retrieve_method, "payment_method"),
    Route(
        "POST",
        "/v1/customer_sessions",
        customers.create_session,
        "customer_session",
        _names("components customer"),
        _names("customer_account"),
    ),
    Route("GET", "/v1/charges", charges.list_all, "charge", PAGING_PARAMETERS | {"payment_intent"}, is_list=True),
    Route("GET", "/v1/charges/{}", charges.retrieve, "charge"),
    Route("POST", "/v1/refunds", refunds.create, "refund", _REFUND_FIELDS, _REFUND_UNSUPPORTED),
    Route("GET", "/v1/refunds", refunds.list_all, "refund", _LIST_BY_PAYMENT, is_list=True),
    Route("GET", "/v1/refunds/{}", refunds.retrieve, "refund"),
    Route("POST", "/v1/refunds/{}", refunds.update, "refund", _names("metadata")),
    Route("GET", "/v1/disputes", disputes.list_all, "dispute", _LIST_BY_PAYMENT, is_list=True),
    Route("GET", "/v1/disputes/{}", disputes.retrieve, "dispute"),
    Route("POST", "/v1/disputes/{}", dispute_responses.update, "dispute", _names("evidence metadata submit")),
    Route("POST", "/v1/disputes/{}/close", dispute_responses.close, "dispute"),
    Route(
        "GET",
        "/v1/events",
        events.list_all,
        "event",
        PAGING_PARAMETERS | {"type", "types", "delivery_success"},
        is_list=True,
    ),
    Route("GET", "/v1/events/{}", events.retrieve, "event"),
    Route("GET", "/v1/balance", balance.retrieve, "balance"),
    Route("GET", "/v1/balance_transactions/{}", balance.retrieve_transaction, "balance_transaction"),
)

COMMON_PARAMETERS = _names("expand key _stripe_version _stripe_account")


def find(method: str, path: str) -> tuple[Route, tuple[str, ...]] | None:
    """Find the route of a request and the values of its path; None if there is none."""
    for route in ROUTES:
        arguments = route.arguments(method, path)
        if arguments is not None:
            return route, arguments
    return None
