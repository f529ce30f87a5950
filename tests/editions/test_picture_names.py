"""A picture is in every edition, whatever letters its name and its folder have."""

import shutil
import unicodedata
from pathlib import Path
from typing import Literal

import pytest

from pressing import ROOT, press
from triptych.core import zip_archive
from triptych.settings.publication import bare

Form = Literal["NFC", "NFD"]
PICTURE = next((ROOT / "tests" / "cases" / "pictures" / "in").rglob("*.png"))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Öl.png", "![x](Öl.png)"),
        ("Öl.png", '<img src="Öl.png" alt="x">'),
        ("Öl.png", "![x](%C3%96l.png)"),
        ("two words.png", '<img src="two words.png" alt="x">'),
        ("two words.png", "![x](<two words.png>)"),
        ("two words.png", "![x](two%20words.png)"),
        ("灯.png", '<p>Words <img src="灯.png" alt="x"> words</p>'),
        ("Fêtes d’été/l'été.png", "![x](<Fêtes d’été/l'été.png>)"),
        ("50% off.png", "![x](<50% off.png>)"),
        ("a%20b.png", "![x](a%20b.png)"),
        ("c#.png", "![x](c#.png)"),
        ("why?.png", '<img src="why?.png" alt="x">'),
        ('say "a".png', '![x](<say "a".png>)'),
        ("a&b.png", '<img src="a&amp;b.png" alt="x">'),
        ("🪔.png", "[![x](🪔.png)](https://example.org/)"),
        ("sub dir/.hidden+=,;@!$().png", "![x](<sub dir/.hidden+=,;@!$().png>)"),
    ],
)
def test_every_name_is_found_and_embedded(tmp_path: Path, name: str, text: str) -> None:
    """The page embeds the picture, and the EPUB has its file, without a finding."""
    (tmp_path / name).parent.mkdir(exist_ok=True)
    shutil.copy(PICTURE, tmp_path / name)
    _assert_embedded(tmp_path, text)


@pytest.mark.parametrize(("form", "other"), [("NFC", "NFD"), ("NFD", "NFC")])
def test_a_name_is_found_in_either_form_of_unicode(tmp_path: Path, form: Form, other: Form) -> None:
    """A name with combining accents names the file with composed ones, and the other way round."""
    shutil.copy(PICTURE, tmp_path / unicodedata.normalize(form, "Übung é.png"))
    _assert_embedded(tmp_path, f"![x](<{unicodedata.normalize(other, 'Übung é.png')}>)")


def _assert_embedded(folder: Path, text: str) -> None:
    """Assert that a text's one picture is in the page and in the EPUB, and nothing is reported."""
    path = folder / "article.md"
    path.write_text(f"---\ntitle: T\ndate: 2026-01-01\n---\n\nWords.\n\n{text}\n", encoding="utf-8")
    pressed = press(path, bare(folder), ("html", "epub"))
    assert [finding.message for finding in pressed.findings] == []
    assert b'src="data:image/png;base64,' in pressed.of("html").data
    files = zip_archive.unpack(pressed.of("epub").data)
    assert [name for name in files if name.endswith(".png")]
    assert b'src="../images/' in files["EPUB/text/article.xhtml"]
