"""Issues in the second profile, with paged off-prints and one list of works, are judged faultless."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from commandline import triptych
from issues import ISSUE, SETTINGS, lay
from judging import Judging
from pressing import ROOT
from triptych.checks.verapdf import A_4F, REUSABLE, UA_2, WELL_TAGGED, Engine

_MORE = "offprints: paged\nreferences: together\n"
_PROFILE = 'pdf_profile = "archive-pdf2"\n'
_BOOK = "@book{doe, author={Doe, Jane}, title={A Book}, publisher={House}, year={2001}}\n"
_HANDBOOK = ("tables.md", "notes.md", "mathematics.md", "citations.md", "cross-references.md")


@dataclass(frozen=True, slots=True)
class Built:
    """Editions of an issue and of its members, by suffix, and how many articles they are of."""

    folder: Path
    count: int

    def of(self, suffix: str) -> list[Path]:
        """Return the editions of a format."""
        found = sorted(self.folder.rglob(f"*{suffix}"))
        assert len(found) == self.count
        return found


def _lay_small(folder: Path) -> None:
    """Write a small issue, each of whose members cites a work and has one of everything."""
    lay(folder, ISSUE.replace("recto: true\n", f"recto: true\n{_MORE}"))
    for path in (folder / "content").rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        if path.name != "spring.md":
            text = text.replace("---\n", "---\nbibliography: /content/a.bib\n", 1)
        path.write_text(f"{text}\nIt is said [@doe].\n", encoding="utf-8")
    issue = folder / "content" / "spring.md"
    text = issue.read_text(encoding="utf-8")
    issue.write_text(text.replace("---\n", "---\nbibliography: a.bib\n", 1), encoding="utf-8")
    (folder / "content" / "a.bib").write_text(_BOOK, encoding="utf-8")
    (folder / "triptych.toml").write_text(f"{SETTINGS}{_PROFILE}", encoding="utf-8")


def _lay_sample(folder: Path) -> None:
    """Write the sample issue with these settings."""
    shutil.copytree(ROOT / "content" / "tideline", folder / "content" / "tideline")
    issue = folder / "content" / "tideline" / "index.md"
    _set(issue)
    (folder / "triptych.toml").write_text(f'title = "T"\n{_PROFILE}', encoding="utf-8")


def _lay_handbook(folder: Path) -> None:
    """Write an issue of pages of the handbook with these settings."""
    shutil.copytree(ROOT / "content" / "handbook", folder / "content" / "handbook")
    for path in (folder / "content" / "handbook").rglob("*.md"):
        if path.name not in _HANDBOOK:
            path.unlink()
    entries = "".join(f"  - handbook/{name}\n" for name in _HANDBOOK)
    text = f"---\ntitle: Handbook\ndate: 2026-05-01\ncontents:\n  - part: Writing\n{entries}---\n"
    issue = folder / "content" / "book.md"
    issue.write_text(text, encoding="utf-8")
    _set(issue)
    (folder / "triptych.toml").write_text(f'title = "T"\n{_PROFILE}', encoding="utf-8")


def _set(issue: Path) -> None:
    """Add these settings to the front matter of an issue."""
    text = issue.read_text(encoding="utf-8")
    issue.write_text(text.replace("---\n", f"---\n{_MORE}", 1), encoding="utf-8")


_ISSUES = {"small": (_lay_small, 4), "sample": (_lay_sample, 4), "handbook": (_lay_handbook, 6)}


@pytest.fixture(
    scope="module",
    params=["small", *(pytest.param(n, marks=pytest.mark.sweep) for n in ("sample", "handbook"))],
)
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build an issue with all its members."""
    lay_it, count = _ISSUES[request.param]
    folder = tmp_path_factory.mktemp(request.param)
    lay_it(folder)
    told = triptych(folder, "build")
    assert told.code == 0, told.err
    return Built(folder / "out", count)


def test_every_pdf_conforms_to_the_second_profile(built: Built, verapdf: Engine) -> None:
    """The issue, bound of parts, and off-prints that name their pages in it."""
    flavours = (UA_2, A_4F, WELL_TAGGED, REUSABLE)
    failures = [
        f"{path.name}: {each}"
        for path in built.of(".pdf")
        for each in verapdf.judge(path, flavours)
    ]
    assert failures == []


def test_every_book_is_faultless(built: Built, epubcheck: Judging) -> None:
    """EPUBCheck reports nothing."""
    assert epubcheck(built.of(".epub")) == {}


def test_every_page_is_faultless(built: Built, nu: Judging) -> None:
    """The Nu checker reports nothing."""
    assert nu(built.of(".html")) == {}


@pytest.mark.sweep
def test_every_book_and_page_is_accessible(built: Built, ace: Judging, axe: Judging) -> None:
    """Ace and axe-core find no violation."""
    assert ace(built.of(".epub")) == {}
    assert axe(built.of(".html")) == {}
