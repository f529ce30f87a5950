"""Which site a folder or an article belongs to, by marks in it, above it and beside it."""

from pathlib import Path

import pytest

from commandline import write
from triptych.sources import discover, sites

DOCS = {"docs/x.md": "# X\n", "docs/in/y.md": "# Y\n", "other/z.md": "# Z\n"}
BESIDE: dict[str, tuple[dict[str, str], str]] = {
    "MkDocs": ({"conf/mkdocs.yml": "docs_dir: ../docs\n"}, "mkdocs"),
    "mdBook": ({"conf/book.toml": "[book]\nsrc = '../docs'\n"}, "mdbook"),
    "MyST": ({"docs/conf.py": "extensions = ['myst_parser']\n"}, "myst"),
}


@pytest.mark.parametrize("start", ["docs/x.md", "docs/in/y.md", "docs/in", "other/z.md"])
@pytest.mark.parametrize("case", BESIDE)
def test_a_mark_may_be_beside_an_article(case: str, start: str, tmp_path: Path) -> None:
    """It counts where the site's articles are those that are asked for, within a repository."""
    files, dialect = BESIDE[case]
    write(tmp_path, {**DOCS, **files, ".git/HEAD": ""})
    found = sites.publication_around(tmp_path / start)
    if start.startswith("other"):
        assert found is None
    else:
        assert found
        assert found.site.dialect == dialect


def test_nothing_beside_folders_above_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a repository only the current folder is known to be of the same work."""
    write(tmp_path, {**DOCS, "conf/mkdocs.yml": "docs_dir: ../docs\n"})
    assert sites.publication_around(tmp_path / "docs/x.md") is None
    monkeypatch.chdir(tmp_path)
    assert sites.publication_around(Path("docs/x.md"))


LOOSE: dict[str, tuple[dict[str, str], list[str]]] = {
    "a package of R": (
        {
            "DESCRIPTION": "Package: x\nTitle: Lamps\n  and Oil\n",
            "vignettes/a.Rmd": "",
            "README.md": "",
        },
        ["vignettes/a.Rmd"],
    ),
    "with GitHub's folder": (
        {".github/x.yml": "", "vignettes/in/b.qmd": "", "vignettes/a.qmd": "", "man/x.md": ""},
        ["vignettes/a.qmd", "vignettes/in/b.qmd"],
    ),
    "a book": (
        {"index.Rmd": "---\nsite: bookdown::bookdown_site\n---\n", "02-b.Rmd": "", "01-a.Rmd": ""},
        ["index.Rmd", "01-a.Rmd", "02-b.Rmd"],
    ),
    "a folder of notebooks": ({"b.qmd": "", "a.Rmd": "", "README.md": ""}, ["a.Rmd", "b.qmd"]),
}


@pytest.mark.parametrize("case", LOOSE)
def test_articles_show_a_site_without_marks(case: str, tmp_path: Path) -> None:
    """Where nothing else is known, what no other tool writes does."""
    files, expected = LOOSE[case]
    write(tmp_path, {name: text or "Text.\n" for name, text in files.items()})
    found = sites.publication_around(tmp_path)
    assert found
    assert found.site.dialect == "quarto"
    names = [path.relative_to(tmp_path).as_posix() for path in discover.publication_articles(found)]
    assert names == expected
    assert found.settings.title == ("Lamps and Oil" if "DESCRIPTION" in files else "")


def test_a_site_of_quarto_is_in_the_order_of_its_navigation(tmp_path: Path) -> None:
    """Its sidebar counts before its menu, and what neither names is last."""
    config = (
        "project: {type: website}\nwebsite:\n  navbar:\n    left:\n      - href: blog.qmd\n"
        "      - menu: [z.qmd, a.qmd]\n  sidebar:\n    - contents:\n        - section: S\n"
        "          contents: [c.qmd, {file: b.qmd, text: x}]\n"
    )
    names = ["a", "b", "blog", "c", "index", "other", "z"]
    write(tmp_path, {"_quarto.yml": config, **{f"{name}.qmd": "Text.\n" for name in names}})
    found = sites.publication_around(tmp_path)
    assert found
    stems = [path.stem for path in discover.publication_articles(found)]
    assert stems == ["index", "c", "b", "blog", "z", "a", "other"]


def test_an_article_beside_a_site_is_none_of_its(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A site in a folder below means nothing to a file outside its articles."""
    files = {"notes.md": "x", "a/conf.py": "myst", "b/book.toml": "", "c/mkdocs.yml": ""}
    write(tmp_path, {**files, ".git/HEAD": ""})
    monkeypatch.chdir(tmp_path)
    assert sites.publication_around(Path("notes.md")) is None


@pytest.mark.parametrize(
    ("files", "dialect"),
    [
        ({"a.md": "See [[b]].\n", "in/b.md": "![[a]]\n"}, "obsidian"),
        ({"a.md": "See [[b]].\n", "b.md": "See [a](a.md).\n"}, "github"),
        ({"a.md": "`[[b]]`\n", "b.md": "a[[0]]\n"}, "github"),
        ({"a.md": "[[b]]\n", "b.md": "[[a]]\n", "_Sidebar.md": "[[a]]\n"}, "github"),
    ],
)
def test_notes_that_link_to_each_other_are_a_vault(
    files: dict[str, str], dialect: str, tmp_path: Path
) -> None:
    """A folder of Markdown without any mark is GitHub's, or a vault whose settings are not there."""
    write(tmp_path, files)
    found = sites.plain_folder(tmp_path)
    assert found
    assert found.site.dialect == dialect
