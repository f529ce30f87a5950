"""Characters that count for a place in a text."""

import sys
import unicodedata

from triptych.core.characters import counted, is_counted, position_of


def test_what_has_no_shape_does_not_count() -> None:
    """White space, controls, formats and variation selectors, in all of Unicode."""
    for point in range(sys.maxunicode + 1):
        character = chr(point)
        is_selector = "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
        category = unicodedata.category(character)
        is_hidden = category in ("Cc", "Cf", "Zs", "Zl", "Zp") or character == "\u20e3"
        if category != "Cn":  # a later Unicode may give it a meaning
            assert is_counted(character) is not (is_hidden or is_selector), hex(point)


def test_a_text_without_them_is_the_same_in_every_edition() -> None:
    """Soft hyphens, joiners and places to break are in some editions only."""
    assert counted("Sil\u00adbe,\u2060 1\ufe0f\u20e3 a\u200bb\n") == "Silbe,1ab"
    assert not is_counted("")


def test_a_character_is_found_by_its_number() -> None:
    """Those that do not count are passed over, also at either end; behind the last is the text's end."""
    text = "\u00ad Sil\u00adbe,\u2060 1 "
    places = [place for place, character in enumerate(text) if is_counted(character)]
    assert [position_of(text, number) for number in range(len(places))] == places
    assert position_of(text, len(places)) == len(text)
    assert position_of("", 0) == position_of(" ", 0) - 1 == 0
