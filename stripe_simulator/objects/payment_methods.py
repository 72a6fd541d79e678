"""Payment methods, made from a test token or from card or account data, each stored with its test behaviour."""

from stripe_simulator.bank import bank_debits, cards
from stripe_simulator.bank.bank_debits import BankAccount
from stripe_simulator.bank.cards import Card
from stripe_simulator.ids import new_id
from stripe_simulator.objects import billing, card_input
from stripe_simulator.objects.customers import REDISPLAY
from stripe_simulator.objects.method_details import account_details
from stripe_simulator.protocol.documents import Document
from stripe_simulator.protocol.errors import InvalidParameter
from stripe_simulator.protocol.messages import Request
from stripe_simulator.protocol.parameters import Parameters
from stripe_simulator.simulator import Simulator

DATA_FIELDS = frozenset(
    {"type", "card", "bacs_debit", "billing_details", "metadata", "allow_redisplay", "expand", "key"}
)
TYPES = ("card", "bacs_debit")


def create(simulator: Simulator, request: Request) -> Document:
    """Create a payment method from the request's data."""
    return create_from_data(simulator, request.parameters)


def retrieve(simulator: Simulator, request: Request) -> Document:
    """Return one payment method; a test token is no id of one."""
    return simulator.store.get("payment_method", request.arguments[0])


def resolve(simulator: Simulator, identifier: str) -> Document:
    """Return the method with this id; a test token creates a new one each time, as at Stripe."""
    card, account = cards.find_by_token(identifier), bank_debits.BY_TOKEN.get(identifier)
    if card:
        return _save(simulator, card, "card", card_input.token_details(card, simulator.clock))
    if account:
        return _save(simulator, account, "bacs_debit", account_details(account))
    method = simulator.store.find("payment_method", identifier)
    if method:
        return method
    raise InvalidParameter(f"No such PaymentMethod: '{identifier}'", param="payment_method", code="resource_missing")


def create_from_data(simulator: Simulator, data: Parameters) -> Document:
    """Create a payment method from the data of a card or a bank account."""
    data.permit(DATA_FIELDS)
    kind = data.choice("type", TYPES) or data.refuse_missing("type")
    redisplay = data.choice("allow_redisplay", REDISPLAY) or "unspecified"
    details = billing.read_details(data.nested("billing_details"))
    if kind == "bacs_debit":
        account = _read_account(data.nested("bacs_debit"))
        return _save(simulator, account, kind, account_details(account), details, allow_redisplay=redisplay)
    card, card_fields = card_input.read_card(data.nested("card"), simulator.clock)
    return _save(simulator, card, kind, card_fields, details, allow_redisplay=redisplay)


def find_card(simulator: Simulator, method: Document) -> Card:
    """Return the test card of a method of type card."""
    return cards.BY_TOKEN[simulator.store.get("test_method", method["id"])["token"]]


def find_account(simulator: Simulator, method: Document) -> BankAccount:
    """Return the test account of a method of type bacs_debit."""
    return bank_debits.BY_TOKEN[simulator.store.get("test_method", method["id"])["token"]]


def _read_account(parameters: Parameters) -> BankAccount:
    return bank_debits.find_by_number(parameters.required_text("sort_code"), parameters.required_text("account_number"))


def _save(
    simulator: Simulator,
    source: Card | BankAccount,
    kind: str,
    method_fields: Document,
    billing_details: Document | None = None,
    *,
    allow_redisplay: str = "unspecified",
) -> Document:
    method = {
        "id": new_id("pm_1"),
        "object": "payment_method",
        "allow_redisplay": allow_redisplay,
        "billing_details": billing_details or billing.EMPTY_DETAILS,
        kind: method_fields,
        "created": simulator.clock.now(),
        "customer": None,
        "customer_account": None,
        "livemode": False,
        "metadata": {},
        "type": kind,
    }
    simulator.store.put("test_method", {"id": method["id"], "token": source.token})
    return simulator.store.put("payment_method", method)
