"""Books and theses for pandoc: their chapters, their labels, and the LaTeX in them."""

from pathlib import Path
from typing import Any

import pytest

from commandline import write
from triptych.core import findings
from triptych.dialects import marks, pandoc, pandoc_project
from triptych.dialects.page import Page
from triptych.settings.publication import Publication, Settings
from triptych.sources import sites

FILES = {
    "metadata.yaml": (
        "title: On lamps\nauthor: [Ida Lamp]\ndate: 2024-05-01\nbibliography: refs.bib\n"
        "lang: en-GB\n"
    ),
    "chapters/1-in.md": "# In {#sec:in}\n\nText.\n",
    "chapters/2-oil.md": (
        "# Oil {#sec:oil}\n\n![A can](a.png){#fig:can}\n\n"
        "\\begin{figure}\n\\includegraphics{b.png}\n"
        "\\caption{A \\textbf{wick}}\\label{fig:wick}\n\\end{figure}\n"
    ),
    "chapters/10-end.md": "# End\n\nText.\n",
    "refs.bib": "@book{a, title={A}}\n",
    "README.md": "# Read me\n",
    "templates/a.md": "Text.\n",
}
TEXTS = {
    "commands": (r"\textbf{a} \emph{b}", "**a** *b*"),
    "a page's number": ("\\pagenumbering{roman}\n\\setcounter{page}{1}\n\nText.", "Text."),
    "a label in a caption": (
        "![A can\\label{can}](a.png){ width=50% }\n\nFigure \\ref{can}.",
        "![A can](a.png){#fig:can  width=50% }\n\nFigure [-@fig:can].",
    ),
    "a label of a table": (
        "| a |\n|---|\n| b |\n\nTable: All \\label{t_all}\n\n\\ref{t_all}",
        "| a |\n|---|\n| b |\n\nTable: All {#tbl:t_all}\n\n[-@tbl:t_all]",
    ),
    "references of this chapter": (
        "@fig:a [@fig:a] {@fig:a} +@fig:a `{@fig:a}`\n\n![a](a.png){#fig:a}",
        "@fig:a [@fig:a] @fig:a @fig:a `{@fig:a}`\n\n![a](a.png){#fig:a}",
    ),
    "references of another": (
        "@fig:can and [-@fig:can], [@sec:oil], \\ref{fig:wick}",
        (
            "[Figure “A can”](/chapters/2-oil.md#fig-can) and [“A can”](/chapters/2-oil.md#fig-can), "
            "[Oil](/chapters/2-oil.md#sec-oil), [“A wick”](/chapters/2-oil.md#fig-wick)"
        ),
    ),
    "links to another": (
        "[x](#sec:oil), [Oil] and [so][Oil]",
        (
            "[x](/chapters/2-oil.md#sec-oil), [Oil](/chapters/2-oil.md#sec-oil) and "
            "[so](/chapters/2-oil.md#sec-oil)"
        ),
    ),
    "what nobody has": ("@fig:none [x](#none) [None]", "@fig:none [x](#none) [None]"),
    "a title block": ("% A title\n% Ida\n% 2024\n\nText.", "Text."),
    "code": ("`\\textbf{a}` and `@fig:can`", "`\\textbf{a}` and `@fig:can`"),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Write the files of a thesis."""
    write(tmp_path, FILES)
    return tmp_path


def a_page(root: Path, text: str) -> Page:
    """Return the first chapter with a text of its own."""
    publication = sites.with_site(Publication(root, Settings()), {"pandoc": "metadata.yaml"})
    name = "chapters/1-in.md"
    known = {"a.csl": "styles/a.csl"}.get
    return Page(
        root / name, name, name, root, publication.site, {}, text, find_file=lambda n: known(n, "")
    )


@pytest.mark.parametrize("label", TEXTS)
def test_it_is_read(label: str, root: Path) -> None:
    """Labels lead to any chapter, and LaTeX becomes Markdown."""
    text, made = TEXTS[label]
    with findings.collecting():
        assert pandoc.rewrite(text, a_page(root, text)).strip() == made


def test_chapters_are_in_their_order(root: Path) -> None:
    """Numbers count; what is no chapter is none."""
    site = pandoc_project.describe(root, "metadata.yaml")
    assert site.only == ("chapters/1-in.md", "chapters/2-oil.md", "chapters/10-end.md")
    assert (site.title, site.author, site.lang) == ("On lamps", "Ida Lamp", "en-GB")


def test_defaults_name_the_chapters(root: Path) -> None:
    """Files that the defaults list are the book."""
    (root / "defaults.yaml").write_text(
        "# pandoc\ninput-files: [chapters/10-end.md, chapters/1-in.md, none.md]\nmetadata: {lang: fr}\n"
    )
    site = pandoc_project.describe(root, "defaults.yaml")
    assert site.only == ("chapters/10-end.md", "chapters/1-in.md")


def test_metadata_complete_a_chapter(root: Path) -> None:
    """What the book says counts where the chapter says nothing; its title block counts first."""
    data: dict[str, Any] = {"csl": "a.csl"}
    assert pandoc.DIALECT.adapt
    pandoc.DIALECT.adapt(data, a_page(root, "% The *first*\n% Ida; Bo\n\nText."))
    assert data == {
        "title": "The first",
        "author": ["Ida", "Bo"],
        "lang": "en-GB",
        "date": data["date"],
        "bibliography": "refs.bib",
        "csl": "/styles/a.csl",
    }


@pytest.mark.parametrize(
    ("name", "text", "is_one"),
    [
        ("Makefile", "all:\n\tpandoc *.md\n", True),
        ("Makefile", "all:\n\tcc a.c\n", False),
        ("title.txt", "% Lamps\n", True),
        ("metadata.yml", "title: Lamps\n", True),
        ("metadata.yml", "name: lamps\n", False),
    ],
)
def test_marks_count_by_what_they_say(name: str, text: str, is_one: bool, tmp_path: Path) -> None:  # noqa: FBT001  a case
    """A file that other tools have too counts where it names a title, or pandoc, whose marks texts have."""
    (tmp_path / name).write_text(text)
    (tmp_path / "one.md").write_text("# One\n")
    is_plain = name != "Makefile" and is_one
    assert ("pandoc" in marks.find_marks(tmp_path)) == is_plain
    (tmp_path / "one.md").write_text("# One\n\nAs [@a] says.\n")
    assert ("pandoc" in marks.find_marks(tmp_path)) == is_one
    (tmp_path / "one.md").unlink()
    assert "pandoc" not in marks.find_marks(tmp_path)
