"""What is known while the tags of Liquid and Nunjucks are taken out of a text, and what was not read."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from triptych.dialects import liquid_values
from triptych.dialects.liquid_lexer import Piece
from triptych.dialects.liquid_values import UNKNOWN
from triptych.dialects.paired import Tag

LARGEST = 4 * 1024 * 1024
"""The most characters that includes and loops may add to a text."""

MOST_TURNS = 20_000
"""The most turns of all loops of a text."""

Include = Callable[[str, dict[str, str], Piece], str | None]
"""What returns the text of a file, from its name, its parameters and the markup."""


@dataclass(slots=True)
class State:
    """One text while its tags are taken out.

    ``scope`` are the known values by name; a name that is not there has no value, unless ``is_open``:
    then nobody knows. ``make`` returns the Markdown of a tag of the dialect's own, ``include`` the text
    of a file by its name and parameters; either returns None for what it does not know. ``stack`` are
    the files that are included, from the outside in.
    """

    scope: dict[str, Any]
    make: Callable[[Tag], str | None]
    include: Include = lambda _name, _values, _piece: None
    is_open: bool = False
    foreign: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    stack: list[str] = field(default_factory=list[str])
    size: int = 0
    includes: int = 0
    turns: int = 0

    def tell(self, kind: str, markup: str) -> None:
        """Remember markup that is not read."""
        if not self.stack:
            self.foreign.setdefault(kind, []).append(markup)

    def value(self, text: str) -> Any:
        """Return the value of an expression; ``UNKNOWN`` for one not known, or too long."""
        value = liquid_values.evaluate(text, self.scope)
        return UNKNOWN if isinstance(value, str | list) and len(value) > LARGEST // 4 else value

    def with_values(self, rest: str) -> str:
        """Return what follows a tag's name with known values instead of their names."""
        return liquid_values.with_values(rest, self.scope)

    def known(self, text: str) -> Any:
        """Return the value of an expression, or None."""
        value = self.value(text)
        return None if value is UNKNOWN else value

    def replace(self, values: dict[str, Any]) -> dict[str, Any]:
        """Set values, and return those that they replace, ``UNKNOWN`` where there were none."""
        before = {key: self.scope.get(key, UNKNOWN) for key in values}
        self.scope.update(values)
        return before

    def restore(self, before: dict[str, Any]) -> None:
        """Set values as they were before ``replace``."""
        for key, value in before.items():
            if value is UNKNOWN:
                self.scope.pop(key, None)
            else:
                self.scope[key] = value
