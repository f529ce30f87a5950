"""Draw the lead image of the sample article: two sheaves of arcs that meet in one point.

Run it from the repository's root; it writes the same bytes each time.
"""

import math
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

WIDTH, HEIGHT, OVER = 1640, 1025, 3
TARGET = Path("content/pakistan-washington/lead.jpg")
NIGHT, DEEP = (13, 24, 42), (28, 50, 78)
PAPER, AMBER = (236, 228, 211), (233, 153, 79)
MEETING = (0.5, 0.40)
LINES = 34
GLOBE_CENTRE, GLOBE_RADIUS = 2.05, 1.33

Point = tuple[float, float]
Colour = tuple[int, int, int]


def blend(one: Colour, other: Colour, share: float) -> Colour:
    """Return the colour that lies ``share`` of the way from ``one`` to ``other``."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def arc(start: Point, bend: Point, end: Point, steps: int = 240) -> list[Point]:
    """Return a quadratic curve as points; places are shares of width and height."""
    points = []
    for step in range(steps + 1):
        t = step / steps
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
        x = a * start[0] + b * bend[0] + c * end[0]
        y = a * start[1] + b * bend[1] + c * end[1]
        points.append((x * WIDTH * OVER, y * HEIGHT * OVER))
    return points


def ground() -> Image.Image:
    """Return the field: night above, a little lighter towards the horizon."""
    column = Image.new("RGB", (1, HEIGHT * OVER))
    for y in range(HEIGHT * OVER):
        column.putpixel((0, y), blend(NIGHT, DEEP, (y / (HEIGHT * OVER)) ** 1.6))
    return column.resize((WIDTH * OVER, HEIGHT * OVER))


def meridians(draw: ImageDraw.ImageDraw) -> None:
    """Draw the faint globe that the arcs stand on, whose pole lies far below the picture."""
    centre_x, centre_y = WIDTH * OVER * 0.5, HEIGHT * OVER * GLOBE_CENTRE
    for ring in range(9):
        radius = HEIGHT * OVER * (GLOBE_RADIUS - ring * 0.075)
        box = (centre_x - radius, centre_y - radius, centre_x + radius, centre_y + radius)
        draw.arc(box, 200, 340, fill=blend(DEEP, PAPER, 0.22 - ring * 0.018), width=OVER)
    for spoke in range(-12, 13):
        angle = math.radians(270 + spoke * 4.2)
        inner, outer = HEIGHT * OVER * 0.7, HEIGHT * OVER * GLOBE_RADIUS
        ends = [
            (centre_x + r * math.cos(angle), centre_y + r * math.sin(angle)) for r in (inner, outer)
        ]
        draw.line(ends, fill=blend(DEEP, PAPER, 0.1), width=OVER)


def rim(x: float) -> Point:
    """Return the point of the globe's edge at ``x``, a share of the width."""
    across = (x - 0.5) * WIDTH / HEIGHT
    return x, GLOBE_CENTRE - math.sqrt(GLOBE_RADIUS**2 - across**2)


def sheaf(draw: ImageDraw.ImageDraw, foot: float, colour: Colour) -> None:
    """Draw one sheaf of arcs, from a spread foot on the horizon to the meeting point."""
    side = 1 if foot < 0.5 else -1
    for line in range(LINES):
        share = line / (LINES - 1)
        start = rim(foot + side * (share - 0.5) * 0.20)
        bend = (foot + side * (0.06 + share * 0.24), 0.02 + share * 0.5)
        ink = blend(DEEP, colour, 0.28 + 0.72 * (1 - abs(share - 0.35)) ** 2)
        draw.line(arc(start, bend, MEETING), fill=ink, width=OVER + (line % 4 == 0) * 2)


def glow(picture: Image.Image) -> Image.Image:
    """Return the picture with the meeting point lit."""
    light = Image.new("L", picture.size, 0)
    draw = ImageDraw.Draw(light)
    x, y = MEETING[0] * WIDTH * OVER, MEETING[1] * HEIGHT * OVER
    for radius, strength in ((130, 46), (70, 90), (26, 200)):
        r = radius * OVER
        draw.ellipse((x - r, y - r, x + r, y + r), fill=strength)
    light = light.filter(ImageFilter.GaussianBlur(26 * OVER))
    lit = Image.composite(Image.new("RGB", picture.size, PAPER), picture, light)
    r = 11 * OVER
    ImageDraw.Draw(lit).ellipse((x - r, y - r, x + r, y + r), fill=PAPER)
    return lit


def main() -> None:
    """Draw the picture three times too large, and save it scaled down."""
    picture = ground()
    draw = ImageDraw.Draw(picture)
    meridians(draw)
    sheaf(draw, 0.13, PAPER)
    sheaf(draw, 0.87, AMBER)
    small = glow(picture).resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    small.save(TARGET, quality=90, subsampling=0, optimize=True)


if __name__ == "__main__":
    main()
