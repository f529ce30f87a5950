"""Findings of earlier builds, with their places as the user knows them today."""

from dataclasses import replace
from pathlib import Path

import pytest

from remembering import PAGE, finding_at, recalled, remember, result_of
from triptych.core.dependencies import SETTINGS
from triptych.core.errors import Finding


def test_findings_follow_a_publication_that_is_moved(root: Path) -> None:
    """The place of the article is as it is named now, wherever the publication is."""
    front = (finding_at("books/a.md"), finding_at("other.md"))
    remember(root, replace(result_of(PAGE), front=front, own=(front,)), place="books/a.md")
    moved = root.rename(root.with_name("shelf"))
    found = recalled(moved, place="shelf/a.md")
    assert found is not None
    expected = ("shelf/a.md", "other.md")
    assert tuple(f.place.path for f in found.front) == expected
    assert tuple(f.place.path for f in found.editions["html"][1]) == expected
    assert found.front[0] == finding_at("shelf/a.md")


@pytest.mark.parametrize(
    "finding",
    [
        finding_at("p", message="in books/a.md"),
        finding_at("p", hint="see books/a.md"),
        finding_at("p", message="in books"),
        finding_at("/elsewhere/b.md"),
    ],
)
def test_a_finding_that_names_its_folder_holds_only_there(root: Path, finding: Finding) -> None:
    """In another place its words would be wrong, so the article is pressed again."""
    remember(root, replace(result_of(PAGE), common=(finding,)), place="books/a.md")
    assert recalled(root, place="books/a.md") is not None
    assert recalled(root, place="a.md") is None
    moved = root.rename(root.with_name("shelf"))
    assert recalled(moved, place="books/a.md") is None


def test_a_finding_on_the_settings_depends_on_their_lines(root: Path) -> None:
    """A comment above a key moves its line, though it changes no setting."""
    settings = root / "triptych.toml"
    settings.write_text('title = "P"\n', encoding="utf-8")
    remember(root, replace(result_of(PAGE), front=(finding_at(str(settings)),)))
    found = recalled(root)
    assert found is not None
    assert [kind for kind, _, _ in found.reads] == [SETTINGS]
    assert found.front[0].place.path == str(settings)
    moved = root.rename(root.with_name("shelf"))
    found = recalled(moved)
    assert found is not None
    assert found.front[0].place.path == str(moved / "triptych.toml")
    (moved / "triptych.toml").write_text('# A comment\ntitle = "P"\n', encoding="utf-8")
    assert recalled(moved) is None
