"""Compare a record with the book that the shop has: what importing it changes, in words, and what it leaves as it is.

The fields of a book come from the product of its first edition; the products of its other editions bring their edition
alone, so that a file that describes one work several times gives the same result however often it is imported.
"""

import re
from collections.abc import Iterable
from typing import Any

import msgspec
from msgspec import Struct, structs

from bookstore.errors import Invalid
from bookstore.money import format_money
from bookstore.web.parameters import invalid
from chalicelib.books.book import Book, BookRequest, EditionRequest, NewBookRequest, editable_fields
from chalicelib.imports.codes import OTHER_CATEGORY
from chalicelib.imports.plain_text import shorten
from chalicelib.imports.provenance import ImportedBook, ImportedProduct, is_locked, to_digest
from chalicelib.imports.record import Action, Fields, Record, RowRefused, to_slug

MAX_WORD = 120
RULES = {  # how the rules of fields read in words
    r"Object missing required field.*": "is missing",
    r"Expected `int` >= (\d+)": r"is less than \1",
    r"Expected `int` <= (\d+)": r"is more than \1",
    r"Expected `str` matching regex.*": "is not written as the shop expects",
    r"Expected `str` of length <= (\d+)": r"is longer than \1 characters",
    r"Expected `str` of length >= (\d+)": r"is shorter than \1 characters",
    r"Expected `array` of length <= (\d+)": r"has more than \1 entries",
    r"Expected `array` of length >= (\d+)": r"has fewer than \1 entries",
    r"Invalid enum value (.*)": r"has the value \1, which the shop does not know",
}
EDITION_FIELDS = tuple(field.name for field in structs.fields(EditionRequest))
REQUEST_FIELDS = tuple(field.name for field in structs.fields(BookRequest))
EDITION = "edition."


class Plan(Struct, frozen=True, kw_only=True):
    """What importing a record does. `request` is the book as it will be, None when nothing of it changes or all of it
    is withdrawn; `imported` is what is noted about the import."""

    action: Action
    book_id: str
    words: tuple[str, ...] = ()
    request: BookRequest | None = None
    imported: ImportedBook | None = None

    @property
    def withdraws_book(self) -> bool:
        """Whether the whole book is withdrawn, not one of its editions."""
        return self.action == "withdraw" and self.request is None


def plan_import(
    record: Record, book: Book | None, imported: ImportedBook, *, overwrite: bool = False, source: str = ""
) -> Plan:
    """Return the plan for a record; RowRefused names the field and the rule that it breaks.

    `overwrite` gives up the fields that staff have edited; `source` names the import and the row.
    """
    if book is None:
        return _plan_new_book(record, imported, source)
    product = imported.products.get(record.isbn, ImportedProduct())
    if record.sent_at and product.sent_at and record.sent_at < product.sent_at:
        words = f"the shop has a newer message, of {product.sent_at:%d %B %Y %H:%M}"
        return Plan(action="older", book_id=book.book_id, words=(words,))
    if record.withdraw:
        return _plan_withdrawal(record, book, imported, source)
    if book.withdrawn and not imported.withdrawn:
        words = "locked: staff have withdrawn this book, and it stays withdrawn"
        return Plan(action="locked", book_id=book.book_id, words=(words,))
    return _plan_change(record, book, imported, overwrite=overwrite or book.withdrawn, source=source)


def to_book_id(record: Record) -> str:
    """Return the id of a new book: readable, and the same for the same product."""
    return f"{to_slug(record.title, 60)}-{record.isbn}".strip("-")


def _plan_new_book(record: Record, imported: ImportedBook, source: str) -> Plan:
    if record.withdraw:
        return Plan(action="same", book_id="", words=("nothing to withdraw: the shop has no book with this ISBN",))
    edition = {"isbn": record.isbn, **record.edition}
    defaults = {"category": OTHER_CATEGORY, "description": ""}
    fields = {**defaults, **record.book, "editions": [edition], "book_id": to_book_id(record)}
    request = _to_request(fields, NewBookRequest, record)
    book, written = _to_plain(request), _to_plain(request.editions[0])
    digests = _digests(record, book, written, locked=(), before={}, leads=True)
    words = (f"new book, {_describe_edition(written)}", *record.notes)
    noted = _note(imported, record, digests, source)
    return Plan(action="add", book_id=str(book["book_id"]), words=words, request=request, imported=noted)


def _plan_withdrawal(record: Record, book: Book, imported: ImportedBook, source: str) -> Plan:
    others = [edition for edition in book.editions if edition.isbn != record.isbn]
    noted = _note(imported, record, {}, source, withdrawn=True)
    if book.withdrawn or len(others) == len(book.editions):
        noted = structs.replace(noted, withdrawn=imported.withdrawn)
        return Plan(action="same", book_id=book.book_id, words=("already withdrawn",), imported=noted)
    if not others:
        noted = structs.replace(noted, withdrawn=True)
        return Plan(action="withdraw", book_id=book.book_id, words=("the book is withdrawn",), imported=noted)
    fields = _current(book)
    fields["editions"] = [each for each in fields["editions"] if each["isbn"] != record.isbn]
    request = _to_request(fields, BookRequest, record)
    words = ("the edition is withdrawn; the book has others",)
    return Plan(action="withdraw", book_id=book.book_id, words=words, request=request, imported=noted)


