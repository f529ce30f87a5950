"""Every bundled theme is faultless in three editions, whatever it dresses, as all judges say.

An article in each theme is among what ``test_judges`` and ``test_pdf_conformance`` judge.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from judging import Judge
from pressing import ROOT
from themed import COUSINS, THEMES
from triptych.core import zip_archive

JUDGES = ("EPUBCheck", "Ace", "veraPDF", "axe", "Nu")


def _build(folder: Path, theme: str, out: str, *options: str) -> Path:
    """Build the showcase and its cousins in a theme, and return the folder of the editions."""
    content = folder / "content"
    content.mkdir(exist_ok=True)
    for name, text in COUSINS.items():
        (content / f"{name}.md").write_text(text, encoding="utf-8")
    if not (content / "showcase").exists():
        shutil.copytree(ROOT / "content" / "showcase", content / "showcase")
    return _made(folder, "--theme", theme, "--out", out, *options)


def _made(folder: Path, *options: str) -> Path:
    """Build a publication, and return the folder that all its editions are in."""
    (folder / "triptych.toml").write_text('url = "https://example.org"\n', encoding="utf-8")
    command = [sys.executable, "-m", "triptych", "build", *options]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / options[options.index("--out") + 1]


def _judge(out: Path, judge: Judge) -> None:
    """Fail where a judge objects to an edition, or is missing."""
    command = [sys.executable, "-m", "triptych", "check", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if lacking := [name for name in JUDGES if name not in done.stdout]:
        judge.miss(", ".join(lacking))
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.sweep
@pytest.mark.timeout(900)
@pytest.mark.parametrize("theme", THEMES)
def test_no_judge_objects_to_an_edition_of_a_bundled_theme(
    theme: str, tmp_path: Path, judge: Judge
) -> None:
    """Showcase, right-to-left text, Japanese and Thai are as faultless as in the default theme."""
    _judge(_build(tmp_path, theme, "out"), judge)


@pytest.mark.timeout(600)
@pytest.mark.sweep
@pytest.mark.parametrize("theme", THEMES)
def test_an_edition_of_a_bundled_theme_has_the_same_bytes_again(theme: str, tmp_path: Path) -> None:
    """Two builds without a cache agree to the byte, page, book and paper."""
    one, two = (_build(tmp_path, theme, name, "--no-cache") for name in ("one", "two"))
    files = [path.relative_to(one) for path in sorted(one.rglob("*")) if path.is_file()]
    assert len(files) >= 3 * (len(COUSINS) + 1)
    for file in files:
        ours, theirs = (one / file).read_bytes(), (two / file).read_bytes()
        if file.suffix == ".epub":
            assert zip_archive.unpack(ours) == zip_archive.unpack(theirs), file
        assert ours == theirs, file
