"""The page-list: the text behind each mark is what its page of the PDF begins with."""

from pathlib import Path

import pytest

import paged
from own_content import covering_or_all, press_content
from pressing import ROOT, Once, Pressed, press, read
from tools import load_tool
from triptych.core.model import Override
from triptych.editions.formats import FORMATS
from triptych.press import pipeline
from triptych.sources.sites import publication_around

MANY = [f"{paged.LANGUAGES[number % len(paged.LANGUAGES)]}-{number}" for number in range(200)]
FEW = ["de-1", "ar-2", "ja-3", "th-4"]
TOOL = load_tool("page_list")


def _measured(name: str, folder: Path) -> tuple[int, int, list[object]]:
    """Return the pages and the marks of a generated article, and what is wrong with them."""
    artifacts, found = pipeline.press(read(paged.write(name, folder)), tuple(FORMATS))
    _save(Pressed(tuple(artifacts), tuple(found)), folder)
    return TOOL.measure(folder)  # type: ignore[no-any-return]  # loaded by its path


def _save(pressed: Pressed, folder: Path) -> None:
    """Write the editions of an article into a folder."""
    for artifact in pressed.artifacts:
        (folder / artifact.name).write_bytes(artifact.data)


@pytest.mark.parametrize("name", FEW)
def test_every_mark_is_where_its_page_begins(name: str, tmp_path: Path) -> None:
    """In scripts of every kind."""
    pages, marks, wrong = _measured(name, tmp_path)
    assert wrong == []
    assert pages > 2
    assert marks > pages


@covering_or_all
def test_every_mark_of_the_content_is_where_its_page_begins(
    once: Once, tmp_path: Path, *, is_all: bool
) -> None:
    """In articles and issues, also where a table was moved to the next page."""
    for number, pressed in enumerate(press_content(once, is_all=is_all)):
        folder = tmp_path / str(number)
        folder.mkdir()
        _save(pressed, folder)
    pages, marks, wrong = TOOL.measure(tmp_path)
    assert wrong == []
    assert pages > 30
    assert marks > pages


@pytest.mark.sweep
def test_every_mark_of_an_issue_is_where_its_page_begins(once: Once, tmp_path: Path) -> None:
    """With empty left-hand pages, turned tables, code over pages and notes that go on, in columns too."""
    folder = once.lay("page-list-issue", {"triptych.toml": "", "content/i.md": _ISSUE})
    for name, more in _MEMBERS.items():
        (folder / "content" / name).mkdir(exist_ok=True)
        path = paged.write(name, folder / "content" / name)
        text = path.read_text(encoding="utf-8").replace(
            "\n---\n", f"\nslug: {name}{more}\n---\n", 1
        )
        path.write_text(text, encoding="utf-8")
    publication = publication_around(folder)
    assert publication
    _save(press(folder / "content/i.md", publication), tmp_path)
    pages, marks, wrong = TOOL.measure(tmp_path)
    assert wrong == []
    assert pages > 30
    assert marks > pages


_MEMBERS = {"en-11": "", "ur-49": "", "zh-Hans-7": "", "de-1": "\ncolumns: 2"}
_ISSUE = """\
---
title: Issue
date: 2026-05-01
recto: true
contents:
  - part: One
  - en-11/article.md
  - ur-49/article.md
  - part: Two
  - zh-Hans-7/article.md
  - de-1/article.md
---
"""


@pytest.mark.sweep
def test_every_mark_of_a_case_is_where_its_page_begins(once: Once, tmp_path: Path) -> None:
    """In every case that is no error."""
    for case in sorted((ROOT / "tests/cases").iterdir()):
        if not case.name.endswith("-error"):
            for pressed in once.press_all(case / "in"):
                (tmp_path / case.name).mkdir(exist_ok=True)
                _save(pressed, tmp_path / case.name)
    pages, marks, wrong = TOOL.measure(tmp_path)
    assert wrong == []
    assert marks > pages > 40


@pytest.mark.sweep
@pytest.mark.parametrize("name", MANY[:22])
@pytest.mark.parametrize("theme", ["journal", "magazine", "paperback", "manuscript-large"])
def test_no_mark_is_elsewhere_in_any_theme(theme: str, name: str, tmp_path: Path) -> None:
    """In columns, in a book's page, in large print, in every language."""
    manuscript = read(paged.write(name, tmp_path), None, Override(theme=theme))
    artifacts, found = pipeline.press(manuscript, tuple(FORMATS))
    _save(Pressed(tuple(artifacts), tuple(found)), tmp_path)
    assert TOOL.measure(tmp_path)[2] == []


@pytest.mark.sweep
@pytest.mark.parametrize("name", MANY)
def test_no_mark_is_elsewhere_whatever_a_page_begins_with(name: str, tmp_path: Path) -> None:
    """In two hundred articles."""
    _, _, wrong = _measured(name, tmp_path)
    assert wrong == []
