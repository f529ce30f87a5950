"""Results that are made once and then taken from a shelf."""

import pytest

from triptych.core import findings
from triptych.core.errors import Place
from triptych.core.shelf import lending, made_once


class Table(dict[str, bytes]):
    """A shelf in memory."""

    def put(self, key: str, data: bytes, /) -> None:
        """Store bytes under a key."""
        self[key] = data


def _made(key: str, shelf: Table | None) -> tuple[list[int], list[str]]:
    """Return what each of two askers gets, and the messages that both report; each making counts up."""
    count = 0

    def make() -> int:
        nonlocal count
        count += 1
        findings.warn("theme", f"made {count}", Place("a.md", 3))
        return count

    with lending(shelf), findings.collecting() as found:
        values = [made_once(key, (), make) for _ in range(2)]
    return values, [finding.message for finding in found]


def test_what_is_on_the_shelf_is_not_made_again_and_its_findings_are_reported() -> None:
    """A second asker learns what the first did."""
    shelf = Table()
    assert _made("a", shelf) == ([1, 1], ["made 1", "made 1"])
    assert _made("a", shelf) == ([1, 1], ["made 1", "made 1"])
    assert _made("b", shelf) == ([1, 1], ["made 1", "made 1"])
    assert list(shelf) == ["a", "b"]


@pytest.mark.parametrize(("key", "shelf"), [("a", None), ("", Table())])
def test_without_a_shelf_or_a_key_it_is_made_each_time(key: str, shelf: Table | None) -> None:
    """Nothing is stored then."""
    assert _made(key, shelf) == ([1, 2], ["made 1", "made 2"])
    assert not shelf
