"""What ``init`` writes into folders of every kind."""

from pathlib import Path

import pytest

from triptych.core.errors import OutputError, TriptychError, UsageError
from triptych.desk import starting
from triptych.press.new_files import write_new
from triptych.sources import discover

EDITORS = {".schemas/settings.json", ".schemas/front-matter.json", ".vscode/settings.json"}
OWN = {"triptych.toml", "templates/house/theme.toml"}
ARTICLE = {"content/first-article/index.md", "content/first-article/three-editions.svg"}
WORKFLOW = {".github/workflows/editions.yml"}


def _write(root: Path, *names: str, text: str = "# Words\n\nWords.\n") -> None:
    """Write files below a folder."""
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")


def _names(start: starting.Start) -> set[str]:
    """Return the names of the files to write."""
    return {path.relative_to(start.root).as_posix() for path in start.files}


def _read(root: Path) -> tuple[object, ...]:
    """Return what a folder is read as: its site, settings and articles."""
    found, files = discover.locate((), root)
    settings = {**found.settings.model_dump(), "dialect": found.site.dialect}
    return found.site, settings, files


def test_a_new_folder_gets_everything(tmp_path: Path) -> None:
    """Whether it exists or not, and what a repository has anyway stays."""
    every = {*OWN, *ARTICLE, *EDITORS, *WORKFLOW, ".gitignore"}
    assert _names(starting.plan(tmp_path / "a" / "b")) == every
    _write(tmp_path, "README.md", "LICENSE.md", "src/code.py", ".git/HEAD")
    assert _names(starting.plan(tmp_path)) == every


def test_a_second_time_nothing_is_missing(tmp_path: Path) -> None:
    """Not even when a part of it was changed; what was deleted comes again."""
    write_new(starting.plan(tmp_path).files)
    again = starting.plan(tmp_path)
    assert (again.files, again.kind, again.remarks) == ({}, "", [])
    (tmp_path / ".gitignore").unlink()
    _write(tmp_path, "content/mine.md")
    (tmp_path / "content" / "first-article" / "index.md").unlink()
    assert _names(starting.plan(tmp_path)) == {".gitignore"}


def test_a_publication_keeps_its_settings(tmp_path: Path) -> None:
    """In either file; an article comes only where there is none."""
    _write(
        tmp_path, "pyproject.toml", text='[tool.triptych]\ncontent = "texts"\ntheme = "journal"\n'
    )
    (tmp_path / "texts").mkdir()
    article = {name.replace("content/", "texts/") for name in ARTICLE}
    start = starting.plan(tmp_path)
    assert _names(start) == {*article, *EDITORS, *WORKFLOW, ".gitignore"}
    text = str(start.files[tmp_path / "texts" / "first-article" / "index.md"])
    assert "templates/journal/theme.toml" in text


@pytest.mark.parametrize(
    ("kind", "files"),
    [
        ("MkDocs site (mkdocs.yml)", ("mkdocs.yml", "docs/index.md", "docs/a.md")),
        ("Hugo site (hugo.toml)", ("hugo.toml", "content/posts/a.md")),
        ("Jekyll site (_config.yml)", ("_config.yml", "_posts/2026-01-02-a.md")),
        ("Obsidian vault (.obsidian)", (".obsidian/app.json", "a.md", "b/c.md")),
        ("Quarto site (_quarto.yml)", ("_quarto.yml", "a.qmd")),
        ("Docusaurus site (docusaurus.config.js)", ("docusaurus.config.js", "docs/a.md")),
        ("VitePress site (.vitepress)", (".vitepress/config.ts", "a.md")),
        ("Folder of Markdown, read as GitHub shows it (README.md)", ("README.md", "docs/a.md")),
        ("GitHub site (.github)", (".github/x", "README.md", "a.md")),
    ],
)
def test_a_site_is_read_as_before(tmp_path: Path, kind: str, files: tuple[str, ...]) -> None:
    """It gets no article and no theme, and what is written changes neither articles nor settings."""
    _write(tmp_path, *(name for name in files if name.endswith(("md", "x"))))
    _write(tmp_path, *(name for name in files if not name.endswith(("md", "x"))), text="\n")
    before = _read(tmp_path)
    start = starting.plan(tmp_path)
    assert start.kind == kind
    assert _names(start) == {"triptych.toml", *EDITORS, ".gitignore"}
    write_new(start.files)
    assert _read(tmp_path) == before
    assert starting.plan(tmp_path).files == {}


