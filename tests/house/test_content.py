"""The project's own publication: the sample, the showcase and the handbook build without complaint."""

import json
from collections import Counter
from pathlib import Path

import pytest

from commandline import triptych
from own_content import press_content
from pressing import ROOT, Once, composed
from triptych.core.errors import Finding, Severity
from triptych.press.orders import FORMATS
from triptych.settings.publication import find
from triptych.sources import discover

ARTICLES = sorted(discover.articles(ROOT / "content"))


@pytest.mark.sweep
def test_everything_in_content_builds_without_warning(tmp_path: Path) -> None:
    """Each article gives every edition, none a warning, and a page of the handbook not even a note."""
    told = triptych(ROOT, "build", "--strict", "--json", "--out", str(tmp_path), seconds=400)
    result = json.loads(told.out)
    assert (told.code, result["errors"]) == (0, [])
    findings = [found for found in result["findings"] if found["severity"] != "note"]
    findings += [f for f in result["findings"] if f["path"].startswith("content/handbook/")]
    assert findings == []
    made = Counter(edition["article"] for edition in result["editions"])
    assert len(made) == len(ARTICLES)
    assert set(made.values()) == {len(FORMATS)}


def test_what_covers_the_content_is_made_without_warning(once: Once) -> None:
    """Each article gives every edition, and none a warning."""
    for pressed in press_content(once, is_all=False):
        assert {made.format for made in pressed.artifacts} == set(FORMATS)
        assert [f for f in pressed.findings if f.severity is not Severity.NOTE] == []


@pytest.mark.parametrize("path", ARTICLES, ids=[str(p.relative_to(ROOT)) for p in ARTICLES])
def test_every_article_is_composed_without_warning(path: Path) -> None:
    """What is found before pages are laid out is a note at most, and of the handbook nothing."""
    assert [found for found in composed(path, find(path)) if not _is_allowed(path, found)] == []


def _is_allowed(path: Path, found: Finding) -> bool:
    """Whether an article may have a finding."""
    is_handbook = path.is_relative_to(ROOT / "content" / "handbook")
    return found.severity is Severity.NOTE and not is_handbook
