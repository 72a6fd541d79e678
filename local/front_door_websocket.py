"""Pass a WebSocket on to the emulator, message by message, until either side closes it."""

import asyncio
from typing import Any

from aiohttp import ClientSession, WSCloseCode, WSMsgType, web

MAX_MESSAGE = 4 * 1024 * 1024  # bytes
OPTIONS: dict[str, Any] = {"max_msg_size": MAX_MESSAGE, "autoclose": False}  # each side is closed with the other's code
NEVER_SENT = (1005, 1006)  # RFC 6455 section 7.4.1: codes that only say how a connection ended


async def forward_websocket(request: web.Request, session: ClientSession, url: str, headers: Any) -> web.StreamResponse:
    """Connect to the emulator first: the client gets the subprotocol that the emulator has chosen."""
    requested = request.headers.get("Sec-WebSocket-Protocol", "")
    protocols = [name.strip() for name in requested.split(",") if name.strip()]
    async with session.ws_connect(url, headers=headers, protocols=protocols, **OPTIONS) as upstream:
        chosen = [upstream.protocol] if upstream.protocol else []
        client = web.WebSocketResponse(protocols=chosen, **OPTIONS)
        await client.prepare(request)
        directions = [asyncio.create_task(_pass_on(client, upstream)), asyncio.create_task(_pass_on(upstream, client))]
        await asyncio.wait(directions, return_when=asyncio.FIRST_COMPLETED)
        await asyncio.gather(_close(client, upstream.close_code), _close(upstream, client.close_code))
        await asyncio.gather(*directions, return_exceptions=True)
        return client


async def _pass_on(source: Any, target: Any) -> None:
    """Pass messages on in their order; the loop ends when the source is closed."""
    async for message in source:
        if message.type == WSMsgType.TEXT:
            await target.send_str(message.data)
        elif message.type == WSMsgType.BINARY:
            await target.send_bytes(message.data)


async def _close(socket: Any, code: int | None) -> None:
    """Close with the code of the other side; an answer to a close has the same code already."""
    if not socket.closed:
        await socket.close(code=WSCloseCode.OK if code is None or code in NEVER_SENT else code)
