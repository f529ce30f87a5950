"""The file that was probably meant by the name of a missing one."""

import unicodedata
from pathlib import Path

import pytest

from triptych.core import dependencies
from triptych.core.errors import AssetError, Place
from triptych.pictures import assets, nearby
from triptych.pictures.nearby import nearest_file

NEAREST = {
    "a folder of Hugo": (["static/pix/dot.png"], "/pix/dot.png", "/static/pix/dot.png"),
    "a folder of VitePress": (["public/dot.png"], "/dot.png", "/public/dot.png"),
    "a folder of assets": (["assets/img/dot.png"], "img/dot.png", "/assets/img/dot.png"),
    "another folder": (["content/pix/dot.png"], "dot.png", "pix/dot.png"),
    "a folder too many": (["content/dot.png"], "../pix/dot.png", "dot.png"),
    "another case": (["content/Dot.PNG"], "dot.png", "Dot.PNG"),
    "another type": (["content/dot.jpeg"], "dot.png", "dot.jpeg"),
    "another form of Unicode": (
        [unicodedata.normalize("NFD", "content/größe.png")],
        "pix/größe.png",
        unicodedata.normalize("NFD", "größe.png"),
    ),
    "a letter left out": (["content/meadow.png"], "medow.png", "meadow.png"),
    "the same path before the same name": (
        ["a/dot.png", "static/pix/dot.png"],
        "/pix/dot.png",
        "/static/pix/dot.png",
    ),
    "the same name before another type": (
        ["static/dot.png", "content/dot.jpg"],
        "dot.png",
        "/static/dot.png",
    ),
    "the closest of equals": (["x/y/dot.png", "z/dot.png"], "dot.png", "/z/dot.png"),
    "nothing alike": (["content/meadow.png"], "river.png", ""),
    "another type that is no picture": (["content/dot.txt"], "dot.png", ""),
    "a hidden folder": ([".git/dot.png", "node_modules/dot.png"], "dot.png", ""),
    "no name": (["content/dot.png"], "..", ""),
}


def _publication(root: Path, *names: str) -> Path:
    """Return a folder ``content`` beside these files."""
    for name in ("content/a.md", *names):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(b"")
    return root / "content"


@pytest.mark.parametrize("name", NEAREST)
def test_the_nearest_file_is_found(name: str, tmp_path: Path) -> None:
    """It is named as the article would have to name it."""
    files, missing, expected = NEAREST[name]
    folder = _publication(tmp_path, *files)
    assert nearest_file(tmp_path, folder, missing) == expected


def test_the_search_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It ends after a number of files, and follows no link out of the publication."""
    folder = _publication(tmp_path / "p", "z/dot.png")
    (tmp_path / "dot.png").write_bytes(b"")
    (folder / "link").symlink_to(tmp_path)
    assert nearest_file(tmp_path / "p", folder, "dot.png") == "/z/dot.png"
    monkeypatch.setattr(nearby, "MOST", 1)
    assert nearest_file(tmp_path / "p", folder, "dot.png") == ""


def test_the_hint_for_a_missing_file_names_the_nearest(tmp_path: Path) -> None:
    """The hint depends on the names of all files."""
    folder = _publication(tmp_path, "static/dot.png")
    with dependencies.recording() as recorded, pytest.raises(AssetError) as error:
        assets.read_file(tmp_path, folder, "/dot.png", Place("a.md"))
    assert error.value.hint == "Did you mean `/static/dot.png`?"
    state = recorded[dependencies.NEARBY, ""]
    assert nearby.names_state(tmp_path) == state
    _publication(tmp_path, "dot.gif")
    assert nearby.names_state(tmp_path) != state
