"""An unknown key inside a table is compared with the keys of that table."""

from typing import Any

import pytest

from triptych.core.errors import Place, ThemeError
from triptych.settings.read_keys import read_keys
from triptych.settings.theme_file import ThemeKeys

NESTED: dict[str, tuple[dict[str, Any], str, str]] = {
    "a font": ({"fonts": {"text": {"familiy": "x"}}}, "familiy", "family"),
    "a script": ({"scripts": {"Arab": {"letter": ["Arab"]}}}, "letter", "letters"),
    "a family of a script": ({"scripts": {"Arab": {"text": {"scal": 1}}}}, "scal", "scale"),
}


@pytest.mark.parametrize("name", NESTED)
def test_a_misspelt_key_inside_a_theme_is_refused_with_the_nearest(name: str) -> None:
    """With the nearest key of its own table."""
    table, typed, meant = NESTED[name]
    with pytest.raises(ThemeError) as error:
        read_keys(ThemeKeys, table, lambda _: Place("theme.toml"), ThemeError, strict=True)
    assert error.value.message == f"unknown key `{typed}`"
    assert error.value.hint == f"Did you mean `{meant}`?"
