"""The configuration of MkDocs and Zensical says what a site is, and in which order it is read."""

from pathlib import Path

import pytest

from commandline import write
from triptych.dialects import mkdocs_config
from triptych.dialects.marks import find_marks
from triptych.sources import discover, sites

DOCS = dict.fromkeys(["docs/a.md", "docs/index.md", "docs/z/last.md", "docs/b.md"], "# Oil\n")
NAV = "nav:\n  - Last: z/last.md\n  - index.md\n  - Group:\n    - a.md\n  - https://x.example\n"
TOML = (
    "[project]\nsite_name = 'Lamps'\nnav = [{ Last = 'z/last.md' }, 'index.md', { Group = ['a.md'] }]\n"
    "[project.markdown_extensions.admonition]\n[project.markdown_extensions.pymdownx.arithmatex]\n"
    "generic = true\n[project.plugins.mkdocstrings.handlers.python]\npaths = []\n"
)
CONFIGURATIONS: dict[str, dict[str, str]] = {
    "MkDocs": {"mkdocs.yml": f"site_name: Lamps\n{NAV}"},
    "ProperDocs": {"properdocs.yml": f"site_name: Lamps\n{NAV}"},
    "another suffix": {"mkdocs.yaml": f"site_name: Lamps\n{NAV}"},
    "Zensical": {"zensical.toml": TOML},
    "Zensical in YAML": {"zensical.yml": f"site_name: Lamps\n{NAV}"},
    "inherited": {
        "mkdocs.yml": "INHERIT: conf/base.yml\nsite_name: Lamps\n",
        "conf/base.yml": f"INHERIT: ../mkdocs.yml\nsite_name: Base\n{NAV}",
    },
}


@pytest.mark.parametrize("case", CONFIGURATIONS)
def test_its_navigation_is_the_order(case: str, tmp_path: Path) -> None:
    """What it names comes first, as it names it; the rest follows by name."""
    write(tmp_path, {**DOCS, **CONFIGURATIONS[case]})
    publication = sites.publication_around(tmp_path)
    assert publication
    found = discover.publication_articles(publication)
    names = [path.relative_to(tmp_path / "docs").as_posix() for path in found]
    assert names == ["z/last.md", "index.md", "a.md", "b.md"]
    assert publication.settings.title == "Lamps"


@pytest.mark.parametrize(
    ("folder", "docs"), [("", "docs"), ("site", "docs"), ("site", "../text"), ("site", "../../up")]
)
def test_its_folder_may_be_anywhere_within(folder: str, docs: str, tmp_path: Path) -> None:
    """It is relative to the configuration, and none outside the publication is read."""
    root = tmp_path / "root"
    mark = f"{folder}/mkdocs.yml".lstrip("/")
    files = {mark: f"docs_dir: {docs}\n", "site/docs/a.md": "", "docs/a.md": "", "text/a.md": ""}
    write(root, {**files, "../up/a.md": ""})
    marks = find_marks(root)
    assert marks == {"mkdocs": mark}
    site = mkdocs_config.describe(root, mark)
    expected = {"": "docs", "docs": "site/docs", "../text": "text"}.get(docs if folder else "", "")
    assert site.content == ((expected,) if expected else ())


def test_extensions_of_zensical_are_named(tmp_path: Path) -> None:
    """Those in tables of tables have the names that MkDocs gives them; without any, the usual ones."""
    write(tmp_path, {"zensical.toml": TOML, "plain.toml": "[project]\nsite_name = 'Lamps'\n"})
    named = mkdocs_config.describe(tmp_path, "zensical.toml").values["markdown_extensions"]
    assert named == [{"admonition": {}}, {"pymdownx.arithmatex": {"generic": True}}]
    usual = mkdocs_config.describe(tmp_path, "plain.toml").values["markdown_extensions"]
    assert "pymdownx.arithmatex" in usual


def test_a_mark_below_counts_less_than_one_at_the_root(tmp_path: Path) -> None:
    """A guide within a blog does not make the blog a guide."""
    write(tmp_path, {"guide/mkdocs.yml": "", "guide/book.toml": "", "_config.yml": ""})
    assert list(find_marks(tmp_path)) == ["jekyll", "mkdocs", "mdbook"]


ORDERS: dict[str, dict[str, str]] = {
    "literate-nav": {
        "mkdocs.yml": "plugins:\n  - literate-nav\n",
        "docs/SUMMARY.md": "* [Last](z/last.md)\n* [Home](index.md)\n    * [A](a.md#x)\n- [Web](https://x.example)\n",
    },
    "literate-nav, its own file": {
        "mkdocs.yml": "plugins:\n  - literate-nav:\n      nav_file: NAV.md\n",
        "docs/NAV.md": "* z/*.md\n* [Home](index.md)\n* [A](a.md)\n",
    },
    "literate-nav, folders": {
        "mkdocs.yml": "plugins:\n  search: {}\n  literate-nav: {nav_file: SUMMARY.md}\n",
        "docs/SUMMARY.md": "* [Z](z/)\n* [Home](index.md)\n* [A](a.md)\n",
        "docs/z/SUMMARY.md": "* [Last](last.md)\n",
    },
    "awesome-pages": {
        "mkdocs.yml": "plugins: [awesome-pages]\n",
        "docs/.pages": "nav:\n  - z\n  - Home: index.md\n  - ...\n",
    },
    "awesome-pages, groups": {
        "mkdocs.yml": "plugins: [search, awesome-nav]\n",
        "docs/.nav.yml": "nav:\n  - Group:\n    - z/\n    - index.md\n  - a.md\n  - ../up.md\n",
    },
    "arranged": {
        "mkdocs.yml": "plugins: [awesome-pages]\n",
        "docs/.pages": "arrange:\n  - z\n  - index.md\n  - a.md\n",
    },
}


@pytest.mark.parametrize("case", ORDERS)
def test_plugins_read_the_order_from_files(case: str, tmp_path: Path) -> None:
    """Lists of links and files of folders are the navigation, and no pages."""
    write(tmp_path, {**DOCS, **ORDERS[case], "up.md": ""})
    publication = sites.publication_around(tmp_path)
    assert publication
    found = discover.publication_articles(publication)
    names = [path.relative_to(tmp_path / "docs").as_posix() for path in found]
    assert names == ["z/last.md", "index.md", "a.md", "b.md"]
