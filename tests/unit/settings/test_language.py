"""Language tags: what is looked up by them, and the direction of writing."""

import pytest
from babel import Locale
from babel.localedata import locale_identifiers

from triptych.settings.language import direction_of, fallbacks, language_tag, look_up


@pytest.mark.parametrize(
    ("lang", "tags"),
    [
        ("de", ["de"]),
        ("de-CH-1996", ["de-CH-1996", "de-CH", "de"]),
        ("DE-ch", ["de-CH", "de"]),
        ("zh-TW", ["zh-TW", "zh-Hant", "zh"]),
        ("zh-Hant-HK", ["zh-Hant-HK", "zh-Hant", "zh"]),
        ("nn-NO", ["nn-NO", "nn", "nb"]),
        ("en-x-house", ["en-x-house", "en"]),
    ],
)
def test_the_closest_tag_is_looked_up_first(lang: str, tags: list[str]) -> None:
    """Parts go from the end (RFC 4647, 3.4), a single letter with what follows; kin are asked after."""
    assert list(fallbacks(lang)) == tags


def test_a_table_answers_by_the_closest_tag_it_knows() -> None:
    """The region's own entry wins over the language's, and the default stands for an unknown one."""
    table = {"fr": 1, "fr-CH": 2}
    assert [look_up(table, lang, 0) for lang in ("fr-CH", "fr-CA", "fr", "it")] == [2, 1, 1, 0]


def test_directions_are_those_of_cldr() -> None:
    """A language runs from right to left exactly where the data of its locale say so."""
    names = locale_identifiers()
    ours = {name for name in names if direction_of(language_tag(name)) == "rtl"}
    assert ours == {name for name in names if Locale.parse(name).text_direction == "rtl"}


@pytest.mark.parametrize(
    ("lang", "direction"), [("ku-Arab", "rtl"), ("ar-Latn", "ltr"), ("AR", "rtl"), ("", "ltr")]
)
def test_a_named_script_decides_the_direction(lang: str, direction: str) -> None:
    """A script in the tag weighs more than the language; an empty tag runs from left to right."""
    assert direction_of(lang) == direction
