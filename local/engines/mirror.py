"""Choose where Maven Central is reached: directly, or through the mirror that a company's settings name."""

import os
import xml.etree.ElementTree as ET
from pathlib import Path

from jgo.constants import MAVEN_CENTRAL_URL

SETTINGS = Path.home() / ".m2" / "settings.xml"


def central_url(settings: Path = SETTINGS) -> str:
    """Return BOOKSTORE_MAVEN_URL, else the mirror of settings.xml (which jgo does not read), else Maven Central."""
    return os.environ.get("BOOKSTORE_MAVEN_URL") or find_mirror(settings) or MAVEN_CENTRAL_URL


def find_mirror(settings: Path) -> str | None:
    """Return the first mirror in the file that serves Maven Central and is not blocked."""
    try:
        root = ET.parse(settings).getroot()  # noqa: S314 - the person's own settings
    except (OSError, ET.ParseError):
        return None
    mirrors = [
        {field.tag.split("}")[-1]: (field.text or "").strip() for field in element}
        for element in root.iter()
        if element.tag.split("}")[-1] == "mirror"
    ]
    serving = [m for m in mirrors if m.get("mirrorOf") in ("*", "central") and m.get("blocked") != "true"]
    return serving[0].get("url", "").rstrip("/") or None if serving else None