def _plan_change(record: Record, book: Book, imported: ImportedBook, *, overwrite: bool, source: str) -> Plan:
    current = _current(book)
    isbns = [edition["isbn"] for edition in current["editions"]]
    is_new, leads = record.isbn not in isbns, isbns[0] == record.isbn
    index = len(isbns) if is_new else isbns.index(record.isbn)
    before = {} if is_new else current["editions"][index]
    product = imported.products.get(record.isbn, ImportedProduct())
    wished = _to_request(_overlay(current, record, index, before, leads=leads), BookRequest, record)
    incoming = _to_plain(wished)

    names = record.book if leads else ()
    differences = [(name, current.get(name), incoming[name]) for name in names if incoming[name] != current.get(name)]
    edition = incoming["editions"][index]
    if not is_new:
        named = [(f"{EDITION}{name}", before.get(name), edition[name]) for name in record.edition]
        differences += [each for each in named if each[1] != each[2]]
    locked = [] if overwrite else [each for each in differences if is_locked(each[0], each[1], product)]
    changes = [each for each in differences if each not in locked]

    unchanged = {name: old for name, old, _ in locked}
    fields = incoming | {name: value for name, value in unchanged.items() if not name.startswith(EDITION)}
    fields["editions"][index] = edition | {
        name.removeprefix(EDITION): old for name, old in unchanged.items() if EDITION in name
    }
    request = _to_request(fields, BookRequest, record)
    digests = _digests(record, fields, fields["editions"][index], locked=unchanged, before=product.fields, leads=leads)
    words = [f"new edition, {_describe_edition(edition)}"] if is_new else []
    words += ["for sale again"] if book.withdrawn else []
    words += [_describe(name, old, new) for name, old, new in changes]
    words += [f"locked, staff edited it: {_describe(name, old, new)} is left out" for name, old, new in locked]
    return Plan(
        action=_name_action(is_new=is_new, changes=bool(changes) or book.withdrawn, locked=bool(locked)),
        book_id=book.book_id,
        words=(*words, *record.notes),
        request=request if is_new or changes or book.withdrawn else None,
        imported=_note(imported, record, digests, source),
    )


def _name_action(*, is_new: bool, changes: bool, locked: bool) -> Action:
    if is_new:
        return "add_edition"
    return "change" if changes else "locked" if locked else "same"


def _current(book: Book) -> Fields:
    """Return the fields of a book that staff may write, as plain values."""
    plain = _to_plain(book)
    editions = [{name: edition[name] for name in EDITION_FIELDS if name in edition} for edition in plain["editions"]]
    return {name: plain[name] for name in REQUEST_FIELDS} | {"editions": editions}


def _overlay(current: Fields, record: Record, index: int, before: Fields, *, leads: bool) -> Fields:
    editions = [*current["editions"]]
    editions[index : index + 1] = [{"isbn": record.isbn, **before, **record.edition}]
    return {**current, **(record.book if leads else {}), "editions": editions}


def _to_request(fields: Fields, kind: type[Any], record: Record) -> Any:
    """Return the request that these fields make; RowRefused says which field breaks which rule."""
    try:
        request = msgspec.convert(fields, kind)
        editable_fields(request)
    except msgspec.ValidationError as error:
        refusal = invalid(error)
        raise RowRefused(_explain(refusal), isbn=record.isbn, title=record.title) from error
    except Invalid as error:
        raise RowRefused(_explain(error), isbn=record.isbn, title=record.title) from error
    return request


def _explain(error: Invalid) -> str:
    """Return in words which field breaks which rule."""
    field = str(error.details.get("field") or "").removeprefix("editions").lstrip("[0123456789].") or "editions"
    rule = str(error.details.get("rule") or "")
    for pattern, words in RULES.items():
        if match := re.fullmatch(pattern, rule):
            return f"{field} {match.expand(words)}"
    return f"{field}: {error.message.removeprefix(str(error.details.get('field'))).removeprefix(': ')}"


def _to_plain(value: Any) -> Any:
    """Return what JSON has of a value: lists for tuples, texts for times."""
    return msgspec.json.decode(msgspec.json.encode(value))


def _digests(
    record: Record, book: Fields, edition: Fields, *, locked: Iterable[str], before: dict[str, str], leads: bool
) -> dict[str, str]:
    """Return the digest of each field that this import has written, or found to be what it would have written."""
    written = {name: book[name] for name in record.book if leads}
    written |= {f"{EDITION}{name}": edition[name] for name in record.edition}
    left = set(locked)
    return before | {name: to_digest(value) for name, value in written.items() if name not in left}


def _note(
    imported: ImportedBook, record: Record, digests: dict[str, str], source: str, *, withdrawn: bool = False
) -> ImportedBook:
    before = imported.products.get(record.isbn, ImportedProduct())
    product = structs.replace(
        before,
        sent_at=record.sent_at or before.sent_at,
        fields=digests,
        withdrawn=withdrawn,
        cover_link=record.cover_link or before.cover_link,
    )
    if product != before:
        product = structs.replace(product, written_by=source)
    return ImportedBook(products={**imported.products, record.isbn: product})


def _describe(name: str, old: Any, new: Any) -> str:
    label = name.removeprefix(EDITION).replace("_", " ")
    return f"{label}: {_show(name, old)} → {_show(name, new)}"


def _describe_edition(edition: Fields) -> str:
    return f"{edition['format']} for {format_money(edition['price'])}"


def _show(name: str, value: Any) -> str:
    if value in (None, "", []):
        return "nothing"
    if name == f"{EDITION}price":
        return format_money(value)
    if isinstance(value, list):
        return shorten("; ".join(_show("", each) for each in value), MAX_WORD)
    if isinstance(value, dict):
        return shorten(" ".join(str(part) for key, part in value.items() if part and not key.endswith("_id")), MAX_WORD)
    return f"“{shorten(str(value), MAX_WORD)}”" if isinstance(value, str) else str(value).lower()
