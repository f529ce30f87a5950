"""An issue beside its off-prints: what is built, what is built again, and what is reported once."""

import json
from pathlib import Path

import pytest

from commandline import editions, triptych
from issues import ISSUE, SETTINGS, lay


def _build(folder: Path, *words: str) -> list[str]:
    """Build the page of each article, and return the pages that were written, by name."""
    before = _states(folder)
    where = {"TRIPTYCH_NO_CACHE": "", "TRIPTYCH_CACHE": str(folder / "cache")}
    told = triptych(folder, "build", "--formats", "html", *words, environment=where)
    assert told.code == 0, told.err
    return sorted(name for name, state in _states(folder).items() if before.get(name) != state)


def _states(folder: Path) -> dict[str, int]:
    """Return when each page was written last."""
    return {path.stem: path.stat().st_mtime_ns for path in (folder / "out").rglob("*.html")}


def test_members_are_built_alone_as_without_the_issue_and_only_what_changed_again(
    tmp_path: Path,
) -> None:
    """An off-print's bytes do not depend on the issue; a change of a member voids both and no other."""
    folder = lay(tmp_path)
    (folder / "triptych.toml").write_text(f"{SETTINGS}page_list = false\n", encoding="utf-8")
    assert _build(folder) == ["bridges", "harbour", "spring", "ufer"]
    whole = editions(folder / "out")

    harbour = folder / "content" / "harbour.md"
    text = harbour.read_text(encoding="utf-8")
    harbour.write_text(text.replace("First words", "Other words"), encoding="utf-8")
    assert _build(folder) == ["harbour", "spring"]
    assert b"Other words of Harbour" in (folder / "out" / "spring" / "spring.html").read_bytes()
    harbour.write_text(text, encoding="utf-8")

    (folder / "content" / "spring.md").unlink()
    _build(folder, "--no-cache", "--out", "alone")
    alone = editions(folder / "alone")
    assert {name: whole[name] for name in alone} == alone
    assert len(alone) == 3


def test_an_issue_without_off_prints_is_built_alone_and_members_only_by_name(
    tmp_path: Path,
) -> None:
    """In a whole build no member has editions of its own; named on the command line, one has."""
    folder = lay(tmp_path, ISSUE.replace("recto: true", "offprints: no"))
    (folder / "triptych.toml").write_text(f"{SETTINGS}page_list = false\n", encoding="utf-8")
    assert _build(folder) == ["spring"]
    assert _build(folder, "content/ufer.md") == ["ufer"]


def test_a_fault_of_a_member_is_reported_once(tmp_path: Path) -> None:
    """Both built, the member reports it; the issue built alone, the issue does."""
    folder = lay(tmp_path)
    (folder / "triptych.toml").write_text(f"{SETTINGS}page_list = false\n", encoding="utf-8")
    harbour = folder / "content" / "harbour.md"
    harbour.write_text(
        f"{harbour.read_text(encoding='utf-8')}\n[Gone](gone.md)\n", encoding="utf-8"
    )
    for words in ((), ("content/spring.md",)):
        told = triptych(folder, "build", "--formats", "html", "--json", *words)
        found = [f for f in json.loads(told.out)["findings"] if "gone.md" in f["message"]]
        assert [each["path"] for each in found] == ["content/harbour.md"]


@pytest.mark.parametrize("jobs", ["4", pytest.param("2", marks=pytest.mark.sweep)])
def test_every_edition_is_the_same_whatever_the_number_of_processes(
    jobs: str, tmp_path: Path
) -> None:
    """Page, book and PDF of the issue and of each off-print, with the marks of pages."""
    folder = lay(tmp_path)
    made = []
    for number in ("1", jobs):
        told = triptych(folder, "build", "--no-cache", "--jobs", number, "--out", f"out{number}")
        assert told.code == 0, told.err
        made.append(editions(folder / f"out{number}"))
    assert len(made[0]) == 12
    assert b'id="page-1"' in made[0]["spring/spring.html"]
    assert made[0] == made[1]
