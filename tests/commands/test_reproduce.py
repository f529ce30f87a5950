"""``triptych reproduce`` finds every byte equal where it is, and says where it is not."""

import json
import os
import shutil
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, ZipInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commandline import Told, triptych, write
from triptych.core.errors import Place
from triptych.pictures import fetched, remote
from triptych.press import compare
from triptych.press.compare import Difference

ROOT = Path(__file__).parents[2]

ARTICLE = """\
---
title: The same every time
source: https://example.org/same
author: Jane Doe
date: 2025-03-01
---
Text with *emphasis*, a note[^1] and `code`.

[^1]: The note.
"""

MOODY = """\
import os, uuid
if os.environ.get("TZ") != "UTC":
    plain = uuid.uuid5
    uuid.uuid5 = lambda space, name: plain(space, name + " elsewhere")
"""
"""A Python that gives other identifiers in another time zone: what a badly kept machine may do."""


def _publication(folder: Path) -> Path:
    """Write a publication of one article."""
    return write(folder, {"triptych.toml": 'title = "A paper"\n', "content/a.md": ARTICLE})


def _differences(told: Told) -> dict[str, str]:
    """Return where each edition differs, by its path."""
    result = json.loads(told.out)
    return {e["path"]: e["place"] for e in result["editions"] if not e["equal"]}


def test_the_sample_is_reproduced() -> None:
    """It comes out equal in unlike surroundings, which are told."""
    told = triptych(ROOT, "reproduce", "content/pakistan-washington")
    assert (told.code, told.out.splitlines()[0]) == (0, "3 of 3 editions are equal, byte for byte")
    for name in ("folder", "locale", "time zone", "hash seed", "umask"):
        assert f"  {name}: " in told.out


@pytest.mark.sweep
def test_all_of_the_content_is_reproduced() -> None:
    """Every article of ``content/`` comes out equal."""
    told = triptych(ROOT, "reproduce", "--json")
    assert (told.code, _differences(told)) == (0, {})


def test_the_clock_of_the_second_build_is_another_where_it_can_be(tmp_path: Path) -> None:
    """With faketime the clock is among what differs; without it, that is said."""
    told = triptych(_publication(tmp_path), "reproduce", "--formats", "html")
    is_moved = shutil.which("faketime") is not None
    assert ("  clock: this machine's and 2056" in told.out) == is_moved
    assert ("The clock was not moved" in told.err) != is_moved


def test_a_machine_that_is_not_the_same_everywhere_is_found_out(tmp_path: Path) -> None:
    """Identifiers that hang on the time zone differ in all three editions, and each place is told."""
    write(tmp_path / "mood", {"sitecustomize.py": MOODY})
    path = os.pathsep.join([str(tmp_path / "mood"), os.environ.get("PYTHONPATH", "")])
    folder = _publication(tmp_path / "paper")
    told = triptych(folder, "reproduce", "--json", environment={"PYTHONPATH": path})
    places = _differences(told)
    assert told.code == 1
    assert places["a/a.epub"] == "EPUB/content.opf, line 5"
    assert places["a/a.html"].startswith("line ")
    assert places["a/a.pdf"].startswith("object ")


def test_archived_editions_are_compared_with_a_new_build(tmp_path: Path) -> None:
    """The very sources give the archive again; a changed word does not, and its place is told."""
    folder = _publication(tmp_path)
    triptych(folder, "build", "--out", "archive")
    again = triptych(folder, "reproduce", "--against", "archive")
    assert (again.code, again.out.splitlines()[0]) == (
        0,
        "3 of 3 editions are equal, byte for byte",
    )
    changed = ARTICLE.replace("emphasis", "stress")
    (folder / "content/a.md").write_text(changed, encoding="utf-8")
    told = triptych(folder, "reproduce", "--against", "archive")
    assert told.code == 1
    assert "a/a.epub: EPUB/text/article.xhtml, line" in told.out
    assert "“<p>Text with <em>stress</em>, a note<sup class=…” against “<p>Text" in told.out
    assert told.out.splitlines()[-2] == "0 of 3 editions are equal, byte for byte"


