"""Remote pictures: fetched only when allowed, once, within bounds, and never from a private address.

A cached one is believed only where this user fetched it.
"""

import functools
import ipaddress
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from pressing_pictures import in_epub, in_html, press
from triptych.core.errors import AssetError, Place
from triptych.pictures import remote

HERE = (ipaddress.ip_network("127.0.0.0/8"),)
PLACE = Place("article.md", 1)


def _picture() -> bytes:
    """Return a small PNG."""
    out = BytesIO()
    Image.new("RGB", (30, 20), (9, 90, 9)).save(out, "PNG")
    return out.getvalue()


class Handler(BaseHTTPRequestHandler):
    """Answers as a good server, and as each kind of bad one."""

    asked: list[str]

    def do_GET(self) -> None:
        """Answer by path."""
        self.asked.append(self.path)
        if self.path.startswith("/moved/"):
            rest = self.path.removeprefix("/moved/")
            self.send_response(302)
            self.send_header("Location", rest if rest.startswith("http") else f"/{rest}")
            self.end_headers()
            return
        body = {"/page": b"<html>", "/large": b"x" * 4000}.get(self.path, _picture())
        self.send_response(404 if self.path == "/gone" else 200)
        self.send_header("Content-Type", "text/html" if self.path == "/page" else "image/png")
        self.end_headers()
        if self.path == "/slow":
            for byte in body:
                self.wfile.write(bytes([byte]))
                self.wfile.flush()
                time.sleep(0.2)
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Log nothing."""


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a new cache folder of the user's, which need not exist."""
    folder = tmp_path_factory.mktemp("user") / "cache"
    monkeypatch.setenv("TRIPTYCH_CACHE", str(folder))
    return folder


def _planted(root: Path, url: str, colour: tuple[int, int, int] = (200, 9, 9)) -> bytes:
    """Return a picture that a stranger put into a publication's cache for ``url``."""
    out = BytesIO()
    Image.new("RGB", (30, 20), colour).save(out, "PNG")
    path = root / remote.cache_name(url)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(out.getvalue())
    return out.getvalue()


@pytest.fixture
def server() -> Iterator[str]:
    """Yield the address of a server on this machine, which stops with the test."""
    Handler.asked = []
    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    running.daemon_threads = True
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{running.server_address[1]}"
    running.shutdown()
    running.server_close()
    thread.join()


def test_a_picture_is_fetched_once_and_kept(server: str, tmp_path: Path) -> None:
    """The second time it comes from the folder, and nobody is asked."""
    first = remote.fetch(f"{server}/a.png", tmp_path / "kept", PLACE, HERE)
    assert first == _picture()
    assert remote.fetch(f"{server}/a.png", tmp_path / "kept", PLACE) == first
    assert Handler.asked == ["/a.png"]


def test_a_kept_picture_goes_into_the_editions_without_a_network(
    server: str, tmp_path: Path
) -> None:
    """An article with a remote picture that was fetched before builds from what was kept."""
    url = f"{server}/a.png"
    remote.fetch(url, tmp_path / remote.CACHE, PLACE, HERE)
    editions, findings = press(tmp_path, f"![A field]({url})", ("epub",), allow_remote=True)
    assert findings == []
    assert list(in_epub(editions["epub"])) == ["a.png"]


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:{port}/a.png",
        "http://localhost:{port}/a.png",
        "http://[::1]:{port}/a.png",
        "http://[::ffff:127.0.0.1]:{port}/a.png",
        "http://0.0.0.0:{port}/a.png",
        "http://2130706433:{port}/a.png",
        "http://10.0.0.1/a.png",
        "http://169.254.169.254/latest/meta-data",
        "http://224.0.0.1/a.png",
        "http://[fd00::1]/a.png",
        "http://[64:ff9b::7f00:1]/a.png",
    ],
)
def test_a_private_address_is_refused_unasked(url: str, server: str, tmp_path: Path) -> None:
    """Loopback, private, link-local and multicast addresses, however written, are never connected to."""
    with pytest.raises(AssetError, match=r"private network|host of .* is unknown"):
        remote.fetch(url.format(port=server.rpartition(":")[2]), tmp_path, PLACE)
    assert Handler.asked == []


