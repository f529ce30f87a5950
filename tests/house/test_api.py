"""The public Python API: six names, typed, imported only when they are used."""

import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

import triptych

ROOT = Path(__file__).parents[2]
LIGHT = "import sys; import triptych; print(*sorted(n for n in sys.modules if n.startswith('triptych')))"
ARTICLE = "---\ntitle: Ice\nlang: en\n---\nIt froze.\n"


def _python(code: str, folder: Path) -> str:
    """Run Python in a fresh process and return what it prints; raises when it fails."""
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout


def test_importing_the_package_loads_no_other_module_of_ours(tmp_path: Path) -> None:
    """``import triptych`` loads the version and nothing else."""
    assert _python(LIGHT, tmp_path).split() == [
        "triptych",
        "triptych.core",
        "triptych.core.version",
    ]


def test_every_public_name_can_be_imported_and_no_other() -> None:
    """Each name of ``__all__`` is there, documented; a misspelt one is an ``AttributeError``."""
    for name in triptych.__all__:
        assert getattr(triptych, name).__doc__
    assert dir(triptych) == sorted(triptych.__all__)
    with pytest.raises(AttributeError, match="bild"):
        triptych.bild  # type: ignore[attr-defined]  # noqa: B018  that it is missing is the point


def test_build_returns_the_saved_editions_and_the_findings(tmp_path: Path) -> None:
    """One article gives one value an edition, with the path of the file, and its findings."""
    (tmp_path / "ice.md").write_text(ARTICLE, encoding="utf-8")
    editions, findings = triptych.build(
        tmp_path / "ice.md", out=tmp_path / "o", formats=["epub", "html"]
    )
    assert [(e.format, e.path) for e in editions] == [
        ("html", tmp_path / "o" / "ice" / "ice.html"),
        ("epub", tmp_path / "o" / "ice" / "ice.epub"),
    ]
    assert all(e.path and e.path.stat().st_size == e.size for e in editions)
    assert [(f.code, f.severity) for f in findings] == [
        ("no-date", "note"),
        ("identifier", "note"),
    ]


def test_an_article_that_fails_is_raised_after_the_others_are_saved(tmp_path: Path) -> None:
    """Of two bad articles the first is raised and the second is its note; the good one is saved."""
    for name, text in (("a", ""), ("b", ARTICLE), ("c", "")):
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    files = sorted(tmp_path.glob("*.md"))
    with pytest.raises(triptych.TriptychError, match="empty") as caught:
        triptych.build(files, out=tmp_path / "o", formats=["html"])
    assert str(caught.value.place).endswith("a.md")
    assert [note.partition(":")[0].endswith("c.md") for note in caught.value.__notes__] == [True]
    assert [path.name for path in (tmp_path / "o").rglob("*.html")] == ["b.html"]


def test_strict_raises_a_warning_and_no_note(tmp_path: Path) -> None:
    """``strict`` raises the finding that fails a strict build of the command line."""
    (tmp_path / "ice.md").write_text(ARTICLE, encoding="utf-8")
    triptych.build(tmp_path / "ice.md", out=tmp_path, formats=["html"], strict=True)
    (tmp_path / "ice.md").write_text(f"{ARTICLE}\n[There](nowhere.md).\n", encoding="utf-8")
    with pytest.raises(triptych.TriptychError, match=r"nowhere\.md"):
        triptych.build(tmp_path / "ice.md", out=tmp_path, formats=["html"], strict=True)


@pytest.mark.parametrize("wrong", [{"formats": ["pfd"]}, {"theme": "nosuch"}])
def test_an_unknown_value_names_the_parameter(wrong: dict[str, object], tmp_path: Path) -> None:
    """A wrong argument is named as in Python, without the dashes of the command line."""
    (tmp_path / "ice.md").write_text(ARTICLE, encoding="utf-8")
    with pytest.raises(triptych.TriptychError) as caught:
        triptych.build(tmp_path / "ice.md", out=tmp_path, **wrong)  # type: ignore[arg-type]  # one each time
    assert str(caught.value.place) == next(iter(wrong))


def test_check_judges_a_file_by_our_own_checks(tmp_path: Path) -> None:
    """A page without a language is a finding; an unknown judge and a missing file are errors."""
    page = tmp_path / "page.html"
    page.write_text("<!DOCTYPE html><title>A</title><p>Text.</p>", encoding="utf-8")
    assert "html-lang" in [finding.code for finding in triptych.check(page, judges=[])]
    with pytest.raises(triptych.TriptychError, match="nobody"):
        triptych.check(page, judges=["nobody"])
    with pytest.raises(triptych.TriptychError, match="no such file"):
        triptych.check(tmp_path / "nowhere.pdf", judges=[])


def test_the_examples_of_the_handbook_run(tmp_path: Path) -> None:
    """Each example on the page builds or refuses the article that it names."""
    page = (ROOT / "content" / "handbook" / "python.md").read_text(encoding="utf-8")
    first, guarded, caught = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    (tmp_path / "river.md").write_text(ARTICLE, encoding="utf-8")
    printed = _python(first, tmp_path).splitlines()
    assert [line.split()[:2] for line in printed[:2]] == [
        ["html", "out/river/river.html"],
        ["pdf", "out/river/river.pdf"],
    ]
    assert any(line.endswith("[no-date]") for line in printed)
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "lake.md").write_text(ARTICLE, encoding="utf-8")
    _python(f"import triptych\n{guarded}", tmp_path)
    assert (tmp_path / "out" / "lake" / "lake.pdf").is_file()
    (tmp_path / "river.md").write_text("", encoding="utf-8")
    assert "river.md: the file is empty" in _python(f"import triptych\n{caught}", tmp_path)


def test_the_handbook_names_what_is_public() -> None:
    """The table of the page has exactly the public names, and every field of an edition."""
    page = (ROOT / "content" / "handbook" / "python.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)) == sorted(triptych.__all__)
    assert [f.name for f in fields(triptych.Edition) if f"`{f.name}`" not in page] == []
