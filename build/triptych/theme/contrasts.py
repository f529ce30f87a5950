"""Whether the colours of a theme can be read: WCAG 2.2, success criterion 1.4.3, light and dark."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from triptych.core import colours, contrast
from triptych.theme.load import Theme

_INKS = ("ink", "quiet", "link", "accent")
_GROUNDS = ("paper", "wash")
_PREFIXES = ("code-", "callout-")


@dataclass(frozen=True, slots=True)
class LowContrast:
    """A colour of text that cannot be read: its token and that of its background, and their values.

    ``table`` is that of ``theme.toml``, ``better`` the closest colour that can be read on all backgrounds.
    """

    table: str
    ink: str
    ground: str
    pair: tuple[str, str]
    ratio: float
    better: str

    def __str__(self) -> str:
        """Return what is wrong."""
        down = int(self.ratio * 10) / 10  # never up to what would suffice
        screen = "dark" if self.table == "dark" else "light"
        pairing = f"“{self.ink}” ({self.pair[0]}) on “{self.ground}” ({self.pair[1]})"
        return f"the contrast of {pairing} is {down:.1f} on a {screen} screen"


def low_contrasts(theme: Theme) -> Iterator[LowContrast]:
    """Yield each colour of text with too little contrast, once a scheme, on its worst background."""
    schemes: tuple[tuple[str, Mapping[str, str]], ...] = (("tokens", {}), ("dark", theme.dark))
    for table, more in schemes:
        tokens = {**theme.tokens, **more}
        marks = [name for name in tokens if name.startswith(_PREFIXES)]
        for ink in (*_INKS, *marks):
            yield from _low(table, tokens, ink, _GROUNDS)
        if table == "tokens" or {"banner", "banner-ink"} & {*more}:
            yield from _low(table, tokens, "banner-ink", ("banner",))


def _low(
    table: str, tokens: Mapping[str, str], ink: str, grounds: tuple[str, ...]
) -> Iterator[LowContrast]:
    """Yield the worst background of a colour, where its contrast is too low; none for unknown values."""
    value = colours.read(tokens.get(ink, ""))
    known = {ground: colours.read(tokens.get(ground, "")) for ground in grounds}
    below = {ground: found for ground, found in known.items() if found is not None}
    if value is None or not below:
        return
    ratio, worst = min((contrast.ratio(value, found), ground) for ground, found in below.items())
    if ratio < contrast.LEAST:
        better = colours.write(colours.readable(value, [*below.values()]))
        yield LowContrast(table, ink, worst, (tokens[ink], tokens[worst]), ratio, better)
