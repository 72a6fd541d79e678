"""The codes of ONIX for Books that an import reads, each with what it means in this shop's own words.

Source of the codes: EDItEUR's code lists for ONIX 3, issue 71, by the number of the list. No text of those lists is
copied, and a code that is not here is not read: the row says so where it matters. Sources of the subject schemes: Thema
1.6 and BIC 2.1 (the first letters), BISAC 2024 (the first three), whose headings are not carried either.
"""

from decimal import Decimal

from bookstore.events.books import Audience, ContributorRole, Format, Supply

# List 1: what a message says of a product.
DELETE = "05"
TESTS = frozenset({"88", "89"})
NOTIFICATIONS = frozenset({"01", "02", "03", "04", DELETE, "08", "09", "12", "13"})

# List 5: identifiers of products.
ISBN_10, GTIN_13, ISBN_13 = "02", "03", "15"

# List 150: forms of products, by what customers buy. The shop sells no other form.
FORMATS: dict[str, Format] = {
    **dict.fromkeys(("BA", "BC", "BE", "BF", "BP"), "paperback"),
    **dict.fromkeys(("BB", "BG", "BH", "BI", "BJ", "BM"), "hardcover"),
    **dict.fromkeys(("EA", "EB", "ED"), "ebook"),
    **dict.fromkeys(("AJ", "AN"), "audiobook"),
}
FORMS: dict[Format, str] = {"paperback": "BC", "hardcover": "BB", "ebook": "ED", "audiobook": "AJ"}

# List 17: roles of contributors.
AUTHORS = frozenset({"A01", "A02", "A03", "A04", "A09", "A10", "A14", "A38"})
EDITORS = frozenset({"B01", "B09", "B10", "B11", "B13", "B16", "C01", "C02"})
ROLES: dict[str, ContributorRole] = {
    **dict.fromkeys(("A12", "A35", "A07"), "illustrator"),
    **dict.fromkeys(("A08", "A13"), "photographer"),
    **dict.fromkeys(("A15", "A23"), "foreword"),
    **dict.fromkeys(("A19", "A20"), "afterword"),
    **dict.fromkeys(("A22", "A24"), "introduction"),
    **dict.fromkeys(("B03", "B04", "B05"), "adapter"),
    **dict.fromkeys(("E03", "E07"), "narrator"),
    **dict.fromkeys(EDITORS, "editor"),
    "A06": "composer",
    "A36": "cover",
    "B06": "translator",
}
ROLE_CODES: dict[ContributorRole, str] = {
    "adapter": "B05",
    "afterword": "A19",
    "composer": "A06",
    "cover": "A36",
    "editor": "B01",
    "foreword": "A23",
    "illustrator": "A12",
    "introduction": "A24",
    "narrator": "E07",
    "other": "Z99",
    "photographer": "A13",
    "translator": "B06",
}

# List 19: persons without a name.
UNNAMED = {"01": "Unknown", "02": "Anonymous", "04": "Various authors"}

# List 28: audiences.
AUDIENCES: dict[str, Audience] = {
    "01": "general",
    "02": "children",
    "03": "teenagers",
    "04": "schools",
    "05": "students",
    "06": "professionals",
    "07": "language_learners",
    "09": "language_learners",
}
AUDIENCE_CODES: dict[Audience, str] = {name: code for code, name in reversed(AUDIENCES.items())}

# List 65: what the supplier says of the product's availability.
SUPPLY: dict[str, Supply] = {
    **dict.fromkeys(("09", "10", "11", "12"), "not_yet"),
    **dict.fromkeys(("20", "21", "22", "23"), "available"),
    **dict.fromkeys(("30", "31", "32", "33", "34"), "interrupted"),
    **dict.fromkeys(("01", "40", "41", "42", "43", "44", "45", "46", "47", "48", "49", "50", "51", "52"), "ended"),
}
SUPPLY_CODES: dict[Supply, str] = {"not_yet": "10", "available": "20", "interrupted": "30", "ended": "40"}

# List 58: types of prices for consumers, the better ones first; which of them are fixed by law or contract, and which
# do not include tax. List 62 and 55: the rate that is zero, and formats of dates.
PRICE_TYPES = ("04", "02", "42", "24", "22", "03", "01", "41", "23", "21")
FIXED_PRICES = frozenset({"03", "04", "23", "24"})
WITHOUT_TAX = frozenset({"01", "03", "21", "23", "41"})
CONSUMER_QUALIFIERS = frozenset({"00", "05"})  # list 59

