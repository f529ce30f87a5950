"""Draw the pictures of the showcase article, one for each format that the press reads.

Run it from the repository's root; it writes the same bytes each time.
"""

import math
from pathlib import Path

from PIL import Image, ImageDraw

FOLDER = Path("content/showcase")
INK, PAPER, WASH, AMBER, DEEP = (
    (27, 27, 27),
    (255, 255, 255),
    (246, 244, 239),
    (233, 153, 79),
    (28, 50, 78),
)
GREY = (128, 122, 112)
RULE = [(0, 18), (600, 10), (1200, 18), (600, 26)]
OVER = 3

PAGE = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 420 300" width="420" height="300">
<rect x="20" y="15" width="190" height="270" fill="#fff" stroke="#1b1b1b" stroke-width="1.5"/>
<rect x="210" y="15" width="190" height="270" fill="#fff" stroke="#1b1b1b" stroke-width="1.5"/>
<rect x="58" y="45" width="131" height="186" fill="#f6f4ef" stroke="#9a3b1e"/>
<rect x="231" y="45" width="131" height="186" fill="#f6f4ef" stroke="#9a3b1e"/>
<path d="M20 285 210 15 400 285M20 285 400 15M400 285 20 15"
  fill="none" stroke="#174f86" stroke-width=".7"/>
</svg>
"""


def cover() -> Image.Image:
    """Return three tall panels that one line of light crosses."""
    width, height = 1640 * 2, 840 * 2
    picture = Image.new("RGB", (width, height), (13, 24, 42))
    draw = ImageDraw.Draw(picture)
    panel, gap = width * 0.22, width * 0.045
    left = (width - 3 * panel - 2 * gap) / 2
    for number in range(3):
        x = left + number * (panel + gap)
        draw.rectangle(
            (x, height * 0.12, x + panel, height * 0.88),
            fill=(24 + 9 * number, 43 + 10 * number, 68 + 12 * number),
        )
    for step in range(34):
        rise = (step - 17) * height * 0.016
        points = []
        for x in range(0, width + 1, 8):
            share = x / width
            bend = math.sin(share * math.pi)
            points.append(
                (x, height * 0.5 + rise * (0.08 + bend**2) + math.sin(share * 9.4) * height * 0.05)
            )
        shade = 1 - abs(step - 17) / 17
        colour = tuple(round(DEEP[n] + (AMBER[n] - DEEP[n]) * shade**1.5) for n in range(3))
        draw.line(points, fill=colour, width=4)
    return picture.resize((1640, 840), Image.Resampling.LANCZOS)


def pendulum(angle: float) -> Image.Image:
    """Return a pendulum at some angle from the vertical, in radians."""
    size = 480 * OVER
    picture = Image.new("RGB", (size, size * 3 // 4), WASH)
    draw = ImageDraw.Draw(picture)
    top, length = (size / 2, size * 0.08), size * 0.5
    end = (top[0] + length * math.sin(angle), top[1] + length * math.cos(angle))
    draw.line((size * 0.3, top[1], size * 0.7, top[1]), fill=INK, width=4 * OVER)
    draw.line((*top, *end), fill=INK, width=2 * OVER)
    r = 26 * OVER
    draw.ellipse((end[0] - r, end[1] - r, end[0] + r, end[1] + r), fill=AMBER)
    return picture.resize((480, 360), Image.Resampling.LANCZOS)


def waves() -> Image.Image:
    """Return five waves, each a little later than the one above it."""
    size = 480 * OVER
    picture = Image.new("RGB", (size, size * 3 // 4), WASH)
    draw = ImageDraw.Draw(picture)
    for row in range(5):
        middle = size * (0.12 + row * 0.13)
        points = [
            (x, middle + math.sin(x / size * 12.6 + row * 0.9) * size * 0.045)
            for x in range(0, size, 4)
        ]
        draw.line(points, fill=(154 - 25 * row, 59 + 5 * row, 30 + 22 * row), width=4 * OVER)
    return picture.resize((480, 360), Image.Resampling.LANCZOS)


def rings() -> Image.Image:
    """Return rings that spread from two points, as on water."""
    size = 480 * OVER
    picture = Image.new("RGB", (size, size * 3 // 4), WASH)
    draw = ImageDraw.Draw(picture)
    for centre, colour in ((0.36, DEEP), (0.64, AMBER)):
        for ring in range(1, 9):
            r = size * 0.028 * ring
            x, y = size * centre, size * 0.375
            draw.ellipse((x - r, y - r, x + r, y + r), outline=colour, width=2 * OVER)
    return picture.resize((480, 360), Image.Resampling.LANCZOS)


def rule() -> Image.Image:
    """Return a rule that swells towards its middle, in a grey that dark paper bears as well as light."""
    picture = Image.new("RGBA", (1200 * OVER, 36 * OVER), (*GREY, 0))
    draw = ImageDraw.Draw(picture)
    draw.polygon([(x * OVER, y * OVER) for x, y in RULE], fill=(*GREY, 255))
    return picture.resize((1200, 36), Image.Resampling.LANCZOS)


def main() -> None:
    """Draw them all."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    cover().save(FOLDER / "cover.png", optimize=True)
    (FOLDER / "page.svg").write_text(PAGE, encoding="utf-8")
    frames = [pendulum(0.7 * math.cos(2 * math.pi * n / 16)) for n in range(16)]
    frames[0].save(
        FOLDER / "pendulum.gif", save_all=True, append_images=frames[1:], duration=80, loop=0
    )
    waves().save(FOLDER / "waves.webp", lossless=True)
    rings().save(FOLDER / "rings.avif", quality=80)
    rule().save(FOLDER / "rule.png", optimize=True)
    pendulum(0.35).save(FOLDER / "still.png", optimize=True)


if __name__ == "__main__":
    main()
