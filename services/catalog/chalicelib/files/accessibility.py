"""What an EPUB states about its accessibility, as codes of ONIX list 196.

Source: Schema.org Accessibility Properties Crosswalk, W3C, https://w3c.github.io/a11y-discov-vocab/crosswalk/
"""

import re
from collections.abc import Iterable

FEATURES = {
    "tableOfContents": "11",
    "index": "12",
    "readingOrder": "13",
    "alternativeText": "14",
    "longDescription": "15",
    "MathML": "17",
    "ChemML": "18",
    "pageNavigation": "19",
    "printPageNumbers": "19",
    "synchronizedAudioText": "20",
    "ttsMarkup": "21",
    "structuralNavigation": "29",
    "ARIA": "30",
    "displayTransformability": "36",
}
EPUB_1_0 = {"wcag-a": "02", "wcag-aa": "03"}
WCAG_VERSIONS, WCAG_LEVELS = {"2.0": "80", "2.1": "81", "2.2": "82"}, {"A": "84", "AA": "85", "AAA": "86"}
EPUB_1_1 = re.compile(r"EPUB Accessibility 1\.1 - WCAG (2\.[012]) Level (A{1,3})")
READABLE_WITHOUT_SIGHT = "52"


def to_codes(features: Iterable[str], sufficient_modes: Iterable[str], conforms_to: Iterable[str]) -> tuple[str, ...]:
    """Return the codes in ascending order; what the list has no code for is left out."""
    codes = {FEATURES[feature] for feature in features if feature in FEATURES}
    codes |= {READABLE_WITHOUT_SIGHT for modes in sufficient_modes if modes.strip() == "textual"}
    for statement in conforms_to:
        codes |= _conformance_codes(statement)
    return tuple(sorted(codes))


def _conformance_codes(statement: str) -> set[str]:
    if match := EPUB_1_1.fullmatch(" ".join(statement.split())):
        return {"04", WCAG_VERSIONS[match[1]], WCAG_LEVELS[match[2]]}
    fragment = statement.strip().rpartition("#")[2]
    return {EPUB_1_0[fragment]} if "epub/a11y/accessibility-20170105" in statement and fragment in EPUB_1_0 else set()
