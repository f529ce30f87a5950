"""The page-list: the text behind each mark is what its page of the PDF begins with."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

import paged
from own_content import covering_or_all, press_content
from pressing import ROOT, Once, read
from triptych.press import pipeline

MANY = [f"{paged.LANGUAGES[number % len(paged.LANGUAGES)]}-{number}" for number in range(200)]
FEW = ["de-1", "ar-2", "ja-3", "th-4"]


def _tool() -> ModuleType:
    """Return the tool that measures the page-list."""
    sys.path.insert(0, str(ROOT / "build/tools"))
    spec = importlib.util.spec_from_file_location("page_list", ROOT / "build/tools/page_list.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


TOOL = _tool()


def _measured(name: str, folder: Path) -> tuple[int, int, list[object]]:
    """Return the pages and the marks of a generated article, and what is wrong with them."""
    artifacts, _ = pipeline.press(read(paged.write(name, folder)), ("html", "epub", "pdf"))
    for artifact in artifacts:
        (folder / artifact.name).write_bytes(artifact.data)
    return TOOL.measure(folder)  # type: ignore[no-any-return]  # loaded by its path


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
        for each in pressed.artifacts:
            (folder / each.name).write_bytes(each.data)
    pages, marks, wrong = TOOL.measure(tmp_path)
    assert wrong == []
    assert pages > 30
    assert marks > pages


@pytest.mark.sweep
@pytest.mark.parametrize("name", MANY)
def test_no_mark_is_elsewhere_whatever_a_page_begins_with(name: str, tmp_path: Path) -> None:
    """In two hundred articles."""
    _, _, wrong = _measured(name, tmp_path)
    assert wrong == []
