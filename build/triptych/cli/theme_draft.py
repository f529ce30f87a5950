"""A new theme from what a publisher has: a style sheet, a saved page or a logo."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from triptych.core import colours, findings
from triptych.core.errors import AssetError, Place, SourceError, TriptychError
from triptych.fonts import named, own_files
from triptych.fonts.own_fonts import refusal
from triptych.theme import css_clues, page_clues, palette, picture_clues
from triptych.theme.clues import COLOURS, ROLES, Clues
from triptych.theme.css_clues import Sheet
from triptych.theme.draft import theme_text
from triptych.theme.font_files import FontFile
from triptych.theme.load import Theme
from triptych.theme.size_clues import size_tokens

_LARGEST = 32 << 20
"""The most bytes of a file that a theme is made from."""

_PAGES = (".html", ".htm", ".xhtml")
_PICTURES = (".png", ".jpg", ".jpeg", ".svg", ".webp", ".gif", ".avif")


@dataclass(slots=True)
class Draft:
    """The files of a new theme by their names in its folder, and the lines that tell what was done."""

    files: dict[str, str | bytes] = field(default_factory=dict[str, str | bytes])
    lines: list[str] = field(default_factory=list[str])


def draft(name: str, source: Path, parent: Theme, shown: str) -> Draft:
    """Return a theme made from a file; raises ``SourceError`` when nothing can be read of it."""
    made, clues = Draft(), Clues()
    with findings.collecting():
        _read(source, clues, shown)
    tones = palette.make_palette(clues, parent.tokens, parent.dark)
    keys: dict[str, Any] = {"description": f"{name}, after {source.name}", "inherits": parent.name}
    for key, logo in (("logo", clues.logo), ("logo_dark", clues.logo_dark)):
        if logo:
            file = f"{key.replace('_', '-')}{Path(logo[0]).suffix}"
            made.files[file] = logo[1]
            keys[key] = file
    sizes = size_tokens(clues.sizes)
    tables = {"tokens": {**tones.light, **sizes}, "dark": tones.dark}
    fonts = _fonts(clues, parent, made)
    text = theme_text(source.name, {**keys, **tables, "fonts": fonts})
    made.files = {"theme.toml": text, **made.files}
    read = [f"{token} {tones.read[token]}" for token in COLOURS if token in tones.read]
    if not (read or clues.brand or fonts or sizes):
        hint = "Use a style sheet, a saved page or a picture of your own house."
        raise SourceError(f"no colour and no font was found in {source.name}", Place(shown), hint)
    summary = [f"Read of {source.name}: {', '.join(read)}"] if read else []
    house = ", ".join(colours.write(each) for each in clues.brand[:4])
    summary += [f"Colours of the house: {house}"] if house else []
    summary += [f"Changed: {change}" for change in tones.changes]
    if sizes:
        summary.append("Text: " + ", ".join(f"{name} {sizes[name]}" for name in sizes))
    summary += [f"Logo: {keys['logo']}"] if clues.logo else []
    if clues.bare_title:
        setting = f'banner = "{clues.bare_title}"'
        summary.append(f"Title without a box: write {setting} into the publication's settings")
    made.lines = [*summary, *made.lines, *(f"Not taken: {each}" for each in clues.remarks)]
    return made


def _read(source: Path, clues: Clues, shown: str) -> None:
    """Add the clues in a file, by its suffix; raises ``SourceError`` when it is of no known kind."""
    place = Place(shown)
    try:
        if source.stat().st_size > _LARGEST:
            raise SourceError("the file is too large", place, "Use a smaller file.")
        data = source.read_bytes()
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        raise SourceError(message, place, "Check the path.") from None
    suffix = source.suffix.lower()
    try:
        if suffix == ".css":
            sheet = Sheet(data.decode("utf-8-sig", "replace"), source.parent, source.parent)
            css_clues.read_sheets([sheet], clues)
        elif suffix in _PAGES:
            page_clues.read_page(data, source, clues)
            if clues.logo and not clues.brand and not clues.light:
                picture_clues.read_picture_clues(clues.logo[1], clues.logo[0], clues)
        elif suffix in _PICTURES:
            picture_clues.read_picture_clues(data, source.name, clues)
        else:
            hint = "Use a style sheet (.css), a saved page (.html) or a picture (.svg, .png, .jpg)."
            raise SourceError("no theme can be made from this kind of file", place, hint)
    except AssetError as error:
        raise SourceError(error.message, place, error.hint) from None


def _fonts(clues: Clues, parent: Theme, made: Draft) -> dict[str, Any]:
    """Return the tables of fonts by role; files of the source's own are copied into the theme."""
    tables: dict[str, Any] = {}
    for role in ROLES:
        font = parent.settings["fonts"].get(role, {})
        _, stack = clues.stacks.get(role, (0, []))
        if not font or not stack:
            continue
        if files := _own_files(clues, stack, made):
            tables[role] = {"files": files}
            made.lines.append(f"Font of {role}: {', '.join(files)}")
            continue
        cuts = [(int(weight), str(style)) for weight, style in font["cuts"]]
        found = named.closest(stack, cuts)
        if found is None:
            made.lines.append(f"Font of {role}: “{stack[0]}” is not installed; the parent's stays")
        elif found.family != font["family"]:
            listed = [list(cut) for cut in found.cuts]
            tables[role] = {"family": found.family, "cuts": listed, "fallback": found.fallback}
        if found:
            is_same = found.asked.casefold() == found.family.casefold()
            note = "" if is_same else f" is the closest to “{found.asked}”"
            made.lines.append(f"Font of {role}: {found.family}{note}")
    return tables


def _own_files(clues: Clues, stack: list[str], made: Draft) -> list[str]:
    """Return the names of copied font files for the first family of a stack that has usable ones."""
    for family in stack:
        names: list[str] = []
        for path in clues.files.get(family.lower(), []):
            name = f"fonts/{path.name}"
            try:
                font = own_files.read(FontFile(path, path.name, Place(str(path))))
            except TriptychError as error:
                clues.remarks.append(error.message)
                continue
            if reason := refusal(font.licence):
                clues.remarks.append(f"the licence of “{path.name}” {reason}")
                continue
            made.files.setdefault(name, path.read_bytes())
            names.append(name)
        if names:
            return names
    return []
