"""Serve the shop at one address on this machine, with the Host headers that the emulated AWS is known by.

`python -m local.front_door --port 21000 --emulator-port 21001 --distribution FILE --graphql FILE --explorer FOLDER`
"""

import argparse
import functools
import uuid
import zlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout, TCPConnector, hdrs, web
from multidict import CIMultiDict, CIMultiDictProxy
from yarl import URL

from local.front_door_component import HEALTH
from local.front_door_explorer import add_explorer
from local.front_door_websocket import forward_websocket
from local.ports import HOST

# RFC 9110 section 7.6.1: these belong to one connection and are never passed on.
HOP_BY_HOP = {"connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade"}
ADDED_BY_THE_CLIENT = ("Accept", "Accept-Encoding", "User-Agent", "Content-Type")
TIMEOUT = ClientTimeout(total=None, connect=5, sock_read=65)  # a Lambda behind an API has 30 s, behind a URL 60 s
WITHOUT_A_BODY = (204, 304)
INFLATED = ("gzip", "deflate")
EITHER_HEADER = 32  # zlib's flag: the header says whether it is gzip or zlib
MAX_INFLATED = 10_000_000  # API Gateway's limit of a request
# aiohttp ends a request whose body it cannot inflate with a 500 in plain text.
SERVER: dict[str, Any] = {"auto_decompress": False}
TEXT = ("text/", "application/json", "image/svg+xml")

UPSTREAM = web.AppKey("upstream", ClientSession)
EMULATOR = web.AppKey("emulator", str)
DISTRIBUTION = web.AppKey("distribution", Path)
GRAPHQL = web.AppKey("graphql", Path)

# Where clients of AppSync's own domain names find both endpoints, too.
GRAPHQL_PATH, REALTIME_PATH = "/graphql", "/graphql/realtime"


def create_app(emulator_port: int, distribution: Path, graphql: Path, explorer: Path) -> web.Application:
    """Create the application.

    GraphQL goes to the API that the file `graphql` names at that moment. The GraphQL explorer is in the folder
    `explorer`. All else but the front door's own health goes to the domain that `distribution` names.
    """
    app = web.Application(client_max_size=MAX_INFLATED)
    app[EMULATOR], app[DISTRIBUTION], app[GRAPHQL] = f"http://{HOST}:{emulator_port}", distribution, graphql
    app.cleanup_ctx.append(open_upstream_session)
    app.router.add_get(HEALTH, health)
    app.router.add_route("*", GRAPHQL_PATH, forward_graphql)
    app.router.add_get(REALTIME_PATH, forward_realtime)
    add_explorer(app, explorer)
    app.router.add_route("*", "/{path:.*}", forward)
    return app


async def open_upstream_session(app: web.Application) -> AsyncIterator[None]:
    """Keep connections to the emulator open between requests: connecting is half of a short request's time."""
    connector = TCPConnector(limit=0)
    async with ClientSession(connector=connector, auto_decompress=False, timeout=TIMEOUT) as session:
        app[UPSTREAM] = session
        yield


async def health(_: web.Request) -> web.Response:
    """Report the front door's own health; it says nothing about what is behind."""
    return web.json_response({"status": "ok"})


async def forward(request: web.Request) -> web.StreamResponse:
    """Forward a request to the distribution; answer in the shop's error format when nothing is there."""
    domain = read_name(request.app[DISTRIBUTION])
    if not domain:
        return error_response(503, "not_deployed", "Nothing is deployed here yet: `make up` deploys it.")
    return await forward_to(domain, request)


async def forward_graphql(request: web.Request) -> web.StreamResponse:
    """Forward a GraphQL request past CloudFront to AppSync, as a behaviour of the distribution does on AWS."""
    api_id = read_name(request.app[GRAPHQL])
    return await forward_to(f"{api_id}.appsync-api.localhost", request) if api_id else without_graphql()


async def forward_realtime(request: web.Request) -> web.StreamResponse:
    """Forward a WebSocket to AppSync's real-time endpoint, whose path is /graphql as well."""
    api_id = read_name(request.app[GRAPHQL])
    if not api_id:
        return without_graphql()
    headers = forwarded_headers(request.headers, host=f"{api_id}.appsync-realtime-api.localhost")
    for name in [name for name in headers if name.lower().startswith("sec-websocket-")]:
        headers.popall(name, None)
    url = f"{request.app[EMULATOR]}{GRAPHQL_PATH}?{request.rel_url.raw_query_string}"
    try:
        return await forward_websocket(request, request.app[UPSTREAM], url, headers)
    except (ClientError, TimeoutError):
        return error_response(502, "emulator_away", "The local AWS does not answer: `make status` says why.")


def without_graphql() -> web.Response:
    """Report that there is no GraphQL API."""
    return error_response(503, "not_deployed", "No GraphQL API is deployed here.")


