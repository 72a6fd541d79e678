"""The fields of an import as a table: one row for each edition, one column for each field, UTF-8 with commas.

Several values of a cell are separated by `;`: `translator: A. Name; editor: B. Name`, `thema:FBC what it means`.
A cell that a spreadsheet would take for a formula is exported with an apostrophe before it, which an import takes away.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal, InvalidOperation
from typing import Any, cast

from msgspec import to_builtins

from chalicelib.books.book import Book
from chalicelib.imports.onix_reader import MAX_PRODUCT_BYTES, BoundedStream, BrokenFile, Source, inflate
from chalicelib.imports.record import Fields, Record, RowRefused, to_isbn13, to_person_id

FORMULA = re.compile(r"[=+\-@\t\r]")
YES, NO = {"yes", "true", "1"}, {"no", "false", "0"}
TEXTS = ("title", "subtitle", "original_title", "category", "language", "description", "audience")
EDITION_TEXTS = ("format", "publisher", "released", "product_form", "supply")
NUMBERS = ("pages", "minutes", "weight_grams")
SIZES = {"height_mm": "height", "width_mm": "width", "thickness_mm": "thickness"}
COLUMNS = (
    "isbn", "title", "subtitle", "original_title", "authors", "contributors", "series", "series_number", "category",
    "language", "published", "description", "subjects", "subject_codes", "audience", "format", "product_form", "price",
    "fixed_price", "publisher", "released", "pages", "minutes", "weight_grams", "height_mm", "width_mm", "thickness_mm",
    "supply", "work", "related", "withdraw",
)  # fmt: skip


class _Bytes(io.RawIOBase):
    """A source as the raw stream that Python's text decoder reads."""

    def __init__(self, source: BoundedStream) -> None:
        self._source = source

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read into a buffer."""
        data = self._source.read(len(buffer))
        self._source.mark()  # a row is bounded by the module csv
        buffer[: len(data)] = data
        return len(data)


def read_csv(source: Source, skip: int) -> Iterator[tuple[int, int, Record | RowRefused]]:
    """Yield the rows behind the first `skip` as records, or as the reasons why they are none.

    Raises BrokenFile for a file that is no table, has a column that is not known, or ends in the middle.
    """
    text = io.TextIOWrapper(
        io.BufferedReader(cast("Any", _Bytes(BoundedStream(inflate(source))))), "utf-8-sig", newline=""
    )
    csv.field_size_limit(MAX_PRODUCT_BYTES)
    rows, number = csv.DictReader(text, strict=True), 0
    try:
        _check_columns(rows.fieldnames)
        for number, cells in enumerate(rows, start=1):
            if number > skip:
                yield number, rows.line_num, _read_row(cells)
    except (csv.Error, UnicodeDecodeError) as error:
        reason = f"The file is broken at line {rows.line_num + 1}, behind {number} whole rows: {error}"
        raise BrokenFile(reason, line=rows.line_num + 1, products=number) from error
    if not number:
        raise BrokenFile("The file has no row below its header.")


def _check_columns(names: Iterable[str] | None) -> None:
    columns = list(names or ())
    unknown = [name for name in columns if name not in COLUMNS]
    if "isbn" not in columns or unknown or len(set(columns)) < len(columns):
        reason = f"not known: {', '.join(unknown)[:200]}" if unknown else "isbn is missing, or a column is there twice"
        raise BrokenFile(f"The first row names the columns; {reason}.", rule=", ".join(COLUMNS))


def _read_row(cells: dict[Any, Any]) -> Record | RowRefused:
    if None in cells or None in cells.values():
        return RowRefused("the row has another number of cells than the first row")
    values = {name: _without_apostrophe(value.strip()) for name, value in cells.items() if value.strip()}
    isbn = to_isbn13(values.get("isbn", ""))
    try:
        return _to_record(isbn, values)
    except (ValueError, InvalidOperation) as error:
        return RowRefused(str(error) or "a number cannot be read", isbn=isbn[:20], title=values.get("title", ""))


def _to_record(isbn: str, values: dict[str, str]) -> Record:
    if not isbn:
        raise ValueError("isbn: missing")
    return Record(
        isbn=isbn,
        withdraw=_flag("withdraw", values.get("withdraw", "no")),
        book=_read_book(values),
        edition=_read_edition(values),
        related=tuple(to_isbn13(each) for each in _parts(values.get("related", ""))),
        work=values.get("work", "").replace("#", " ") or None,
    )


def _read_book(values: dict[str, str]) -> Fields:
    fields: Fields = {name: values[name] for name in TEXTS if name in values}
    if "published" in values:
        fields["published"] = _whole("published", values["published"])
    if "authors" in values:
        fields["authors"] = [{"author_id": to_person_id(name), "name": name} for name in _parts(values["authors"])]
    if "contributors" in values:
        pairs = (_pair("contributors", each) for each in _parts(values["contributors"]))
        fields["contributors"] = [{"role": role, "name": name} for role, name in pairs]
    if "series" in values:
        position = _whole("series_number", values.get("series_number", ""))
        series = values["series"]
        fields["series"] = {"series_id": to_person_id(series), "name": series, "position": position}
    if "subjects" in values:
        fields["subjects"] = _parts(values["subjects"])
    if "subject_codes" in values:
        pairs = (_pair("subject_codes", each) for each in _parts(values["subject_codes"]))
        fields["subject_codes"] = [_subject_code(scheme, *code.split(None, 1)) for scheme, code in pairs]
    return fields


def _read_edition(values: dict[str, str]) -> Fields:
    fields: Fields = {name: values[name] for name in EDITION_TEXTS if name in values}
    fields |= {name: _whole(name, values[name]) for name in NUMBERS if name in values}
    fields |= {"language": values["language"]} if "language" in values else {}
    sizes = {size: _whole(column, values[column]) for column, size in SIZES.items() if column in values}
    fields |= {"measure": {"height": 0, "width": 0, "thickness": 0, **sizes}} if sizes else {}
    if "price" in values:
        fields["price"] = _price(values["price"])
    if "fixed_price" in values:
        fields["fixed_price"] = _flag("fixed_price", values["fixed_price"])
    return fields


def _subject_code(scheme: str, code: str = "", text: str | None = None) -> Fields:
    return {"scheme": scheme, "code": code, "text": text}


def _price(value: str) -> int:
    if not re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,2})?", value):
        raise ValueError(f"price: {value[:20]} is no amount such as 12.99")
    return int(Decimal(value) * 100)


def _whole(name: str, value: str) -> int:
    if not re.fullmatch(r"-?[0-9]{1,9}", value):
        raise ValueError(f"{name}: {value[:20] or 'nothing'} is no whole number")
    return int(value)


def _flag(name: str, value: str) -> bool:
    if value.lower() not in YES | NO:
        raise ValueError(f"{name}: {value[:20]} is neither yes nor no")
    return value.lower() in YES


def _parts(value: str) -> list[str]:
    return [part for each in value.split(";") if (part := each.strip())]


def _pair(name: str, value: str) -> tuple[str, str]:
    first, colon, second = value.partition(":")
    if not colon:
        raise ValueError(f"{name}: {value[:40]} is no pair such as translator: A. Name")
    return first.strip().lower(), second.strip()


def _without_apostrophe(value: str) -> str:
    return value[1:] if value[:1] == "'" and FORMULA.match(value[1:2]) else value


def to_csv(books: Iterable[Book]) -> str:
    """Return the books as a table, one row for each edition, with the header first."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for book in books:
        writer.writerows(_to_cells(fields) for fields in _rows(book))
    return out.getvalue()


