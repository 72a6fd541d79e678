"""Try what was deployed from outside, without an account: public routes answer, the others refuse."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import httpx

from deploy import stage_parameters, target
from deploy.errors import UserError
from deploy.project import SERVICES
from deploy.stacks import stacks
from deploy.storefront.publishing import NOT_FOUND, SETTINGS
from ops.http_client import TIMEOUT, ShopClient

STOREFRONT = "storefront"
ASSET = re.compile(r'(?:src|href)="(/assets/[^"]+)"')
MISSING_PAGE = "/there-is-no-such-page"


def smoke(service: str, stage: str) -> str:
    """Return what was tried; raise UserError with everything that answered otherwise than it has to."""
    tried, wrong = try_site(site_client(stage), stage) if service == STOREFRONT else try_service(service, stage)
    if wrong:
        raise UserError(f"{service} in {stage} is not as it should be: {'; '.join(wrong)}.")
    return f"{service} in {stage}: {tried} requests answered as they should"


def try_service(service: str, stage: str) -> tuple[int, list[str]]:
    """Send each GET request that needs no parameter, without signing in."""
    client = service_client(service, stage)
    expected = dict(expected_answers(json.loads((SERVICES / service / "openapi.json").read_text())))
    wrong = []
    for path, status in expected.items():
        response = client.request("GET", path)
        if response.status_code != status:
            wrong.append(f"GET {path} answered {response.status_code} instead of {status}: {response.text[:200]}")
    return len(expected), wrong


def expected_answers(openapi: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    """List the GET routes that need no parameter, each with its status for a visitor: 200 or 401."""
    for path, operations in openapi["paths"].items():
        if "get" not in operations or "{" in path:
            continue
        route = operations["get"]
        if not any(parameter.get("required") for parameter in route.get("parameters", [])):
            yield path, httpx.codes.UNAUTHORIZED if route.get("security") else httpx.codes.OK


def service_client(service: str, stage: str) -> ShopClient:
    """Return a client of the service: at the shop's own address, and on an emulator at the API's."""
    if not target.is_emulated():
        public_url = stage_parameters.load_stage_parameters(target.client("ssm"), stage)["public-url"]
        return ShopClient(f"{public_url}/api/{service}")
    api = stacks().outputs(f"bookstore-{stage}-{service}").get("RestAPIId")
    if not api:
        raise UserError(f"{service} is not deployed to {stage}.")
    return ShopClient(target.api_address(api))


def site_client(stage: str) -> httpx.Client:
    """Return a client of the site; an emulator serves the distribution to whoever names it as the host."""
    if not target.is_emulated():
        public_url = stage_parameters.load_stage_parameters(target.client("ssm"), stage)["public-url"]
        return httpx.Client(base_url=public_url, timeout=TIMEOUT)
    domain = stacks().outputs(f"bookstore-{stage}-edge")["DistributionDomain"]
    address = f"http://127.0.0.1:{target.emulator_port()}"
    return httpx.Client(base_url=address, headers={"Host": domain}, timeout=TIMEOUT)


def try_site(site: httpx.Client, stage: str) -> tuple[int, list[str]]:
    """Fetch the front page with all that it names, the stage's settings, and a page that does not exist."""
    page = site.get("/")
    answers = {"/": page, **{asset: site.get(asset) for asset in sorted(set(ASSET.findall(page.text)))}}
    wrong = [f"GET {path} answered {answer.status_code}" for path, answer in answers.items() if not answer.is_success]
    if len(answers) == 1:
        wrong.append("the front page names no script")
    if site.get(MISSING_PAGE).status_code != httpx.codes.NOT_FOUND:
        wrong.append(f"GET {MISSING_PAGE} was not answered by {NOT_FOUND} with status 404")
    settings = site.get(f"/{SETTINGS}")
    pool = stage_parameters.load_stage_parameters(target.client("ssm"), stage)["user-pool-id"]
    if pool not in settings.text:
        wrong.append(f"GET /{SETTINGS} does not name the user pool of {stage}")
    return len(answers) + 2, wrong
