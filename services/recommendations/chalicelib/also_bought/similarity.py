"""Which books stand near a book, worked out when somebody buys so that reading is one look-up.

Every reader who bought both books speaks for the pair, the less the more books they bought: 1 / √books. The sum is
divided by √readers of the book and by readers of the other to the power POPULAR, so that a book everybody buys has to
earn its place, raised to the power CLEAR, and doubled for the same author. Fewer than MIN_SUPPORT common readers say
nothing: the list could tell what a neighbour reads. A list as a whole is scaled by the root of its length, so that one
book with many neighbours does not drown the others a reader has.

A book may stand near only because it stands near the others beside it. So each loses EXPLAINED of what the lists of
the BESIDE nearest say of it on average, but never more than leaves it LEAST of its worth: what few readers bought keeps
its list. The numbers were found with `make eval-recs`.

A reader of many books is told what the FIRST of each list say together: the others change nothing there but the time.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from heapq import nlargest
from math import pow, sqrt

from msgspec import Struct

from chalicelib.also_bought.scoring import MIN_SUPPORT
from chalicelib.books.card import KnownBook

BUYERS = 300
KEPT, FIRST = 50, 15  # of those FIRST are heard when more than FEW books are asked about at once
FEW = 20
POPULAR, CLEAR, SAME_AUTHOR = 0.35, 1.3, 2.0
BESIDE, EXPLAINED, LEAST = 25, 0.35, 0.25
MOST_SEEDS = 100
MOST_CANDIDATES = 16  # a few more than are shown, in case some are not sold any more


class Neighbour(Struct, frozen=True, array_like=True, gc=False):
    """A book near another, and how near. An answer looks at thousands; as none can be part of a circle, the garbage
    collector does not look at them too."""

    book_id: str
    worth: float


Near = Mapping[str, Sequence[Neighbour]]


def shared(book_id: str, baskets: Iterable[Sequence[str]]) -> dict[str, float]:
    """How much the book's readers say for each other book that enough of them bought; a basket is all of one."""
    said: dict[str, float] = {}
    readers: dict[str, int] = {}
    for basket in baskets:
        weight = 1 / sqrt(len(basket))
        for other in basket:
            said[other] = said.get(other, 0.0) + weight
            readers[other] = readers.get(other, 0) + 1
    return {other: said[other] for other in said if readers[other] >= MIN_SUPPORT and other != book_id}


def worths(book_id: str, said: Mapping[str, float], known: Mapping[str, KnownBook]) -> dict[str, float]:
    """How near these books are by common readers alone; books the catalog has not told of are left out."""
    worth = {other: _worth(book_id, other, said[other], known) for other in said if other in known}
    length = sqrt(sqrt(sum(each * each for each in worth.values()))) or 1.0
    return {other: each / length for other, each in worth.items()}


def beside(worth: Mapping[str, float]) -> list[str]:
    """The books whose own lists are heard."""
    return _nearest(worth, BESIDE)


def neighbours(worth: Mapping[str, float], near: Near) -> list[Neighbour]:
    """The nearest KEPT of these books, the nearest first; `near` has the lists of the books beside, where there are."""
    heard = _heard(worth, near)
    left = {other: max(each - EXPLAINED * heard.get(other, 0.0), LEAST * each) for other, each in worth.items()}
    return [Neighbour(other, round(left[other], 6)) for other in _nearest(left, KEPT)]


def _heard(worth: Mapping[str, float], near: Near) -> dict[str, float]:
    """What the books beside say of each book on average, the nearer of them having more to say."""
    speaking = beside(worth)
    total = sum(worth[other] for other in speaking)
    heard: dict[str, float] = {}
    for other in speaking:
        for one in near.get(other, ()):
            heard[one.book_id] = heard.get(one.book_id, 0.0) + one.worth * worth[other] / total
    return heard


def _nearest(worth: Mapping[str, float], many: int) -> list[str]:
    return nlargest(many, worth, key=lambda other: (worth[other], other))


def _worth(book_id: str, other: str, said: float, known: Mapping[str, KnownBook]) -> float:
    either = sqrt(_readers(book_id, known)) * pow(_readers(other, known), POPULAR)
    return pow(said / either, CLEAR) * (SAME_AUTHOR if _authors(book_id, known) & _authors(other, known) else 1.0)


def _readers(book_id: str, known: Mapping[str, KnownBook]) -> int:
    return max(known[book_id].orders, 1) if book_id in known else 1


def _authors(book_id: str, known: Mapping[str, KnownBook]) -> set[str]:
    return {author.author_id for author in known[book_id].card.authors} if book_id in known else set()


def nearest(near: Near, without: Set[str]) -> list[tuple[str, str]]:
    """The books nearest to several at once, the best first, each with the book that led to it most."""
    worth: dict[str, float] = {}
    for around in near.values():
        for one in around:
            worth[one.book_id] = worth.get(one.book_id, 0.0) + one.worth
    new = ((each, book_id) for book_id, each in worth.items() if book_id not in without)
    found = [book_id for _, book_id in nlargest(MOST_CANDIDATES, new)]
    led = _led(near, frozenset(found))
    return [(book_id, led[book_id]) for book_id in found]


def _led(near: Near, found: Set[str]) -> dict[str, str]:
    """Which book each of them stands nearest to."""
    said = sorted(
        (one.worth, seed, one.book_id) for seed, around in near.items() for one in around if one.book_id in found
    )
    return {book_id: seed for _, seed, book_id in said}
