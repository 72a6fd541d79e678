"""The use cases of downloads: link to a file, and list what a customer may download."""

from datetime import datetime

from bookstore import clock, logs
from bookstore.dynamodb.optimistic import retry_on_conflict
from chalicelib.downloads.entitlement import (
    MAX_DOWNLOADS,
    Download,
    Entitlement,
    FileNotAvailable,
    NotBought,
    window_of,
)
from chalicelib.files.upload import StoredFile, file_key
from chalicelib.ports import DownloadLinks, Entitlements, Files


def create_download(
    isbn: str, customer: str, *, entitlements: Entitlements, files: Files, links: DownloadLinks
) -> Download:
    """Count a download and return a link to the newest file.

    Raises AccountClosed, NotBought, FileNotAvailable or DownloadLimitReached."""

    def create() -> Download:
        entitlement = _find_entitlement(isbn, customer, entitlements=entitlements)
        file = files.find(entitlement.book_id, isbn)
        if file is None:
            raise FileNotAvailable("This is yours, and its file is not available yet.", isbn=isbn)
        now = clock.now()
        count = entitlements.count_download(customer, entitlement, now)
        return _to_download(file, count, now, links=links)

    download = retry_on_conflict(create)
    logs.info("download linked", isbn=isbn, version=download.version, remaining=download.remaining)
    return download


def _find_entitlement(isbn: str, customer: str, *, entitlements: Entitlements) -> Entitlement:
    entitlements.require_open(customer)
    entitlement = entitlements.find(customer, isbn)
    if entitlement is None:
        raise NotBought("Only who has bought this, and has not had the money back, can download it.", isbn=isbn)
    return entitlement


def _to_download(file: StoredFile, count: int, now: datetime, *, links: DownloadLinks) -> Download:
    current = file.current
    file_name = f"{file.book_id}.{current.kind}"
    key = file_key(file.book_id, file.isbn, current.object_id, current.kind)
    return Download(
        url=links.sign_download(key, file_name),
        expires_at=now + links.lifetime,
        file_name=file_name,
        kind=current.kind,
        bytes=current.bytes,
        version=current.version,
        remaining=MAX_DOWNLOADS - count,
        resets_at=window_of(now)[1],
    )
