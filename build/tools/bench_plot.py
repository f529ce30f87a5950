"""Plots as SVG: of processor time by size, of the memory of one long build, of books, of short builds."""

import math
from collections.abc import Sequence
from typing import Protocol
from xml.sax.saxutils import escape

CALLS, COLD, CHANGED = "pandoc, three calls an article", "Triptych, cold", "Triptych, one changed"
"""The names of ways whose cost is plotted against the size of a corpus."""

WAYS = {CALLS: "#a4442a", COLD: "#1f5f8b", CHANGED: "#3b7d3a"}
"""The ways that are plotted, with their colours."""

_WIDTH, _HEIGHT = 720, 400
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 690, 30, 340
_TICKS = (0.001, 0.01, 0.1, 1.0, 10.0)
_POINTS = 150
"""The number of points of a memory curve."""


def svg(curves: dict[str, dict[int, float]]) -> str:
    """Return curves of seconds per article by articles, on logarithmic scales."""
    sizes = sorted({size for curve in curves.values() for size in curve})
    most = max(math.log10(sizes[-1]), 1.0)

    def x(size: int) -> float:
        return _LEFT + math.log10(size) / most * (_RIGHT - _LEFT)

    def y(seconds: float) -> float:
        share = (math.log10(max(seconds, _TICKS[0])) + 3) / 4
        return _BOTTOM - share * (_BOTTOM - _TOP)

    parts = [_line(_LEFT, y(tick), _RIGHT, y(tick), "#d8d8d8") for tick in _TICKS]
    parts += [_text(_LEFT - 8, y(tick) + 5, f"{tick:g} s", "end") for tick in _TICKS]
    parts += [_text(x(size), _BOTTOM + 22, f"{size:,}", "middle") for size in sizes]
    parts.append(_text((_LEFT + _RIGHT) / 2, _BOTTOM + 46, "articles in one run", "middle"))
    for way, curve in curves.items():
        points = [(x(size), y(seconds)) for size, seconds in sorted(curve.items())]
        path = " ".join(f"{px:.1f},{py:.1f}" for px, py in points)
        parts.append(
            f'<polyline points="{path}" fill="none" stroke="{WAYS[way]}" stroke-width="3"/>'
        )
        parts += [
            f'<circle cx="{px:.1f}" cy="{py:.1f}" r="4" fill="{WAYS[way]}"/>' for px, py in points
        ]
        px, py = points[len(points) // 2]
        parts.append(_text(px + 8, py - 10, way, "start", WAYS[way]))
    return _drawing(parts)


class Seen(Protocol):
    """A sample: articles done, and MiB of all processes and of the largest."""

    @property
    def done(self) -> int:
        """Return how many articles were done."""

    @property
    def all(self) -> float:
        """Return the MiB of all processes."""

    @property
    def one(self) -> float:
        """Return the MiB of the largest."""


def memory(looks: Sequence[Seen]) -> str:
    """Return memory by articles done, of all processes and of the largest, on linear scales."""
    most = max(look.all for look in looks)
    top = math.ceil(most / 100) * 100
    last = looks[-1].done

    def x(done: float) -> float:
        return _LEFT + done / last * (_RIGHT - _LEFT)

    def y(mebibytes: float) -> float:
        return _BOTTOM - mebibytes / top * (_BOTTOM - _TOP)

    ticks = range(0, top + 1, 100)
    parts = [_line(_LEFT, y(tick), _RIGHT, y(tick), "#d8d8d8") for tick in ticks]
    parts += [_text(_LEFT - 8, y(tick) + 5, f"{tick} MiB", "end") for tick in ticks]
    shares = [last * n // 4 for n in range(5)]
    parts += [_text(x(done), _BOTTOM + 22, f"{done:,}", "middle") for done in shares]
    parts.append(_text((_LEFT + _RIGHT) / 2, _BOTTOM + 46, "articles done", "middle"))
    step = max(len(looks) // _POINTS, 1)
    for words, colour, held in (
        ("all processes", "#a4442a", [look.all for look in looks]),
        ("the largest process", "#1f5f8b", [look.one for look in looks]),
    ):
        points = [
            f"{x(looks[n].done):.1f},{y(max(held[n : n + step])):.1f}"
            for n in range(0, len(looks) - 1, step)
        ]
        path = " ".join(points)
        parts.append(
            f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2.5"/>'
        )
        parts.append(_text(x(last * 0.6), y(max(held)) - 8, words, "start", colour))
    return _drawing(parts)


def by_pages(curves: dict[str, dict[int, float]]) -> str:
    """Return the MiB of the largest process by the pages of a book, for each way of setting it."""
    most = max(amount for curve in curves.values() for amount in curve.values())
    return _linear(curves, 100 if most < _MANY else 500, "MiB", "pages")


def by_articles(curves: dict[str, dict[int, float]]) -> str:
    """Return the processor seconds of a build by the number of articles, for each kind of build."""
    most = max(seconds for curve in curves.values() for seconds in curve.values())
    return _linear(curves, next(step for step in _STEPS if most <= _LINES * step), "s", "articles")


def _linear(curves: dict[str, dict[int, float]], step: float, unit: str, across: str) -> str:
    """Return curves on linear scales, with a line across at each step of the unit."""
    last = max(place for curve in curves.values() for place in curve)
    most = max(amount for curve in curves.values() for amount in curve.values())
    count = math.ceil(most / step)

    def x(place: float) -> float:
        return _LEFT + place / last * (_RIGHT - _LEFT)

    def y(amount: float) -> float:
        return _BOTTOM - amount / (count * step) * (_BOTTOM - _TOP)

    ticks = [step * number for number in range(count + 1)]
    parts = [_line(_LEFT, y(tick), _RIGHT, y(tick), "#d8d8d8") for tick in ticks]
    parts += [_text(_LEFT - 8, y(tick) + 5, f"{tick:g} {unit}", "end") for tick in ticks]
    sizes = sorted({place for curve in curves.values() for place in curve})
    parts += [_text(x(size), _BOTTOM + 22, f"{size:,}", "middle") for size in sizes]
    parts.append(_text((_LEFT + _RIGHT) / 2, _BOTTOM + 46, across, "middle"))
    for (way, curve), colour in zip(curves.items(), _COLOURS, strict=False):
        points = [(x(place), y(amount)) for place, amount in sorted(curve.items())]
        path = " ".join(f"{px:.1f},{py:.1f}" for px, py in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="3"/>')
        (fx, fy), (px, py) = points[-2:] if len(points) > 1 else points * 2
        above = [y(max(curve.values())) for curve in curves.values()]
        if any(0 < py - other < _NEAR for other in above):  # its name would be on that curve
            parts.append(_text((fx + px) / 2 + 12, (fy + py) / 2 + 24, way, "start", colour))
        else:
            parts.append(_text(px - 8, py - 10, way, "end", colour))
    return _drawing(parts)


_STEPS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100)
_LINES = 10
"""The most lines across a plot."""

_NEAR = 30
"""Below another curve by less there is no room for a name between them."""

_MANY = 1000
_COLOURS = ("#a4442a", "#1f5f8b", "#3b7d3a")


def _drawing(parts: list[str]) -> str:
    """Return an SVG of parts on a white ground."""
    inside = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" '
        f'height="{_HEIGHT}" font-family="Inter, sans-serif" font-size="14">\n'
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>\n{inside}\n</svg>\n'
    )


def _line(*places: float | str) -> str:
    """Return a line from one point to another in a colour."""
    x1, y1, x2, y2, colour = places
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}"/>'


def _text(x: float, y: float, words: str, anchor: str, colour: str = "#444444") -> str:
    """Return a text at a point."""
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}"'
    return f"<text {place}>{escape(words)}</text>"
