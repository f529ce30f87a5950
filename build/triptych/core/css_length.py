"""CSS lengths (CSS Values and Units 4, section 6): a number without sign or exponent, and its unit."""

import re
from typing import NamedTuple

_IN_AN_INCH = {"px": 96.0, "in": 1.0, "cm": 2.54, "mm": 25.4, "pt": 72.0, "pc": 6.0}
"""How many of each absolute unit make an inch (CSS Values and Units 4, section 6.2)."""

_LENGTH = re.compile(r"(\d+(?:\.\d+)?)([a-z]*|%)", re.IGNORECASE)


class Length(NamedTuple):
    """A length as written: ``Length("8.5", "in")``; the unit is "" for a bare number, or ``%``."""

    number: str
    unit: str

    def __str__(self) -> str:
        """Return the length as CSS writes it."""
        return self.number + self.unit

    @property
    def amount(self) -> float:
        """The number as a float."""
        return float(self.number)

    @property
    def pixels(self) -> int | None:
        """The whole CSS pixels of a bare number or of one in ``px``; None for another unit."""
        return int(self.amount) if self.unit in ("", "px") else None

    def to(self, unit: str) -> float | None:
        """Return the length in an absolute unit, or None when its own unit is not absolute."""
        own = _IN_AN_INCH.get(self.unit)
        return self.amount * _IN_AN_INCH[unit] / own if own else None


def parse_length(text: str) -> Length | None:
    """Return a text that is one length, its unit in lower case, or None."""
    found = _LENGTH.fullmatch(text.strip())
    return Length(found[1], found[2].lower()) if found else None


def declared_length(style: str, name: str) -> Length | None:
    """Return the length that a ``style`` attribute declares for a property; the last one wins."""
    declared = (part.partition(":") for part in style.split(";"))
    lengths = [parse_length(value) for key, _, value in declared if key.strip().lower() == name]
    return next((length for length in reversed(lengths) if length), None)


def with_unit(text: str) -> str:
    """Return ``text`` with ``px`` after it when it is a bare number, as HTML attributes are."""
    length = parse_length(text)
    return f"{length}px" if length and not length.unit else text
