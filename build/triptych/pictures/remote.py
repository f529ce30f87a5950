"""The only door to the network: a picture is fetched once, when the publication allows it, and kept.

What comes is bounded in size, time and redirects; an address on a private network is refused after
its name is looked up, and the very address that was looked at is the one that is asked.
"""

import ipaddress
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from triptych.core.atomic_write import write_atomically
from triptych.core.errors import AssetError, Place

if TYPE_CHECKING:
    import urllib3

BYTES = 25 * 1024 * 1024
"""The most bytes that a remote picture may have."""

SECONDS = 30.0
"""How long one picture may take, its name looked up and its redirects followed."""

REDIRECTS = 3
"""How often a picture may be said to be elsewhere."""

CACHE = Path(".triptych") / "remote"
"""Where a publication keeps what was fetched, so that later builds are the same and need no network."""

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_MOVED = {301, 302, 303, 307, 308}
_HINT = "Save it beside the article and name that file."


def fetch(url: str, cache: Path, place: Place, allowed: tuple[Network, ...] = ()) -> bytes:
    """Return the bytes of the picture at ``url``, from ``cache`` where an earlier build left them.

    ``allowed`` are networks to take although they are private, for tests on one machine. Raises
    ``AssetError`` when there is no picture to be had.
    """
    kept = cache / Path(kept_as(url)).name
    if kept.is_file():
        return kept.read_bytes()
    data = _within(SECONDS, url, place, lambda: _follow(url, place, allowed))
    try:
        cache.mkdir(parents=True, exist_ok=True)
        write_atomically(kept, data)
    except OSError as error:
        message = f"“{url}” cannot be kept in {cache.name}/: {error.strerror}"
        raise AssetError(message, place, "Make that folder writable.") from None
    return data


def kept_as(url: str) -> str:
    """Return the path, from the publication's root, at which the picture at ``url`` is kept."""
    return f"{CACHE.as_posix()}/{sha256(url.encode('utf-8', 'surrogatepass')).hexdigest()}"


@dataclass(slots=True)
class _Answer:
    """What a thread came to."""

    data: bytes | None = None
    error: BaseException | None = field(default=None)


def _within(seconds: float, url: str, place: Place, work: Callable[[], bytes]) -> bytes:
    """Return what ``work`` gives, or raise ``AssetError`` after so many seconds, whatever it waits for."""
    answer = _Answer()

    def run() -> None:
        try:
            answer.data = work()
        except BaseException as error:  # noqa: BLE001  it is raised below, in the caller's thread
            answer.error = error

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if answer.error is not None:
        raise answer.error
    if answer.data is None:
        raise AssetError(f"“{url}” did not come within {seconds:g} seconds", place, _HINT)
    return answer.data


def _follow(url: str, place: Place, allowed: tuple[Network, ...]) -> bytes:
    """Return a picture from where it is, or where it is said to be; each place is looked at anew."""
    at = url
    for _ in range(REDIRECTS + 1):
        response = _ask(at, place, allowed)
        try:
            if response.status in _MOVED:
                at = urljoin(at, response.headers.get("Location", ""))
                continue
            return _body(response, at, place)
        finally:
            response.close()
    raise AssetError(f"“{url}” is moved more than {REDIRECTS} times", place, _HINT)


def _ask(url: str, place: Place, allowed: tuple[Network, ...]) -> "urllib3.BaseHTTPResponse":
    """Return the answer of the one server that was looked up and found public."""
    import urllib3  # noqa: PLC0415  most publications fetch nothing, and should not wait for it

    host, port, address, is_safe = _looked_up(url, place, allowed)
    parts = urlsplit(url)
    target = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
    headers = {
        "Host": parts.netloc,
        "Accept": "image/*",
        "Accept-Encoding": "identity",
        "User-Agent": "Triptych",
    }
    pool = (
        urllib3.HTTPSConnectionPool(address, port, server_hostname=host, assert_hostname=host)
        if is_safe
        else urllib3.HTTPConnectionPool(address, port)
    )
    try:
        return pool.urlopen(
            "GET",
            target,
            headers=headers,
            redirect=False,
            retries=False,
            preload_content=False,
            timeout=urllib3.Timeout(connect=10, read=10),
        )
    except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
        reason = str(error).rpartition(": ")[2] or type(error).__name__
        raise AssetError(f"“{url}” cannot be fetched: {reason}", place, _HINT) from None


def _looked_up(url: str, place: Place, allowed: tuple[Network, ...]) -> tuple[str, int, str, bool]:
    """Return host, port and address to ask, and whether by HTTPS; raises ``AssetError`` if none may be."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        is_safe = parts.scheme == "https"
        port = parts.port or (443 if is_safe else 80)
    except ValueError:
        raise AssetError(f"“{url}” is no address", place, _HINT) from None
    if parts.scheme not in ("http", "https") or not host or parts.username or parts.password:
        raise AssetError(f"“{url}” is not a plain web address", place, _HINT)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError:
        raise AssetError(f"“{url}” is on no known host", place, _HINT) from None
    addresses = [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
    for address in addresses:
        if not _is_public(address) and not any(address in network for network in allowed):
            message = f"“{url}” is on a private network ({address}), and is not asked"
            raise AssetError(message, place, _HINT)
    return host, port, str(addresses[0]), is_safe


def _is_public(address: _Address) -> bool:
    """Whether an address is one of the open network, also where it wraps one of the older kind."""
    inner: _Address | None = None
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if inner is not None:
        return _is_public(inner)
    return address.is_global and not address.is_multicast and not address.is_reserved


def _body(response: "urllib3.BaseHTTPResponse", url: str, place: Place) -> bytes:
    """Return what an answer holds; raises ``AssetError`` when it is no picture or too large."""
    kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if response.status != 200:
        raise AssetError(f"“{url}” cannot be fetched: status {response.status}", place, _HINT)
    if not kind.startswith("image/"):
        raise AssetError(f"“{url}” is {kind or 'of no kind'}, not a picture", place, _HINT)
    parts: list[bytes] = []
    size = 0
    try:
        while part := response.read1(64 * 1024):
            parts.append(part)
            size += len(part)
            if size > BYTES:
                raise AssetError(f"“{url}” has more than {BYTES} bytes", place, _HINT)
    except OSError as error:
        raise AssetError(f"“{url}” broke off: {error}", place, _HINT) from None
    return b"".join(parts)