# List 50: units, in millimetres and in grams.
LENGTHS = {"mm": Decimal(1), "cm": Decimal(10), "in": Decimal("25.4")}
WEIGHTS = {"gr": Decimal(1), "kg": Decimal(1000), "lb": Decimal("453.59237"), "oz": Decimal("28.349523125")}
MEASURES = {"01": "height", "02": "width", "03": "thickness"}  # list 48
WEIGHT = "08"

# List 23 and 24: extents, the better ones first, and their units.
PAGE_EXTENTS = ("00", "11", "07", "05", "08", "10")
DURATION = "09"
PAGES, HOURS, MINUTES, SECONDS, CLOCK_HOURS, CLOCK_MINUTES, CLOCK_SECONDS = "03", "04", "05", "06", "14", "15", "16"

# List 27: subject schemes.
SCHEMES = {**dict.fromkeys(("93", "94", "95", "96", "97", "98", "99"), "thema"), "10": "bisac", "12": "bic"}
SCHEME_CODES = {"thema": "93", "bisac": "10", "bic": "12"}
KEYWORDS = "20"

# List 51 and 164: how a related product or work is related, when both are editions of one work.
SAME_WORK = frozenset({"06", "13", "27"})
MANIFESTS = "01"

# The shop's categories by the beginning of a code; the longest that fits counts.
CATEGORIES = {
    "thema": {
        "F": "Fiction", "FF": "Mystery", "FK": "Gothic", "FL": "Science Fiction", "Y": "Children", "DC": "Poetry",
        "DD": "Drama", "DN": "Essays & Memoir", "N": "History", "QD": "Philosophy", "P": "Science & Nature",
        "RN": "Science & Nature", "WN": "Science & Nature", "WT": "Travel",
    },
    "bic": {
        "F": "Fiction", "FF": "Mystery", "FK": "Gothic", "FL": "Science Fiction", "Y": "Children", "DC": "Poetry",
        "DD": "Drama", "DN": "Essays & Memoir", "B": "Essays & Memoir", "H": "History", "HP": "Philosophy",
        "P": "Science & Nature", "RN": "Science & Nature", "WN": "Science & Nature", "WT": "Travel",
    },
    "bisac": {
        "FIC": "Fiction", "FIC022": "Mystery", "FIC012": "Gothic", "FIC015": "Gothic", "FIC028": "Science Fiction",
        "JUV": "Children", "JNF": "Children", "POE": "Poetry", "DRA": "Drama", "BIO": "Essays & Memoir",
        "LCO": "Essays & Memoir", "HIS": "History", "PHI": "Philosophy", "SCI": "Science & Nature",
        "NAT": "Science & Nature", "TRV": "Travel",
    },
}  # fmt: skip
OTHER_CATEGORY = "Other books"

# ISO 639-2/B, as list 74 has it, for the languages that have two letters in ISO 639-1; others stay as they are.
_LANGUAGE_PAIRS = """
afr:af alb:sq ara:ar arm:hy baq:eu bel:be ben:bn bos:bs bre:br bul:bg cat:ca chi:zh cze:cs dan:da dut:nl eng:en epo:eo
est:et fin:fi fre:fr geo:ka ger:de gle:ga glg:gl gre:el guj:gu heb:he hin:hi hrv:hr hun:hu ice:is ind:id ita:it jpn:ja
kan:kn kor:ko lat:la lav:lv lit:lt mac:mk mal:ml mar:mr may:ms nno:nn nob:nb nor:no pan:pa per:fa pol:pl por:pt rum:ro
rus:ru slo:sk slv:sl spa:es srp:sr swa:sw swe:sv tam:ta tel:te tha:th tur:tr ukr:uk urd:ur vie:vi wel:cy yid:yi zul:zu
"""
LANGUAGES = dict(pair.split(":") for pair in _LANGUAGE_PAIRS.split())
LANGUAGE_CODES = {short: long for long, short in LANGUAGES.items()}


def to_category(scheme: str, code: str) -> str | None:
    """Return the shop's category for a subject code; None when there is none."""
    known = CATEGORIES.get(scheme, {})
    fitting = [prefix for prefix in known if code.startswith(prefix)]
    return known[max(fitting, key=len)] if fitting else None
