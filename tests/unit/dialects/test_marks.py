"""The marks of a folder are found as ``Path.glob`` finds them, though the folder is listed once."""

from pathlib import Path

import pytest

from triptych.dialects import marks

PATTERNS = [pattern for patterns in marks.MARKS.values() for pattern in patterns]
PLACES = [
    *("mkdocs.yml", "docs/mkdocs.yaml", "docs/zensical.yml", "Makefile", "makefile.old", "conf.py"),
    *("docs/source/conf.py", "doc-en/part/conf.py", "plain/part/conf.py", "doc.txt", "book.toml"),
    *("site/.vuepress/config.js", ".github/file", "quartz.config.ts", "quartz/config.ts"),
    *("config/_default/file", "eleventy.config.", "deep/er/mkdocs.yml", "[Mm]akefile"),
]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a folder with marks of many tools, a link to a folder, and one to itself."""
    for name in PLACES:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("", encoding="utf-8")
    (tmp_path / "linked").symlink_to("docs")
    (tmp_path / "itself").symlink_to("itself")
    return tmp_path


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_finds_what_glob_finds(root: Path, pattern: str) -> None:
    """Each pattern of the table, in a folder, in one that is empty, and in one that is not there."""
    for folder in (root, root / "config/_default", root / "nowhere"):
        assert marks._Glob(folder).found(pattern) == sorted(folder.glob(pattern))  # noqa: SLF001  the same
