"""Measure how paragraphs are set on paper: hyphens, last lines, spaces; line by line and as a whole.

    python build/tools/typography.py [--time] [--papers a4,letter] [--texts sample] [--themes journal]

The texts are those of ``typography_texts.py``; no cost was set by them.
"""

import argparse
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from itertools import pairwise, product
from pathlib import Path
from typing import Any
from unittest.mock import patch

from typography_texts import TEXTS

from triptych.core.model import Document, Override
from triptych.editions.pdf import edition, weasyprint
from triptych.editions.pdf.paragraphs import plan
from triptych.editions.pdf.paragraphs.library import Library
from triptych.editions.pdf.paragraphs.shape import width_of
from triptych.editions.pdf.patches import whole_paragraphs
from triptych.editions.pdf.profiles import PROFILES
from triptych.settings.kinds import PAPERS
from triptych.sources import discover

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests" / "support"))

import pressing  # noqa: E402  the tests' way to a document

DIVIDED = re.compile("\\S[-\u2010\u00ad]\\Z")
LADDER, SHORT, ROUNDS = 3, 5, 6


@dataclass
class Figures:
    """What is counted of a text on paper; spaces are in natural spaces beyond the natural one."""

    pages: int = 0
    lines: int = 0
    hyphens: int = 0
    ladders: int = 0
    turns: int = 0
    half_words: int = 0
    stubs: int = 0
    over_2: int = 0
    over_25: int = 0
    overfull: int = 0
    letters: float = 0.0
    mean: float = 0.0
    loosest: float = 0.0
    tightest: float = 0.0
    unplanned: int = 0
    failed: int = 0
    seconds: float = 0.0
    spaces: list[float] = field(default_factory=list, repr=False)


HEADS = [each.name for each in fields(Figures) if each.name != "spaces"]


def main() -> None:
    """Print a row for each text, paper and way of breaking lines."""
    parser = argparse.ArgumentParser(description="Measure how paragraphs are set on paper.")
    parser.add_argument("--time", action="store_true", help=f"time the layout, least of {ROUNDS}")
    parser.add_argument("--papers", default="a4,a5,letter")
    parser.add_argument("--texts", default=",".join(TEXTS))
    parser.add_argument("--themes", default="printfriendly")
    options = parser.parse_args()
    print("| text | theme | paper | lines are | " + " | ".join(HEADS) + " |")
    print("|" + "---|" * (len(HEADS) + 4))
    ways = (each.split(",") for each in (options.texts, options.themes, options.papers))
    with tempfile.TemporaryDirectory() as folder:
        for text, theme, paper in product(*ways):
            path = TEXTS[text](Path(folder))
            if path is None:
                print(f"The text {text} is not installed.", file=sys.stderr)
                continue
            dressed = _document(path, paper, theme)
            _report(f"{text} | {theme} | {paper}", dressed, is_timed=options.time)


def _report(name: str, dressed: Document, *, is_timed: bool) -> None:
    """Print the rows of a text, line by line and as a whole."""
    found = {way: measure(dressed, way) for way in ("greedy", "whole")}
    if is_timed:
        times: dict[str, list[float]] = {way: [] for way in found}
        for _ in range(ROUNDS):
            for way, spent in times.items():
                spent.append(_seconds(dressed, way))
        for way, spent in times.items():
            found[way].seconds = min(spent)
    for way, figures in found.items():
        values = [getattr(figures, head) for head in HEADS]
        cells = [f"{v:.2f}" if isinstance(v, float) else str(v) for v in values]
        print(f"| {name} | {way} | " + " | ".join(cells) + " |", flush=True)


def _document(path: Path, paper: str, theme: str) -> Document:
    """Return an article dressed for the PDF on a paper, in a theme."""
    publication, files = discover.locate((path,), path.parent)
    override = Override(paper=PAPERS.get(paper, paper), theme=theme)
    return pressing.document(files[0], publication, override)


def _laid_out(dressed: Document, way: str) -> Any:
    """Return the sheets of a document, line by line where ``greedy``."""
    profile = PROFILES[dressed.article.manuscript.look.pdf_profile]
    with patch.object(plan, "wish_of", (lambda _: "") if way == "greedy" else plan.wish_of):
        return edition.lay_out(dressed, profile)


def _seconds(dressed: Document, way: str) -> float:
    """Return the processor time of a layout in seconds."""
    begin = time.process_time()
    _laid_out(dressed, way)
    return time.process_time() - begin


_Row = tuple[int, Any, Any]
"""A line, the number of its page, and the box that it fills."""


