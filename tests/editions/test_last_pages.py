"""The last page of an article has four lines of text at least: alone, in an issue, in columns."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pymupdf
import pytest

from pressing import document, issue_document
from triptych.core.model import Override
from triptych.core.page_design import design_page
from triptych.editions.pdf import edition, weasyprint
from triptych.settings.kinds import PAPERS
from triptych.sources import discover

SENTENCE = "One word follows another here until a line of them is full and the next one begins. "
SETTINGS = 'title = "The Tide"\npublisher = "Tide"\npaper = "a5"\n'


def _text(part: int) -> str:
    """Return a text that is a little longer than a page of A5, the longer the higher its number."""
    return "\n\n".join(["Word. " * 60] * 4 + ["Word."] * part + ["Word. " * 10])


def _ends(pdf: pymupdf.Document) -> list[int]:
    """Return how many lines are on the last page of each part that has several, by its mark."""
    found = []
    for page, following in pairwise([*pdf, None]):
        rows = {round(word[3]) for word in page.get_text("words") if word[4] == "Word."}
        is_last = following is None or "Begin." in following.get_text()
        if rows and is_last and "Begin." not in page.get_text():
            found.append(len(rows))
    return found


def test_each_article_of_an_issue_ends_with_four_lines(tmp_path: Path) -> None:
    """Not only the last one of them."""
    (tmp_path / "triptych.toml").write_text(SETTINGS)
    (tmp_path / "content").mkdir()
    names = [f"{part}.md" for part in range(4)]
    for part, name in enumerate(names):
        text = f"---\ntitle: T\n---\n\nBegin.\n\n{_text(part)}\n\n- Word.\n- Word.\n"
        (tmp_path / "content" / name).write_text(text)
    path = tmp_path / "content" / "issue.md"
    path.write_text(f"---\ntitle: Issue\ncontents: {names}\n---\n")
    publication, _ = discover.locate((path,), tmp_path)
    data = edition.write(issue_document(path, publication)).data
    with pymupdf.open(stream=data, filetype="pdf") as pdf:
        ends = _ends(pdf)
    assert len(ends) > 2
    assert min(ends) >= 4


def test_a_page_that_the_author_ends_has_four_lines(tmp_path: Path) -> None:
    """It is the last one of its part of the text."""
    path = tmp_path / "a.md"
    parts = [f"Begin.\n\n{_text(part)}" for part in range(2, 9)]
    path.write_text("---\ntitle: T\n---\n\n" + "\n\n\\newpage\n\n".join(parts))
    data = edition.write(document(path, None, Override(paper=PAPERS["a5"]))).data
    with pymupdf.open(stream=data, filetype="pdf") as pdf:
        ends = _ends(pdf)
    assert len(ends) > 2
    assert min(ends) >= 4


@pytest.mark.parametrize("sentences", [0, 3])
def test_the_colophon_is_not_alone_behind_columns(sentences: int, tmp_path: Path) -> None:
    """They give up four lines of each column for its page."""
    (tmp_path / "triptych.toml").write_text(SETTINGS.replace("a5", "a4"))
    (tmp_path / "content").mkdir()
    path = tmp_path / "content" / "a.md"
    front = "---\ntitle: Columns\ndate: 2025-01-01\nauthor: {name: Ann, bio: Ann rows.}\n---\n\n"
    paragraphs = [SENTENCE * 8] * 13 + [SENTENCE * sentences]
    path.write_text(f"{front}## Head\n\n" + "\n\n".join(paragraphs))
    publication, _ = discover.locate((path,), tmp_path)
    data = edition.write(document(path, publication, Override(theme="journal"))).data
    with pymupdf.open(stream=data, filetype="pdf") as pdf:
        page = pdf[-1]
        lines = {round(word[3]) for word in page.get_text("words") if word[0] < page.rect.width / 2}
        assert "Cite as" in page.get_text()
        assert len([each for each in lines if each < page.search_for("About")[0].y0 - 9]) >= 4


def test_pages_share_what_the_last_one_takes(tmp_path: Path) -> None:
    """No page has a hole for the sake of its lines and of the box of the author that belongs to them."""
    bio = "One who writes of tides and harbours and of what is left of both. " * 3
    (tmp_path / "a.md").write_text(
        f'---\ntitle: T\nauthor: {{name: Ann, bio: "{bio}"}}\n---\n\n'
        + "Word. " * 70
        + ("\n\n" + "Word. " * 70) * 11
    )
    design = design_page(PAPERS["a5"])
    data = edition.write(document(tmp_path / "a.md", None, Override(paper=PAPERS["a5"]))).data
    with pymupdf.open(stream=data, filetype="pdf") as pdf:
        words = [[word for word in page.get_text("words") if word[4] == "Word."] for page in pdf]
    ends = [max(word[3] for word in page) for page in words]
    assert len(ends) == 4
    assert len({round(word[3]) for word in words[-1]}) >= 4
    assert max(ends[:-1]) - min(ends[:-1]) < 2 * design.size * design.leading


def test_pages_before_the_last_two_are_laid_out_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A last page with too few lines takes them from the one before, or goes there; no other changes."""
    weasyprint.producer()
    from weasyprint.layout import page as layout  # noqa: PLC0415  after the door has set it up

    remake, numbers = layout.remake_page, list[int]()

    def counted(number: int, *rest: Any) -> Any:
        numbers.append(number)
        return remake(number, *rest)

    monkeypatch.setattr(layout, "remake_page", counted)
    path, again = tmp_path / "a.md", 0
    for lines in (20, 21, 22, 23):
        text = "\n\n".join(["Word. " * 60] * 16 + ["Word."] * lines)
        path.write_text(f"---\ntitle: T\n---\n\n{text}")
        numbers.clear()
        edition.write(document(path, None, Override(paper=PAPERS["a5"])))
        last = max(numbers)
        first, then = numbers[: last + 1], numbers[last + 1 : last + 3]
        assert first == list(range(last + 1))
        assert then in ([], [last - 1], [last - 1, last])
        again += bool(then)
    assert again
