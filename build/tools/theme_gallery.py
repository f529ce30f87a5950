"""Take the pictures of the handbook's gallery: the sample article in every bundled theme, as it really is.

Run it from the repository's root, with the tests' judges installed (Chromium, poppler). Each picture
``content/handbook/gallery/THEME.png`` shows two pages of the PDF, a page of the EPUB with the fonts that
it carries, and the HTML in a browser: light, dark and on a phone. ``all.png`` has the first page of each.
Names of themes as arguments take those alone again.
"""

import io
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, sync_playwright

from triptych.core import zip_archive
from triptych.theme.find import built_in_folder

SLUG = "pakistan-washington"
SOURCE = Path("content") / SLUG
FOLDER = Path("content/handbook/gallery")
THEMES = ("printfriendly", "journal", "magazine", "paperback", "manuscript", "manuscript-large")
"""The themes in the order of the gallery."""

SETTINGS = 'title = "The Triptych Review"\nurl = "https://triptych.example"\n'
ADDED = "identifier: 10.5555/triptych.2025.8\nissue: {volume: 3, number: 2}\n"
"""What the sample has not: something for a line with issue and DOI."""

GROUND, RIM = (228, 225, 219), (196, 191, 182)
GAP, UPPER, LOWER = 18, 440, 310
COLOURS, OVER = 40, 2
DESK, PHONE, READER = (1180, 738), (390, 844), (600, 840)


def main() -> None:
    """Take the pictures, all of them or those of the themes that are named."""
    missing = {path.parent.name for path in built_in_folder().glob("*/theme.toml")} - set(THEMES)
    if missing:
        sys.exit(f"no place in the gallery: {', '.join(sorted(missing))}")
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"))
        firsts = []
        for theme in THEMES:
            made = editions(theme, Path(name) / theme)
            pages = sheets(made / f"{SLUG}.pdf")
            firsts.append(pages[0])
            if theme in sys.argv[1:] or not sys.argv[1:]:
                save(theme, board(made, pages, browser))
        browser.close()
    save("all", row([scaled(page, 250) for page in firsts]))


def editions(theme: str, folder: Path) -> Path:
    """Build the sample in a theme, and return the folder of its editions."""
    beside = folder / "content" / SLUG
    beside.mkdir(parents=True)
    text = (SOURCE / "index.md").read_text(encoding="utf-8")
    (beside / "index.md").write_text(text.replace("---\n", f"---\n{ADDED}", 1), encoding="utf-8")
    shutil.copy(SOURCE / "lead.jpg", beside)
    (folder / "triptych.toml").write_text(SETTINGS, encoding="utf-8")
    command = [sys.executable, "-m", "triptych", "build", ".", "--theme", theme, "--out", "out"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return folder / "out" / SLUG


def board(made: Path, pages: list[Image.Image], browser: Browser) -> Image.Image:
    """Return the views of a theme's editions on one board: paper and book above, screens below."""
    page = made / f"{SLUG}.html"
    upper = [*pages[:2], book(made / f"{SLUG}.epub", browser)]
    lower = [
        seen(browser, page, DESK, "light"),
        seen(browser, page, DESK, "dark"),
        seen(browser, page, PHONE, "light"),
    ]
    rows = [row(scaled(one, UPPER) for one in upper), row(scaled(one, LOWER) for one in lower)]
    width = max(each.width for each in rows)
    whole = Image.new("RGB", (width, sum(each.height for each in rows) - GAP), GROUND)
    y = 0
    for each in rows:
        whole.paste(each, ((width - each.width) // 2, y))
        y += each.height - GAP
    return whole


def book(epub: Path, browser: Browser) -> Image.Image:
    """Return the first page of an EPUB's text, in the fonts and style that it carries."""
    with tempfile.TemporaryDirectory() as name:
        for inner, data in zip_archive.unpack(epub.read_bytes()).items():
            path = Path(name) / inner
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return seen(browser, Path(name) / "EPUB" / "text" / "article.xhtml", READER, "light")


def seen(browser: Browser, page: Path, size: tuple[int, int], scheme: str) -> Image.Image:
    """Return what a browser of some size in CSS pixels shows of a file, in light or dark colours."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        device_scale_factor=OVER,
        color_scheme="dark" if scheme == "dark" else "light",
    )
    tab = context.new_page()
    tab.goto(page.resolve().as_uri())
    tab.evaluate("document.fonts.ready")
    return Image.open(io.BytesIO(tab.screenshot())).convert("RGB")


def sheets(pdf: Path) -> list[Image.Image]:
    """Return the first two pages of a PDF."""
    with tempfile.TemporaryDirectory() as name:
        command = ["pdftoppm", "-r", "110", "-l", "2", "-png", str(pdf), f"{name}/page"]
        subprocess.run(command, check=True)
        return [Image.open(path).convert("RGB") for path in sorted(Path(name).glob("*.png"))]


def scaled(picture: Image.Image, height: int) -> Image.Image:
    """Return a picture of some height with a rim, so that white paper has an edge."""
    size = (round(picture.width * height / picture.height), height)
    small = picture.resize(size, Image.Resampling.LANCZOS)
    ImageDraw.Draw(small).rectangle((0, 0, size[0] - 1, size[1] - 1), outline=RIM)
    return small


def row(pictures: Iterable[Image.Image]) -> Image.Image:
    """Return pictures side by side on the ground, with a gap around each."""
    every = list(pictures)
    width = sum(one.width for one in every) + GAP * (len(every) + 1)
    whole = Image.new("RGB", (width, max(one.height for one in every) + 2 * GAP), GROUND)
    x = GAP
    for one in every:
        whole.paste(one, (x, GAP))
        x += one.width + GAP
    return whole


def save(name: str, picture: Image.Image) -> None:
    """Save a picture of the gallery, with few colours."""
    path = FOLDER / f"{name}.png"
    few = picture.quantize(COLOURS, kmeans=2, dither=Image.Dither.NONE)
    few.save(path, optimize=True)
    print(f"{path}: {few.width} × {few.height} px, {path.stat().st_size / 1024:.0f} kB")


if __name__ == "__main__":
    main()
