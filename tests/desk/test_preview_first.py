"""The first screen from the cache: what is asked for, in which order, and how often."""

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from commandline import write
from previewing import ARTICLE, FRONT, PUBLICATION, TEXT, preview, shown

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def test_the_first_screen_is_fetched_once_and_before_the_page_listens(
    browser: "Browser", tmp_path: Path
) -> None:
    """The frame in the page is that of the web panel; only then the processes are wanted, and press."""
    write(tmp_path, {"triptych.toml": PUBLICATION, ARTICLE: FRONT + TEXT})
    cache = tmp_path.with_name(f"{tmp_path.name}-cache")
    environment = {"TRIPTYCH_CACHE": str(cache), "TRIPTYCH_NO_CACHE": ""}
    build = [sys.executable, "-m", "triptych", "build", ARTICLE]
    subprocess.run(
        build, cwd=tmp_path, env={**os.environ, **environment}, check=True, capture_output=True
    )
    asked = list[str]()
    with (
        preview(tmp_path, ARTICLE, environment=environment) as server,
        shown(browser, server) as page,
    ):
        page.page.on("request", lambda request: asked.append(request.url.removeprefix(server.url)))
        with page.page.expect_request(f"{server.url}events*"):
            page.page.goto(server.url)
        first = asked[: next(at for at, each in enumerate(asked) if each.startswith("events"))]
        name = quote(ARTICLE, safe="")
        wanted = [f"shown/html?a={name}&r=1", f"shown/epub?a={name}&r=2", f"pages?a={name}"]
        assert [first.count(each) for each in wanted] == [1, 1, 1]
        assert any(each.startswith("pages/0.png") for each in first)
        assert not any(each.startswith("blocks") for each in first)
        page.settle()
        assert page.run("return document.querySelectorAll('#web-stage iframe').length") == 1
        assert not page.faults
