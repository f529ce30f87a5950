"""Files whose names are not UTF-8, or look like markup, are built, listed and printed as JSON."""

import json
import os
import sys
from pathlib import Path

import pytest

from commandline import ARTICLE, triptych, write

NAMES = (b"[red]lamp[", b":smile:", b"a\x1b[31mb", b"a\nb", b"\xc3(d", b"{x}%s")

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux has names that are not text"
)


def test_articles_of_any_name_are_built(tmp_path: Path) -> None:
    """Each is in the JSON, and the table of editions is printed."""
    names = [os.fsdecode(name) for name in NAMES]
    files = {f"content/{name}.md": f"{ARTICLE}\n{number}\n" for number, name in enumerate(names)}
    write(tmp_path, {**files, "triptych.toml": ""})
    told = triptych(tmp_path, "build", "--json", "--formats", "html", "--out", "[/bold]o[/x]")
    assert told.code == 0
    assert len(json.loads(told.out)["editions"]) == len(names)
    again = triptych(tmp_path, "build", "--formats", "html", "--out", "[/bold]o[/x]")
    assert again.code == 0
    assert "[/bold]o[/x]/" in again.out


def test_a_pdf_carries_a_source_of_any_name(tmp_path: Path) -> None:
    """A byte that is no letter does not keep the article out of its PDF."""
    write(tmp_path, {os.fsdecode(b"lamp\xff.md"): ARTICLE})
    told = triptych(tmp_path, "build", "--formats", "pdf", os.fsdecode(b"lamp\xff.md"))
    assert told.code == 0
