"""Generate sitemap.xml and robots.txt: every page about books, and the pages that crawlers leave alone."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote
from xml.sax.saxutils import escape

from deploy import stage_parameters, target
from deploy.stacks import Deployed, stacks
from deploy.storefront.publishing import find_site, to_deployed
from ops.http_client import ShopClient

MOST_ADDRESSES = 50_000  # in one file. Source: https://www.sitemaps.org/protocol.html
SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"
ROBOTS = "robots.txt"
PAGES = ("/", "/new", "/top-20", "/contact", "/delivery", "/terms", "/privacy", "/cookies")
PRIVATE = (
    "/api/",
    "/account",
    "/behind-the-scenes",
    "/cart",
    "/checkout",
    "/orders",
    "/search",
    "/sign-in",
    "/sign-up",
    "/wishlist",
)

Book = Mapping[str, Any]
Address = tuple[str, str | None]  # a path, and the day it last changed


def deploy_sitemap(stage: str) -> Deployed:
    """Publish sitemap.xml and robots.txt, made from the catalogue as it is now, into the site's bucket."""
    site = find_site(stage)
    return to_deployed(f"bookstore-{stage}-sitemap", site, site.publish(build_stage_files(stage)))


def has_sitemap(stage: str) -> bool:
    """Tell whether the stage has the sitemap of its present address, whatever its books are by now."""
    return find_site(stage).has(ROBOTS, build_robots(public_address(stage)))


def public_address(stage: str) -> str:
    """Return the address under which customers find the shop."""
    return stage_parameters.load_stage_parameters(target.client("ssm"), stage)["public-url"]


def build_stage_files(stage: str) -> Iterator[tuple[str, bytes]]:
    """Generate a stage's files through the catalog's own API; nothing when no catalog is deployed.

    The shop's public address may not lead anywhere yet, so the API's own address is used.
    """
    outputs = stacks().outputs(f"bookstore-{stage}-catalog")
    if "RestAPIId" in outputs:
        catalog = ShopClient(
            target.api_address(outputs["RestAPIId"]) if target.is_emulated() else outputs["EndpointURL"]
        )
        yield from build_files(public_address(stage), list_addresses(catalog))


def fetch_books(catalog: ShopClient) -> Iterator[Book]:
    """Fetch every book on sale, a page at a time."""
    page = catalog.get("/books", limit=100)
    yield from page["items"]
    while page["next"]:
        page = catalog.get("/books", limit=100, cursor=page["next"])
        yield from page["items"]


def list_addresses(catalog: ShopClient) -> list[Address]:
    """List every page about books, as storefront/src/app/routes.tsx has them."""
    books = list(fetch_books(catalog))
    categories = [quote(slug(category["name"])) for category in catalog.get("/categories")["items"]]
    authors = dict.fromkeys(author["author_id"] for book in books for author in book["authors"])
    series = dict.fromkeys(book["series"]["series_id"] for book in books if book["series"])
    paths = [*PAGES, *(f"/shelves/{each}" for each in categories)]
    paths += [*(f"/authors/{each}" for each in authors), *(f"/series/{each}" for each in series)]
    return [(path, None) for path in paths] + [(f"/books/{book['book_id']}", book["changed_at"][:10]) for book in books]


def build_files(shop: str, pages: Sequence[Address]) -> Iterator[tuple[str, bytes]]:
    """Build sitemap.xml and then robots.txt, which names it; above the limit of one file, sitemap.xml lists the files
    with the pages."""
    starts = range(0, len(pages), MOST_ADDRESSES)
    documents = [_urlset(shop, pages[start : start + MOST_ADDRESSES]) for start in starts]
    names = [f"sitemap-{number}.xml" for number in range(1, len(documents) + 1)]
    if len(documents) == 1:
        yield "sitemap.xml", documents[0]
    else:
        yield from zip(names, documents, strict=True)
        yield "sitemap.xml", _xml("sitemapindex", [f"<sitemap><loc>{shop}/{name}</loc></sitemap>" for name in names])
    yield ROBOTS, build_robots(shop)


def build_robots(shop: str) -> bytes:
    """Build robots.txt: the pages that crawlers leave alone, and where the sitemap is."""
    rules = [f"Disallow: {path}" for path in PRIVATE]
    return "\n".join(["User-agent: *", *rules, "", f"Sitemap: {shop}/sitemap.xml", ""]).encode()


def slug(name: str) -> str:
    """Return a category's name in its address, as storefront/src/lib/text.ts builds it."""
    plain = "".join(
        character for character in unicodedata.normalize("NFD", name) if unicodedata.category(character)[0] != "M"
    )
    return unicodedata.normalize("NFC", re.sub(r"[\W_]+", "-", plain.lower()).strip("-"))


def _urlset(shop: str, pages: Sequence[Address]) -> bytes:
    return _xml("urlset", [_url(shop + path, changed) for path, changed in pages])


def _url(address: str, changed: str | None) -> str:
    day = f"<lastmod>{changed}</lastmod>" if changed else ""
    return f"<url><loc>{escape(address)}</loc>{day}</url>"


def _xml(root: str, lines: Sequence[str]) -> bytes:
    body = "\n".join(lines)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{SCHEMA}">\n{body}\n</{root}>\n'.encode()
