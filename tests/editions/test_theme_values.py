"""Values of a theme that are of a wrong kind are errors with file and line, never faults of our own."""

from pathlib import Path

import pytest

from triptych.core.errors import ThemeError
from triptych.theme.load import load_theme

WRONG = {
    "a token that is a list": ("theme", "[tokens]\naccent = ['#123456']", 2),
    "a token that is a table": ("theme", "[tokens]\n[tokens.accent]\na = 'b'", 2),
    "tokens that are a text": ("theme", "tokens = 'blue'", 1),
    "a dark token that is a list": ("theme", "description = 'd'\n[dark]\naccent = []", 3),
    "labels that are a list": ("labels", "[en]\nnotes = ['Notes']", 2),
    "labels that are tables": ("labels", "[en]\n[en.notes]\none = 'Note'", 2),
    "a language that is a text": ("labels", "en = 'Notes'", 1),
    "a label that is a time": ("labels", "[en]\n\nnotes = 10:20:30", 3),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_value_that_is_no_text_is_refused(name: str, tmp_path: Path) -> None:
    """A token or label is a text; a list, a table or a time is none."""
    file, text, line = WRONG[name]
    folder = tmp_path / "templates" / "mine"
    folder.mkdir(parents=True)
    (folder / "theme.toml").write_text("", encoding="utf-8")
    (folder / f"{file}.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ThemeError) as raised:
        load_theme("mine", tmp_path)
    assert raised.value.place is not None
    assert Path(raised.value.place.path).name == f"{file}.toml"
    assert raised.value.place.line == line


@pytest.mark.parametrize(("typed", "text"), [("1.5", "1.5"), ("'#123456'", "#123456"), ("7", "7")])
def test_a_number_is_a_text_too(typed: str, text: str, tmp_path: Path) -> None:
    """A measure without a unit may be typed without quotation marks."""
    folder = tmp_path / "templates" / "mine"
    folder.mkdir(parents=True)
    (folder / "theme.toml").write_text(f"[tokens]\naccent = {typed}", encoding="utf-8")
    assert str(load_theme("mine", tmp_path).tokens["accent"]) == text
