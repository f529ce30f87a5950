"""No judge lets the file that it judges reach a network: a server on this machine counts no visit."""

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from judging import Judge
from samples import CONTAINER, GOOD, PACKAGE, XHTML, book
from triptych.checks import ace, axe, epubcheck, nu, worker
from triptych.core.errors import Severity

SCRIPT = """
const at = "http://HOST/";
const add = (name, values) => {
  const made = document.createElement(name);
  Object.assign(made, values);
  document.body.append(made);
  return made;
};
const tries = [
  () => fetch(at + "fetch"), () => (new Image().src = at + "image"), () => window.open(at + "popup"),
  () => navigator.sendBeacon(at + "beacon", "x"), () => new WebSocket("ws://HOST/socket"),
  () => new EventSource(at + "events"), () => new SharedWorker(at + "shared"),
  () => new Worker(URL.createObjectURL(new Blob([`fetch("${at}worker")`]))),
  () => new RTCPeerConnection({ iceServers: [{ urls: "stun:HOST" }] }).createDataChannel("x"),
  () => new WebTransport("https://HOST/transport"), () => navigator.serviceWorker.register(at + "service"),
  () => import(at + "module.js"), () => history.pushState({}, "", at + "state"),
  () => add("form", { action: at + "form", target: "_blank" }).submit(),
  () => add("a", { href: at + "download", download: "x" }).click(),
  () => add("link", { rel: "prefetch", href: at + "prefetch" }),
  () => fetch("file:///etc/hostname").then((r) => r.text()).then((t) => (new Image().src = at + t)),
];
for (const one of tries) {
  try { const p = one(); if (p?.catch) p.catch(() => 0); } catch (error) { /* refused */ }
}
setTimeout(() => (location = at + "location"), 40);
"""
HEAD = """
<base href="http://HOST/base/"><meta http-equiv="refresh" content="0;url=http://HOST/refresh">
<link rel="dns-prefetch" href="http://HOST/"><link rel="preconnect" href="http://HOST/">
<link rel="prefetch" href="http://HOST/p"><link rel="prerender" href="http://HOST/r">
<link rel="modulepreload" href="http://HOST/m.js"><link rel="stylesheet" href="http://HOST/a.css">
<link rel="icon" href="http://HOST/icon"><link rel="manifest" href="http://HOST/manifest">
<style>@import "http://HOST/b.css"; @font-face { font-family: x; src: url(http://HOST/f) }
p { font-family: x; background: url(http://HOST/bg) }</style>
"""
BODY = """
<p>Text.</p><img src="http://HOST/img" srcset="http://HOST/set 2x" alt="x"><iframe src="http://HOST/frame"></iframe>
<iframe srcdoc="&lt;img src=http://HOST/inner alt=x&gt;"></iframe><object data="http://HOST/object"></object>
<embed src="http://HOST/embed"><video src="http://HOST/video" poster="http://HOST/poster" autoplay></video>
<svg><use href="http://HOST/use#x"/><image href="http://HOST/svg"/></svg>
<form action="http://HOST/form"><input type="image" src="http://HOST/input" alt="x"></form>
"""
PAGE = (
    f'<!doctype html><html lang="en"><head><title>T</title>{HEAD}</head>'
    f'<body onload="1">{BODY}<script>{SCRIPT}</script></body></html>'
)


class Server:
    """A server on this machine that counts every connection and every datagram."""

    def __init__(self) -> None:
        self.visits = 0
        self._tcp = socket.create_server(("127.0.0.1", 0))
        self.host = f"127.0.0.1:{self._tcp.getsockname()[1]}"
        self._udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._udp.bind(self._tcp.getsockname())
        for wait in (self._accept, self._receive):
            threading.Thread(target=wait, daemon=True).start()

    def close(self) -> None:
        """Stop listening."""
        self._tcp.close()
        self._udp.close()

    def _accept(self) -> None:
        """Count connections."""
        with suppress(OSError):
            while True:
                visitor, _ = self._tcp.accept()
                self.visits += 1
                visitor.close()

    def _receive(self) -> None:
        """Count datagrams."""
        with suppress(OSError):
            while True:
                self._udp.recv(2000)
                self.visits += 1


@pytest.fixture
def server() -> Iterator[Server]:
    """Yield a counting server."""
    running = Server()
    yield running
    running.close()


