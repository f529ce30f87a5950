"""Remote pictures: each is fetched once, when the publication allows it, and cached.

A cached picture is used only where the user's own record (``fetched.py``) has it.

A response is bounded in size, time and redirects. An address on a private network is refused after its name
is resolved, and the connection is made to the address that was checked.
"""

import ipaddress
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from triptych.core.atomic_write import write_atomically
from triptych.core.errors import AssetError, Place
from triptych.core.links import leads_outside
from triptych.pictures import fetched

if TYPE_CHECKING:
    import urllib3

BYTES = 25 * 1024 * 1024
"""The most bytes that a remote picture may have."""

SECONDS = 30.0
"""The most seconds for one picture, with name resolution and redirects."""

REDIRECTS = 3
"""The most redirects for one picture."""

CACHE = Path(".triptych") / "remote"
"""A publication's cache of remote pictures, so that later builds are equal and need no network."""

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_MOVED = {301, 302, 303, 307, 308}
_HINT = "Save it beside the article and name that file."


def fetch(url: str, cache: Path, place: Place, allowed: tuple[Network, ...] = ()) -> bytes:
    """Return the bytes of the picture at ``url``, from ``cache`` when this user fetched it before.

    ``allowed`` are private networks to accept, for tests on one machine. Raises ``AssetError`` when the
    picture cannot be fetched.
    """
    cached = cache / Path(cache_name(url)).name
    if (known := _known(cached, cache)) is not None and fetched.is_recorded(url, known):
        return known
    data = _within(SECONDS, url, place, lambda: _follow(url, place, allowed))
    if leads_outside(cache, cache.parent.parent):
        message = f"“{url}” cannot be saved: a link leads {CACHE} out of the publication"
        raise AssetError(message, place, "Remove the link.")
    try:
        cache.mkdir(parents=True, exist_ok=True)
        write_atomically(cached, data)
    except OSError as error:
        message = f"“{url}” cannot be saved in {cache.name}/: {error.strerror}"
        raise AssetError(message, place, "Make that folder writable.") from None
    fetched.record(url, data)
    return data


def _known(cached: Path, cache: Path) -> bytes | None:
    """Return a cached file, whoever wrote it; None when there is none, or it leads out or is too large."""
    root = cache.parent.parent
    if leads_outside(cached, root) or not cached.is_file() or cached.stat().st_size > BYTES:
        return None
    try:
        return cached.read_bytes()
    except OSError:
        return None


def cache_name(url: str) -> str:
    """Return the path of the picture at ``url`` in the cache, from the publication's root."""
    return f"{CACHE.as_posix()}/{fetched.address_digest(url)}"


@dataclass(slots=True)
class _Answer:
    """The result of a thread."""

    data: bytes | None = None
    error: BaseException | None = field(default=None)


def _within(seconds: float, url: str, place: Place, work: Callable[[], bytes]) -> bytes:
    """Return the result of ``work``; raises ``AssetError`` when it takes longer than ``seconds``."""
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
        raise AssetError(f"“{url}” was not received within {seconds:g} seconds", place, _HINT)
    return answer.data


def _follow(url: str, place: Place, allowed: tuple[Network, ...]) -> bytes:
    """Return a picture, following redirects; each address is checked again."""
    at = url
    for _ in range(REDIRECTS + 1):
        response = _request(at, place, allowed)
        try:
            if response.status in _MOVED:
                at = _target(at, response.headers.get("Location", ""), place)
                continue
            return _body(response, at, place)
        finally:
            response.close()
    raise AssetError(f"“{url}” has more than {REDIRECTS} redirects", place, _HINT)


def _target(url: str, location: str, place: Place) -> str:
    """Return the address that a redirect names; raises ``AssetError`` when it is none."""
    try:
        return urljoin(url, location)
    except ValueError:
        raise AssetError(f"“{url}” is redirected to no valid address", place, _HINT) from None


def _request(url: str, place: Place, allowed: tuple[Network, ...]) -> "urllib3.BaseHTTPResponse":
    """Return the response of the server at the checked address."""
    import urllib3  # noqa: PLC0415  slow, and most publications fetch nothing

    host, port, address, is_safe = _resolve(url, place, allowed)
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
        raise AssetError(f"“{url}” cannot be fetched: {_reason(error)}", place, _HINT) from None


def _resolve(url: str, place: Place, allowed: tuple[Network, ...]) -> tuple[str, int, str, bool]:
    """Return host, port, address and whether to use HTTPS; raises ``AssetError`` for a refused address."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        is_safe = parts.scheme == "https"
        port = parts.port or (443 if is_safe else 80)
    except ValueError:
        raise AssetError(f"“{url}” is not a valid address", place, _HINT) from None
    if parts.scheme not in ("http", "https") or not host or parts.username or parts.password:
        raise AssetError(f"“{url}” is not a plain web address", place, _HINT)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError:
        raise AssetError(f"the host of “{url}” is unknown", place, _HINT) from None
    addresses = [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
    for address in addresses:
        if not _is_public(address) and not any(address in network for network in allowed):
            message = f"“{url}” is on a private network ({address})"
            raise AssetError(message, place, _HINT)
    return host, port, str(addresses[0]), is_safe


def _is_public(address: _Address) -> bool:
    """Whether an address is public; an IPv4 address within an IPv6 one is checked itself."""
    inner: _Address | None = None
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if inner is not None:
        return _is_public(inner)
    return address.is_global and not address.is_multicast and not address.is_reserved


def _reason(error: Exception) -> str:
    """Return the last words of an error of the network, on one line."""
    return " ".join((str(error).rpartition(": ")[2] or type(error).__name__).split())[:200]


def _body(response: "urllib3.BaseHTTPResponse", url: str, place: Place) -> bytes:
    """Return the body of a response; raises ``AssetError`` when it is not a picture or is too large."""
    import urllib3  # noqa: PLC0415  as above

    kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if response.status != 200:
        raise AssetError(f"“{url}” cannot be fetched: status {response.status}", place, _HINT)
    if not kind.startswith("image/"):
        raise AssetError(f"“{url}” is {kind or 'of unknown type'}, not a picture", place, _HINT)
    parts: list[bytes] = []
    size = 0
    try:
        while part := response.read1(64 * 1024):
            parts.append(part)
            size += len(part)
            if size > BYTES:
                raise AssetError(f"“{url}” has more than {BYTES} bytes", place, _HINT)
    except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
        reason = _reason(error)
        raise AssetError(f"“{url}” was interrupted: {reason}", place, _HINT) from None
    if not parts:
        raise AssetError(f"“{url}” is empty", place, _HINT)
    return b"".join(parts)
