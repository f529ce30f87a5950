"""The clues in a saved web page: its own and linked local styles, its colour and its logo."""

import re
from pathlib import Path
from urllib.parse import unquote

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from triptych.core import colours
from triptych.core.errors import AssetError, Place, SourceError
from triptych.pictures import assets
from triptych.pictures.read import check_picture, read_picture_data
from triptych.theme.clues import Clues
from triptych.theme.css_clues import Sheet, read_sheets

SHEETS = 50
"""The most style sheets of a page that are read."""

_LARGEST = 8 << 20
"""The most bytes of a page or of a style sheet."""

_STYLED = [
    "body",
    "article",
    "main",
    "p",
    "h1",
    "h2",
    "h3",
    "a",
    "blockquote",
    "code",
    "pre",
    "figcaption",
    "time",
]
_LOGO = re.compile(r"logo|brand|wordmark", re.IGNORECASE)
_ICONS = ("apple-touch-icon", "icon", "shortcut icon", "mask-icon")


def read_page(data: bytes, path: Path, clues: Clues) -> None:
    """Add what a saved page says of its look; only files in its folder are read, none is fetched."""
    place = Place(str(path))
    try:
        parser = HTMLParser(encoding=_encoding(data), huge_tree=False, no_network=True)
        root = document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError, RecursionError):
        raise SourceError("the page has no HTML", place, "Save the page again.") from None
    home = path.parent
    sheets: list[Sheet] = []
    for element in root.iter("link", "style"):
        if len(sheets) >= SHEETS:
            break
        if element.tag == "style":
            sheets.append(Sheet(str(element.text or ""), home, home))
        elif "stylesheet" in str(element.get("rel", "")).lower():
            sheets += _linked(str(element.get("href", "")), home, clues)
    sheets += [Sheet(f"{tag} {{ {style} }}", home, home) for tag, style in _inline(root)]
    read_sheets(sheets, clues)
    for meta in root.iter("meta"):
        if str(meta.get("name", "")).lower() == "theme-color":
            channels = colours.read(str(meta.get("content", "")))
            if channels and "dark" not in str(meta.get("media", "")):
                clues.brand.insert(0, channels)
    _read_logo(root, home, clues, _Drawings(data, root))


def _encoding(data: bytes) -> str | None:
    """Return UTF-8 where a page is that; None leaves it to the page's own declaration."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _linked(address: str, home: Path, clues: Clues) -> list[Sheet]:
    """Return a linked style sheet that is beside the page."""
    if assets.is_remote(address) or not address.strip():
        clues.remarks.append(f"the style sheet {address[:80]} is not beside the page")
        return []
    path = (home / unquote(re.split("[?#]", address)[0])).resolve()
    try:
        if path.is_relative_to(home.resolve()) and path.stat().st_size <= _LARGEST:
            return [Sheet(path.read_bytes().decode("utf-8", "replace"), path.parent, home)]
    except (OSError, ValueError):
        pass
    clues.remarks.append(f"the style sheet {address[:80]} is not beside the page")
    return []


def _inline(root: HtmlElement) -> list[tuple[str, str]]:
    """Return the first inline style of each kind of element, in the order of the page."""
    found: dict[str, str] = {}
    for element in root.iter(*_STYLED):
        style = str(element.get("style", ""))
        if style and "{" not in style and "}" not in style:
            found.setdefault(str(element.tag), style)
    return [*found.items()]


class _Drawings:
    """The drawings within a page as they are typed: in its tree, names of attributes are in lower case."""

    def __init__(self, data: bytes, root: HtmlElement) -> None:
        """Find the drawings; where page and tree do not agree on them, there are none."""
        text = _UNSEEN.sub("", data.decode("utf-8", "replace"))
        typed = _SVG.findall(text)
        outer = [e for e in root.iter("svg") if next(e.iterancestors("svg"), None) is None]
        agree = len(typed) == len(outer)
        self._typed = dict(zip(outer, typed, strict=True)) if agree else {}

    def of(self, element: HtmlElement) -> tuple[str, bytes] | None:
        """Return a drawing as a file; None for one that needs another of the page, or is no XML."""
        typed = self._typed.get(element, "")
        if not typed or "<use" in typed.lower():
            return None
        spaces = "".join(f' {name}="{uri}"' for name, uri in _SPACES if f"{name}=" not in typed)
        try:
            asset = check_picture(f"<svg{spaces}{typed[4:]}".encode(), "logo.svg", Place("logo"))
        except AssetError:
            return None
        return asset.name, asset.data


_UNSEEN = re.compile(
    r"<!--.*?-->|<(script|style|template|noscript)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE
)
_SVG = re.compile(r"<svg\b.*?</svg\s*>", re.DOTALL | re.IGNORECASE)
_SPACES = (
    ("xmlns", "http://www.w3.org/2000/svg"),
    ("xmlns:xlink", "http://www.w3.org/1999/xlink"),
)


def _read_logo(root: HtmlElement, home: Path, clues: Clues, drawings: _Drawings) -> None:
    """Add the logo of a page, a picture called so or its icon, and its variant for dark screens."""
    for image in root.iter("img", "svg"):
        near = [image, *list(image.iterancestors())[:2]]
        words = [str(image.get(key, ""))[:200] for key in ("id", "alt", "src", "aria-label")]
        words += [str(title.text or "")[:200] for title in image.iterfind("title")]
        words += [str(element.get("class", "")) for element in near]
        if not _LOGO.search(" ".join(words)):
            continue
        source = str(image.get("src", ""))
        picture = drawings.of(image) if image.tag == "svg" else _picture(source, home)
        if picture:
            clues.logo, clues.logo_dark = picture, _dark_source(image, home)
            return
    icons = {
        str(link.get("rel", "")).lower(): str(link.get("href", "")) for link in root.iter("link")
    }
    found = (_picture(icons[rel], home) for rel in _ICONS if rel in icons)
    clues.logo = next((picture for picture in found if picture), None)


def _dark_source(image: HtmlElement, home: Path) -> tuple[str, bytes] | None:
    """Return what the element around a picture shows on dark screens instead."""
    around = next(image.iterancestors("picture"), None)  # libxml2 nests it within its sources
    for source in around.iter("source") if around is not None else ():
        if "dark" in str(source.get("media", "")):
            first = str(source.get("srcset", "")).split(",")[0].split()
            return _picture(first[0], home) if first else None
    return None


def _picture(address: str, home: Path) -> tuple[str, bytes] | None:
    """Return a picture of a page that is beside it, or in the address itself."""
    place = Place("logo")
    try:
        if address.lower().startswith("data:"):
            asset = read_picture_data(address, place)
        elif assets.is_remote(address) or not address or address.startswith("/"):
            return None
        else:
            data = assets.read_file(home, home, address, place)
            asset = check_picture(data, unquote(address).rpartition("/")[2], place)
    except AssetError:
        return None
    return asset.name, asset.data
