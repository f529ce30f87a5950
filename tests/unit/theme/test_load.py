"""Themes loaded: what articles share, and when it is read again."""

import os
from pathlib import Path

import pytest

from triptych.core.errors import ThemeError
from triptych.editions.template_values import theme_value
from triptych.theme.load import load_theme


def _house(root: Path, text: str) -> None:
    """Write a theme of a publication, with a time of its own."""
    file = root / "templates/house/theme.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    os.utime(file, ns=(len(text), len(text)))


def test_articles_of_one_theme_share_its_tables(tmp_path: Path) -> None:
    """A theme is joined with its ancestors once, and once frozen for templates."""
    _house(tmp_path, '[tokens]\naccent = "#123456"\n')
    one, two = (load_theme("house", tmp_path) for _ in range(2))
    assert one is two
    assert theme_value(one).settings["labels"] is theme_value(two).settings["labels"]
    assert theme_value(one).tokens["accent"] == "#123456"


def test_a_theme_that_changes_is_read_again(tmp_path: Path) -> None:
    """Another value, and another parent, are seen by the next article."""
    _house(tmp_path, '[tokens]\naccent = "#123456"\n')
    assert load_theme("house", tmp_path).tokens["accent"] == "#123456"
    _house(tmp_path, 'inherits = "journal"\n[tokens]\naccent = "#654321"\n')
    changed = load_theme("house", tmp_path)
    assert changed.tokens["accent"] == "#654321"
    assert [folder.name for folder in changed.folders] == ["house", "journal", "printfriendly"]


def test_the_files_of_own_fonts_are_looked_for_each_time(tmp_path: Path) -> None:
    """A font that is removed is missed by the next article, though no table has changed."""
    _house(tmp_path, '[fonts.text]\nfiles = ["own.ttf"]\n')
    font = tmp_path / "templates/house/own.ttf"
    font.write_bytes(b"font")
    assert load_theme("house", tmp_path).files
    font.unlink()
    with pytest.raises(ThemeError, match="own\\.ttf"):
        load_theme("house", tmp_path)
