"""The customers' routes of downloads."""

from bookstore.closed_accounts import AccountClosed
from bookstore.errors import BadRequest
from bookstore.field_types import Isbn
from bookstore.identity import Customer
from bookstore.web import Page
from chalicelib.blueprint import api
from chalicelib.books.repository import book_repository
from chalicelib.downloads import download
from chalicelib.downloads.entitlement import Download, DownloadLimitReached, FileNotAvailable, NotBought
from chalicelib.downloads.repository import entitlement_repository
from chalicelib.downloads.responses import OwnedEditionResponse, to_owned_editions
from chalicelib.field_types import PageQuery
from chalicelib.files.bucket import files_bucket
from chalicelib.files.repository import file_repository


@api.post(
    "/editions/{isbn}/downloads", status=201, raises=(AccountClosed, NotBought, FileNotAvailable, DownloadLimitReached)
)
def create_download(isbn: Isbn, customer: Customer) -> Download:
    """Get a link of five minutes to the newest file of an e-book or audiobook that the customer bought."""
    return download.create_download(
        isbn,
        customer.id,
        entitlements=entitlement_repository(),
        files=file_repository(),
        links=files_bucket(),
    )


@api.get("/downloads", raises=(AccountClosed, BadRequest))
def list_downloads(query: PageQuery, customer: Customer) -> Page[OwnedEditionResponse]:
    """List a page of the e-books and audiobooks that the customer may download, the newest purchase first. A page may
    have fewer than `limit`."""
    entitlements = entitlement_repository()
    entitlements.require_open(customer.id)
    page = entitlements.list_page(customer.id, limit=query.limit, cursor=query.cursor)
    owned = [entitlements.to_entitlement(item) for item in page.items]
    books = {book.book_id: book for book in book_repository().load_responses(each.book_id for each in owned)}
    files = file_repository().find_many((each.book_id, each.isbn) for each in owned)
    return Page(to_owned_editions(owned, books, files), page.next)
