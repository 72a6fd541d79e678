"""The site's way into its bucket: what differs, in an order that never breaks an open page, with honest headers."""

import hashlib

import pytest

from deploy.storefront import building, publishing
from deploy.storefront.publishing import Site, headers, site_files


class FakeBucket:
    """S3, as far as a site needs it; remembers what was put, in order."""

    def __init__(self):
        self.stored, self.put = {}, []

    def put_object(self, *, Bucket, Key, Body, **headers):
        self.stored[Key] = hashlib.md5(Body, usedforsecurity=False).hexdigest()
        self.put.append(Key)

    def get_paginator(self, _):
        return self

    def paginate(self, *, Bucket):
        return [{"Contents": [{"Key": key, "ETag": f'"{etag}"'} for key, etag in self.stored.items()]}]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "assets").mkdir()
    for name in ("index.html", "theme.js", "assets/index-1.js", "assets/index-1.css"):
        (tmp_path / name).write_text(name)
    return tmp_path


def test_what_the_page_names_is_there_before_the_page(folder):
    assert [name for name, _ in site_files(folder, {})] == [
        "assets/index-1.css",
        "assets/index-1.js",
        "theme.js",
        "settings.json",
        "not-found.html",
        "index.html",
    ]


def test_the_page_of_addresses_that_are_none_is_the_shops_page_with_status_404(folder):
    files = dict(site_files(folder, {}))
    assert files["not-found.html"] == files["index.html"]
    assert headers("not-found.html")["Metadata"] == {"status": "404"}
    assert "Metadata" not in headers("index.html")


def test_only_what_differs_is_put_and_what_an_open_page_may_want_stays(folder):
    bucket = FakeBucket()
    site = Site(bucket, "site")
    assert site.publish(site_files(folder, {})) == 6
    assert site.publish(site_files(folder, {})) == 0
    (folder / "assets" / "index-1.js").rename(folder / "assets" / "index-2.js")
    assert site.publish(site_files(folder, {"stripe": {}})) == 2
    assert bucket.put[6:] == ["assets/index-2.js", "settings.json"]
    assert "assets/index-1.js" in bucket.stored


@pytest.mark.parametrize(
    ("name", "kind", "stored"),
    [
        ("index.html", "text/html", "no-cache"),
        ("settings.json", "application/json", "no-cache"),
        ("assets/index-1.js", "text/javascript", "public, max-age=31536000, immutable"),
    ],
)
def test_only_a_name_with_a_hash_is_immutable(name, kind, stored):
    assert headers(name) == {"ContentType": kind, "CacheControl": stored}


@pytest.mark.parametrize(
    ("endpoint", "stripe", "emulator", "simulator"),
    [
        ("http://127.0.0.1:21001", "http://127.0.0.1:21002", True, True),
        ("http://127.0.0.1:21001", "https://api.stripe.com", True, False),
        ("", "https://api.stripe.com", False, False),
    ],
)
def test_the_settings_name_an_emulator_and_a_simulator_only_where_they_are(
    monkeypatch, endpoint, stripe, emulator, simulator
):
    names = ("user-pool-id", "user-pool-client-id", "stripe-publishable-key", "stripe-api-base", "graphql-key")
    document = dict(zip(names, ("p", "c", "pk_1", stripe, "da2-1"), strict=True))

    class Parameters:
        def get_paginator(self, _):
            return self

        def paginate(self, *, Path):
            return [{"Parameters": [{"Name": Path + name, "Value": value} for name, value in document.items()]}]

    monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)
    monkeypatch.setattr(publishing.target, "client", lambda _: Parameters())
    result = publishing.settings("test", None)
    assert ("endpoint" in result["cognito"]) == emulator
    assert result["behind_the_scenes"] == emulator
    assert result["company"] is None
    assert ("api" in result["stripe"]) == simulator


def test_a_changed_source_is_another_build(tmp_path, monkeypatch):
    monkeypatch.setattr(building, "SOURCE", tmp_path)
    (tmp_path / "src").mkdir()
    (tmp_path / "node_modules").mkdir()
    page = tmp_path / "src" / "main.tsx"
    page.write_text("1")
    before = building.fingerprint(building.source_files())
    (tmp_path / "node_modules" / "a.js").write_text("1")
    assert building.fingerprint(building.source_files()) == before
    page.write_text("2")
    assert building.fingerprint(building.source_files()) != before
