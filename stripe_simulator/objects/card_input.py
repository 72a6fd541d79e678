"""Reads card data as a customer types it; typing errors are refused with Stripe's codes."""

from stripe_simulator.bank import cards
from stripe_simulator.bank.cards import Card
from stripe_simulator.clock import Clock
from stripe_simulator.objects.method_details import card_details
from stripe_simulator.protocol.documents import Document
from stripe_simulator.protocol.errors import CardDeclined, InvalidParameter
from stripe_simulator.protocol.parameters import Parameters

CENTURY = 100
MAX_YEARS_AHEAD = 50
MONTHS = range(1, 13)
CVC_LENGTHS = (3, 4)


def read_card(parameters: Parameters, clock: Clock) -> tuple[Card, Document]:
    """Return the test card and its details; a `token` (tok_visa) replaces all other fields."""
    parameters.permit({"number", "exp_month", "exp_year", "cvc", "token", "networks"})
    token = parameters.text("token")
    if token:
        card = cards.find_by_token(token)
        if card is None:
            raise InvalidParameter(f"No such token: '{token}'", param="card[token]", code="resource_missing")
        return card, token_details(card, clock)
    card = cards.find_by_number(parameters.required_text("number").replace(" ", ""))
    month, year = _read_expiry(parameters, clock)
    return card, card_details(card, month, year, _check_cvc(parameters))


def token_details(card: Card, clock: Clock) -> Document:
    """Return the details of a test token's card, which expires next year."""
    return card_details(card, 8, clock.month()[0] + 1, "pass")


def _read_expiry(parameters: Parameters, clock: Clock) -> tuple[int, int]:
    month = _read_number(parameters, "exp_month")
    year = _read_number(parameters, "exp_year")
    year += 2000 if year < CENTURY else 0
    this_year, this_month = clock.month()
    if month not in MONTHS:
        raise _expiry_error("month")
    if not this_year <= year <= this_year + MAX_YEARS_AHEAD:
        raise _expiry_error("year")
    if (year, month) < (this_year, this_month):
        raise _expiry_error("month")
    return month, year


def _read_number(parameters: Parameters, name: str) -> int:
    number = parameters.integer(name, least=0)
    return parameters.refuse_missing(name) if number is None else number


def _expiry_error(field: str) -> CardDeclined:
    message = f"Your card's expiration {field} is invalid."
    return CardDeclined(message, code=f"invalid_expiry_{field}", param=f"exp_{field}")


def _check_cvc(parameters: Parameters) -> str | None:
    cvc = parameters.text("cvc")
    if cvc is None:
        return None
    if not cvc.isdecimal() or len(cvc) not in CVC_LENGTHS:
        raise CardDeclined("Your card's security code is invalid.", code="invalid_cvc", param="cvc")
    return "pass"
