"""A preview that runs, and a page of Chromium that shows it, under its own content security policy."""

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from commandline import write

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PUBLICATION = 'title = "P"\nlang = "en"\n'
"""The settings of a publication that is previewed."""

ARTICLE = "content/one.md"
FRONT = "---\ntitle: One\nlang: en\ndate: 2026-01-02\nidentifier: urn:one\npaper: a6\n---\n"
TEXT = "\n\n".join(
    f"Paragraph {number} has some words of its own, so that it can be found."
    for number in range(30)
)
"""An article of some pages, its front matter and its text."""

PATIENCE = 40.0
"""Seconds in which what is waited for must happen, on a machine that does much else."""


class Server:
    """``triptych preview`` in a process of its own."""

    def __init__(self, process: "subprocess.Popen[str]", folder: Path) -> None:
        self.process, self.folder = process, folder
        assert process.stdout
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", process.stdout.readline())
        assert found, process.stderr.read() if process.stderr else ""
        self.port = int(found[1])
        self.url = found[0]

    def ask(
        self,
        path: str,
        headers: Mapping[str, str] | None = None,
        method: str = "GET",
        body: str = "",
    ) -> tuple[int, bytes, Mapping[str, str]]:
        """Return status, content and headers of an answer; the path is sent as it is."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            sent = {"Host": f"127.0.0.1:{self.port}", **(headers or {})}
            for name, value in sent.items():
                connection.putheader(name, value)
            if body:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body.encode() if body else None)
            answer = connection.getresponse()
            return answer.status, answer.read(), {k.lower(): v for k, v in answer.getheaders()}
        finally:
            connection.close()

    def listen(self, article: str) -> tuple[http.client.HTTPConnection, http.client.HTTPResponse]:
        """Open the stream of an article, as a page that shows it does."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", f"/events?a={quote(article)}")
        return connection, connection.getresponse()

    def token(self) -> str:
        """Return the token of this start, as the page has it."""
        found = re.search(r'name="triptych-token" content="([^"]+)"', self.ask("/")[1].decode())
        assert found
        return found[1]

    def stop(self) -> tuple[int, str, str]:
        """Stop it as Ctrl-C does; return exit code and what it printed."""
        self.process.send_signal(signal.SIGINT)
        out, err = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, out, err


@contextmanager
def preview(
    folder: Path,
    *words: str,
    environment: Mapping[str, str] | None = None,
    first: Callable[[], object] | None = None,
) -> Iterator[Server]:
    """Run the preview of a publication on a free port; ``first`` is what its process does before all."""
    process = subprocess.Popen(
        [sys.executable, "-m", "triptych", "preview", "--port", "0", *words],
        cwd=folder,
        env={**os.environ, **(environment or {})},
        preexec_fn=first,  # noqa: PLW1509  no thread of a test holds a lock
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield Server(process, folder)
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


@contextmanager
def previewed(folder: Path, texts: Mapping[str, str]) -> Iterator[Server]:
    """Write a publication of articles, and run its preview."""
    write(folder, {"triptych.toml": PUBLICATION, **texts})
    with preview(folder) as running:
        yield running


class Shown:
    """A page of the browser that shows a preview."""

    def __init__(self, page: "Page", server: Server) -> None:
        self.page, self.server = page, server
        self.faults: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", self._note)

    def _note(self, message: Any) -> None:
        """Note what a browser complains of, such as a violation of the policy."""
        if message.type == "error":
            self.faults.append(message.text)

    def open(self, article: str = "") -> None:
        """Open an article."""
        self.page.goto(f"{self.server.url}?a={quote(article)}")
        self.settle()

    def run(self, script: str) -> Any:
        """Return the value of a script's body, in which ``desk`` is the page's own object."""
        return self.page.evaluate(f"async () => {{ const desk = window.desk; {script} }}")

    def wait(self, expression: str) -> Any:
        """Wait until an expression is true, and return its value."""
        latest = time.monotonic() + PATIENCE
        # The page's policy forbids that it evaluates the expression itself.
        plain = "return v?.nodeType ? true : v"  # a node cannot be sent
        while not (value := self.run(f"const v = desk && ({expression}); {plain}")):
            assert time.monotonic() < latest, f"{expression}: {self.faults} {self.state()}"
            time.sleep(0.03)
        return value

    def state(self) -> Any:
        """Return what the page knows of its article."""
        return self.run(
            "return desk && [desk.report, desk.web.revision, desk.reader.revision, desk.paper.revision]"
        )

    def settle(self, least: int = 1) -> int:
        """Wait until all three panels show one revision, and it can be downloaded; return its number.

        The places of its blocks, which the page has asked for, are there too.
        """
        files = "Object.values(desk.report.finals)"
        revision = int(
            self.wait(
                f"desk.report?.revision >= {least} && !desk.report.errors.length && "
                "[desk.web, desk.reader, desk.paper].every(p => p.revision === desk.report.revision)"
                f" && {files}.length === 3 && {files}.every(f => f.revision === desk.report.revision)"
                " && desk.web.document.querySelector('[data-triptych-b]') && desk.report.revision"
            )
        )
        self.run("await desk.placesFetched")
        return revision


@contextmanager
def shown(browser: "Browser", server: Server, **options: Any) -> Iterator[Shown]:
    """Open a page on a preview, and close it afterwards; light and dark are the page's own choice."""
    context = browser.new_context(
        **{"viewport": {"width": 1500, "height": 900}, "color_scheme": "null", **options}
    )
    try:
        yield Shown(context.new_page(), server)
    finally:
        context.close()


def until(is_so: Callable[[], object], patience: float = PATIENCE) -> None:
    """Wait until something is so, for a number of seconds."""
    latest = time.monotonic() + patience
    while not is_so():
        assert time.monotonic() < latest
        time.sleep(0.1)


def finals(server: Server, article: str) -> dict[str, bytes]:
    """Return the editions of an article that can be downloaded."""
    return {
        name: server.ask(f"/download/{name}?a={quote(article)}")[1]
        for name in ("html", "epub", "pdf")
    }


def events(server: Server, article: str, count: int) -> list[dict[str, Any]]:
    """Return the first reports of an article."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
    connection.request("GET", f"/events?a={quote(article)}")
    answer, found = connection.getresponse(), list[dict[str, Any]]()
    while len(found) < count:
        line = answer.readline().decode()
        if line.startswith("data: {") and '"revision"' in line:
            found.append(json.loads(line[6:]))
    connection.close()
    return found
