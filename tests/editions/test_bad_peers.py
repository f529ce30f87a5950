"""Servers that break off, drip, lie about the length or turn in a circle: a message, in bounded time."""

import ipaddress
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from triptych.core.errors import AssetError, Place
from triptych.pictures import remote

HERE = (ipaddress.ip_network("127.0.0.0/8"),)
OK = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n"


def _reset(peer: socket.socket) -> None:
    """End a connection with a reset."""
    peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def _drip(peer: socket.socket, head: bytes) -> None:
    """Send a byte now and then, without end."""
    peer.sendall(head)
    while True:
        peer.sendall(b"x")
        time.sleep(0.1)


PEERS: dict[str, Callable[[socket.socket], object]] = {
    "nothing": lambda peer: peer.sendall(b""),
    "a reset": _reset,
    "half a status": lambda peer: peer.sendall(b"HTTP/1.1 2"),
    "no HTTP": lambda peer: peer.sendall(b"\x00\xff\x16\x03" * 50),
    "half a head": lambda peer: peer.sendall(OK),
    "half a body": lambda peer: peer.sendall(OK + b"Content-Length: 1000\r\n\r\nhalf"),
    "half a chunk": lambda peer: peer.sendall(
        OK + b"Transfer-Encoding: chunked\r\n\r\n100\r\nhalf"
    ),
    "a bad chunk": lambda peer: peer.sendall(OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nhalf"),
    "a length below zero": lambda peer: peer.sendall(OK + b"Content-Length: -5\r\n\r\n"),
    "a length that is none": lambda peer: peer.sendall(OK + b"Content-Length: 1, 2\r\n\r\nx"),
    "a head without end": lambda peer: peer.sendall(OK + b"X: " + b"y" * 200_000),
    "many heads": lambda peer: peer.sendall(OK + b"X: y\r\n" * 5000 + b"\r\n"),
    "a slow head": lambda peer: _drip(peer, b"HTTP/1.1 200 OK\r\nX: "),
    "a slow body": lambda peer: _drip(peer, OK + b"\r\n"),
    "a circle": lambda peer: peer.sendall(b"HTTP/1.1 302 Found\r\nLocation: /again\r\n\r\n"),
    "a move to nowhere": lambda peer: peer.sendall(b"HTTP/1.1 302 Found\r\n\r\n"),
    "a move to a file": lambda peer: peer.sendall(
        b"HTTP/1.1 302 Found\r\nLocation: file:///etc/hostname\r\n\r\n"
    ),
    "a move to an odd host": lambda peer: peer.sendall(
        b"HTTP/1.1 302 Found\r\nLocation: http://[::1\r\n\r\n"
    ),
}


@pytest.fixture
def start() -> Iterator[Callable[[Callable[[socket.socket], object]], str]]:
    """Return what starts a peer and returns its host."""
    servers = []

    def run(answer: Callable[[socket.socket], object]) -> str:
        server = socket.create_server(("127.0.0.1", 0))
        servers.append(server)

        def serve() -> None:
            with suppress(OSError):
                while True:
                    peer, _ = server.accept()
                    with peer, suppress(OSError):
                        peer.recv(4000)
                        answer(peer)

        threading.Thread(target=serve, daemon=True).start()
        return f"127.0.0.1:{server.getsockname()[1]}"

    yield run
    for server in servers:
        server.close()


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("name", PEERS)
def test_a_bad_peer_is_a_message(
    name: str,
    scheme: str,
    start: Callable[[Callable[[socket.socket], object]], str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Over HTTPS each of them is bad TLS. Nothing is saved, and the time is bounded."""
    monkeypatch.setattr(remote, "SECONDS", 2)
    url = f"{scheme}://{start(PEERS[name])}/a.png"
    begun = time.monotonic()
    with pytest.raises(AssetError) as caught:
        remote.fetch(url, tmp_path / ".triptych" / "remote", Place("a.md", 1), HERE)
    assert time.monotonic() - begun < 30
    assert caught.value.message.isprintable()
    assert caught.value.place == Place("a.md", 1)
    assert not (tmp_path / ".triptych").exists()


def test_a_strangers_links_in_the_cache_are_not_followed(tmp_path: Path) -> None:
    """Neither a picture that is a link outside, nor the folder itself, is read or written through."""
    away = tmp_path / "away"
    away.mkdir()
    (away / "secret").write_bytes(b"not a picture")
    url = "http://127.0.0.1:1/a.png"
    cache = tmp_path / "here" / ".triptych" / "remote"
    cache.mkdir(parents=True)
    (cache / Path(remote.cache_name(url)).name).symlink_to(away / "secret")
    with pytest.raises(AssetError, match="cannot be fetched"):
        remote.fetch(url, cache, Place("a.md", 1), HERE)
    other = tmp_path / "there" / ".triptych"
    other.parent.mkdir()
    other.symlink_to(away)
    (away / "remote").mkdir()
    (away / "remote" / Path(remote.cache_name(url)).name).write_bytes(b"not a picture")
    with pytest.raises(AssetError, match="cannot be fetched"):
        remote.fetch(url, other / "remote", Place("a.md", 1), HERE)
