"""The fields of a book that an ONIX product describes: titles, people, series, subjects, texts."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from chalicelib.imports import codes
from chalicelib.imports.plain_text import shorten, to_plain_text
from chalicelib.imports.record import Fields, to_person_id

MAX_DESCRIPTION, MAX_SUBJECT, MAX_SUBJECTS, MAX_CODES = 5_000, 40, 12, 20
MAX_AUTHORS, MAX_CONTRIBUTORS = 10, 20
DATE_FORMATS = {"00": 8, "01": 6, "05": 4, "13": 8, "14": 8}  # list 55: how many digits of year, month and day
Notes = list[str]


def text(element: Any, path: str) -> str:
    """Return the text at a path in one line, empty when there is none."""
    return " ".join((element.findtext(path) or "").split())


def read_titles(product: Any) -> Fields:
    """Return the title, the subtitle and the title in the original language."""
    fields: Fields = {}
    for detail in product.iterfind("DescriptiveDetail/TitleDetail"):
        kind, element = text(detail, "TitleType"), _title_element(detail, "01")
        if element is None:
            continue
        if kind == "01" and "title" not in fields:
            fields |= {"title": _title(element), "subtitle": text(element, "Subtitle") or None}
        elif kind == "03":
            fields["original_title"] = _title(element) or None
    return {name: value for name, value in fields.items() if value}


def _title_element(detail: Any, level: str) -> Any:
    elements = [each for each in detail.iterfind("TitleElement") if text(each, "TitleElementLevel") == level]
    return elements[0] if elements else None


def _title(element: Any) -> str:
    prefix, rest = text(element, "TitlePrefix"), text(element, "TitleWithoutPrefix")
    return text(element, "TitleText") or f"{prefix} {rest}".strip()


def read_series(product: Any, notes: Notes) -> Fields:
    """Return the series and the place in it; a series without a number is noted, since a place in it needs one."""
    for collection in product.iterfind("DescriptiveDetail/Collection"):
        detail = collection.find("TitleDetail")
        element = _title_element(detail, "02") if detail is not None else None
        name = _title(element) if element is not None else ""
        if not name:
            continue
        parts = [text(each, "PartNumber") for each in collection.iter("TitleElement")]
        parts += [text(each, "CollectionSequenceNumber") for each in collection.iterfind("CollectionSequence")]
        number = next((match[0] for part in parts if (match := re.search(r"[1-9][0-9]{0,3}", part))), None)
        if number:
            return {"series": {"series_id": to_person_id(name), "name": name, "position": int(number)}}
        notes.append(f"the series “{name}” has no number in the file and is left out")
    return {}


def read_people(product: Any, notes: Notes) -> Fields:
    """Return the authors, and who else contributed; where nobody is an author, the editors are, then anybody."""
    people = list(dict.fromkeys(_people(product)))
    if not people:
        return {}
    groups = (codes.AUTHORS, codes.EDITORS, frozenset(role for role, _ in people))
    authors = next(names for group in groups if (names := [name for role, name in people if role in group]))
    others = [
        {"role": codes.ROLES.get(role, "other"), "name": name}
        for role, name in people
        if role not in codes.AUTHORS and name not in authors
    ]
    names = list(dict.fromkeys(authors))
    if len(names) > MAX_AUTHORS or len(others) > MAX_CONTRIBUTORS:
        notes.append(f"of the contributors, {MAX_AUTHORS} authors and {MAX_CONTRIBUTORS} others are taken over")
    return {
        "authors": [{"author_id": to_person_id(name), "name": name} for name in names[:MAX_AUTHORS]],
        "contributors": others[:MAX_CONTRIBUTORS],
    }


def _people(product: Any) -> Iterator[tuple[str, str]]:
    """Yield role and name, in the order that the sequence numbers say."""
    every = list(product.iterfind("DescriptiveDetail/Contributor"))
    every.sort(key=lambda each: int(number) if (number := text(each, "SequenceNumber")).isdigit() else len(every))
    for each in every:
        name = text(each, "PersonName") or f"{text(each, 'NamesBeforeKey')} {text(each, 'KeyNames')}".strip()
        name = name or " ".join(reversed(text(each, "PersonNameInverted").split(", ", 1)))
        name = name or text(each, "CorporateName") or codes.UNNAMED.get(text(each, "UnnamedPersons"), "")
        for role in each.iterfind("ContributorRole"):
            if name:
                yield (role.text or "").strip(), name


def read_language(product: Any) -> str | None:
    """Return the language of the text, in two letters where it has two."""
    for each in product.iterfind("DescriptiveDetail/Language"):
        if text(each, "LanguageRole") == "01":
            code = text(each, "LanguageCode").lower()
            return codes.LANGUAGES.get(code, code) or None
    return None


def read_subjects(product: Any) -> Fields:
    """Return the subjects as words (keywords, or the headings that the file itself has), their codes, the category."""
    words, headings, found = [], [], []
    for each in product.iterfind("DescriptiveDetail/Subject"):
        scheme = text(each, "SubjectSchemeIdentifier")
        heading, code = text(each, "SubjectHeadingText"), text(each, "SubjectCode").upper()
        if scheme == codes.KEYWORDS:
            words += re.split(r"\s*[;,]\s*", heading)
        elif scheme in codes.SCHEMES and re.fullmatch(r"[A-Z0-9][A-Z0-9-]{0,14}", code):
            is_main = each.find("MainSubject") is not None
            found.append((not is_main, {"scheme": codes.SCHEMES[scheme], "code": code, "text": heading or None}))
            headings += [part.strip() for part in heading.split("/")[-1:]]
    ordered = [subject for _, subject in sorted(found, key=lambda pair: pair[0])]
    categories = (codes.to_category(str(each["scheme"]), str(each["code"])) for each in ordered)
    fields: Fields = {
        "subjects": _subject_words(words) or _subject_words(headings),
        "subject_codes": [dict(pairs) for pairs in dict.fromkeys(tuple(each.items()) for each in ordered)][:MAX_CODES],
        "category": next((name for name in categories if name), None),
    }
    return {name: value for name, value in fields.items() if value}


def _subject_words(words: list[str]) -> list[str]:
    fitting = (word.replace(",", " ") for word in words)
    clean = (" ".join(word.split()) for word in fitting)
    unique = {word.casefold(): word for word in clean if 2 <= len(word) <= MAX_SUBJECT}  # noqa: PLR2004 - a subject's bounds
    return list(unique.values())[:MAX_SUBJECTS]


def read_audience(product: Any) -> str | None:
    """Return for whom the book is, by the first code that says it."""
    found = [text(each, ".") for each in product.iterfind("DescriptiveDetail/AudienceCode")]
    for each in product.iterfind("DescriptiveDetail/Audience"):
        if text(each, "AudienceCodeType") == "01":
            found.append(text(each, "AudienceCodeValue"))
    return next((codes.AUDIENCES[code] for code in found if code in codes.AUDIENCES), None)


def read_description(product: Any, notes: Notes) -> str | None:
    """Return the description as plain paragraphs, the long one before the short one."""
    found: dict[str, str] = {}
    for each in product.iterfind("CollateralDetail/TextContent"):
        element = each.find("Text")
        if element is not None:
            found.setdefault(text(each, "TextType"), to_plain_text(_inner_markup(element)))
    description = found.get("03") or found.get("02")
    if description and len(description) > MAX_DESCRIPTION:
        notes.append(f"the description is cut at {MAX_DESCRIPTION:,} characters")
        return shorten(description, MAX_DESCRIPTION)
    return description


def _inner_markup(element: Any) -> str:
    """Return the text of an element; what it has as elements (XHTML) as if it had been written as text."""
    from lxml import etree

    parts = [element.text or ""]
    for child in element:
        parts.append(etree.tostring(child, encoding="unicode", with_tail=True))
    return "".join(parts)


def read_cover_link(product: Any, notes: Notes) -> str | None:
    """Return the link to the front cover, which is stored and never fetched."""
    for each in product.iterfind("CollateralDetail/SupportingResource"):
        if text(each, "ResourceContentType") == "01" and text(each, "ResourceMode") == "03":
            link = text(each, "ResourceVersion/ResourceLink")
            if re.fullmatch(r"https://[A-Za-z0-9.-]+(:443)?/[\x21-\x7e]{0,400}", link):
                return link
            notes.append("the link to the cover is no https address and is left out")
    return None


def read_date(element: Any) -> tuple[str, bool] | None:
    """Return a date of ONIX as a day, the first of its month or year where it says no more, and whether it is exact."""
    value = element.find("Date")
    if value is None:
        return None
    kind = value.get("dateformat") or text(element, "DateFormat") or "00"
    digits = re.sub(r"\D", "", value.text or "")
    length = DATE_FORMATS.get(kind, 0)
    if len(digits) in {4, 6, 8} and len(digits) < length:
        length = len(digits)
    whole = f"{digits[:length]}0101"[:8] if length else ""
    try:
        day = date(int(whole[:4]), int(whole[4:6]), int(whole[6:8]))
    except ValueError:
        return None
    return day.isoformat(), length == DATE_FORMATS["00"]