def test_a_site_in_a_folder_of_a_repository_gets_its_settings_there(tmp_path: Path) -> None:
    """Beside the site's own settings, where the program looks for them."""
    _write(tmp_path, "website/docusaurus.config.js", text="\n")
    _write(tmp_path, "website/docs/a.md")
    _write(tmp_path, ".git/HEAD", text="\n")
    before = _read(tmp_path)
    start = starting.plan(tmp_path)
    write_new(start.files)
    assert _read(tmp_path) == before


def test_a_folder_among_articles_is_refused(tmp_path: Path) -> None:
    """Of a publication and of a vault: its articles would be built twice; beside them is allowed."""
    _write(tmp_path, "own/triptych.toml", "vault/.obsidian/app.json", text="\n")
    _write(tmp_path, "own/content/a.md", "vault/a.md", "vault/deep/b.md")
    for name in ("own/content/new", "own/content", "vault/deep", "vault/new/newer"):
        with pytest.raises(UsageError, match="is among the articles of the"):
            starting.plan(tmp_path / name)
    assert _names(starting.plan(tmp_path / "own" / "books" / "one")) >= ARTICLE


def test_a_workflow_belongs_to_the_top_of_a_repository(tmp_path: Path) -> None:
    """Below it none is written, nor beside one of another kind."""
    _write(tmp_path, ".git/HEAD", text="\n")
    (tmp_path / "book").mkdir()
    start = starting.plan(tmp_path / "book")
    assert not WORKFLOW & _names(start)
    assert "top folder of the repository" in start.remarks[0]
    _write(tmp_path, ".gitlab-ci.yml", ".gitignore", text="*.log\n")
    start = starting.plan(tmp_path)
    assert not WORKFLOW & _names(start)
    assert "/out/" in start.remarks[0]


def test_files_elsewhere_are_named(tmp_path: Path) -> None:
    """A folder with Markdown that no tool marks is said not to be built."""
    _write(tmp_path, "en/a.md", "en/b/c.md", "de/a.md")
    (remark,) = starting.plan(tmp_path).remarks
    assert remark.startswith("2 Markdown files in en/ are not built")


@pytest.mark.parametrize(
    ("name", "error", "message"),
    [
        ("file", OutputError, "a file or a broken link is where the folder belongs"),
        ("file/below", OutputError, "a file is where a folder belongs"),
        ("broken", OutputError, "a file or a broken link is"),
        ("blocked", OutputError, "a file is where a folder belongs"),
        ("linked", TriptychError, "a link leads there"),
        ("home", UsageError, "holds more than a publication"),
    ],
)
def test_what_is_in_the_way_is_named(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    error: type[TriptychError],
    message: str,
) -> None:
    """Before anything is written."""
    (tmp_path / "file").write_text("")
    (tmp_path / "broken").symlink_to(tmp_path / "nothing")
    for each in ("blocked", "linked", "home", "outside"):
        (tmp_path / each).mkdir()
    (tmp_path / "blocked" / "templates").write_text("")
    (tmp_path / "linked" / "content").symlink_to(tmp_path / "outside")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    with pytest.raises(error, match=message):
        starting.plan(tmp_path / name)


def test_a_link_to_a_folder_is_that_folder(tmp_path: Path) -> None:
    """Its title is the real folder's name."""
    (tmp_path / "real-name").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real-name")
    start = starting.plan(tmp_path / "link")
    assert 'title = "Real name"' in str(start.files[tmp_path / "link" / "triptych.toml"])
    write_new(start.files)
    assert (tmp_path / "real-name" / "triptych.toml").is_file()
