"""The routes by which staff read, count and adjust stock."""

from typing import Annotated

from bookstore.audit import AuditEntry
from bookstore.errors import BadRequest, Conflict, Invalid, VersionConflict
from bookstore.field_types import Isbn
from bookstore.staff import Staff
from bookstore.web import HistoryQuery, IdempotencyKey, IfMatch, JsonResponse, Page, to_audit_response, to_page
from chalicelib.blueprint import PageQuery, api
from chalicelib.errors import EditionNotFound, IdempotencyKeyReused
from chalicelib.inventory.repository import stock
from chalicelib.inventory.stock import StockAdjustmentRequest, StockCountRequest, StockItem
from chalicelib.own_table import audit_trail
from chalicelib.permissions import READ_STOCK, WRITE_STOCK


@api.get("/inventory", raises=(BadRequest,))
def list_inventory(query: PageQuery, staff: Annotated[Staff, READ_STOCK]) -> Page[StockItem]:
    """List every edition with its copies, by ISBN."""
    return to_page(stock().list_page(limit=query.limit, cursor=query.cursor), stock().from_item)


@api.get("/inventory/{isbn}", raises=(EditionNotFound,))
def get_inventory(isbn: Isbn, staff: Annotated[Staff, READ_STOCK]) -> JsonResponse[StockItem]:
    """Return one edition with its copies; a count has to send the ETag as If-Match."""
    return _with_etag(stock().get(isbn))


@api.put("/inventory/{isbn}", raises=(EditionNotFound, VersionConflict, Conflict, Invalid))
def count_stock(
    isbn: Isbn, body: StockCountRequest, version: IfMatch, staff: Annotated[Staff, WRITE_STOCK]
) -> JsonResponse[StockItem]:
    """Set the number of copies, if none was sold or received since the version in If-Match."""
    return _with_etag(stock().set_available(isbn, body.available, version=int(version)))


@api.post(
    "/inventory/{isbn}/adjustments", status=201, raises=(EditionNotFound, IdempotencyKeyReused, Conflict, Invalid)
)
def adjust_stock(
    isbn: Isbn, body: StockAdjustmentRequest, key: IdempotencyKey, staff: Annotated[Staff, WRITE_STOCK]
) -> JsonResponse[StockItem]:
    """Add or remove copies, with the reason; the same Idempotency-Key counts once."""
    return _with_etag(stock().adjust(isbn, body, key, who=f"staff:{staff.id}"))


@api.get("/inventory/{isbn}/history", raises=(BadRequest,))
def list_edition_changes(isbn: Isbn, query: HistoryQuery, staff: Annotated[Staff, READ_STOCK]) -> Page[AuditEntry]:
    """List the counts, adjustments and imports of an edition's copies, the newest first."""
    return to_audit_response(audit_trail().history("edition", isbn, limit=query.limit, cursor=query.cursor))


def _with_etag(item: StockItem) -> JsonResponse[StockItem]:
    return JsonResponse(item, {"ETag": f'"{item.stock_version}"'})