def measure(dressed: Document, way: str) -> Figures:
    """Return what is counted of a document on paper."""
    whole_paragraphs.COUNTS.clear()
    pages = _laid_out(dressed, way).rendering.pages
    counts = whole_paragraphs.COUNTS
    figures = Figures(pages=len(pages), failed=counts[whole_paragraphs.FAILED])
    known = (whole_paragraphs.PLANNED, whole_paragraphs.FAILED)
    figures.unplanned = sum(count for reason, count in counts.items() if reason not in known)
    for rows in _paragraphs(pages):
        _count_hyphens(rows, figures)
        _count_last(rows, figures)
        _measure_spaces(rows, figures)
    spaces = sorted(figures.spaces)
    figures.letters /= max(len(spaces), 1)
    if spaces:
        figures.mean = sum(spaces) / len(spaces)
        figures.loosest, figures.tightest = spaces[-1], spaces[0]
    figures.over_2 = sum(each > 2 for each in spaces)
    figures.over_25 = sum(each > 2.5 for each in spaces)
    return figures


def _paragraphs(pages: list[Any]) -> list[list[_Row]]:
    """Return the lines of each paragraph; one that goes on over the page is one."""
    found: list[list[_Row]] = []
    running: dict[Any, list[_Row]] = {}
    for number, page in enumerate(pages):
        for box, lines in _filled(page._page_box):  # noqa: SLF001  no public name
            if box.element is None or box.style["white_space"] not in ("normal", "pre-line"):
                continue
            key = (id(box.element), box.element_tag)
            rows = running.get(key)
            if rows is None or rows[-1][0] != number - 1:
                rows = running[key] = []
                found.append(rows)
            rows += [(number, line, box) for line in lines]
    return found


def _filled(box: Any) -> Iterator[tuple[Any, list[Any]]]:
    """Yield each box that has lines, with them."""
    boxes = weasyprint.boxes()
    if isinstance(box, boxes.TextBox | boxes.MarginBox):
        return
    children = [getattr(child, "_box", child) for child in getattr(box, "children", ())]
    lines = [child for child in children if isinstance(child, boxes.LineBox)]
    if lines:
        yield box, lines
    for child in children:
        yield from _filled(child)


def _texts(box: Any) -> Iterator[Any]:
    """Yield the runs of text in a line."""
    boxes = weasyprint.boxes()
    if isinstance(box, boxes.TextBox):
        yield box
    elif isinstance(box, boxes.LineBox | boxes.InlineBox):
        for child in box.children:
            if child.is_in_normal_flow():
                yield from _texts(child)


def _words(line: Any) -> str:
    """Return the text of a line."""
    return "".join(box.text for box in _texts(line)).strip()


def _count_hyphens(rows: list[_Row], figures: Figures) -> None:
    """Count the lines of a paragraph that end in a hyphen, and where that is a fault."""
    row = 0
    for (page, line, _), (following, _, _) in pairwise(rows):
        is_divided = bool(DIVIDED.search(_words(line)))
        row = row + 1 if is_divided else 0
        figures.hyphens += is_divided
        figures.ladders += row == LADDER
        figures.turns += is_divided and following != page


def _count_last(rows: list[_Row], figures: Figures) -> None:
    """Count a last line that is half a word, or one short word."""
    figures.lines += len(rows)
    if len(rows) < 2 or len(_words(rows[-1][1]).split()) != 1:
        return
    if DIVIDED.search(_words(rows[-2][1])):
        figures.half_words += 1
    elif sum(map(str.isalnum, _words(rows[-1][1]))) <= SHORT:
        figures.stubs += 1


def _measure_spaces(rows: list[_Row], figures: Figures) -> None:
    """Measure by how much the spaces of justified lines are wider than natural."""
    for number, (_, line, box) in enumerate(rows):
        figures.overfull += line.width > box.width + 0.5
        spacings = [each.justification_spacing for each in _texts(line)]
        spacing = max(spacings, key=abs, default=0.0)
        if number < len(rows) - 1 and spacing and line.style["text_align_all"] == "justify":
            figures.spaces.append(spacing / _space(next(_texts(line)).style))
            figures.letters += len(_words(line))


def _space(style: Any) -> float:
    """Return the natural width of a space in a style, in CSS pixels."""
    library = Library.of(weasyprint._weasyprint())  # noqa: SLF001  the package has no other name
    cache: dict[Any, float] = style.cache.setdefault("measured space", {})
    key = (style["font_family"], style["font_size"], style["font_weight"], style["font_style"])
    if key not in cache:
        cache[key] = width_of(library, "a a", style) - width_of(library, "aa", style)
    return cache[key]


if __name__ == "__main__":
    main()
