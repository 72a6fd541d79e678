"""Put the built site and the stage's settings into the site's bucket: only what differs."""

import hashlib
import json
import mimetypes
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from deploy import stage_parameters, target
from deploy.errors import UserError
from deploy.stacks import Deployed, stacks
from deploy.storefront.building import build_site
from deploy.storefront.company import Company, load_company

IMMUTABLE, NO_CACHE = "public, max-age=31536000, immutable", "no-cache"
PAGE, NOT_FOUND, SETTINGS = "index.html", "not-found.html", "settings.json"


@dataclass(frozen=True)
class Site:
    """The site's bucket."""

    s3: Any
    bucket: str

    def publish(self, files: Iterator[tuple[str, bytes]]) -> int:
        """Upload the files that differ and return their number; files that an open page may still need stay."""
        current = self._etags()
        changed = [(name, body) for name, body in files if current.get(name) != _etag(body)]
        for name, body in changed:
            self.s3.put_object(Bucket=self.bucket, Key=name, Body=body, **headers(name))
        return len(changed)

    def has(self, name: str, body: bytes) -> bool:
        """Tell whether the file is there with this content."""
        return self._etags().get(name) == _etag(body)

    def _etags(self) -> dict[str, str]:
        pages = self.s3.get_paginator("list_objects_v2").paginate(Bucket=self.bucket)
        return {paths["Key"]: paths["ETag"].strip('"') for page in pages for paths in page.get("Contents", ())}


def deploy_storefront(stage: str, report: Callable[[str], None] = print) -> Deployed:
    """Build what has changed and publish what differs."""
    return publish_site(stage, build_site(report), report)


def publish_site(stage: str, folder: Path, report: Callable[[str], None] = print) -> Deployed:
    """Publish what differs of a built site, with the settings of the stage."""
    site = find_site(stage)
    parameters = settings(stage, load_company(stage, report))
    return to_deployed(f"bookstore-{stage}-storefront", site, site.publish(site_files(folder, parameters)))


def find_site(stage: str) -> Site:
    """Return the stage's bucket; raise UserError when edge is not deployed."""
    bucket = stacks().outputs(f"bookstore-{stage}-edge").get("SiteBucket")
    if not bucket:
        raise UserError(f"bookstore-{stage}-edge has no site bucket yet: deploy edge first.")
    return Site(target.client("s3"), bucket)


def to_deployed(name: str, site: Site, count: int) -> Deployed:
    """Describe a publication by how many files differed."""
    return Deployed(name, f"published ({count} files)" if count else "unchanged", {"SiteBucket": site.bucket})


def site_files(folder: Path, parameters: dict[str, Any]) -> Iterator[tuple[str, bytes]]:
    """List the site's files by their names in the bucket, each before the one that refers to it."""
    paths = {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}
    for name in sorted(paths, key=lambda name: (name == PAGE, not name.startswith("assets/"), name)):
        if name == PAGE:
            yield SETTINGS, json.dumps(parameters).encode()
            yield NOT_FOUND, paths[name].read_bytes()  # the same page, for addresses that are none
        yield name, paths[name].read_bytes()


def headers(name: str) -> dict[str, Any]:
    """Return the headers: a file whose name carries its hash never changes, every other one may. The edge answers with
    the status in the metadata."""
    media_type, _ = mimetypes.guess_type(name)
    cache_control = IMMUTABLE if name.startswith("assets/") else NO_CACHE
    status = {"Metadata": {"status": "404"}} if name == NOT_FOUND else {}
    return {"ContentType": media_type or "application/octet-stream", "CacheControl": cache_control, **status}


def settings(stage: str, company: Company | None) -> dict[str, Any]:
    """Return what differs between stages, as storefront/src/lib/settings.ts reads it."""
    parameters = stage_parameters.load_stage_parameters(target.client("ssm"), stage)
    local = target.is_emulated()
    return {
        "cognito": {
            "user_pool_id": parameters["user-pool-id"],
            "client_id": parameters["user-pool-client-id"],
            **({"endpoint": os.environ["AWS_ENDPOINT_URL"]} if local else {}),
        },
        "stripe": {
            "publishable_key": parameters["stripe-publishable-key"],
            **(
                {"api": parameters["stripe-api-base"]}
                if parameters["stripe-api-base"] != stage_parameters.STRIPE_API
                else {}
            ),
        },
        "graphql": {"key": parameters["graphql-key"]},
        "behind_the_scenes": local,
        "company": msgspec.to_builtins(company),
    }


def _etag(body: bytes) -> str:
    return hashlib.md5(body, usedforsecurity=False).hexdigest()  # as S3 counts it for a whole upload
