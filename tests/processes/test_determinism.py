"""Same sources, same bytes: in any folder, locale, time zone and process, whatever the clock says."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ARTICLE = """\
---
title: The same every time
author: Jane Doe
date: 2025-03-01
tags: [one, two, three]
image: {path: field.png, alt: A field}
---
Text with *emphasis*, a note[^1] and `code`.

## Section

| a | b |
|---|---|
| 1 | 2 |

$$x^2$$

[^1]: The note.
"""

ELSEWHERE = {
    "LANG": "C",
    "LC_ALL": "C",
    "TZ": "Asia/Karachi",
    "PYTHONHASHSEED": "4711",
    "USER": "somebody",
    "COLUMNS": "40",
}


def _build(folder: Path, environment: dict[str, str]) -> dict[str, bytes]:
    """Build the article in ``folder`` in a process of its own, and give its editions."""
    inherited = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    subprocess.run(
        [sys.executable, "-m", "triptych", "build", "article.md", "--out", "made"],
        cwd=folder,
        env={**inherited, **environment},
        check=True,
        capture_output=True,
    )
    return {path.name: path.read_bytes() for path in (folder / "made" / "article").iterdir()}


def _place(folder: Path) -> Path:
    """Write the article to a new folder."""
    from PIL import Image  # noqa: PLC0415  the picture is made where it is needed

    folder.mkdir(parents=True)
    (folder / "article.md").write_text(ARTICLE, encoding="utf-8")
    Image.new("RGB", (640, 320), (20, 90, 60)).save(folder / "field.png")
    return folder


def test_editions_are_equal_in_another_folder_locale_zone_and_process(tmp_path: Path) -> None:
    """Two builds of equal sources under different circumstances give equal bytes."""
    here = _place(tmp_path / "here")
    there = _place(tmp_path / "some where" / "élse")
    os.utime(there / "article.md", (1_000_000_000, 1_000_000_000))
    first = _build(here, {"TZ": "UTC", "PYTHONHASHSEED": "1"})
    second = _build(there, ELSEWHERE)
    assert set(first) == {"article.html", "article.epub", "article.pdf"}
    assert first == second


def test_editions_do_not_know_the_clock(tmp_path: Path) -> None:
    """A build thirty years later, by the process's own clock, gives equal bytes."""
    faketime = shutil.which("faketime")
    if faketime is None:
        message = "faketime is not installed; `make test` installs it"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(message)
    folder = _place(tmp_path / "here")
    today = _build(folder, {})
    subprocess.run(
        [faketime, "2056-01-01 12:00:00", sys.executable, "-m", "triptych", "build", "article.md"],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    later = {path.name: path.read_bytes() for path in (folder / "out" / "article").iterdir()}
    assert today == later


def test_source_date_epoch_is_the_moment_of_an_edition(tmp_path: Path) -> None:
    """``SOURCE_DATE_EPOCH`` becomes the EPUB's moment, and changes nothing of the HTML."""
    folder = _place(tmp_path / "here")
    plain = _build(folder, {})
    dated = _build(folder, {"SOURCE_DATE_EPOCH": "1755648000"})
    assert dated["article.html"] == plain["article.html"]
    assert dated["article.epub"] != plain["article.epub"]
    listing = subprocess.run(
        ["unzip", "-p", str(folder / "made/article/article.epub"), "EPUB/content.opf"],
        capture_output=True,
        check=True,
    ).stdout
    assert b"2025-08-20T00:00:00Z" in listing
