"""Issues are found by what their front matter says of off-prints, in any form, and drafts are none."""

from pathlib import Path

import pytest

from commandline import write
from triptych.core.contents import OffPrints
from triptych.settings.publication import Publication, Settings
from triptych.sources import article_index
from triptych.sources.link_index import Index
from triptych.sources.listed_issues import read_issues

_FRONTS = {
    "yaml": "---\ntitle: I\ncontents:\n  - part: P\n  - a.md\n  - b\nofprints: yes\noffprints: {}\n---\n",
    "toml": '+++\ntitle = "I"\noffprints = {}\ncontents = [{{part = "P"}}, "a.md", "b"]\n+++\n',
    "json": '{{\n"offprints": {}, "contents": [{{"part": "P"}}, "a.md", "/x/b/"]\n}}\n',
}


def _index(folder: Path, front: str) -> Index:
    """Return the index of a publication with an issue in a folder ``x``, and two articles."""
    files = {"x/i.md": front, "x/a.md": "Text.\n", "x/b/index.md": "Text.\n", "c.md": "Text.\n"}
    write(folder, dict(files))
    return Index(Publication(folder, Settings(content=".")))


@pytest.mark.parametrize("form", _FRONTS)
@pytest.mark.parametrize(("typed", "meant"), [("false", "no"), ('"paged"', "paged")])
def test_members_know_their_issue(form: str, typed: str, meant: OffPrints, tmp_path: Path) -> None:
    """By the path from the root, of whatever the line names: a file, or a folder with an index."""
    index = _index(tmp_path, _FRONTS[form].format(typed))
    assert [index.issue_of(f"x/{name}", meant) for name in ("a.md", "b/index.md", "i.md")] == [
        "x/i.md",
        "x/i.md",
        "",
    ]
    assert index.issue_of("c.md", meant) == ""
    assert index.issue_of("x/a.md", "yes") == ""


@pytest.mark.parametrize(
    "front",
    [
        "---\ncontents: [a.md]\n---\n",
        "---\ncontents: [a.md]\noffprints: no\ndraft: true\n---\n",
        "---\ncontents: a.md\noffprints: no\n---\n",
        "---\noffprints: no\n---\n",
        "---\ncontents: [a.md\noffprints: no\n---\n",
        "---\ncontents: [a.md]\noffprints: perhaps\n---\n",
    ],
)
def test_what_is_no_issue_or_a_draft_has_no_members(front: str, tmp_path: Path) -> None:
    """Front matter that is wrong is reported where the article is read, not here."""
    assert _index(tmp_path, front).issue_of("x/a.md", "no") == ""


def test_a_file_that_cannot_be_read_is_none(tmp_path: Path) -> None:
    """It is passed over."""
    publication = Publication(tmp_path, Settings(content="."))
    assert read_issues({"gone.md": tmp_path / "gone.md"}, publication) == []
    assert article_index.paged_issue(publication, tmp_path / "gone.md") == ""
