"""Front matter is read in C where that gives the same, and else in Python: nobody can tell which."""

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pressing import tried
from triptych.core.errors import SourceError
from triptych.settings.front_tables import loose_yaml, read_yaml

PLAIN = "a·b: ·key: v·:·,·- ·\n·\n  ·\n- ·\"·'·#· #·  ·1·~·[·]·{·}·---·...·http://x.y·<<: ·é"
STRANGE = "?·? ·|·>·|-\n  ·>\n  ·%·@·`·!x ·&a ·*a·\t·\\·\\x41·\r·\x07·\u2028·\ufeff·\x85·\\ud800·😀"
PIECES = [*(piece for pieces in (PLAIN, STRANGE) for piece in pieces.split("·")), "\ud800"]
"""What YAML is made of, and what gives it a meaning that few expect."""

FRONT = (
    "title: The bell at the turn\nauthor: {name: Ines Okafor}\ntags: [tides, sound]\nkicker: ~\n"
)
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=10).map("".join)


def outcome(text: str, name: str) -> tuple[Any, ...]:
    """Return all that is read of front matter in a file, or the error in full."""
    try:
        return read_yaml(text, name), loose_yaml(text)
    except SourceError as error:
        place = error.place
        return str(error), place and (place.line, place.column), error.hint, loose_yaml(text)


@tried(300, 10_000)
@given(text=TEXTS, at=st.integers(0, len(FRONT)), is_alone=st.booleans())
@example(text="a: [b? ]", at=0, is_alone=True)
@example(text="?", at=0, is_alone=True)
@example(text="a: >#", at=0, is_alone=True)
@example(text="==\t>", at=0, is_alone=True)
@example(text="a: b\n\ufeffc: d", at=0, is_alone=True)
@example(text="*a: &a ]", at=0, is_alone=True)
@example(text="a: \ud800", at=0, is_alone=True)
def test_both_readers_read_the_same(text: str, at: int, *, is_alone: bool) -> None:
    """Values, lines, and messages with their places are those of the reader in Python, for any text."""
    front = text if is_alone else f"{FRONT[:at]}{text}{FRONT[at:]}"
    fast = outcome(front, "fast.md")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("triptych.settings.front_tables._FAST", None)
        assert fast == outcome(front, "slow.md")
