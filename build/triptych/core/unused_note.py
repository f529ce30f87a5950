"""A note that no edition shows."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UnusedNote:
    """A note that no reference shows, on its line; ``is_shadowed`` when a later one has its label."""

    label: str
    line: int
    is_shadowed: bool
