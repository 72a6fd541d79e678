"""What staff do with stock: look, count, and say why copies came or went."""

from bookstore.errors import BadRequest, Conflict, Invalid, VersionConflict
from bookstore.identity import Admin
from bookstore.web import IdempotencyKey, IfMatch, JsonResponse, Page, decode_cursor, to_page
from chalicelib.blueprint import PageQuery, api
from chalicelib.errors import IsbnUnknown, KeyReused
from chalicelib.field_types import Isbn
from chalicelib.inventory.repository import stock
from chalicelib.inventory.stock import AdjustmentWanted, StockItem, StockWanted


@api.get("/inventory", raises=(BadRequest,))
def list_inventory(query: PageQuery, admin: Admin) -> Page[StockItem]:
    """Every edition with its copies, by ISBN."""
    start = decode_cursor(query.cursor, list="STOCK")
    return to_page(stock().listed(limit=query.limit, start=start), stock().read)


@api.get("/inventory/{isbn}", raises=(IsbnUnknown,))
def get_inventory(isbn: Isbn, admin: Admin) -> JsonResponse[StockItem]:
    """One edition with its copies; the ETag is what a count has to name."""
    return _with_etag(stock().get(isbn))


@api.put("/inventory/{isbn}", raises=(IsbnUnknown, VersionConflict, Conflict, Invalid))
def count_stock(isbn: Isbn, body: StockWanted, version: IfMatch, admin: Admin) -> JsonResponse[StockItem]:
    """There are so many copies, if none was sold or brought since the version in If-Match."""
    return _with_etag(stock().set(isbn, body.available, version=int(version)))


@api.post("/inventory/{isbn}/adjustments", status=201, raises=(IsbnUnknown, KeyReused, Conflict, Invalid))
def adjust_stock(isbn: Isbn, body: AdjustmentWanted, key: IdempotencyKey, admin: Admin) -> JsonResponse[StockItem]:
    """Some copies more or fewer, and why; the same Idempotency-Key counts once."""
    return _with_etag(stock().adjust(isbn, body, key, who=f"staff:{admin.id}"))


def _with_etag(item: StockItem) -> JsonResponse[StockItem]:
    return JsonResponse(item, {"ETag": f'"{item.stock_version}"'})
