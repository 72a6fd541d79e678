"""What search engines are told: every page about books once, by its right address, in files they accept."""

from xml.etree import ElementTree

import pytest

from deploy.storefront.publishing import Site
from ops import sitemap
from ops.sitemap import build_files, list_addresses, slug
from tests.deploy.test_storefront import FakeBucket

SHOP = "https://shop.example"


def book(book_id, *, author="jane-austen", series=None):
    place = {"series_id": series} if series else None
    return {
        "book_id": book_id,
        "authors": [{"author_id": author}],
        "series": place,
        "changed_at": "2026-11-24T12:00:00Z",
    }


PAGES = {
    None: {"items": [book("emma"), book("persuasion")], "next": "more"},
    "more": {"items": [book("the-lost-world", author="arthur-conan-doyle", series="challenger")], "next": None},
}


class Catalog:
    """The catalog with two pages of books."""

    def get(self, path, cursor=None, **_):
        return {"items": [{"name": "Science & Nature"}, {"name": "Поэзия"}]} if path == "/categories" else PAGES[cursor]


def locations(xml):
    return [each.text for each in ElementTree.fromstring(xml).iter(f"{{{sitemap.SCHEMA}}}loc")]


def test_each_page_about_books_has_its_address_once():
    assert [path for path, _ in list_addresses(Catalog())] == [
        "/",
        "/new",
        "/top-20",
        "/contact",
        "/delivery",
        "/terms",
        "/privacy",
        "/cookies",
        "/shelves/science-nature",
        "/shelves/%D0%BF%D0%BE%D1%8D%D0%B7%D0%B8%D1%8F",
        "/authors/jane-austen",
        "/authors/arthur-conan-doyle",
        "/series/challenger",
        "/books/emma",
        "/books/persuasion",
        "/books/the-lost-world",
    ]


def test_a_book_has_its_last_change():
    document = dict(build_files(SHOP, [("/", None), ("/books/emma", "2026-11-24")]))["sitemap.xml"].decode()
    assert f"<url><loc>{SHOP}/</loc></url>" in document
    assert f"<url><loc>{SHOP}/books/emma</loc><lastmod>2026-11-24</lastmod></url>" in document


def test_an_address_is_written_as_xml_wants_it():
    assert locations(dict(build_files(SHOP, [("/books/a&b", None)]))["sitemap.xml"]) == [f"{SHOP}/books/a&b"]


def test_more_than_one_file_may_hold_is_split_and_listed(monkeypatch):
    monkeypatch.setattr(sitemap, "MOST_ADDRESSES", 2)
    document = dict(build_files(SHOP, [("/1", None), ("/2", None), ("/3", None)]))
    assert locations(document["sitemap.xml"]) == [f"{SHOP}/sitemap-1.xml", f"{SHOP}/sitemap-2.xml"]
    assert locations(document["sitemap-2.xml"]) == [f"{SHOP}/3"]


def test_robots_are_excluded_from_private_pages_and_pointed_to_the_sitemap():
    rules = dict(build_files(SHOP, [("/", None)]))["robots.txt"].decode().splitlines()
    assert rules[0] == "User-agent: *"
    assert {"Disallow: /checkout", "Disallow: /account"} <= set(rules)
    assert rules[-1] == f"Sitemap: {SHOP}/sitemap.xml"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Science & Nature", "science-nature"),
        ("Fiction", "fiction"),
        ("Poésie", "poesie"),
        ("Łódź", "łodz"),
        ("Поэзия", "поэзия"),
        (" 詩、歌 ", "詩-歌"),
    ],
)
def test_a_categorys_slug_is_the_storefronts(name, expected):
    assert slug(name) == expected


def test_a_stage_has_the_sitemap_of_its_present_address(monkeypatch):
    site = Site(FakeBucket(), "site")
    monkeypatch.setattr(sitemap, "find_site", lambda stage: site)
    monkeypatch.setattr(sitemap, "public_address", lambda stage: SHOP)
    assert not sitemap.has_sitemap("local")
    site.publish(build_files(SHOP, [("/", None)]))
    assert sitemap.has_sitemap("local")
    monkeypatch.setattr(sitemap, "public_address", lambda stage: "https://moved.example")
    assert not sitemap.has_sitemap("local")
