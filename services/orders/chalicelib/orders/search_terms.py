"""The terms by which staff find an order, each an item of its own beside the order (no AWS here).

An order has one term for each thing that somebody may look for. Those that follow from a payment, its books, are added
when it is paid; those of the customer go when the account is closed.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Literal, NamedTuple

from chalicelib.orders.order import Order

TermKind = Literal["number", "email", "name", "isbn", "tracking", "flag", "country", "digital"]
NUMBER_LENGTH = 6  # of the end of an order's id: what the pages show
NUMBER = r"([0-9A-HJKMNP-TV-Z]{20})?[0-9A-HJKMNP-TV-Z]{6}"  # the whole id, or its end
MAX_NAME_WORDS = 6


class Term(NamedTuple):
    """One kind of thing, and its value as it is compared."""

    kind: TermKind
    value: str


def terms_of(order: Order) -> frozenset[Term]:
    """Return the terms that find this order."""
    return frozenset((*_order_terms(order), *_customer_terms(order), *_book_terms(order)))


def parse_search(text: str) -> list[frozenset[Term]]:
    """Return what a text may mean, the likeliest first: each time the terms that an order must have.

    An e-mail address or an ISBN is known by its form. Six letters can be a name and the end of a number.
    """
    compact = _compact(text)
    if "@" in text:
        return [frozenset({Term("email", text.strip().lower())})]
    if re.fullmatch(r"97[89][0-9]{10}", compact):
        return [frozenset({Term("isbn", compact)})]
    names = frozenset(Term("name", word) for word in _words(text))
    numbers = [frozenset({_number(compact)})] if re.fullmatch(NUMBER, compact) else []
    tracking = [frozenset({Term("tracking", compact)})] if compact and re.search(r"\d", compact) else []
    return [*numbers, *tracking, *([names] if names else [])]


def _order_terms(order: Order) -> Iterable[Term]:
    yield _number(order.order_id)
    yield from (Term("flag", flag) for flag in order.flags)
    if any(line.is_digital for line in order.lines):
        yield Term("digital", "yes")
    if order.shipment and order.shipment.tracking:
        yield Term("tracking", _compact(order.shipment.tracking))


def _customer_terms(order: Order) -> Iterable[Term]:
    if order.email:
        yield Term("email", order.email.lower())
    if order.address:
        yield Term("country", order.address.country)
        yield from (Term("name", word) for word in _words(order.address.name))


def _book_terms(order: Order) -> Iterable[Term]:
    if order.paid_at:
        yield from (Term("isbn", line.isbn) for line in order.lines)


def _compact(text: str) -> str:
    return re.sub(r"[\s-]", "", text).upper()


def _number(order_id: str) -> Term:
    return Term("number", order_id[-NUMBER_LENGTH:])


def _words(name: str) -> list[str]:
    """Return the words of a name, lower case and without accents, the first ones of a long name."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    return re.findall(r"\w+", plain.casefold())[:MAX_NAME_WORDS]
