"""Draw the picture of the README: the three editions of the sample article, as they really are.

Run it from the repository's root, with the tests' judges installed (Chromium, poppler). It builds
the editions, shows the HTML in a browser, the PDF as paper and the EPUB in a reader's page, and
sets the three side by side.
"""

import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont, ImageOps
from playwright.sync_api import Browser, sync_playwright

from triptych.core import zip_archive
from triptych.fonts import families

SLUG = "pakistan-washington"
SOURCE = Path("content") / SLUG
TARGET = Path("build/tools/editions.png")
OVER = 2
"""Everything is drawn so many times too large, and scaled down at the end."""

GROUND, INK, BEZEL = (233, 230, 224), (92, 88, 80), (52, 51, 49)
HEIGHT, MARGIN, GAP, FOOT = 690, 56, 52, 64
BROWSER, SCREEN = (900, 1070), (640, 860)
BAR = 38

READER = """
html { padding: 30px 0 0; height: 830px; overflow: hidden; background: #fff; box-sizing: border-box; }
body { height: 800px; columns: 560px; column-gap: 80px; font-size: 16px; }
"""
"""What an e-reader brings itself: its margins, its size of letters, and pages instead of a scroll."""


def editions(folder: Path) -> Path:
    """Build the sample article into ``folder``, and give the folder of its editions."""
    command = [sys.executable, "-m", "triptych", "build", str(SOURCE), "--out", str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    return folder / SLUG


def shot(browser: Browser, page: Path, size: tuple[int, int], css: str = "") -> Image.Image:
    """Return what a browser of ``size`` CSS pixels shows of a file, at twice the density."""
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height}, device_scale_factor=2, color_scheme="light"
    )
    tab = context.new_page()
    tab.goto(page.resolve().as_uri())
    if css:
        tab.add_style_tag(content=css)
    tab.evaluate("document.fonts.ready")
    picture = Image.open(io.BytesIO(tab.screenshot())).convert("RGB")
    context.close()
    return picture


def letters(family: str, weight: int, style: str) -> bytes:
    """Return a cut of an installed font."""
    return families.cut(family, weight, style, ()).data


def screen_page(browser: Browser, made: Path) -> Image.Image:
    """Return the HTML edition in a browser's window."""
    shown = shot(browser, made / f"{SLUG}.html", BROWSER)
    width, bar = shown.width, BAR * 2
    window = Image.new("RGB", (width, shown.height + bar), (246, 245, 242))
    draw = ImageDraw.Draw(window)
    for number, colour in enumerate([(226, 107, 95), (231, 181, 83), (117, 186, 105)]):
        x, y, r = bar // 2 + 12 + number * 40, bar // 2, 12
        draw.ellipse((x - r, y - r, x + r, y + r), fill=colour)
    draw.line((0, bar - 1, width, bar - 1), fill=(219, 216, 210), width=2)
    window.paste(shown, (0, bar))
    return fitted(window)


def paper_pages(made: Path, folder: Path) -> list[Image.Image]:
    """Return the first two pages of the PDF edition."""
    command = ["pdftoppm", "-r", "200", "-l", "2", "-png"]
    subprocess.run([*command, str(made / f"{SLUG}.pdf"), str(folder / "page")], check=True)
    return [fitted(Image.open(path).convert("RGB")) for path in sorted(folder.glob("page*.png"))]


def reader_page(browser: Browser, made: Path, folder: Path) -> Image.Image:
    """Return the first page of the EPUB edition in a reader with electronic ink."""
    for name, data in zip_archive.unpack((made / f"{SLUG}.epub").read_bytes()).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    chapter = folder / "EPUB" / "text" / "article.xhtml"
    shown = shot(browser, chapter, SCREEN, READER)
    grey = ImageOps.colorize(ImageOps.grayscale(shown), (38, 37, 35), (238, 236, 229))
    rim, chin = 56, 96
    device = Image.new("RGB", (grey.width + 2 * rim, grey.height + rim + chin), BEZEL)
    device.paste(grey, (rim, rim))
    return fitted(device)


def fitted(picture: Image.Image) -> Image.Image:
    """Scale a picture to the common height."""
    height = HEIGHT * OVER
    width = round(picture.width * height / picture.height)
    return picture.resize((width, height), Image.Resampling.LANCZOS)


def lay(ground: Image.Image, picture: Image.Image, at: tuple[int, int], radius: int) -> None:
    """Lay a picture with rounded corners on the ground, over a soft shadow."""
    mask = Image.new("L", picture.size, 0)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, *picture.size), radius * OVER, fill=255)
    for blur, drop, strength in ((22, 14, 60), (4, 2, 46)):
        shadow = Image.new("L", ground.size, 0)
        shadow.paste(mask.point([round(v * strength / 255) for v in range(256)]), at)
        shadow = shadow.filter(ImageFilter.GaussianBlur(blur * OVER))
        moved = Image.new("L", ground.size, 0)
        moved.paste(shadow, (0, drop * OVER))
        ground.paste(Image.new("RGB", ground.size, (46, 42, 34)), (0, 0), moved)
    ground.paste(picture, at, mask)


def compose(screen: Image.Image, sheets: list[Image.Image], reader: Image.Image) -> Image.Image:
    """Set the three editions side by side, each with its name below."""
    behind = 30 * OVER
    margin, gap = MARGIN * OVER, GAP * OVER
    width = 2 * margin + 2 * gap + screen.width + sheets[0].width + behind + reader.width
    ground = Image.new("RGB", (width, (2 * MARGIN + HEIGHT + FOOT // 2) * OVER), GROUND)
    font = ImageFont.truetype(io.BytesIO(letters("Inter", 600, "normal")), 17 * OVER)
    draw = ImageDraw.Draw(ground)
    x = margin
    for name, pictures, radius in (
        ("HTML", [screen], 9),
        ("PDF", sheets, 1),
        ("EPUB", [reader], 20),
    ):
        first = pictures[0]
        if len(pictures) > 1:
            lay(ground, pictures[1], (x + behind, margin + 14 * OVER), radius)
        lay(ground, first, (x, margin), radius)
        broad = first.width + (behind if len(pictures) > 1 else 0)
        below = margin + (HEIGHT + 40) * OVER
        draw.text((x + broad / 2, below), name, fill=INK, font=font, anchor="mm")
        x += broad + gap
    return ground


def main() -> None:
    """Build, look and draw; the picture is saved with few colours, so that it stays small."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as play:
        folder = Path(name)
        made = editions(folder / "out")
        browser = play.chromium.launch(executable_path=shutil.which("chromium"))
        screen = screen_page(browser, made)
        reader = reader_page(browser, made, folder / "epub")
        browser.close()
        sheets = paper_pages(made, folder)
    whole = compose(screen, sheets, reader)
    small = whole.resize((whole.width // OVER, whole.height // OVER), Image.Resampling.LANCZOS)
    few = small.quantize(256, kmeans=4, dither=Image.Dither.NONE)
    few.save(TARGET, optimize=True)
    print(f"{TARGET}: {few.width} × {few.height} px, {TARGET.stat().st_size / 1024:.0f} kB")


if __name__ == "__main__":
    main()
