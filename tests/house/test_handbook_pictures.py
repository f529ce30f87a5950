"""The handbook shows what its examples give: each has a picture, taken of that very example."""

import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

ROOT = Path(__file__).parents[2]
TOOL = ROOT / "build" / "tools" / "handbook_pictures.py"
PAGES = Path("content") / "handbook"

NOTES = """\
```markdown
A note.^[This one.]
```

![In the PDF](shown/notes-one.sheet.png){alt="A page with a note at its foot."}

```markdown
No picture.
```
"""


def _check(folder: Path) -> subprocess.CompletedProcess[str]:
    """Return what the tool reports as wrong between the pages of a folder and their pictures."""
    command = [sys.executable, str(TOOL), "--check"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_each_example_of_the_handbook_has_a_picture_of_itself() -> None:
    """No example lacks its picture, no picture is of an earlier text, and none is left over."""
    done = _check(ROOT)
    assert (done.returncode, done.stdout, done.stderr) == (0, "\n", "")


@pytest.fixture
def handbook(tmp_path: Path) -> Path:
    """Return a folder with a handbook of one page and one picture that nothing shows."""
    shown = tmp_path / PAGES / "shown"
    shown.mkdir(parents=True)
    (tmp_path / PAGES / "notes.md").write_text(NOTES, encoding="utf-8")
    Image.new("RGB", (1, 1)).save(shown / "old.sheet.png")
    return tmp_path


def test_the_check_tells_what_is_missing_stale_and_left_over(handbook: Path) -> None:
    """It names an example without a picture, a picture not of its example, and one not shown."""
    done = _check(handbook)
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "content/handbook/notes.md:7: the example has no picture",
        "content/handbook/shown/notes-one.sheet.png: is not of its example",
        "content/handbook/shown/old.sheet.png: no page shows it",
    ]


def test_the_pictures_are_small() -> None:
    """All of them together weigh less than one photograph, and each fits in an edition as it is."""
    paths = list((ROOT / PAGES / "shown").glob("*.png"))
    assert paths
    assert sum(path.stat().st_size for path in paths) < 1024 * 1024
    for path in paths:
        with Image.open(path) as picture:
            assert picture.width <= 1600, path
