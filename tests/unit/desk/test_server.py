"""The socket of the preview."""

import asyncio
import socket

from coroutines import run_in_thread
from triptych.desk import server


def test_no_part_of_an_answer_waits_for_the_browser() -> None:
    """Else the second part of a small answer is sent when the first is acknowledged, up to 40 ms later."""
    found = list[int]()

    async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        own = writer.get_extra_info("socket")
        found.append(own.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        writer.close()

    async def ask() -> None:
        with server.reserve(0) as opened:
            async with await asyncio.start_server(answer, sock=opened):
                reader, writer = await asyncio.open_connection(*opened.getsockname())
                await reader.read()
                writer.close()

    run_in_thread(ask())
    assert found
    assert all(found)