def test_a_fetched_picture_is_reproduced_and_a_planted_one_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its builds know what this user fetched, and no more; no server is running."""
    monkeypatch.setenv("TRIPTYCH_CACHE", str(tmp_path / "cache"))
    url = "http://127.0.0.1:1/a.png"
    picture = ROOT / "content/pakistan-washington/lead.jpg"
    data = picture.read_bytes()
    folder = _publication(tmp_path / "paper")
    write(folder, {"triptych.toml": "allow_remote = true\n", remote.cache_name(url): data})
    write(folder, {"content/a.md": f"{ARTICLE}\n![A field]({url})\n"})
    words = ("--formats", "html")
    triptych(folder, "build", *words, "--out", "planted")
    fetched.record(url, data)
    assert remote.fetch(url, folder / remote.CACHE, Place("a.md")) == data
    triptych(folder, "build", *words, "--out", "fetched")
    pages = [folder / name / "a/a.html" for name in ("planted", "fetched")]
    assert [b'src="data:image/' in page.read_bytes() for page in pages] == [False, True]
    for name, code in (("fetched", 0), ("planted", 1)):
        assert triptych(folder, "reproduce", *words, "--against", name).code == code


def test_an_edition_that_the_archive_lacks_is_told(tmp_path: Path) -> None:
    """Nothing can be equal to what is not there."""
    folder = _publication(tmp_path)
    triptych(folder, "build", "--out", "archive", "--formats", "html")
    told = triptych(folder, "reproduce", "--against", "archive", "--json")
    missing = {"a/a.epub": "the whole file", "a/a.pdf": "the whole file"}
    assert (told.code, _differences(told)) == (1, missing)


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("content/b.md",), 3, "content/b.md: error: there is no such file"),
        (("--against", "nowhere"), 2, "nowhere: error: no such folder"),
        (("--against", "content"), 2, "content: error: the folder has no editions"),
        (("--formats", "docx"), 2, "error: unknown format “docx”"),
        (("content/a.md", "../other"), 2, "other: error: belongs to the publication in"),
    ],
)
def test_what_cannot_be_reproduced_is_told(
    words: tuple[str, ...], code: int, message: str, tmp_path: Path
) -> None:
    """A wrong path, folder or format is one message with its code, as ``build`` has it."""
    write(tmp_path / "other", {"triptych.toml": "", "content/c.md": ARTICLE})
    told = triptych(_publication(tmp_path / "paper"), "reproduce", *words)
    assert (told.code, message in told.err) == (code, True), told.err


def test_an_article_that_does_not_build_is_told_as_build_tells_it(tmp_path: Path) -> None:
    """The message names the file where the author has it, not its copy."""
    folder = write(tmp_path, {"triptych.toml": "", "content/a.md": "---\ndate: soon\n---\nText.\n"})
    told = triptych(folder, "reproduce")
    assert told.code == 3
    assert told.err.startswith("content/a.md:2: error: `date`: expected a date")


def test_a_folder_too_large_to_copy_is_refused(tmp_path: Path) -> None:
    """A lone article in a folder of everything names the way out, before anything is copied."""
    (tmp_path / "a.md").write_text(ARTICLE, encoding="utf-8")
    for number in range(20_001):
        os.link(tmp_path / "a.md", tmp_path / f"{number}.txt")
    told = triptych(tmp_path, "reproduce", "a.md")
    assert told.code == 2
    assert "the folder holds more than 20000 files" in told.err


def _epub(text: bytes, day: int = 1) -> bytes:
    """Return an archive with one entry."""
    held = BytesIO()
    with ZipFile(held, "w") as archive:
        archive.writestr(ZipInfo("EPUB/a.xhtml", (2025, 1, day, 0, 0, 0)), text)
    return held.getvalue()


@pytest.mark.parametrize(
    ("name", "first", "second", "found"),
    [
        ("a.html", b"a\nb\nc", b"a\nx\nc", Difference("line 2", "b", "x")),
        ("a.html", b"a\nb", b"a", Difference("line 2", "b", "")),
        ("a.html", b"\xff\x00", b"\xff\x01", Difference("byte 1", "00", "01")),
        ("a.epub", _epub(b"a\nb"), _epub(b"a\nc"), Difference("EPUB/a.xhtml, line 2", "b", "c")),
        (
            "a.epub",
            _epub(b"a"),
            _epub(b"a", day=2),
            Difference(
                "EPUB/a.xhtml, its date_time", "(2025, 1, 1, 0, 0, 0)", "(2025, 1, 2, 0, 0, 0)"
            ),
        ),
        ("a.epub", b"no archive", b"no archivf", Difference("byte 9", "65", "66")),
        (
            "a.pdf",
            b"1 0 obj <</Type /Page>> endobj",
            b"1 0 obj <</Type /Page /A 1>> endobj",
            Difference("object 1 0 (Page), line 1", " <</Type /Page>> ", " <</Type /Page /A 1>> "),
        ),
        ("a.pdf", b"no objects", b"no object", Difference("byte 9", "73", "")),
    ],
)
def test_the_first_place_that_differs_is_named(
    name: str, first: bytes, second: bytes, found: Difference
) -> None:
    """A line of a page, an entry of an EPUB, an object of a PDF, else a byte."""
    assert compare.difference(name, first, second) == found


@given(st.binary(max_size=200), st.binary(max_size=200), st.sampled_from(["html", "epub", "pdf"]))
def test_equal_bytes_alone_are_equal(first: bytes, second: bytes, kind: str) -> None:
    """Whatever two files hold, they are told apart if and only if they differ."""
    found = compare.difference(f"a.{kind}", first, second)
    assert (found is None) == (first == second)
