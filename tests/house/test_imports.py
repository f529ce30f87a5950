"""A feature that an article does not use costs it no import."""

import subprocess
import sys
from pathlib import Path

import pytest

PLAIN = "---\ntitle: Plain\ndate: 2026-01-02\nlang: en\n---\n## A heading\n\nSome *plain* words.\n"
REST = (
    "asyncio",
    "distributed",
    "latex2mathml",
    "manimgx",
    "playwright",
    "pylopdf",
    "urllib3",
    "ziafont",
    "ziamath",
)
"""What brings a cluster, formulas, other scripts, remote pictures and judges."""

BUILD = """\
import sys
from pathlib import Path
import triptych
formats = sys.argv[1].split(",")
triptych.build("article.md", out="out", formats=formats)
from triptych.core.model import Override
from triptych.press import pipeline
from triptych.press.orders import Task
from triptych.settings.publication import bare
task = Task(Path("article.md"), "article.md", bare(Path()), Override(), tuple(formats))
assert pipeline.work(task).error is None
print("MODULES", *sys.modules)
"""
"""A build, and the pressing that it has done in a process of its own, here in this one."""


def _imported(folder: Path, text: str, formats: str) -> set[str]:
    """Return the modules that a fresh process imports to build an article."""
    (folder / "article.md").write_text(text, encoding="utf-8")
    command = [sys.executable, "-c", BUILD, formats]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    return set(done.stdout.rpartition("MODULES")[2].split())


_WITHOUT_PAGES = PLAIN.replace("lang: en\n", "lang: en\npage_list: false\n")


@pytest.mark.parametrize(
    ("text", "formats"),
    [
        (PLAIN, "html,epub,pdf"),
        (PLAIN, "html"),
        (_WITHOUT_PAGES, "html"),
        (_WITHOUT_PAGES, "epub"),
    ],
)
def test_a_plain_article_imports_nothing_of_what_it_does_not_use(
    text: str, formats: str, tmp_path: Path
) -> None:
    """A cluster, formulas, scripts, the network, judges and issues stay away, and editions not made.

    So does the typesetter where no page is laid out.
    """
    imported = _imported(tmp_path, text, formats)
    assert "lxml" in imported
    assert [name for name in imported if name.startswith(REST)] == []
    assert ("ebooklib" in imported) == ("epub" in formats)
    assert "triptych.editions.issues" not in imported
    for name in ("weasyprint", "triptych.editions.pdf"):
        assert (name in imported) == (text == PLAIN)


def test_a_formula_brings_what_sets_it(tmp_path: Path) -> None:
    """The test above can fail: the same article with a formula imports what the plain one does not."""
    assert "ziamath" in _imported(tmp_path, f"{PLAIN}\nAnd $x^2$.\n", "pdf")
