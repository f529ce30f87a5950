"""Projects of Quarto and bookdown: which documents are articles, and in what order."""

from pathlib import Path

from triptych.dialects import quarto_project


def test_the_order_of_a_book(tmp_path: Path) -> None:
    """Chapters, parts and appendices are in their order; nothing else is an article."""
    for name in ("index.qmd", "b.qmd", "a.qmd", "z.qmd", "other.qmd"):
        (tmp_path / name).write_text("# T", encoding="utf-8")
    (tmp_path / "_quarto.yml").write_text(
        "project:\n  type: book\nbook:\n  title: B\n  chapters:\n  - index.qmd\n  - part: P\n"
        "    chapters: [b.qmd, a.qmd]\n  appendices: [z.qmd, gone.qmd]\n",
        encoding="utf-8",
    )
    site = quarto_project.describe(tmp_path, "_quarto.yml")
    assert (site.title, site.only) == ("B", ("index.qmd", "b.qmd", "a.qmd", "z.qmd"))
    assert site.values["parts"] == {"b.qmd": "P"}


def test_the_order_of_bookdown(tmp_path: Path) -> None:
    """Without a list the files are by name, the index first."""
    for name in ("01-b.Rmd", "index.Rmd", "00-a.Rmd", "_no.Rmd"):
        (tmp_path / name).write_text("---\ntitle: T\n---\n# X", encoding="utf-8")
    (tmp_path / "_bookdown.yml").write_text("book_filename: x\n", encoding="utf-8")
    site = quarto_project.describe(tmp_path, "_bookdown.yml")
    assert (site.title, site.only) == ("T", ("index.Rmd", "00-a.Rmd", "01-b.Rmd"))
