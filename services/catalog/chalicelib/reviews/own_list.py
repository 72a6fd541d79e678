"""The list of a customer's own reviews: first the books bought here, then those reviewed without a purchase here."""

from chalicelib.ports import Purchases, Reviews
from chalicelib.reviews.review import OwnReviewResponse
from chalicelib.reviews.write import load_own_reviews

REVIEWED = "~"
"""How a cursor of the second part begins; what follows is the cursor of the reviews, nothing at their beginning."""


def list_own_reviews(
    customer: str, *, limit: int, cursor: str | None, reviews: Reviews, purchases: Purchases
) -> tuple[list[OwnReviewResponse], str | None]:
    """Load a page, and the cursor of the next one; BadRequest for a cursor of another list.

    Imported reviews have no purchase. A page has at most `limit` books and may have fewer, even none, because a book
    of several orders is shown once.
    """
    found: list[tuple[str, int]] = []
    if cursor is None or not cursor.startswith(REVIEWED):
        page = purchases.list_page(customer, limit=limit, cursor=cursor)
        found = [purchases.to_purchase(item) for item in page.items]
        if page.next or len(found) == limit:
            return load_own_reviews(customer, found, reviews=reviews), page.next or REVIEWED
        cursor = REVIEWED
    bought = set(purchases.book_ids(customer))
    start = cursor.removeprefix(REVIEWED) or None
    rest = reviews.list_links_page(customer, limit=limit - len(found), cursor=start)
    found += [(book_id, 0) for book_id in map(reviews.to_book_id, rest.items) if book_id not in bought]
    return load_own_reviews(customer, found, reviews=reviews), REVIEWED + rest.next if rest.next else None
