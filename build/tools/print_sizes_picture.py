"""Take the picture of the handbook's page on print sizes: one article on four papers, at one scale.

    python build/tools/print_sizes_picture.py

It needs the tests' tools (Pillow, pdftoppm), and writes ``content/handbook/print-sizes.png``.
"""

import subprocess
import tempfile
from pathlib import Path

from PIL import Image, ImageDraw

PICTURE = Path("content/handbook/print-sizes.png")
ARTICLE = "content/pakistan-washington"
PAPERS = ("a4", "6x9", "a5", "screen")
DENSITY, GAP, PAGE, COLOURS = 62, 22, 2, 48
GROUND, RIM = (226, 223, 214), (190, 186, 176)


def main() -> None:
    """Build the article on each paper, and set its second pages side by side on one foot."""
    with tempfile.TemporaryDirectory() as name:
        pages = [_page(Path(name), paper) for paper in PAPERS]
    width = sum(page.width for page in pages) + GAP * (len(pages) + 1)
    height = max(page.height for page in pages) + 2 * GAP
    whole, x = Image.new("RGB", (width, height), GROUND), GAP
    draw = ImageDraw.Draw(whole)
    for page in pages:
        y = height - GAP - page.height
        whole.paste(page, (x, y))
        draw.rectangle((x - 1, y - 1, x + page.width, y + page.height), outline=RIM)
        x += page.width + GAP
    whole.quantize(COLOURS).save(PICTURE, optimize=True)


def _page(folder: Path, paper: str) -> Image.Image:
    """Return a page of the article on a paper."""
    out = folder / paper
    build = ["triptych", "build", ARTICLE, "--formats", "pdf", "--paper", paper, "--out", str(out)]
    subprocess.run(build, check=True, capture_output=True)
    made = next(out.rglob("*.pdf"))
    span = ["-f", str(PAGE), "-l", str(PAGE)]
    draw = [
        "pdftoppm",
        "-png",
        "-singlefile",
        "-r",
        str(DENSITY),
        *span,
        str(made),
        str(out / "page"),
    ]
    subprocess.run(draw, check=True)
    with Image.open(out / "page.png") as picture:
        return picture.convert("RGB")


if __name__ == "__main__":
    main()
