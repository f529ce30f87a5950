"""What is known of an article."""

from hashlib import sha256
from pathlib import Path

import pytest

from triptych.core.errors import Place, SourceError
from triptych.core.model import Artifact
from triptych.desk.proofs import Proofs, error_values
from triptych.editions.pdf.drawn import Draft


def test_each_panel_has_its_own_revision() -> None:
    """An edition that is shown again has another number, also of the same revision."""
    proofs = Proofs(Path("a.md"), "a.md", revision=2)
    proofs.show("html", 1, b"old")
    proofs.show("html", 2, b"new")
    proofs.show("pdf", 1, b"old")
    shots = proofs.report()["shots"]
    assert [shots[name]["revision"] for name in ("html", "pdf")] == [2, 1]
    assert shots["html"]["serial"] != shots["pdf"]["serial"]


def test_a_download_has_its_hash_and_revision() -> None:
    """They are those of the bytes."""
    proofs = Proofs(Path("a.md"), "a.md")
    proofs.save(Artifact("epub", "a.epub", b"book"), 3)
    assert proofs.report()["finals"]["epub"] == {
        "revision": 3,
        "name": "a.epub",
        "size": 4,
        "sha256": sha256(b"book").hexdigest(),
    }


def test_the_number_of_pages_has_the_one_before() -> None:
    """It is what the last save made of it."""
    proofs = Proofs(Path("a.md"), "a.md")
    for pages in (5, 5, 6):
        proofs.count_pages(pages)
    assert (proofs.report()["pages_before"], proofs.report()["pages"]) == (5, 6)


def test_an_error_has_line_and_cure() -> None:
    """One without a place has none."""
    error = SourceError("wrong", Place("a.md", 7), "Do this.")
    assert error_values(error) == {
        "message": "wrong",
        "hint": "Do this.",
        "path": "a.md",
        "line": 7,
    }
    assert error_values(SourceError("wrong"))["line"] == 0


def test_a_draft_on_paper_is_shown_until_the_edition_is_made() -> None:
    """It has some pages, and replaces no edition of its own revision."""
    proofs = Proofs(Path("a.md"), "a.md")
    draft = Draft(b"draft", (2, 4), ((1.0, 2.0),) * 6, {"1": [(2, 0.0, 0.0, 1.0, 1.0)]})
    proofs.show_draft(1, draft)
    shot = proofs.shots["pdf"]
    assert (shot.data, shot.index(4), proofs.boxes) == (b"draft", 1, draft.boxes)
    with pytest.raises(IndexError):
        shot.index(3)
    proofs.show("pdf", 1, b"edition")
    proofs.show_draft(1, draft)
    assert (proofs.shots["pdf"].data, proofs.shots["pdf"].index(3)) == (b"edition", 3)


def test_a_draft_says_whether_it_is_shown() -> None:
    """It is not where the edition of its revision is there already."""
    proofs, draft = Proofs(Path("a.md"), "a.md"), Draft(b"draft", (0,), ((1.0, 2.0),), {})
    assert proofs.show_draft(1, draft)
    proofs.show("pdf", 2, b"edition")
    assert not proofs.show_draft(2, draft)
