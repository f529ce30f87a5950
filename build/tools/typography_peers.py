"""Measure one text as Triptych, plain WeasyPrint, Chromium and Typst print it, from their PDFs alone.

    python build/tools/typography_peers.py [--papers a4,a5,letter] [--texts sample,handbook,german,french]

All have the same page, type size, leading and words. WeasyPrint and Chromium print the HTML edition; Typst
sets the paragraphs in its own face, where it is installed (``pip install typst``). Spaces are in em, feet
in lines that are empty below the text of a page before the last, the widest of the middle eight tenths.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import pymupdf
from typography_texts import TEXTS

from triptych.core.page_design import design_page
from triptych.settings.kinds import PAPERS

HEADS = (
    "pages",
    "lines",
    "letters",
    "hyphens",
    "ladders",
    "turns",
    "half words",
    "mean space",
    "loosest",
    "feet",
)
DIVIDED = re.compile("\\S[-\u2010\u00ad]\\Z")
BREAK = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


def main() -> None:
    """Print a row for each text, paper and program."""
    parser = argparse.ArgumentParser(description="Compare how programs set one text on paper.")
    parser.add_argument("--papers", default="a4,a5,letter")
    parser.add_argument("--texts", default="sample,handbook,german,french,kjv")
    options, _ = parser.parse_known_args()  # the look is the built-in theme's
    print("| text | paper | program | " + " | ".join(HEADS) + " |")
    print("|" + "---|" * (len(HEADS) + 3))
    with tempfile.TemporaryDirectory() as folder:
        for text in options.texts.split(","):
            article = TEXTS[text](Path(folder))
            if article is None:
                continue
            for paper in options.papers.split(","):
                for program, made in _printed(article, Path(folder) / "out", paper):
                    cells = " | ".join(map(str, measured(made, paper)))
                    print(f"| {text} | {paper} | {program} | {cells} |", flush=True)


def _printed(article: Path, out: Path, paper: str) -> list[tuple[str, Path]]:
    """Return the PDFs of an article by the programs that are installed."""
    build = ["triptych", "build", str(article), "--formats", "html,pdf", "--paper", paper]
    subprocess.run([*build, "--out", str(out)], check=True, capture_output=True)
    page, ours = next(out.rglob("*.html")), next(out.rglob("*.pdf"))
    found = [("triptych", ours.rename(out / "triptych.pdf.made"))]
    plain = out / "weasyprint.made"
    subprocess.run(
        [sys.executable, "-m", "weasyprint", page, plain], check=True, capture_output=True
    )
    found.append(("weasyprint", plain))
    if chromium := shutil.which("chromium"):
        made = out / "chromium.made"
        run = [chromium, "--headless", "--no-sandbox", "--no-pdf-header-footer"]
        subprocess.run(
            [*run, f"--print-to-pdf={made}", page.as_uri()], check=True, capture_output=True
        )
        found.append(("chromium", made))
    if find_spec("typst"):
        found.append(("typst", _typst(article, out, paper)))
    page.unlink()
    return found


def _typst(article: Path, out: Path, paper: str) -> Path:
    """Return the paragraphs of an article set by Typst on the same page."""
    import typst  # noqa: PLC0415  it need not be installed

    text = article.read_text("utf-8")
    lang = re.search(r"^lang: (\w+)", text, re.MULTILINE)
    parts = [part for part in BREAK.sub("", text).split("\n\n") if re.match(r"\w", part)]
    design = design_page(PAPERS[paper])
    lead = design.size * design.leading
    escaped = (re.sub(r"([\\#$*_`<>@~\[\]])", r"\\\1", part) for part in parts)
    source = out / "typst.typ"
    source.write_text(
        f"#set page(width: {design.width}mm, height: {design.height}mm, margin: (x: {design.side}mm, "
        f"top: {design.top}mm, bottom: {design.bottom}mm))\n"
        f'#set text(size: {design.size}pt, lang: "{lang[1] if lang else "en"}", '
        "top-edge: 0.75em, bottom-edge: -0.25em)\n"
        f"#set par(justify: true, leading: {lead - design.size}pt, "
        f"spacing: {1.5 * lead - design.size}pt)\n\n" + "\n\n".join(escaped),
        encoding="utf-8",
    )
    made = out / "typst.made"
    made.write_bytes(typst.compile(str(source), format="pdf"))
    return made


def measured(path: Path, paper: str) -> list[object]:
    """Return what is counted in a PDF, in the order of ``HEADS``."""
    design = design_page(PAPERS[paper])
    with pymupdf.open(path, filetype="pdf") as pdf:
        pages = [_paragraphs(page, design.size) for page in pdf]
        bottom = (design.height - design.bottom) * 72 / 25.4
    lead = design.size * design.leading
    rows = [line for page in pages for paragraph in page for line in paragraph]
    full = [line for page in pages for paragraph in page for line in paragraph[:-1]]
    ends = [[bool(DIVIDED.search(_text(line))) for line in each] for page in pages for each in page]
    ladders = sum(
        all(three) for each in ends for three in zip(each, each[1:], each[2:], strict=False)
    )
    turns = sum(bool(DIVIDED.search(_text(page[-1][-1]))) for page in pages[:-1] if page)
    halves = sum(
        len(each[-1]) == 1 and bool(DIVIDED.search(_text(each[-2])))
        for page in pages
        for each in page
        if len(each) > 1
    )
    gaps = sorted(_gap(line) / design.size for line in full if len(line) > 1)
    lows = sorted((bottom - page[-1][-1][0][3]) / lead for page in pages[:-1] if page)
    middle = lows[len(lows) // 10 : len(lows) - len(lows) // 10] or [0.0]
    letters = sum(len(_text(line)) for line in full) / max(len(full), 1)
    return [
        len(pages),
        len(rows),
        f"{letters:.1f}",
        sum(map(sum, ends)),
        ladders,
        turns,
        halves,
        f"{sum(gaps) / max(len(gaps), 1):.3f}",
        f"{max(gaps, default=0):.3f}",
        f"{middle[-1] - middle[0]:.1f}",
    ]


def _paragraphs(page: Any, size: float) -> list[list[list[Any]]]:
    """Return the paragraphs of a page as lines of words; only what is of the text's size."""
    spans = [
        (span["bbox"], span["size"])
        for block in page.get_text("dict")["blocks"]
        for line in block.get("lines", ())
        for span in line["spans"]
    ]
    tops = {round(box[3]) for box, points in spans if abs(points - size) < 0.3}
    lines: dict[int, list[Any]] = {}
    for word in page.get_text("words"):
        if round(word[3]) in tops:
            lines.setdefault(round(word[3]), []).append(word)
    rows = [sorted(lines[key]) for key in sorted(lines)]
    found: list[list[list[Any]]] = [[row] for row in rows[:1]]
    for before, row in pairwise(rows):
        if row[0][3] - before[0][3] > 1.2 * _least(rows):
            found.append([])
        found[-1].append(row)
    return found


def _least(rows: list[list[Any]]) -> float:
    """Return the usual distance of two lines."""
    steps = sorted(b[0][3] - a[0][3] for a, b in pairwise(rows))
    return float(steps[len(steps) // 4]) if steps else 0.0


def _text(line: list[Any]) -> str:
    """Return the text of a line."""
    return " ".join(word[4] for word in line)


def _gap(line: list[Any]) -> float:
    """Return the mean space of a line in points."""
    return float(sum(b[0] - a[2] for a, b in pairwise(line)) / (len(line) - 1))


if __name__ == "__main__":
    main()
