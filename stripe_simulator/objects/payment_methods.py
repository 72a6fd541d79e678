"""Payment methods: made from a test token or from what a reader typed, and remembered with what they will do."""

from stripe_simulator.bank import bank_debits, cards
from stripe_simulator.bank.bank_debits import BankAccount
from stripe_simulator.bank.cards import Card
from stripe_simulator.ids import new_id
from stripe_simulator.objects import billing, card_input
from stripe_simulator.objects.method_details import shown_account
from stripe_simulator.protocol.documents import Document
from stripe_simulator.protocol.errors import InvalidParameter
from stripe_simulator.protocol.messages import Request
from stripe_simulator.protocol.parameters import Parameters
from stripe_simulator.simulator import Simulator

DATA = frozenset({"type", "card", "bacs_debit", "billing_details", "metadata", "allow_redisplay", "expand", "key"})
TYPES = ("card", "bacs_debit")


def create(simulator: Simulator, request: Request) -> Document:
    """What a card form sends before it confirms."""
    return from_data(simulator, request.parameters)


def retrieve(simulator: Simulator, request: Request) -> Document:
    """Only methods that were made here: a test token is no id."""
    return simulator.store.get("payment_method", request.arguments[0])


def from_id(simulator: Simulator, identifier: str) -> Document:
    """The method with this id; a test token makes a new one each time, as at Stripe."""
    card, account = cards.card_with_token(identifier), bank_debits.BY_TOKEN.get(identifier)
    if card:
        return _keep(simulator, card, "card", card_input.unspoken(card, simulator.clock))
    if account:
        return _keep(simulator, account, "bacs_debit", shown_account(account))
    known = simulator.store.find("payment_method", identifier)
    if known:
        return known
    raise InvalidParameter(f"No such PaymentMethod: '{identifier}'", param="payment_method", code="resource_missing")


def from_data(simulator: Simulator, data: Parameters) -> Document:
    """A card or a bank account as a reader typed it."""
    data.permit(DATA)
    kind = data.choice("type", TYPES) or data.refuse_missing("type")
    details = billing.details(data.nested("billing_details"))
    if kind == "bacs_debit":
        account = _typed_account(data.nested("bacs_debit"))
        return _keep(simulator, account, kind, shown_account(account), details)
    card, shown = card_input.read(data.nested("card"), simulator.clock)
    return _keep(simulator, card, kind, shown, details)


def card_of(simulator: Simulator, method: Document) -> Card:
    """The test card behind a method of type card."""
    return cards.BY_TOKEN[simulator.store.get("test_method", method["id"])["token"]]


def account_of(simulator: Simulator, method: Document) -> BankAccount:
    """The test account behind a method of type bacs_debit."""
    return bank_debits.BY_TOKEN[simulator.store.get("test_method", method["id"])["token"]]


def _typed_account(typed: Parameters) -> BankAccount:
    return bank_debits.account_with_number(typed.required_text("sort_code"), typed.required_text("account_number"))


def _keep(
    simulator: Simulator, behaviour: Card | BankAccount, kind: str, shown: Document, details: Document | None = None
) -> Document:
    method = {
        "id": new_id("pm_1"),
        "object": "payment_method",
        "allow_redisplay": "unspecified",
        "billing_details": details or billing.NOBODY,
        kind: shown,
        "created": simulator.clock.now(),
        "customer": None,
        "customer_account": None,
        "livemode": False,
        "metadata": {},
        "type": kind,
    }
    simulator.store.put("test_method", {"id": method["id"], "token": behaviour.token})
    return simulator.store.put("payment_method", method)
