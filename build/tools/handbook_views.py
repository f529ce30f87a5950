"""The views of an example in the handbook: on paper, on screens, in an e-reader."""

import io
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw
from playwright.sync_api import Browser, Page

from triptych.core import zip_archive

RIM = (205, 201, 192)
"""The colour of the border that separates a picture from the page around it."""

DENSITY = 168
"""Dots per inch of paper."""

MARGIN = 20
"""The side margins of a cropped page, in millimetres."""

_HIDDEN = """
#pf-title, #pf-author, #pf-date, .pf-author-box, .pf-footer { display: none !important; }
#pf-content { margin-top: 0; }
"""
_NO_FURNITURE = "@top-center { content: none; } @bottom-center { content: none; }"
_SMALL = "size: 148mm 92mm; margin: 13mm 16mm 14mm;"
CSS = {
    "paper": f"{_HIDDEN} @page {{ margin: 20mm {MARGIN}mm; {_NO_FURNITURE} }}",
    "sheet": f"{_HIDDEN} @page {{ {_SMALL} {_NO_FURNITURE} }}",
    "pages": f"""{_HIDDEN} @page {{ size: 94mm 116mm; margin: 11mm 12mm; {_NO_FURNITURE} }}
        @page pf-wide {{ size: 116mm 94mm; }}""",
    "screen": _HIDDEN,
    "dark": _HIDDEN,
    "popup": _HIDDEN,
}
"""The settings of each view over the example's own: a paper size, and no title."""

READER = """
html { background: #fff; font-size: 17px; }
body { width: 600px; min-height: 190px; margin: 0 auto; padding: 14px; }
h1, .pf-byline, .pf-colophon, aside, section[role=doc-endnotes] { display: none; }
aside.opened { display: block; position: fixed; left: 70px; right: 70px; bottom: 16px; margin: 0;
  padding: 10px 18px; background: #fff; border: 1px solid #b9b5ab; border-radius: 10px;
  box-shadow: 0 6px 26px #0004; font-size: 15px; }
"""
"""The style sheet of an e-reader: its page, and a box for an open note; the fonts are the book's."""

OPEN = """() => {
  const call = document.querySelector("a[role=doc-noteref]");
  const note = document.getElementById(call.getAttribute("href").slice(1));
  note.classList.add("opened");
  document.body.append(note);
}"""


def piece(made: Path, _: Browser) -> Image.Image:
    """Return the text of a page, cropped to its column and its height."""
    page = _sheets(made)[0]
    side = round(MARGIN / 25.4 * DENSITY)
    column = page.crop((side - 8, 0, page.width - side + 8, page.height))
    return card(_trimmed(column))


def sheet(made: Path, _: Browser) -> Image.Image:
    """Return a complete small page."""
    return card(_sheets(made)[0], 0)


def pages(made: Path, _: Browser) -> Image.Image:
    """Return small pages side by side."""
    sheets = [card(page, 0) for page in _sheets(made)]
    gap = 40
    width = sum(one.width for one in sheets) + gap * (len(sheets) - 1)
    whole = Image.new("RGB", (width, max(one.height for one in sheets)), (255, 255, 255))
    x = 0
    for one in sheets:
        whole.paste(one, (x, 0))
        x += one.width + gap
    return whole.resize(
        (round(whole.width * 0.75), round(whole.height * 0.75)), Image.Resampling.LANCZOS
    )


def screen(made: Path, browser: Browser) -> Image.Image:
    """Return a browser's view."""
    return _seen(made, browser, "light")


def dark(made: Path, browser: Browser) -> Image.Image:
    """Return a browser's view in dark colours."""
    return _seen(made, browser, "dark")


def popup(made: Path, browser: Browser) -> Image.Image:
    """Return a page of an EPUB with its first note open, as in e-readers with popups."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for inner, data in zip_archive.unpack(made.read_bytes()).items():
            path = folder / inner
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        tab = _tab(browser, folder / "EPUB" / "text" / "article.xhtml", "light", (660, 220))
        tab.add_style_tag(content=READER)
        tab.evaluate(OPEN)
        tab.evaluate("document.fonts.ready")
        return card(Image.open(io.BytesIO(tab.screenshot())).convert("RGB"), 0)


def card(picture: Image.Image, room: int = 26) -> Image.Image:
    """Return a picture with a margin and a border."""
    size = (picture.width + 2 * room, picture.height + 2 * room)
    whole = Image.new("RGB", size, _ground(picture))
    whole.paste(picture, (room, room))
    ImageDraw.Draw(whole).rectangle((0, 0, size[0] - 1, size[1] - 1), outline=RIM, width=2)
    return whole


def _sheets(made: Path) -> list[Image.Image]:
    """Return the pages of a PDF."""
    with tempfile.TemporaryDirectory() as name:
        command = ["pdftoppm", "-r", str(DENSITY), "-png", str(made), f"{name}/page"]
        subprocess.run(command, check=True)
        return [Image.open(path).convert("RGB") for path in sorted(Path(name).glob("*.png"))]


def _trimmed(picture: Image.Image) -> Image.Image:
    """Return a picture without the empty space above and below its content."""
    ground = Image.new("RGB", picture.size, _ground(picture))
    box = ImageChops.difference(picture, ground).getbbox() or (0, 0, 1, 1)
    return picture.crop((0, box[1], picture.width, box[3]))


def _ground(picture: Image.Image) -> tuple[int, int, int]:
    """Return the colour of a picture's first corner."""
    red, green, blue = picture.crop((0, 0, 1, 1)).tobytes()
    return red, green, blue


def _seen(made: Path, browser: Browser, scheme: str) -> Image.Image:
    """Return the text of a page in a browser, in light or dark colours."""
    tab = _tab(browser, made, scheme, (720, 2400))
    seen = Image.open(io.BytesIO(tab.screenshot())).convert("RGB")
    column = tab.locator("#pf-content").bounding_box()
    if column is None:
        raise AssertionError("the page has text")
    left, right = ((column["x"] - 6) * 1.75, (column["x"] + column["width"] + 6) * 1.75)
    return card(_trimmed(seen.crop((round(left), 0, round(right), seen.height))))


def _tab(browser: Browser, page: Path, scheme: str, size: tuple[int, int]) -> Page:
    """Open a file in a browser of some size in CSS pixels."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        device_scale_factor=1.75,
        color_scheme="dark" if scheme == "dark" else "light",
    )
    tab = context.new_page()
    tab.goto(page.resolve().as_uri())
    tab.evaluate("document.fonts.ready")
    return tab


@dataclass(frozen=True)
class View:
    """A view: its edition, and the function that takes it."""

    edition: str
    look: Callable[[Path, Browser], Image.Image]


VIEWS = {
    "paper": View("pdf", piece),
    "sheet": View("pdf", sheet),
    "pages": View("pdf", pages),
    "screen": View("html", screen),
    "dark": View("html", dark),
    "popup": View("epub", popup),
}
"""Every view by its name."""