def _to_cells(fields: Fields) -> list[str]:
    texts = (str(fields.get(name, "")) for name in COLUMNS)
    return [f"'{text}" if FORMULA.match(text) else text for text in texts]


def _rows(book: Book) -> Iterator[Fields]:
    plain = to_builtins(book)
    isbns = [edition.isbn for edition in book.editions]
    join: Callable[[Iterable[str]], str] = "; ".join
    shared = {name: plain[name] for name in (*TEXTS, "published") if plain[name] is not None} | {
        "authors": join(author.name for author in book.authors),
        "contributors": join(f"{each.role}: {each.name}" for each in book.contributors),
        "subjects": join(book.subjects),
        "subject_codes": join(f"{each.scheme}:{each.code} {each.text or ''}".strip() for each in book.subject_codes),
        "series": book.series.name if book.series else "",
        "series_number": book.series.position if book.series else "",
        "withdraw": "yes" if book.withdrawn else "",
    }
    for edition in plain["editions"]:
        sizes = edition["measure"] or {}
        yield shared | {
            **{name: edition[name] for name in ("isbn", *EDITION_TEXTS) if edition[name] is not None},
            **{name: edition[name] or "" for name in NUMBERS},
            **{column: sizes.get(size) or "" for column, size in SIZES.items()},
            "price": f"{edition['price'] // 100}.{edition['price'] % 100:02}",
            "fixed_price": "yes" if edition["fixed_price"] else "no",
            "related": join(isbn for isbn in isbns if isbn != edition["isbn"]),
        }