async def forward_to(host: str, request: web.Request) -> web.StreamResponse:
    """Forward a request unchanged but for its Host header."""
    try:
        headers, body = await read_inflated(request)
    except web.HTTPRequestEntityTooLarge:
        return error_response(413, "too_large", "The body is too large.")
    except web.HTTPBadRequest:
        return error_response(400, "bad_request", "The body is not what its Content-Encoding says.")
    try:
        async with request.app[UPSTREAM].request(
            request.method,
            URL(request.app[EMULATOR] + request.raw_path, encoded=True),
            headers=forwarded_headers(headers, host=host),
            data=body,
            allow_redirects=False,
            skip_auto_headers=ADDED_BY_THE_CLIENT,
        ) as upstream_response:
            return await stream_response(request, upstream_response)
    except (ClientError, TimeoutError):
        return error_response(502, "emulator_away", "The local AWS does not answer: `make status` says why.")


async def read_inflated(request: web.Request) -> tuple[CIMultiDictProxy[str], Any]:
    """Return the headers and the body, inflated as API Gateway does it for an API that compresses, without the length
    and the encoding that the client sent; every other encoding is passed on for the service to refuse."""
    if not request.body_exists:
        return request.headers, None
    if request.headers.get(hdrs.CONTENT_ENCODING, "").lower() not in INFLATED:
        return request.headers, request.content
    headers = CIMultiDict(request.headers)
    headers.popall(hdrs.CONTENT_ENCODING)
    headers.popall(hdrs.CONTENT_LENGTH, None)
    return CIMultiDictProxy(headers), inflate(await request.read())


def inflate(raw: bytes) -> bytes:
    """Inflate gzip or zlib; raise HTTPBadRequest for anything else, HTTPRequestEntityTooLarge beyond the limit."""
    inflater = zlib.decompressobj(zlib.MAX_WBITS | EITHER_HEADER)
    try:
        body = inflater.decompress(raw, MAX_INFLATED + 1)
    except zlib.error as error:
        raise web.HTTPBadRequest from error
    if len(body) > MAX_INFLATED:
        raise web.HTTPRequestEntityTooLarge(MAX_INFLATED, len(body))
    if not inflater.eof or inflater.unused_data:
        raise web.HTTPBadRequest
    return body


async def stream_response(request: web.Request, upstream_response: Any) -> web.StreamResponse:
    """Pass the response on in chunks; nothing is held in memory."""
    response = web.StreamResponse(
        status=upstream_response.status,
        reason=upstream_response.reason,
        headers=forwarded_headers(upstream_response.headers),
    )
    has_body = request.method != hdrs.METH_HEAD and upstream_response.status not in WITHOUT_A_BODY
    if has_body and "gzip" in request.headers.get(hdrs.ACCEPT_ENCODING, ""):
        compress(response)
    await response.prepare(request)
    if has_body:
        async for chunk in upstream_response.content.iter_any():
            await response.write(chunk)
    await response.write_eof()
    return response


def compress(response: web.StreamResponse) -> None:
    """Compress text as CloudFront and API Gateway (`minimum_compression_size`) do; the emulator does not."""
    if response.content_type.startswith(TEXT) and hdrs.CONTENT_ENCODING not in response.headers:
        response.enable_compression(web.ContentCoding.gzip)
        response.headers[hdrs.VARY] = hdrs.ACCEPT_ENCODING


def forwarded_headers(headers: CIMultiDictProxy[str], host: str | None = None) -> CIMultiDict[str]:
    """Return the headers without those of this one connection."""
    connection_options = headers.get("Connection", "").lower()
    excluded = HOP_BY_HOP | {name.strip() for name in connection_options.split(",")}
    forwarded = CIMultiDict((name, value) for name, value in headers.items() if name.lower() not in excluded)
    if host:
        forwarded["Host"] = host
    return forwarded


def read_name(file: Path) -> str:
    """Return what is deployed, read when the file has changed: a deployment may happen while this runs."""
    try:
        return _read_name_at(file, file.stat().st_mtime_ns)
    except FileNotFoundError:
        return ""


@functools.lru_cache(maxsize=4)
def _read_name_at(file: Path, _changed: int) -> str:
    return file.read_text().strip()


def error_response(status: int, code: str, message: str) -> web.Response:
    """Build a response in the shop's own error format, so that clients need to know only one."""
    error = {"code": code, "message": message, "details": {}, "request_id": str(uuid.uuid4())}
    return web.json_response({"error": error}, status=status, headers={"Retry-After": "1"})


def main() -> None:
    """Serve until the process is ended."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--port", type=int, required=True)
    options.add_argument("--emulator-port", type=int, required=True)
    options.add_argument("--distribution", type=Path, required=True)
    options.add_argument("--graphql", type=Path, required=True)
    options.add_argument("--explorer", type=Path, required=True)
    arguments = options.parse_args()
    app = create_app(arguments.emulator_port, arguments.distribution, arguments.graphql, arguments.explorer)
    web.run_app(app, host=HOST, port=arguments.port, access_log=None, print=None, handler_cancellation=True, **SERVER)


if __name__ == "__main__":
    main()
