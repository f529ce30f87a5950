"""The project's own publication: the sample, the showcase and the handbook build without complaint."""

import json
from collections import Counter
from pathlib import Path

from commandline import triptych
from triptych.press.orders import FORMATS
from triptych.sources import discover

ROOT = Path(__file__).parents[2]


def test_everything_in_content_builds_without_warning(tmp_path: Path) -> None:
    """Each article gives every edition, none a warning, and a page of the handbook not even a note."""
    told = triptych(ROOT, "build", "--strict", "--json", "--out", str(tmp_path))
    result = json.loads(told.out)
    assert (told.code, result["errors"]) == (0, [])
    findings = [found for found in result["findings"] if found["severity"] != "note"]
    findings += [f for f in result["findings"] if f["path"].startswith("content/handbook/")]
    assert findings == []
    made = Counter(edition["article"] for edition in result["editions"])
    assert len(made) == len(discover.articles(ROOT / "content"))
    assert set(made.values()) == {len(FORMATS)}
