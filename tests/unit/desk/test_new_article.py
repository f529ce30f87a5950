"""A new article: its name, its place, its front matter, in our publications and in others' sites."""

from pathlib import Path

import pytest

from triptych.core.errors import OutputError, UsageError
from triptych.desk import new_article
from triptych.press.new_files import write_new
from triptych.sources import discover

DAY = "1767312000"
TEXT = "# Words\n\nWords.\n"


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make it the second of January 2026."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)


def _site(root: Path, *names: str) -> Path:
    """Write files below a folder, the settings of our own among them."""
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(TEXT if name.endswith("md") else "", encoding="utf-8")
    return root


def _own(
    root: Path, *names: str, settings: str = 'author = "A"\nurl = "https://a.example"\n'
) -> Path:
    """Return a publication of our own, with these articles."""
    _site(root, *names)
    (root / "content").mkdir(exist_ok=True)
    (root / "triptych.toml").write_text(settings)
    return root


def _planned(root: Path, title: str, folder: str = "", here: str = "") -> tuple[str, str]:
    """Return the path from the root of a new article, and its text."""
    made = new_article.plan(title, root / here, folder)
    return made.path.relative_to(root).as_posix(), made.text


def test_an_article_has_what_is_required(tmp_path: Path) -> None:
    """Title and day; author and identifier where the settings have none."""
    root = _own(tmp_path)
    name, text = _planned(root, "The night: the river froze")
    assert name == "content/The-night-the-river-froze.md"
    head = "---\ntitle: 'The night: the river froze'\ndate: 2026-01-02\n---\n"
    assert text == f"{head}\nWrite your first sentence here.\n"
    (root / "triptych.toml").write_text('author = "A"')
    assert "identifier: urn:uuid:" in _planned(root, "x")[1]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ('He said: "#1"', "He-said-1"),
        ("دریا کی رات", "دریا-کی-رات"),
        ("東京の夜", "東京の夜"),
        ("🎉🎉", "article"),
        ("C# & co / ../../etc", "C-co-etc"),
        ("con", "con_"),
        ("a\nb\tc\x00d", "a-b-c-d"),
        ("one two " * 40, "one-two-" * 9 + "one-two"),
        ("é" * 300, "é" * 40),
        ("-v", "v"),
    ],
)
def test_any_title_makes_a_file_name(tmp_path: Path, title: str, name: str) -> None:
    """In any script, on every system, never too long, and found by the build under that title."""
    root = _own(tmp_path)
    made = new_article.plan(title, root)
    assert made.path.name == f"{name}.md"
    write_new({made.path: made.text})
    assert discover.locate((), root)[1] == [made.path]


def test_the_folder_is_chosen_or_the_current_one(tmp_path: Path) -> None:
    """By its name among the articles or from here; elsewhere it is refused."""
    root = _own(tmp_path, "content/essays/a.md")
    assert _planned(root, "x", here="content/essays")[0] == "content/essays/x.md"
    assert _planned(root, "x", "essays")[0] == "content/essays/x.md"
    assert _planned(root, "x", "content/essays")[0] == "content/essays/x.md"
    assert _planned(root, "x", "new/deeper")[0] == "content/new/deeper/x.md"
    for folder in ("../outside", str(root.parent), str(root)):
        with pytest.raises(UsageError, match="not among the articles"):
            new_article.plan("x", root, folder)


def test_articles_in_folders_get_one_too(tmp_path: Path) -> None:
    """Where most articles have a folder of their own, for their pictures."""
    root = _own(tmp_path, "content/a/index.md", "content/b/index.md", "content/c.md")
    assert _planned(root, "x")[0] == "content/x/index.md"


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """Neither a file nor a folder of that name, be it a link to nothing."""
    root = _own(tmp_path, "content/a.md", "content/b/index.md")
    (root / "content" / "c.md").symlink_to(root / "nothing")
    for title in ("a", "b", "c"):
        with pytest.raises(OutputError, match="exists already"):
            new_article.plan(title, root)


@pytest.mark.parametrize("title", ["", "  ", "\n\t", "\x07"])
def test_an_empty_title_is_refused(tmp_path: Path, title: str) -> None:
    """Nothing can be made of it."""
    with pytest.raises(UsageError, match="the title is empty"):
        new_article.plan(title, _own(tmp_path))


def test_without_a_publication_it_says_how_to_begin_one(tmp_path: Path) -> None:
    """Nothing is written anywhere."""
    with pytest.raises(UsageError, match="there is no publication here") as error:
        new_article.plan("x", tmp_path)
    assert "triptych init" in error.value.hint


@pytest.mark.parametrize(
    ("files", "path", "begins"),
    [
        (("hugo.toml", "content/posts/a.md"), "content/posts/A-C.md", "---\ntitle: 'A: C'\n"),
        (("_config.yml", "_posts/2026-01-01-a.md"), "_posts/2026-01-02-A-C.md", "---\ntitle: "),
        ((".obsidian/app.json", "a.md"), "A C.md", "---\ndate: 2026-01-02\n---\n\nWrite"),
        (("mkdocs.yml", "docs/index.md"), "docs/A-C.md", "---\ndate: 2026-01-02\n---\n\n# A: C\n"),
        (("_quarto.yml", "a.qmd", "b.qmd"), "A-C.qmd", "---\ntitle: 'A: C'\n"),
        ((".vitepress/config.ts", "a.md"), "A-C.md", "---\ndate: 2026-01-02\n---\n\n# A: C\n"),
        (("README.md", "a.md"), "A-C.md", "# A: C\n\nWrite"),
    ],
)
def test_a_site_gets_a_page_as_its_tool_has_them(
    tmp_path: Path, files: tuple[str, ...], path: str, begins: str
) -> None:
    """In the folder, with the name, and with the front matter that the tool expects."""
    root = _site(tmp_path, *files)
    name, text = _planned(root, "A: C")
    assert name == path
    assert text.startswith(begins)
    assert "author" not in text


def test_a_list_of_pages_is_named(tmp_path: Path) -> None:
    """A book is built from its list alone."""
    root = _site(tmp_path, "book.toml", "src/a.md")
    (root / "src" / "SUMMARY.md").write_text("# Summary\n\n- [A](a.md)\n")
    made = new_article.plan("x", root)
    assert made.remark == "Add src/x.md to src/SUMMARY.md: no other articles are built."
