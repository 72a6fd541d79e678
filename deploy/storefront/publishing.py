"""Puts the built site and the stage's settings into the site's bucket: only what differs."""

import hashlib
import json
import mimetypes
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deploy import stage_parameters, target
from deploy.errors import UserError
from deploy.stacks import Deployed, stacks
from deploy.storefront.building import build_site

IMMUTABLE, NO_CACHE = "public, max-age=31536000, immutable", "no-cache"
PAGE, SETTINGS = "index.html", "settings.json"


@dataclass(frozen=True)
class Site:
    """The site's bucket."""

    s3: Any
    bucket: str

    def publish(self, files: Iterator[tuple[str, bytes]]) -> int:
        """Answers how many files differed. What an open page may still want stays."""
        there = self._etags()
        changed = [(name, body) for name, body in files if there.get(name) != _etag(body)]
        for name, body in changed:
            self.s3.put_object(Bucket=self.bucket, Key=name, Body=body, **headers(name))
        return len(changed)

    def _etags(self) -> dict[str, str]:
        pages = self.s3.get_paginator("list_objects_v2").paginate(Bucket=self.bucket)
        return {found["Key"]: found["ETag"].strip('"') for page in pages for found in page.get("Contents", ())}


def deploy_storefront(stage: str, say: Callable[[str], None] = print) -> Deployed:
    """Build what has changed and publish what differs."""
    site = find_site(stage)
    return to_deployed(
        f"bookstore-{stage}-storefront", site, site.publish(site_files(build_site(say), settings(stage)))
    )


def find_site(stage: str) -> Site:
    """Where the stage's site is."""
    bucket = stacks().outputs(f"bookstore-{stage}-edge").get("SiteBucket")
    if not bucket:
        raise UserError(f"bookstore-{stage}-edge has no site bucket yet: deploy edge first.")
    return Site(target.client("s3"), bucket)


def to_deployed(name: str, site: Site, count: int) -> Deployed:
    """How many files differed."""
    return Deployed(name, f"published ({count} files)" if count else "unchanged", {"SiteBucket": site.bucket})


def site_files(folder: Path, told: dict[str, Any]) -> Iterator[tuple[str, bytes]]:
    """By their names in the bucket, each before the one that names it."""
    found = {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}
    for name in sorted(found, key=lambda name: (name == PAGE, not name.startswith("assets/"), name)):
        if name == PAGE:
            yield SETTINGS, json.dumps(told).encode()
        yield name, found[name].read_bytes()


def headers(name: str) -> dict[str, str]:
    """A file whose name carries its hash never changes; every other one may."""
    kind, _ = mimetypes.guess_type(name)
    kept = IMMUTABLE if name.startswith("assets/") else NO_CACHE
    return {"ContentType": kind or "application/octet-stream", "CacheControl": kept}


def settings(stage: str) -> dict[str, Any]:
    """What differs between stages, as storefront/src/lib/settings.ts reads it."""
    told = stage_parameters.load_stage_parameters(target.client("ssm"), stage)
    local = target.is_emulated()
    return {
        "cognito": {
            "user_pool_id": told["user-pool-id"],
            "client_id": told["user-pool-client-id"],
            **({"endpoint": os.environ["AWS_ENDPOINT_URL"]} if local else {}),
        },
        "stripe": {
            "publishable_key": told["stripe-publishable-key"],
            **({"api": told["stripe-api-base"]} if told["stripe-api-base"] != stage_parameters.STRIPE_API else {}),
        },
        "behind_the_scenes": local,
    }


def _etag(body: bytes) -> str:
    return hashlib.md5(body, usedforsecurity=False).hexdigest()  # as S3 counts it for a whole upload
