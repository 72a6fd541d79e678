"""The shop's own books as a message of ONIX for Books 3.0, with reference names: a product for each edition.

What it has is what an import reads, so that importing an export changes nothing. The order of the elements is that of
EDItEUR's schema.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from xml.etree import ElementTree

from bookstore.events.books import Edition
from bookstore.money import CURRENCY
from chalicelib.books.book import Book
from chalicelib.imports import codes

NAMESPACE = "http://ns.editeur.org/onix/3.0/reference"
SENDER = "Catchword"
SHOPS_STATEMENT = "99"  # list 65: whoever wants to know asks the shop
Element = ElementTree.Element


def to_onix(books: Iterable[Book], sent_at: datetime) -> str:
    """Return a whole message of these books."""
    message = ElementTree.Element("ONIXMessage", {"release": "3.0", "xmlns": NAMESPACE})
    header = _add(message, "Header")
    _add(_add(header, "Sender"), "SenderName", SENDER)
    _add(header, "SentDateTime", f"{sent_at:%Y%m%dT%H%MZ}")
    for book in books:
        for edition in book.editions:
            _add_product(message, book, edition)
    if message.find("Product") is None:
        _add(message, "NoProduct")
    return ElementTree.tostring(message, encoding="unicode", xml_declaration=False)


def _add_product(message: Element, book: Book, edition: Edition) -> None:
    product = _add(message, "Product")
    _add(product, "RecordReference", f"catchword.{edition.isbn}")
    _add(product, "NotificationType", "03")
    _add_identifier(product, edition.isbn)
    _add_description(_add(product, "DescriptiveDetail"), book, edition)
    if book.description:
        content = _add(_add(product, "CollateralDetail"), "TextContent")
        _add_all(content, {"TextType": "03", "ContentAudience": "00", "Text": book.description})
    _add_publishing(_add(product, "PublishingDetail"), book, edition)
    others = [each.isbn for each in book.editions if each.isbn != edition.isbn]
    related = _add(product, "RelatedMaterial") if others else product
    for isbn in others:
        relation = _add(related, "RelatedProduct")
        _add(relation, "ProductRelationCode", "06")
        _add_identifier(relation, isbn)
    _add_supply(_add(_add(product, "ProductSupply"), "SupplyDetail"), edition)


def _add_description(detail: Element, book: Book, edition: Edition) -> None:
    form = edition.product_form or codes.FORMS[edition.format]
    _add_all(detail, {"ProductComposition": "00", "ProductForm": form})
    sizes = edition.measure
    measures = {kind: getattr(sizes, name) for kind, name in codes.MEASURES.items()} if sizes else {}
    for kind, value, unit in (*((k, v, "mm") for k, v in measures.items()), (codes.WEIGHT, edition.weight_grams, "gr")):
        if value:
            names = {"MeasureType": kind, "Measurement": str(value), "MeasureUnitCode": unit}
            _add_all(_add(detail, "Measure"), names)
    if book.series:
        collection = _add(detail, "Collection")
        _add(collection, "CollectionType", "10")
        title = _add(_add_title(collection, "01"), "TitleElement")
        _add_all(
            title, {"TitleElementLevel": "02", "PartNumber": str(book.series.position), "TitleText": book.series.name}
        )
    for kind, name, subtitle in (("01", book.title, book.subtitle), ("03", book.original_title, None)):
        if name:
            title = _add(_add_title(detail, kind), "TitleElement")
            _add_all(title, {"TitleElementLevel": "01", "TitleText": name, "Subtitle": subtitle})
    people = [("A01", author.name) for author in book.authors]
    people += [(codes.ROLE_CODES[each.role], each.name) for each in book.contributors]
    for number, (role, name) in enumerate(people, start=1):
        names = {"SequenceNumber": str(number), "ContributorRole": role, "PersonName": name}
        _add_all(_add(detail, "Contributor"), names)
    code = codes.LANGUAGE_CODES.get(edition.language, edition.language)
    _add_all(_add(detail, "Language"), {"LanguageRole": "01", "LanguageCode": code})
    for kind, value, unit in (("00", edition.pages, codes.PAGES), (codes.DURATION, edition.minutes, codes.MINUTES)):
        if value:
            _add_all(_add(detail, "Extent"), {"ExtentType": kind, "ExtentValue": str(value), "ExtentUnit": unit})
    _add_subjects(detail, book)


def _add_title(parent: Element, kind: str) -> Element:
    detail = _add(parent, "TitleDetail")
    _add(detail, "TitleType", kind)
    return detail


def _add_subjects(detail: Element, book: Book) -> None:
    for each in book.subject_codes:
        names = {"SubjectSchemeIdentifier": codes.SCHEME_CODES[each.scheme], "SubjectCode": each.code}
        _add_all(_add(detail, "Subject"), {**names, "SubjectHeadingText": each.text})
    if book.subjects:
        names = {"SubjectSchemeIdentifier": codes.KEYWORDS, "SubjectHeadingText": "; ".join(book.subjects)}
        _add_all(_add(detail, "Subject"), names)
    if book.audience:
        names = {"AudienceCodeType": "01", "AudienceCodeValue": codes.AUDIENCE_CODES[book.audience]}
        _add_all(_add(detail, "Audience"), names)


def _add_publishing(detail: Element, book: Book, edition: Edition) -> None:
    _add_all(_add(detail, "Publisher"), {"PublishingRole": "01", "PublisherName": edition.publisher})
    dates = {"01": edition.released.replace("-", "")}
    if 0 < book.published != int(edition.released[:4]):
        dates["11"] = f"{book.published:04}"
    for role, day in dates.items():
        date = _add(detail, "PublishingDate")
        _add(date, "PublishingDateRole", role)
        _add(date, "Date", day).set("dateformat", "00" if len(day) == len("20260314") else "05")


def _add_supply(detail: Element, edition: Edition) -> None:
    _add_all(_add(detail, "Supplier"), {"SupplierRole": "03", "SupplierName": SENDER})
    _add(detail, "ProductAvailability", codes.SUPPLY_CODES[edition.supply] if edition.supply else SHOPS_STATEMENT)
    amount = f"{edition.price // 100}.{edition.price % 100:02}"
    price = _add(detail, "Price")
    _add_all(
        price, {"PriceType": "04" if edition.fixed_price else "02", "PriceAmount": amount, "CurrencyCode": CURRENCY}
    )
    _add(_add(price, "Territory"), "RegionsIncluded", "WORLD")


def _add_identifier(parent: Element, isbn: str) -> None:
    _add_all(_add(parent, "ProductIdentifier"), {"ProductIDType": codes.ISBN_13, "IDValue": isbn})


def _add(parent: Element, name: str, text: str | None = None) -> Element:
    element = ElementTree.SubElement(parent, name)
    element.text = text
    return element


def _add_all(parent: Element, texts: Mapping[str, str | None]) -> None:
    for name, text in texts.items():
        if text:
            _add(parent, name, text)
