"""What a process keeps for the next article never shows in an edition, and goes when the process goes."""

import multiprocessing
import subprocess
import sys
from pathlib import Path

import pytest

import pressing
from triptych.editions.formats import FORMATS
from triptych.editions.pdf import weasyprint
from triptych.press import pipeline
from triptych.settings.publication import bare

ARTICLES = {
    "plain": "Plain text.\n\n## A section\n\nMore of it.",
    "greek": "Λόγος and *λόγος*, with `code`.\n\n| a | b |\n|---|---|\n| 1 | 2 |",
    "layered": "---\ncustom_css: '@layer b {p {color: red}} @layer c {p {color: blue}}'\n---\nRed.",
    "noted": "Text[^1].\n\n[^1]: A note.\n\n$$x^2$$",
}


def _press(folder: Path, name: str) -> list[bytes]:
    """Make every edition of an article in this process."""
    (folder / f"{name}.md").write_text(ARTICLES[name], encoding="utf-8")
    manuscript = pressing.read(folder / f"{name}.md", bare(folder))
    return [a.data for a in pipeline.press(manuscript, tuple(FORMATS))[0]]


@pytest.mark.parametrize("name", ARTICLES)
def test_editions_are_the_same_after_other_articles(name: str, tmp_path: Path) -> None:
    """An article's bytes are those of a process that has made no other."""
    for other in ARTICLES:
        _press(tmp_path, other)
    after = _press(tmp_path, name)
    command = [sys.executable, "-m", "triptych", "build", f"{name}.md"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    made = tmp_path / "out" / name
    assert after == [(made / f"{name}.{kind}").read_bytes() for kind in FORMATS]


def _press_twice(folder: Path) -> None:
    """Make two articles in different fonts, as a worker does."""
    _press(folder, "plain")
    _press(folder, "greek")


def test_fonts_laid_down_go_with_the_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither a command nor a worker of the pool leaves a file in the temporary folder."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    (tmp_path / "a.md").write_text("Text.")
    command = [sys.executable, "-m", "triptych", "build", "a.md", "--formats", "pdf"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    assert list(scratch.iterdir()) == []
    worker = multiprocessing.get_context("spawn").Process(target=_press_twice, args=(tmp_path,))
    worker.start()
    worker.join()
    assert worker.exitcode == 0
    assert list(scratch.iterdir()) == []


def test_a_build_by_several_processes_leaves_no_file_and_no_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Processes that are ended at once leave neither fonts in the temporary folder nor their pandoc."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    for name, text in ARTICLES.items():
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "triptych", "build", ".", "--jobs", "2", "--no-cache"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    assert list(scratch.iterdir()) == []


def test_a_forked_process_leaves_its_parents_fonts_alone(tmp_path: Path) -> None:
    """After a child that was forked is gone, the parent sets its next article in the same fonts."""
    before = _press(tmp_path, "plain")
    folders = [config._folder for config in weasyprint._font_configurations()._cache().values()]  # noqa: SLF001  files on disc
    child = multiprocessing.get_context("fork").Process(target=_press_twice, args=(tmp_path,))
    child.start()
    child.join()
    assert child.exitcode == 0
    assert all(list(Path(folder).iterdir()) for folder in folders)
    assert _press(tmp_path, "plain") == before