def test_a_redirect_is_looked_at_anew(server: str, tmp_path: Path) -> None:
    """A public server cannot send the build to a private one."""
    with pytest.raises(AssetError, match="private network"):
        remote.fetch(f"{server}/moved/http://10.0.0.1/a.png", tmp_path, PLACE, HERE)
    assert remote.fetch(f"{server}/moved/a.png", tmp_path, PLACE, HERE) == _picture()


def test_redirects_are_counted(server: str, tmp_path: Path) -> None:
    """The fourth redirect is not followed."""
    with pytest.raises(AssetError, match="more than 3 redirects"):
        remote.fetch(f"{server}/moved/moved/moved/moved/a.png", tmp_path, PLACE, HERE)


@pytest.mark.parametrize(
    ("path", "told"),
    [("/page", "not a picture"), ("/gone", "status 404")],
)
def test_what_is_no_picture_is_not_kept(path: str, told: str, server: str, tmp_path: Path) -> None:
    """Another kind of file, or none, is an error with its reason, and leaves nothing behind."""
    with pytest.raises(AssetError, match=told):
        remote.fetch(server + path, tmp_path / "kept", PLACE, HERE)
    assert not (tmp_path / "kept").exists()


@pytest.mark.parametrize("url", ["ftp://x.example/a", "http://u:p@x.example/a", "http://[x/a.png"])
def test_only_plain_web_addresses_are_asked(url: str, tmp_path: Path) -> None:
    """Other schemes, names with passwords and broken addresses are refused before any look-up."""
    with pytest.raises(AssetError, match="address"):
        remote.fetch(url, tmp_path, PLACE)


