"""Map a product of ONIX to a record: what each element means stands in `codes`, `onix_fields` and `onix_prices`."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from chalicelib.imports import codes
from chalicelib.imports.onix_fields import (
    Notes,
    read_audience,
    read_cover_link,
    read_date,
    read_description,
    read_language,
    read_people,
    read_series,
    read_subjects,
    read_titles,
    text,
)
from chalicelib.imports.onix_prices import read_supply
from chalicelib.imports.onix_reader import OnixProduct
from chalicelib.imports.record import Fields, Record, RowRefused, to_isbn13

PUBLISHED, FIRST_PUBLISHED = "01", "11"  # list 163
MAX_RELATED = 20
CLOCK_DIGITS = {codes.CLOCK_HOURS: 3, codes.CLOCK_MINUTES: 5, codes.CLOCK_SECONDS: 7}


def to_record(source: OnixProduct, today: date) -> Record:
    """Return the record of a product; RowRefused, with every reason in words, for one that the shop cannot sell."""
    product, notes = source.element, []  # type: Any, Notes
    isbn, notification = _isbn(product), text(product, "NotificationType")
    title = str(read_titles(product).get("title") or "")
    if not isbn:
        raise RowRefused("the product has no ISBN-13 (ProductIDType 15 or 03)", title=title)
    if not re.fullmatch("97[89][0-9]{10}", isbn):
        raise RowRefused(f"{isbn} is no ISBN of thirteen digits", isbn=isbn, title=title)
    if notification in codes.TESTS:
        raise RowRefused("the product is a test message (NotificationType 88 or 89)", isbn=isbn, title=title)
    if notification not in codes.NOTIFICATIONS:
        raise RowRefused(f"NotificationType {notification or 'is missing'}: not known", isbn=isbn, title=title)
    if notification == codes.DELETE:
        return Record(isbn=isbn, withdraw=True, sent_at=source.sent_at)
    try:
        edition = _edition(product, notes, today)
    except RowRefused as refused:
        raise RowRefused(*refused.reasons, isbn=isbn, title=title) from refused
    return Record(
        isbn=isbn,
        sent_at=source.sent_at,
        book=_book(product, notes),
        edition=edition,
        related=tuple(dict.fromkeys(each for each in _related(product) if each != isbn))[:MAX_RELATED],
        work=_work(product),
        cover_link=read_cover_link(product, notes),
        notes=tuple(notes),
    )


def _isbn(product: Any) -> str:
    found = {text(each, "ProductIDType"): text(each, "IDValue") for each in product.iterfind("ProductIdentifier")}
    for kind in (codes.ISBN_13, codes.GTIN_13, codes.ISBN_10):
        isbn = to_isbn13(found.get(kind, ""))
        if isbn.startswith(("978", "979")) or (isbn and kind == codes.ISBN_13):
            return isbn[:20]
    return ""


def _book(product: Any, notes: Notes) -> Fields:
    fields: Fields = {
        **read_titles(product),
        **read_people(product, notes),
        **read_series(product, notes),
        **read_subjects(product),
        "language": read_language(product),
        "audience": read_audience(product),
        "description": read_description(product, notes),
        "published": _year(product),
    }
    return {name: value for name, value in fields.items() if value is not None}


def _edition(product: Any, notes: Notes, today: date) -> Fields:
    form = text(product, "DescriptiveDetail/ProductForm")
    supply, reasons = read_supply(product, today)
    refused = [f"the shop sells no product of form {form} (list 150)"] if form and form not in codes.FORMATS else []
    refused += _unreadable_dates(product)
    refused += [] if "price" in supply else [f"price: {reason}" for reason in reasons]
    if refused:
        raise RowRefused(*refused)
    fields: Fields = {
        "format": codes.FORMATS.get(form),
        "product_form": form or None,
        "language": read_language(product),
        "publisher": _publisher(product),
        "released": _released(product, notes),
        **supply,
        **_extents(product),
        **_measures(product, notes),
    }
    return {name: value for name, value in fields.items() if value is not None}


def _publisher(product: Any) -> str | None:
    publishers = product.findall("PublishingDetail/Publisher")
    main = [each for each in publishers if text(each, "PublishingRole") in {"", "01"}]
    imprint = text(product, "PublishingDetail/Imprint/ImprintName")
    return imprint or next((name for each in main if (name := text(each, "PublisherName"))), None)


def _unreadable_dates(product: Any) -> list[str]:
    elements = product.findall("PublishingDetail/PublishingDate")
    dates = [each for each in elements if text(each, "PublishingDateRole") == PUBLISHED and not read_date(each)]
    return [f"the publication date {text(each, 'Date')[:20]} is no day of the calendar" for each in dates]


def _dates(product: Any) -> dict[str, tuple[str, bool]]:
    elements = product.iterfind("PublishingDetail/PublishingDate")
    return {text(each, "PublishingDateRole"): day for each in elements if (day := read_date(each))}


def _released(product: Any, notes: Notes) -> str | None:
    found = _dates(product).get(PUBLISHED)
    if found and not found[1]:
        notes.append(f"the publication date has no day; {found[0]} is used")
    return found[0] if found else None


def _year(product: Any) -> int | None:
    dates = _dates(product)
    found = dates.get(FIRST_PUBLISHED) or dates.get(PUBLISHED)
    return int(found[0][:4]) if found else None


def _extents(product: Any) -> Fields:
    elements = product.findall("DescriptiveDetail/Extent")
    found = {text(each, "ExtentType"): (text(each, "ExtentUnit"), text(each, "ExtentValue")) for each in elements}
    pages = [found[kind][1] for kind in codes.PAGE_EXTENTS if kind in found and found[kind][0] == codes.PAGES]
    minutes = _to_minutes(*found[codes.DURATION]) if codes.DURATION in found else None
    fields: Fields = {"pages": _whole(pages[0]) if pages else None, "minutes": minutes}
    return {name: value for name, value in fields.items() if value is not None}


def _to_minutes(unit: str, value: str) -> int | None:
    if unit in CLOCK_DIGITS and value.isdigit():
        clock = value.zfill(CLOCK_DIGITS[unit])
        return int(clock[:3]) * 60 + int(clock[3:5] or 0)
    per_minute = {codes.HOURS: Decimal(60), codes.MINUTES: Decimal(1), codes.SECONDS: 1 / Decimal(60)}.get(unit)
    number = _number(value)
    return None if per_minute is None or number is None else round(number * per_minute)


def _measures(product: Any, notes: Notes) -> Fields:
    sizes: Fields = {}
    fields: Fields = {}
    for each in product.iterfind("DescriptiveDetail/Measure"):
        kind, unit, value = (text(each, name) for name in ("MeasureType", "MeasureUnitCode", "Measurement"))
        number = _number(value)
        factor = (codes.WEIGHTS if kind == codes.WEIGHT else codes.LENGTHS).get(unit)
        if kind != codes.WEIGHT and kind not in codes.MEASURES:
            continue
        if number is None or factor is None:
            notes.append(f"the measure {kind} ({value[:20]} {unit[:5]}) cannot be read and is left out")
        elif kind == codes.WEIGHT:
            fields["weight_grams"] = round(number * factor)
        else:
            sizes[codes.MEASURES[kind]] = round(number * factor)
    return fields | ({"measure": sizes} if sizes else {})


def _related(product: Any) -> Iterator[str]:
    for each in product.iterfind("RelatedMaterial/RelatedProduct"):
        relations = {(relation.text or "").strip() for relation in each.iterfind("ProductRelationCode")}
        isbn = _isbn(each)
        if relations & codes.SAME_WORK and isbn:
            yield isbn


def _work(product: Any) -> str | None:
    for each in product.iterfind("RelatedMaterial/RelatedWork"):
        if text(each, "WorkRelationCode") == codes.MANIFESTS:
            identifier = each.find("WorkIdentifier")
            parts = (
                [text(identifier, name) for name in ("WorkIDType", "IDTypeName", "IDValue")]
                if identifier is not None
                else []
            )
            if parts and parts[2]:
                return ":".join(part.replace("#", " ") for part in parts)[:200]
    return None


def _number(value: str) -> Decimal | None:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() and 0 <= number < 10**6 else None


def _whole(value: str) -> int | None:
    number = _number(value)
    return None if number is None else int(number)
