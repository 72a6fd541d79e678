"""The site at the shop's public address: its page at every path, its settings, its headers."""

import re

import httpx
import pytest

from ops.sitemap import deploy_sitemap


@pytest.fixture(scope="module")
def site(shop):
    with httpx.Client(base_url=shop.stage.parameters["public-url"]) as client:
        yield client


@pytest.mark.parametrize("path", ["/", "/books/dracula", "/books/no-such-book", "/search?q=a.b"])
def test_every_route_is_the_page(site, path):
    page = site.get(path)
    assert page.status_code == 200
    assert page.headers["Content-Type"] == "text/html"
    assert '<div id="root">' in page.text


@pytest.mark.parametrize(
    "path",
    [
        "/no/such/page",
        "/emma.",
        "/wp-login.php",
        "/books/%00",
        "/books/a%2Fb",
        "/books/" + "x" * 2000,
        "/books/dr.-jekyll",
        "/authors/a,b",
        "/series/%C3%A9",
        "/orders/42",
        "/checkout/done/42",
    ],
)
def test_an_address_that_no_route_has_is_the_shops_page_with_status_404(site, path):
    page = site.get(path)
    assert page.status_code == 404
    assert page.headers["Content-Type"] == "text/html"
    assert '<div id="root">' in page.text
    assert "x-amz-meta-status" not in page.headers


@pytest.mark.parametrize("path", ["/assets/no-such-file.js", "/covers/no-such-cover.webp"])
def test_a_missing_file_is_not_found_and_short(site, path):
    response = site.get(path)
    assert response.status_code == 404
    assert len(response.content) < 1_000


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("//books//dracula/", "/books/dracula"),
        ("/Search?q=a%20b", "/search?q=a%20b"),
        ("/Books/Dracula.", "/books/dracula"),
        ("/authors/jane-austen%22),", "/authors/jane-austen"),
        ("/wishlist.", "/wishlist"),
    ],
)
def test_an_odd_address_of_a_page_leads_to_the_page(site, path, page):
    response = site.get(httpx.URL(str(site.base_url).rstrip("/") + path))
    assert response.status_code == 301
    assert response.headers["Location"] == page


def test_the_pages_assets_exist_and_may_be_cached(site):
    assets = re.findall(r'(?:src|href)="(/assets/[^"]+)"', site.get("/").text)
    assert assets
    for path in assets:
        response = site.get(path)
        assert response.status_code == 200, path
        assert "immutable" in response.headers["Cache-Control"], path


def test_the_settings_are_those_of_the_stage(shop, site):
    settings = site.get("/settings.json").json()
    assert settings["cognito"]["user_pool_id"] == shop.stage.parameters["user-pool-id"]
    assert settings["stripe"]["api"] == shop.stripe


def test_search_engines_are_led_to_every_book_and_to_nothing_private(shop, site):
    deploy_sitemap(shop.stage.name)
    address = shop.stage.parameters["public-url"]
    sitemap, rules = site.get("/sitemap.xml"), site.get("/robots.txt")
    assert sitemap.headers["Content-Type"].split(";")[0] in {"text/xml", "application/xml"}
    assert rules.headers["Content-Type"].startswith("text/plain")
    assert [book for book in shop.books if f"<loc>{address}/books/{book.book_id}</loc>" not in sitemap.text] == []
    assert {"Disallow: /account", f"Sitemap: {address}/sitemap.xml"} <= set(rules.text.splitlines())


def test_no_other_page_may_frame_the_shop_and_only_its_own_scripts_and_stripes_run(site):
    policy = site.get("/").headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy
    assert "script-src 'self' https://js.stripe.com https://*.js.stripe.com;" in policy