def test_size_and_time_are_bounded(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A picture that is too large, or trickles in byte by byte, is given up."""
    monkeypatch.setattr(remote, "BYTES", 1000)
    with pytest.raises(AssetError, match="more than 1000 bytes"):
        remote.fetch(f"{server}/large", tmp_path, PLACE, HERE)
    monkeypatch.setattr(remote, "SECONDS", 1.0)
    began = time.monotonic()
    with pytest.raises(AssetError, match="was not received within 1 seconds"):
        remote.fetch(f"{server}/slow", tmp_path, PLACE, HERE)
    assert time.monotonic() - began < 30


def test_nothing_is_fetched_unless_allowed(server: str, tmp_path: Path) -> None:
    """By default a remote picture is a finding, and its words stand there as a link."""
    editions, findings = press(tmp_path, f"![A field]({server}/a.png)", ("html",))
    assert [finding.code for finding in findings] == ["remote-picture"]
    assert b"[A field]</a>" in editions["html"]
    assert Handler.asked == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "![A](https://a.example/1.png)",
            "the picture “https://a.example/1.png” is on the network",
        ),
        (
            "![A](https://a.example/1.png)\n\n![B](//b.example/2.png)",
            "2 pictures are on the network",
        ),
        (
            '<img src="https://a.example/1.png" alt="A"> ![B](http://b.example/2.png)',
            "2 pictures are",
        ),
        ("![A](https://a.example/1.png)\n\n![A](https://a.example/1.png)", "the picture “https"),
    ],
)
def test_pictures_on_the_network_are_one_finding(text: str, expected: str, tmp_path: Path) -> None:
    """With their count and the line of the first; one that is shown twice counts once."""
    _, findings = press(tmp_path, f"Text.\n\n{text}", ("html",))
    (finding,) = findings
    assert (finding.code, finding.place.line) == ("remote-picture", 7)
    assert finding.message.startswith(expected)


def test_a_picture_that_cannot_be_fetched_is_a_finding(server: str, tmp_path: Path) -> None:
    """With leave to fetch, a private address is told of as an error, and the article is still made."""
    text = f"![A field]({server}/a.png)"
    editions, findings = press(tmp_path, text, ("html",), allow_remote=True)
    assert "private network" in findings[0].message
    assert b"[A field]</a>" in editions["html"]


def test_a_planted_picture_is_fetched_again(server: str, tmp_path: Path) -> None:
    """The server's bytes are used and replace the stranger's; from then on nobody is asked."""
    url = f"{server}/a.png"
    planted = _planted(tmp_path, url)
    assert remote.fetch(url, tmp_path / remote.CACHE, PLACE, HERE) == _picture() != planted
    assert (tmp_path / remote.cache_name(url)).read_bytes() == _picture()
    assert remote.fetch(url, tmp_path / remote.CACHE, PLACE) == _picture()
    assert Handler.asked == ["/a.png"]


def test_a_planted_picture_is_in_no_edition(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the server is down it is a finding, and the alternative text is printed."""
    monkeypatch.setattr(remote, "fetch", functools.partial(remote.fetch, allowed=HERE))
    url = "http://127.0.0.1:1/a.png"
    planted = _planted(tmp_path, url)
    formats = ("html", "epub", "pdf")
    editions, findings = press(tmp_path, f"![A field]({url})", formats, allow_remote=True)
    assert [finding.code for finding in findings] == ["remote-picture"]
    assert "cannot be fetched" in findings[0].message
    assert (in_html(editions["html"]), in_epub(editions["epub"])) == ([], {})
    assert b"/Subtype /Image" not in editions["pdf"]
    assert not [made for made in editions.values() if planted in made]


@pytest.mark.parametrize("kind", ["changed", "of another address", "of another user", "added to"])
def test_what_this_user_did_not_fetch_from_there_is_ignored(
    kind: str, server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Address, bytes and user must all be those of the record."""
    url, other = f"{server}/a.png", f"{server}/b.png"
    remote.fetch(url, tmp_path / remote.CACHE, PLACE, HERE)
    kept = tmp_path / remote.cache_name(url)
    match kind:
        case "changed":
            _planted(tmp_path, url)
        case "of another address":
            (tmp_path / remote.cache_name(other)).write_bytes(kept.read_bytes())
            url = other
        case "of another user":
            monkeypatch.setenv("TRIPTYCH_CACHE", str(tmp_path / "another"))
        case _:
            kept.write_bytes(kept.read_bytes() + b" ")
    with pytest.raises(AssetError, match="private network"):
        remote.fetch(url, tmp_path / remote.CACHE, PLACE)


def test_a_fetched_picture_is_known_in_another_publication(server: str, tmp_path: Path) -> None:
    """The record is of the user, so that a publication may be moved or copied on this computer."""
    url = f"{server}/a.png"
    remote.fetch(url, tmp_path / "one" / remote.CACHE, PLACE, HERE)
    (tmp_path / "one").rename(tmp_path / "two")
    assert remote.fetch(url, tmp_path / "two" / remote.CACHE, PLACE) == _picture()


def test_the_record_is_private_and_never_needed(
    server: str, tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its folders are the user's own; where it cannot be written, each build fetches again."""
    url = f"{server}/a.png"
    remote.fetch(url, tmp_path / remote.CACHE, PLACE, HERE)
    folders = [cache, *(path for path in cache.rglob("*") if path.is_dir())]
    assert len(folders) == 3
    assert {path.stat().st_mode & 0o777 for path in folders} == {0o700}
    (tmp_path / "file").touch()
    monkeypatch.setenv("TRIPTYCH_CACHE", str(tmp_path / "file" / "cache"))
    for _ in range(2):
        assert remote.fetch(url, tmp_path / remote.CACHE, PLACE, HERE) == _picture()
    assert Handler.asked == ["/a.png"] * 3
