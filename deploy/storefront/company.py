"""The facts about the company behind a stage's shop, which the law wants on its pages: deploy/shops/STAGE.json."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from deploy import target
from deploy.errors import UserError
from deploy.paths import ROOT

SHOPS = ROOT / "deploy" / "shops"
EXAMPLE = "local"

Text = Annotated[str, Meta(min_length=1, max_length=120)]
Lines = Annotated[tuple[Text, ...], Meta(min_length=1, max_length=8)]


class Company(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who sells: shown under Contact, Delivery and returns, Terms and Privacy.

    `return_days` is how long a customer may return a printed book; the law asks for fourteen (Directive 2011/83/EU,
    article 9; Consumer Contracts Regulations 2013, regulation 30). `data_region` says where customers' data is stored.
    `is_example` marks facts that are made up.
    """

    name: Text
    registration: Text
    vat_id: Text
    address: Lines
    email: Annotated[str, Meta(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$", max_length=120)]
    returns_address: Lines
    data_region: Text
    phone: Annotated[str, Meta(pattern=r"^[0-9 +()-]{0,30}$")] = ""
    return_days: Annotated[int, Meta(ge=14, le=365)] = 14
    is_example: bool = False


def load_company(stage: str, report: Callable[[str], None], folder: Path = SHOPS) -> Company | None:
    """Return the stage's facts; on the emulator the example's, elsewhere None with a warning, when it has no file.

    Raises UserError for facts that break a rule, or that are an example's on AWS: the site stays as it is.
    """
    path = folder / f"{stage}.json"
    if not path.exists() and target.is_emulated():
        path = folder / f"{EXAMPLE}.json"
    if not path.exists():
        report(
            f"WARNING: the shop's pages lack its company, addresses and contact. Copy deploy/shops/{EXAMPLE}.json to "
            f"deploy/shops/{stage}.json, fill it in, and deploy the storefront again."
        )
        return None
    company = _parse(path)
    if company.is_example and not target.is_emulated():
        raise UserError(f"{path.name} still has the example's facts: replace them and remove is_example.")
    return company


def _parse(path: Path) -> Company:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Company)
    except msgspec.DecodeError as error:
        raise UserError(f"{path.name} cannot be read: {error}.") from error
