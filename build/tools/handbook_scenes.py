"""Draw the pictures that the handbook's examples name: a gate in two seasons, a coast and a map."""

import math
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageDraw

SIZE = (1200, 780)
INK, PATH, SEA, SAND = (52, 50, 48), (224, 214, 192), (58, 110, 140), (233, 219, 184)
Draw = ImageDraw.ImageDraw


def _sky(top: tuple[int, int, int], bottom: tuple[int, int, int]) -> Image.Image:
    """Return a picture whose colour changes evenly from top to bottom."""
    column = Image.new("RGB", (1, SIZE[1]))
    for y in range(SIZE[1]):
        share = y / SIZE[1]
        mixed = [round(a + (b - a) * share) for a, b in zip(top, bottom, strict=True)]
        column.putpixel((0, y), (mixed[0], mixed[1], mixed[2]))
    return column.resize(SIZE)


def _tree(draw: Draw, x: int, leaves: tuple[int, int, int]) -> None:
    """Draw a lime tree at ``x``."""
    draw.rectangle((x - 16, 330, x + 16, 640), fill=(92, 72, 54))
    for dx, dy, r in ((0, 210, 130), (-85, 290, 95), (85, 290, 95), (0, 330, 110)):
        shade = 14 * (dy - 210) // 120
        colour = (leaves[0] - shade, leaves[1] - shade, leaves[2] - shade)
        draw.ellipse((x + dx - r, dy - r, x + dx + r, dy + r), fill=colour)


def gate(leaves: tuple[int, int, int], lawn: tuple[int, int, int]) -> Image.Image:
    """Return an iron gate between two lime trees, with leaves and lawn of the season."""
    picture = _sky((196, 220, 234), (246, 240, 226))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 610, *SIZE), fill=lawn)
    draw.polygon([(500, 610), (700, 610), (900, 780), (300, 780)], fill=PATH)
    _tree(draw, 210, leaves)
    _tree(draw, 990, leaves)
    for x in (400, 752):
        draw.rectangle((x, 330, x + 48, 650), fill=(168, 152, 132))
        draw.rectangle((x - 8, 312, x + 56, 336), fill=(140, 126, 110))
    for n in range(13):
        x = 462 + n * 23
        top = 400 - round(60 * math.sin((n + 0.5) / 13 * math.pi))
        draw.line((x, top, x, 636), fill=INK, width=6)
        draw.ellipse((x - 6, top - 12, x + 6, top + 2), fill=INK)
    for y in (430, 530, 630):
        draw.line((450, y, 752, y), fill=INK, width=8)
    return picture


def coast() -> Image.Image:
    """Return a bay with sand before it and a headland behind."""
    picture = _sky((150, 192, 220), (244, 232, 214))
    draw = ImageDraw.Draw(picture)
    draw.polygon(
        [(640, 400), (860, 250), (1010, 270), (1200, 180), (1200, 430)], fill=(96, 112, 92)
    )
    draw.rectangle((0, 400, *SIZE), fill=SEA)
    for n in range(7):
        y = 430 + n * 26
        points = [(x, y + 5 * math.sin(x / 60 + n)) for x in range(0, 1201, 12)]
        draw.line(points, fill=(120 + 8 * n, 166 + 6 * n, 188 + 5 * n), width=4)
    shore = [(x, 640 + 34 * math.sin(x / 210 + 1.2)) for x in range(0, 1201, 12)]
    draw.line([(x, y - 6) for x, y in shore], fill=(250, 250, 246), width=12)
    draw.polygon([*shore, (1200, 780), (0, 780)], fill=SAND)
    return picture


def plan() -> Image.Image:
    """Return a map of two roads, a river and a wood."""
    picture = Image.new("RGB", SIZE, (243, 239, 228))
    draw = ImageDraw.Draw(picture)
    draw.ellipse((90, 80, 470, 360), fill=(186, 206, 168))
    river = [(x, 520 + 90 * math.sin(x / 230)) for x in range(0, 1201, 12)]
    draw.line(river, fill=(128, 172, 198), width=46, joint="curve")
    for line in ([(0, 690), (520, 300), (1200, 210)], [(760, 0), (620, 780)]):
        draw.line(line, fill=(150, 138, 120), width=26, joint="curve")
        draw.line(line, fill=(255, 253, 246), width=18, joint="curve")
    for x, y in ((700, 150), (820, 340), (480, 430), (900, 180), (560, 200)):
        draw.rectangle((x, y, x + 64, y + 44), fill=(178, 92, 66))
    return picture


SPRING, AUTUMN = ((126, 164, 84), (172, 196, 128)), ((214, 140, 62), (206, 190, 128))

SCENES: dict[str, Callable[[], Image.Image]] = {
    "gate.jpg": lambda: gate(*SPRING),
    "before.jpg": lambda: gate(*AUTUMN),
    "after.jpg": lambda: gate(*SPRING),
    "walk.jpg": lambda: gate(*AUTUMN),
    "coast.jpg": coast,
    "map.png": plan,
}
"""Every picture for examples, by file name."""


def lay_out(folder: Path, text: str) -> None:
    """Write the pictures that a text names to its folder."""
    for name, draw in SCENES.items():
        if name in text:
            draw().save(folder / name, quality=90)