@pytest.fixture(
    params=["own network", pytest.param("options alone", marks=pytest.mark.sweep)],
)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return how a judge is kept offline: with a network of its own, or where the system has none."""
    if request.param == "options alone":
        monkeypatch.setattr(worker, "_OFFLINE", [])
    return str(request.param)


def _page(folder: Path, host: str) -> Path:
    """Write a page that tries to reach a host in every way."""
    path = folder / "page.html"
    path.write_text(PAGE.replace("HOST", host), encoding="utf-8")
    return path


def _book(folder: Path, host: str) -> Path:
    """Write a book whose parts name types, entities, schemas and pictures on a host."""
    at = f"http://{host}"
    dtd = f'<!DOCTYPE html [<!ENTITY % x SYSTEM "{at}/x.ent"> %x; <!ENTITY y SYSTEM "{at}/y">]>'
    outside = f'<!DOCTYPE html PUBLIC "-//X//Y//EN" "{at}/x.dtd">'
    xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    schema = f'{xsi} xsi:schemaLocation="{at}/ {at}/x.xsd" '
    ncx = '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{at}/i"/></svg>'
    script = f"<script>{SCRIPT}</script>".replace("HOST", host).replace("=>", "=&gt;")
    files: dict[str, str | bytes] = {
        "META-INF/container.xml": f'<!DOCTYPE container SYSTEM "http://{host}/c.dtd">{CONTAINER}',
        "p.opf": f'<!DOCTYPE package SYSTEM "http://{host}/p.dtd">{PACKAGE}'.replace(
            "</manifest>",
            '<item id="b" href="b.xhtml" media-type="application/xhtml+xml"/>'
            '<item id="n" href="n.ncx" media-type="application/x-dtbncx+xml"/>'
            '<item id="s" href="s.svg" media-type="image/svg+xml"/></manifest>',
        ).replace("</spine>", '<itemref idref="b"/></spine>'),
        "a.xhtml": outside + XHTML.replace("</body>", f"{script}</body>"),
        "b.xhtml": dtd + XHTML.replace("<html ", f"<html {schema}").replace("T</a>", "&y;</a>"),
        "n.ncx": f'<!DOCTYPE ncx SYSTEM "{at}/n.dtd">{ncx}',
        "s.svg": f'<?xml-stylesheet href="{at}/x.xsl"?>{svg}',
    }
    path = folder / "book.epub"
    path.write_bytes(book({**GOOD, **files}))
    return path


@pytest.mark.usefixtures("way")
def test_axe_opens_a_page_that_reaches_nothing(
    judge: Judge, server: Server, tmp_path: Path
) -> None:
    """The page is judged, and neither its scripts nor its addresses are followed."""
    judge.need(axe.NAME, axe.missing())
    with axe.start() as running:
        found = axe.judge(running, _page(tmp_path, server.host))
    assert "axe-frame-title" in {finding.code for finding in found}, found
    assert server.visits == 0


@pytest.mark.usefixtures("way")
def test_ace_opens_a_book_that_reaches_nothing(
    judge: Judge, server: Server, tmp_path: Path
) -> None:
    """A book's scripts run in its browser, which has no network."""
    judge.need(ace.NAME, ace.missing())
    with ace.start() as running:
        ace.judge(running, _book(tmp_path, server.host))
    assert server.visits == 0


def test_a_book_that_leads_away_is_named_and_the_next_is_judged(
    judge: Judge, tmp_path: Path
) -> None:
    """A script that leaves the page under Ace ends that judgement with its reason, and no other."""
    judge.need(ace.NAME, ace.missing())
    good, leaving = tmp_path / "good.epub", tmp_path / "leaving.epub"
    good.write_bytes(book({**GOOD}))
    leave = "<script>setTimeout(() =&gt; (location = '?' + Math.random()), 100)</script></body>"
    leaving.write_bytes(book({**GOOD, "a.xhtml": XHTML.replace("</body>", leave)}))
    with ace.start() as running:
        alone = ace.judge(running, good)
        (said,) = ace.judge(running, leaving)
        assert (said.code, said.severity) == ("ace-unread", Severity.ERROR)
        assert "a.xhtml" in said.message
        assert ace.judge(running, good) == alone


@pytest.mark.usefixtures("way")
def test_epubcheck_fetches_no_type_and_no_entity(
    judge: Judge, server: Server, tmp_path: Path
) -> None:
    """Types, entities, schemas and style sheets of a book are not fetched."""
    judge.need(epubcheck.NAME, epubcheck.missing())
    with epubcheck.start() as running:
        assert epubcheck.judge(running, _book(tmp_path, server.host))
    assert server.visits == 0


@pytest.mark.usefixtures("way")
def test_nu_fetches_nothing(judge: Judge, server: Server, tmp_path: Path) -> None:
    """The checker reads a page and nothing that it names."""
    judge.need(nu.NAME, nu.missing())
    page = _page(tmp_path, server.host)
    assert nu.judge([page])[page]
    assert server.visits == 0


def test_the_server_counts(server: Server) -> None:
    """What these tests count is counted: a visit by whoever may make one."""
    host, _, port = server.host.partition(":")
    with socket.create_connection((host, int(port))) as visit:
        visit.recv(1)
    assert server.visits == 1
