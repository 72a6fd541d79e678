"""The route that tells how to ask for an address."""

from msgspec import Struct

from bookstore.web import JsonResponse
from chalicelib.addresses.address_format import AddressFormat, address_formats
from chalicelib.blueprint import api

CACHE_HEADERS = {"Cache-Control": "public, max-age=3600"}


class AddressFormatsResponse(Struct, frozen=True):
    """The address formats of all countries the shop delivers to, the shop's own first."""

    items: list[AddressFormat]


@api.get("/address-formats")
def list_address_formats() -> JsonResponse[AddressFormatsResponse]:
    """List how addresses are written where the shop delivers: fields, their order, postcodes and regions."""
    return JsonResponse(AddressFormatsResponse(list(address_formats().values())), headers=CACHE_HEADERS)
