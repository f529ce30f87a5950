"""What can be read of a look elsewhere: colours by token, families by role, font files, a logo."""

from dataclasses import dataclass, field
from pathlib import Path

from triptych.core.colours import Channels

COLOURS = ("ink", "quiet", "paper", "link", "accent", "rule", "wash", "banner", "banner-ink")
"""The tokens that are looked for, by the names of the built-in theme."""

ROLES = ("text", "display", "code")


@dataclass(slots=True)
class Clues:
    """What was found, each with its rank: of two finds the higher rank stays, of equal ones the later."""

    light: dict[str, tuple[int, Channels]] = field(default_factory=dict[str, tuple[int, Channels]])
    dark: dict[str, tuple[int, Channels]] = field(default_factory=dict[str, tuple[int, Channels]])
    stacks: dict[str, tuple[int, list[str]]] = field(
        default_factory=dict[str, tuple[int, list[str]]]
    )
    files: dict[str, list[Path]] = field(default_factory=dict[str, list[Path]])
    """The local font files of each family, by its name in lower case."""

    sizes: dict[int, tuple[str, str]] = field(default_factory=dict[int, tuple[str, str]])
    """The size and the distance of lines that are set for root, body, text and paragraphs, as 0 to 3."""

    bare_title: str = ""
    """What sets off a title without a box, a value of `banner`; empty with one, or if unknown."""

    brand: list[Channels] = field(default_factory=list[Channels])
    """Colours of the house, the most important first."""

    logo: tuple[str, bytes] | None = None
    logo_dark: tuple[str, bytes] | None = None
    remarks: list[str] = field(default_factory=list[str])
    """What could not be taken, for the user."""

    def colour(self, token: str, rank: int, channels: Channels | None, *, dark: bool) -> None:
        """Keep a colour for a token, unless a better one is known."""
        table = self.dark if dark else self.light
        if channels is not None and rank >= table.get(token, (0, channels))[0]:
            table[token] = (rank, channels)

    def stack(self, role: str, rank: int, names: list[str]) -> None:
        """Keep the families of a role, unless better ones are known."""
        if names and rank >= self.stacks.get(role, (0, names))[0]:
            self.stacks[role] = (rank, names)

    def size(self, level: int, size: str, leading: str) -> None:
        """Keep the size and the distance of lines of a level; what is empty changes nothing."""
        known = self.sizes.get(level, ("", ""))
        if size or leading:
            self.sizes[level] = (size or known[0], leading or known[1])
