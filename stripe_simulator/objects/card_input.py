"""Reads what a reader typed into a card form, with the refusals that Stripe has for typing errors."""

from stripe_simulator.bank import cards
from stripe_simulator.bank.cards import Card
from stripe_simulator.clock import Clock
from stripe_simulator.objects.method_details import shown_card
from stripe_simulator.protocol.documents import Document
from stripe_simulator.protocol.errors import CardDeclined, InvalidParameter
from stripe_simulator.protocol.parameters import Parameters

CENTURY = 100
YEARS_AHEAD = 50
MONTHS = range(1, 13)
CVC_LENGTHS = (3, 4)


def read(typed: Parameters, clock: Clock) -> tuple[Card, Document]:
    """The test card and how it is shown; `token` (tok_visa) stands for a whole card."""
    typed.permit({"number", "exp_month", "exp_year", "cvc", "token", "networks"})
    token = typed.text("token")
    if token:
        card = cards.card_with_token(token)
        if card is None:
            raise InvalidParameter(f"No such token: '{token}'", param="card[token]", code="resource_missing")
        return card, unspoken(card, clock)
    card = cards.card_with_number(typed.required_text("number").replace(" ", ""))
    month, year = _expiry(typed, clock)
    return card, shown_card(card, month, year, _cvc_check(typed))


def unspoken(card: Card, clock: Clock) -> Document:
    """A test token's card, whose expiry nobody typed."""
    return shown_card(card, 8, clock.month()[0] + 1, "pass")


def _expiry(typed: Parameters, clock: Clock) -> tuple[int, int]:
    month = _number(typed, "exp_month")
    year = _number(typed, "exp_year")
    year += 2000 if year < CENTURY else 0
    this_year, this_month = clock.month()
    if month not in MONTHS:
        raise _invalid("month")
    if not this_year <= year <= this_year + YEARS_AHEAD:
        raise _invalid("year")
    if (year, month) < (this_year, this_month):
        raise _invalid("month")
    return month, year


def _number(typed: Parameters, name: str) -> int:
    number = typed.integer(name, least=0)
    return typed.refuse_missing(name) if number is None else number


def _invalid(part: str) -> CardDeclined:
    message = f"Your card's expiration {part} is invalid."
    return CardDeclined(message, code=f"invalid_expiry_{part}", param=f"exp_{part}")


def _cvc_check(typed: Parameters) -> str | None:
    cvc = typed.text("cvc")
    if cvc is None:
        return None
    if not cvc.isdecimal() or len(cvc) not in CVC_LENGTHS:
        raise CardDeclined("Your card's security code is invalid.", code="invalid_cvc", param="cvc")
    return "pass"
