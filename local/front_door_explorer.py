"""Serve the GraphQL explorer, which is for this machine alone and so no part of the site."""

from pathlib import Path

from aiohttp import web

EXPLORER_PATH = "/graphql-explorer"

# GraphiQL puts styles into the page; everything else comes from the shop's own address, also without a network.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-cache",
}


def add_explorer(app: web.Application, folder: Path) -> None:
    """Add the page and its files, which are in this folder once they are built."""

    async def serve(request: web.Request) -> web.StreamResponse:
        file = folder / request.match_info.get("name", "index.html")
        if not file.is_file():
            return web.Response(
                status=404, text="There is no such file: `make up` builds the explorer.", headers=HEADERS
            )
        return web.FileResponse(file, headers=HEADERS)

    app.router.add_get(EXPLORER_PATH, serve)
    app.router.add_get(f"{EXPLORER_PATH}/{{name:[a-z][a-z.-]*}}", serve)
