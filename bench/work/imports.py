"""What staff do with files of publishers."""

from contextlib import suppress
from typing import Any

from bench.work.revision import CallFailed, Shop
from tests import gateway

PAGE = {"limit": "20"}


def import_books(shop: Shop, name: str, book_id: str) -> None:
    """Check a file, which is broken here, and so can be neither applied nor undone; export the books."""
    if not shop.has_route("catalog", "POST", "/admin/imports"):
        return

    def request(method: str, resource: str, **what: Any) -> Any:
        return shop.request("catalog", method, resource, claims=gateway.STAFF, **what).body

    path = {"import_id": request("POST", "/admin/imports", body={"name": name})["import_id"]}
    request("POST", "/admin/imports/{import_id}/check", path=path)
    shop.run_schedule("catalog", "run_imports")
    for step in ("apply", "undo"):
        with suppress(CallFailed):
            request("POST", f"/admin/imports/{{import_id}}/{step}", path=path)
    request("GET", "/admin/imports", query=PAGE)
    for resource in ("", "/rows", "/books"):
        request("GET", f"/admin/imports/{{import_id}}{resource}", path=path)
    request("GET", "/admin/books/{book_id}/imported", path={"book_id": book_id})
    for kind in ("onix", "csv"):
        request("GET", f"/{kind}", query=PAGE)
