"""The fonts of a theme's own files: which cuts they provide, and what their licences and gaps mean."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from triptych.core.findings import note, warn
from triptych.fonts import own_files
from triptych.fonts.own_files import OwnFont
from triptych.theme.font_files import FontCut, FontFile, FontFiles, OwnCut
from triptych.theme.load import Theme

_BITMAPS, _NO_SUBSETS, _RESTRICTED, _PREVIEW, _EDITABLE = 0x0200, 0x0100, 0x0002, 0x0004, 0x0008
"""Bits of ``fsType`` (OpenType, ``OS/2``)."""

_BOLD = 600


def with_own_fonts(theme: Theme) -> Theme:
    """Return a theme whose roles have the families and cuts of its own files, and report what is refused.

    Raises ``ThemeError`` for a file that is no usable font.
    """
    if not theme.files:
        return theme
    fonts: dict[str, Any] = dict(theme.settings["fonts"])
    own: dict[FontCut, OwnCut] = {}
    inherited: dict[str, Any] = {}
    for role, files in theme.files.items():
        read = [(file, own_files.read(file)) for file in files.files]
        refused = [_is_refused(file, font, fonts[role]["family"]) for file, font in read]
        if any(refused):
            continue
        cuts = _cuts(files, read, fonts[role]["cuts"])
        family = _free_family(files.family or read[0][1].family, role, fonts, own, cuts)
        _report_gaps(role, files.files[0], cuts, fonts[role]["cuts"])
        own |= {(family, *key): cut for key, cut in cuts.items()}
        named = [[weight, style] for weight, style in cuts]
        inherited[role] = fonts[role]
        fonts[role] = {**fonts[role], "family": family, "cuts": named, "axes": {}}
    settings = {**theme.settings, "fonts": fonts}
    return replace(theme, settings=settings, own=own, inherited=inherited)


def open_files(theme: Theme) -> frozenset[Path]:
    """Return the font files of a theme that anybody may pass on, by the licences that they name."""
    files = [file for role in theme.files.values() for file in role.files]
    return frozenset(file.path.resolve() for file in files if own_files.read(file).is_open)


def refusal(bits: int) -> str:
    """Return what licence bits forbid of that which every edition does, or ""."""
    if bits & (_RESTRICTED | _PREVIEW | _EDITABLE) == _RESTRICTED:
        return "forbids embedding"
    if bits & _BITMAPS:
        return "allows only its bitmaps to be embedded"
    return "forbids subsets, and every edition carries subsets" if bits & _NO_SUBSETS else ""


def _is_refused(file: FontFile, font: OwnFont, instead: str) -> bool:
    """Whether the licence bits of a font forbid what every edition does, and report what they say."""
    bits, reason = font.licence, refusal(font.licence)
    if reason:
        message = (
            f"the font file “{file.name}” {reason} (fsType {bits}); “{instead}” is used instead"
        )
        hint = "Ask its foundry for a file that may be embedded, or use another font."
        warn("font-licence", message, file.place, hint)
    elif bits & _PREVIEW and not bits & _EDITABLE:
        message = f"the font file “{file.name}” may be embedded for reading and printing only"
        hint = "Check that its licence allows web pages and e-books."
        note("font-licence", message, file.place, hint)
    return bool(reason)


def _cuts(
    files: FontFiles, read: list[tuple[FontFile, OwnFont]], inherited: list[Any]
) -> dict[tuple[int, str], OwnCut]:
    """Return the cuts that files provide, by weight and style; the first file of each is used."""
    wanted = files.cuts or tuple((int(weight), str(style)) for weight, style in inherited)
    cuts: dict[tuple[int, str], OwnCut] = {}
    for file, font in read:
        provided = dict(_provided(font, dict(files.axes), wanted))
        if provided and all(key in cuts for key in provided):
            weight, style = next(iter(provided))
            message = (
                f"the font file “{file.name}” is not used: another has weight {weight}, {style}"
            )
            warn("theme", message, file.place, "Remove one of them from `files`.")
        cuts = provided | cuts
    return dict(sorted(cuts.items(), key=lambda cut: (cut[0][1] != "normal", cut[0])))


def _provided(
    font: OwnFont, pins: dict[str, float], wanted: tuple[tuple[int, str], ...]
) -> Iterator[tuple[tuple[int, str], OwnCut]]:
    """Yield each wanted cut of a variable font, or the one cut of another."""

    def cut(**more: float) -> OwnCut:
        axes = {tag: start for tag, (_, start, _) in font.axes.items()}
        axes |= {tag: _within(font, tag, at) for tag, at in {**pins, **more}.items() if tag in axes}
        return OwnCut(font.path, font.digest, tuple(sorted(axes.items())))

    slant = _slant(font)
    if "wght" not in font.axes and not slant:
        yield (font.weight, font.style), cut()
        return
    weights = {weight for weight, _ in wanted} if "wght" in font.axes else {font.weight}
    for weight in sorted(weights):
        bold = {"wght": float(weight)} if "wght" in font.axes else {}
        if (weight, font.style) in wanted or not slant:
            yield (weight, font.style), cut(**bold)
        if slant and (weight, "italic") in wanted:
            yield (weight, "italic"), cut(**bold, **slant)


def _slant(font: OwnFont) -> dict[str, float]:
    """Return the pins that make an upright variable font italic; none when nothing does."""
    if font.style == "italic":
        return {}
    slant = {"ital": font.axes["ital"][2]} if "ital" in font.axes else {}
    return slant | ({"slnt": font.axes["slnt"][0]} if "slnt" in font.axes else {})


def _within(font: OwnFont, tag: str, value: float) -> float:
    """Return the value of an axis that is closest to the one asked for."""
    low, _, high = font.axes[tag]
    return min(high, max(low, float(value)))


def _free_family(
    family: str,
    role: str,
    fonts: dict[str, Any],
    own: dict[FontCut, OwnCut],
    cuts: dict[tuple[int, str], OwnCut],
) -> str:
    """Return the name for a family, with its role where another role has other fonts of that name."""
    others = [font for name, font in fonts.items() if name != role and font["family"] == family]
    theirs = {key: own.get((family, *key)) for font in others for key in map(tuple, font["cuts"])}
    is_same = all(cut == cuts.get(key) for key, cut in theirs.items() if cut or key in cuts)
    return family if is_same else f"{family} {role.title()}"


def _report_gaps(
    role: str, file: FontFile, cuts: dict[tuple[int, str], OwnCut], inherited: list[Any]
) -> None:
    """Report that the files have no italic or no bold where the inherited family has them."""

    def kinds(keys: Any) -> set[str]:
        styles = {"italic" if style != "normal" else "upright" for _, style in keys}
        return styles | {"bold" for weight, _ in keys if weight >= _BOLD}

    for kind in sorted(kinds(inherited) - kinds(cuts)):
        message = f"the files of `fonts.{role}` have no {kind} font"
        hint = f"Add its file to `files`, or text that is to be {kind} may look like the rest."
        note("theme", message, file.place, hint)
