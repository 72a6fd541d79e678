"""Nine books that the searches of the tests find, and a withdrawn one."""

from bookstore.events.books import Author, SeriesPlace
from chalicelib.books.book import RatingTotals
from chalicelib.index.document import Document
from tests.search.builders import doc, edition

DOYLE, BRONTE = Author("arthur-conan-doyle", "Arthur Conan Doyle"), Author("emily-bronte", "Emily Brontë")
MELVILLE, DICKINSON = Author("herman-melville", "Herman Melville"), Author("emily-dickinson", "Emily Dickinson")
FLAUBERT, WELLS = Author("gustave-flaubert", "Gustave Flaubert"), Author("h-g-wells", "H. G. Wells")
SHERLOCK = ("sherlock-holmes", "Sherlock Holmes")
HARDCOVER = edition("9797000000116", format="hardcover", price=2499)
EBOOK = edition("9797000000123", format="ebook", price=399)
BOOKS: list[Document] = [
    doc(
        "emma",
        edition("9797000000017", price=899),
        stock={"9797000000017": "in_stock"},
        bought=40,
        rating_totals=RatingTotals(count=10, total=46),
        description="A matchmaker is matched.",
    ),
    doc(
        "persuasion",
        edition("9797000000024", price=799),
        stock={"9797000000024": "low"},
        subjects=("second chances", "class and marriage"),
    ),
    doc(
        "moby-dick",
        HARDCOVER,
        EBOOK,
        title="Moby-Dick",
        subtitle="or, The Whale",
        authors=(MELVILLE,),
        bought=5,
        first_line="Call me Ishmael.",
        description="A captain hunts one whale & <only> one.",
        subjects=("sea voyages", "Obsession"),
    ),
    doc(
        "wuthering-heights",
        edition("9797000000130", price=999),
        authors=(BRONTE,),
        category="Gothic",
        rating_totals=RatingTotals(count=3, total=9),
        subjects=("obsession", "class and marriage"),
    ),
    doc("poems-by-emily-dickinson", edition("9797000000147", price=599), authors=(DICKINSON,), category="Poetry"),
    doc(
        "madame-bovary",
        edition("9797000000154", language="fr", price=1099),
        authors=(FLAUBERT,),
        description="Emma Bovary reads too many novels.",
    ),
    doc(
        "the-hound-of-the-baskervilles",
        edition("9797000000161", released="2026-01-05"),
        authors=(DOYLE,),
        category="Mystery",
        series=SeriesPlace(*SHERLOCK, 3),
        bought=20,
    ),
    doc(
        "the-sign-of-four",
        edition("9797000000178"),
        authors=(DOYLE,),
        category="Mystery",
        title="The Sign of Four",
        series=SeriesPlace(*SHERLOCK, 2),
    ),
    doc("the-time-machine", edition("9797000000185", price=499), authors=(WELLS,), category="Science Fiction"),
    doc("withdrawn-emma", edition("9797000000192"), title="Emma, withdrawn", withdrawn=True),
]
