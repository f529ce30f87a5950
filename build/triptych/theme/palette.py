"""The colours of a new theme, from clues: complete for light and dark, and each pair that matters readable.

WCAG 2.2, success criterion 1.4.3: text on its background has a contrast of at least 4.5 to 1.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from triptych.core import colours, contrast
from triptych.core.colours import Channels
from triptych.theme.clues import Clues

INKS = ("ink", "quiet", "link", "accent")
GROUNDS = ("paper", "wash")
_DARK_PAGE = 0.25
"""The luminance below which a page is a dark one."""

_PAGE = ("paper", "ink", "wash", "quiet", "rule")
"""The tokens that belong together, to a light page or to a dark one."""

_COLOURED = 0.08
_SEEN = 1.3
"""The contrast below which a colour is not meant for this paper."""


@dataclass(slots=True)
class Palette:
    """The tokens of a theme that differ from its parent's, light and dark, and what was changed."""

    light: dict[str, str] = field(default_factory=dict[str, str])
    dark: dict[str, str] = field(default_factory=dict[str, str])
    read: dict[str, str] = field(default_factory=dict[str, str])
    changes: list[str] = field(default_factory=list[str])


def make_palette(clues: Clues, light: Mapping[str, str], dark: Mapping[str, str]) -> Palette:
    """Return the palette for clues; ``light`` and ``dark`` are the tokens of the parent theme."""
    made = Palette()
    found = {token: channels for token, (_, channels) in clues.light.items()}
    night = {token: channels for token, (_, channels) in clues.dark.items()}
    if "paper" in found and contrast.luminance(found["paper"]) < _DARK_PAGE:
        made.changes.append("the page is dark: its paper, ink and wash are those of dark screens")
        night = {**{k: v for k, v in found.items() if k in _PAGE}, **night}
        found = {token: channels for token, channels in found.items() if token not in _PAGE}
    if (
        contrast.luminance(night.get("paper", colours.BLACK)) > _DARK_PAGE
    ):  # of a box, not of the page
        night = {token: channels for token, channels in night.items() if token not in _PAGE}
    paper = _base(found, light, "paper")
    faint = [name for name in INKS if name in found and contrast.ratio(found[name], paper) < _SEEN]
    for name in faint:  # no text at all on this paper, but that of a button or a box
        del found[name]
    made.read = {token: colours.write(channels) for token, channels in found.items()}
    stated = {*night}
    _complete(found, clues.brand, light)
    for token in ("link", "accent"):
        if token in found and token not in night:
            night[token] = found[token]
    for table, base in ((found, light), (night, dark)):
        _open_paper(table, {**light, **base}, made)
    _repair(found, light, made, {*made.read})
    made.light = _different(found, light)
    late = {**light, **made.light, **dark}
    _repair(night, late, made, stated, " on dark screens")
    made.dark = _different(night, late)
    return made


def _open_paper(found: dict[str, Channels], base: Mapping[str, str], made: Palette) -> None:
    """Move a paper of middling grey towards the end that it is closer to, until any ink has room on it."""
    if not {*GROUNDS} & {*found}:
        return
    paper = _base(found, base, "paper")
    ends = (colours.WHITE, colours.BLACK)
    end, ink = ends if contrast.luminance(paper) > _MIDDLE else ends[::-1]
    opened = paper
    while contrast.ratio(ink, opened) < _ROOM:
        opened = colours.mix(opened, end, 0.05)
    if opened != paper:
        found["paper"] = opened
        change = f"{colours.write(paper)} → {colours.write(opened)}"
        made.changes.append(f"paper {change}, so that text can be read on it")
    if contrast.ratio(ink, _base(found, base, "wash")) < _ROOM_OF_WASH:
        found["wash"] = colours.mix(_base(found, base, "paper"), ink, 0.06)


_MIDDLE, _ROOM, _ROOM_OF_WASH = 0.18, 9.0, 7.5
"""The luminance between light and dark, and the least contrast of black or white on paper and wash."""


def _complete(found: dict[str, Channels], brand: list[Channels], base: Mapping[str, str]) -> None:
    """Add to the colours found what follows from them, and from the colours of the house."""
    first = next(iter(brand), None)
    second = next((c for c in brand[1:] if colours.saturation(c) >= _COLOURED), first)
    banner = found.get("banner")
    if not first and banner and colours.saturation(banner) >= _COLOURED:
        found.setdefault("accent", banner)
        found.setdefault("link", banner)
    elif first:
        found.setdefault("banner", first)
        found.setdefault("link", found.get("accent", first))
        found.setdefault("accent", second or first)
    elif "link" in found and "accent" not in found:
        found["accent"] = found["link"]
    elif "accent" in found:
        found.setdefault("link", found["accent"])
    if "paper" in found or "ink" in found:
        paper, ink = _base(found, base, "paper"), _base(found, base, "ink")
        found.setdefault("wash", colours.mix(paper, ink, 0.04))
        found.setdefault("rule", colours.mix(paper, ink, 0.18))
        found.setdefault("quiet", colours.mix(ink, paper, 0.28))


def _repair(
    found: dict[str, Channels],
    base: Mapping[str, str],
    made: Palette,
    stated: set[str],
    where: str = "",
) -> None:
    """Make every colour of text readable on its grounds, code and callouts too.

    What changed of the colours that the source states is noted, and how many inherited ones did.
    """
    grounds = [_base(found, base, ground) for ground in GROUNDS]
    own = bool({*GROUNDS} & {*found})
    marks = [name for name in base if name.startswith(("code-", "callout-"))] if own else []
    inks = [name for name in INKS if own or name in found]
    moved = 0
    for name in [*inks, *marks]:
        ink = _base(found, base, name)
        better = colours.readable(ink, grounds)
        if colours.least(ink, grounds) >= contrast.LEAST:
            continue
        if name in stated:
            ratio = f"{colours.least(ink, grounds):.1f} → {colours.least(better, grounds):.1f}"
            change = f"{colours.write(ink)} → {colours.write(better)}"
            made.changes.append(f"{name} {change}{where} (contrast {ratio})")
        elif name not in found:
            moved += 1
        found[name] = better
    if moved:
        made.changes.append(f"{moved} inherited colours{where}, to be readable on the new paper")
    if "banner" in found or "banner-ink" in found:
        banner = _base(found, base, "banner")
        ink = _base(found, base, "banner-ink")
        better = colours.readable(ink, [banner])
        if "banner-ink" in stated and colours.least(ink, [banner]) < contrast.LEAST:
            change = f"{colours.write(ink)} → {colours.write(better)}"
            made.changes.append(f"banner-ink {change}{where}, to be readable on the banner")
        found["banner-ink"] = better


def _base(found: Mapping[str, Channels], base: Mapping[str, str], name: str) -> Channels:
    """Return a colour that was found, else the parent's."""
    return found.get(name) or colours.read(base.get(name, "")) or colours.BLACK


def _different(found: Mapping[str, Channels], base: Mapping[str, str]) -> dict[str, str]:
    """Return the colours that are not the parent's, in the parent's order."""
    written = {name: colours.write(channels) for name, channels in found.items()}
    order = [*base, *written]
    return {
        name: written[name]
        for name in dict.fromkeys(order)
        if written.get(name, base.get(name)) != base.get(name)
    }
