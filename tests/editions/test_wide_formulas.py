"""A displayed formula wider than its column: in lines, at 70 % or more, within the margins, reported."""

from pathlib import Path

import pymupdf
import pytest

from laws import paper
from pressing import press
from triptych.editions.pdf.formula_lines import SMALLEST, set_within
from triptych.editions.pdf.formula_outlines import UnsettableError, draw
from triptych.markdown import pandoc
from triptych.settings.publication import bare

LONG = " + ".join(f"a_{{{n}}} x^{{{n}}}" for n in range(40))
FORMULAS = {
    "sum": LONG,
    "equals": " = ".join(f"f(x_{{{n}}})" for n in range(30)),
    "product": "".join(f"x_{{{n}}}" for n in range(60)),
    "fraction": rf"y = \frac{{{LONG}}}{{1 + {LONG}}}",
    "matrix": rf"\begin{{pmatrix}} {' & '.join(['a'] * 26)} \end{{pmatrix}}",
    "huge matrix": rf"\begin{{pmatrix}} {' & '.join(['abc'] * 60)} \end{{pmatrix}}",
    "text": rf"x = \text{{{'the number of all those that were counted ' * 4}}}",
    "brackets": rf"y = \left( {LONG} \right)^2",
    "aligned": rf"\begin{{aligned}} a &= {LONG} \\ &= b \end{{aligned}}",
    "formulas": r"a = b \qquad " * 12,
    "root": rf"\sqrt{{{LONG}}}",
}
LOST = {"huge matrix", "root"}
"""Formulas in which no line can break."""


def _mathml(tex: str) -> str:
    """Return a displayed formula as pandoc's MathML."""
    element = {"t": "Para", "c": [{"t": "Math", "c": [{"t": "DisplayMath"}, tex]}]}
    text = pandoc.to_html([element])
    return text[text.index("<math") : text.index("</math>") + len("</math>")]


def _press(
    folder: Path, tex: str, size: str, front: str = "lang: en"
) -> tuple[pymupdf.Document, str]:
    """Return the PDF of an article with a formula, and what was found about its width."""
    path = folder / "article.md"
    head = f"---\ntitle: T\ndate: 2026-03-01\npaper: {size}\n{front}\n---\n"
    path.write_text(f"{head}\nBefore.\n\n$${tex}$$\n\nAfter.\n", encoding="utf-8")
    pressed = press(path, bare(folder), ("pdf",))
    found = [
        str(each.place.line) + each.severity.value
        for each in pressed.findings
        if each.code == "formula-wide"
    ]
    return pymupdf.open(stream=pressed.of("pdf").data, filetype="pdf"), " ".join(found)


def _inked(document: pymupdf.Document) -> tuple[float, float]:
    """Return how far the ink of all pages keeps from their left and right margins, in points."""
    left = right = 1000.0
    for page in document:
        side = paper.side(page.rect.width, page.rect.height)
        boxes = [each["rect"] for each in page.get_drawings()]
        boxes += [pymupdf.Rect(each[:4]) for each in page.get_text("words")]
        for box in boxes:
            left = min(left, box.x0 - side)
            right = min(right, page.rect.width - side - box.x1)
    return left, right


@pytest.mark.parametrize(
    "size", ["a5", *(pytest.param(size, marks=pytest.mark.sweep) for size in ("a4", "letter"))]
)
def test_wide_formulas_stay_in_their_column_and_are_reported(size: str, tmp_path: Path) -> None:
    """Nothing leaves the column, and each finding has the line of its formula."""
    text = "$$\n\n$$".join(FORMULAS.values())
    document, found = _press(tmp_path, text, size)
    left, right = _inked(document)
    assert left > -1
    assert right > -1
    lost = LOST | ({"matrix"} if size == "a5" else set())
    expected = [
        f"{10 + 2 * n}{'warning' if name in lost else 'note'}" for n, name in enumerate(FORMULAS)
    ]
    assert found.split() == expected


@pytest.mark.parametrize("room", [40.0, pytest.param(80.0, marks=pytest.mark.sweep)])
@pytest.mark.parametrize("name", FORMULAS)
def test_no_formula_is_smaller_than_seven_tenths(name: str, room: float) -> None:
    """A formula fits at a scale of 70 % or more, or is refused."""
    try:
        setting = set_within(_mathml(FORMULAS[name]), room)
    except UnsettableError:
        assert name in LOST | {"matrix"}
        return
    assert SMALLEST <= setting.scale <= 1
    assert setting.drawing.width <= room + 0.01


def test_the_scale_of_what_is_drawn_is_the_one_reported(tmp_path: Path) -> None:
    """The typesetter does not shrink a formula once more: the style's width is what is painted."""
    document, _ = _press(tmp_path, FORMULAS["equals"], "a4")
    heights = [d["rect"].height for d in document[0].get_drawings()]
    small, _ = _press(tmp_path, "f(x_{1})", "a4")
    assert max(heights) == pytest.approx(
        max(d["rect"].height for d in small[0].get_drawings()), rel=0.02
    )


def test_a_formula_that_fits_is_drawn_as_before() -> None:
    """What is no wider than its room is neither broken nor scaled."""
    formula = _mathml("E = mc^2")
    setting = set_within(formula, 60)
    assert setting.drawing is draw(formula)
    assert (setting.lines, setting.scale) == (1, 1.0)


def test_a_wide_formula_from_right_to_left(tmp_path: Path) -> None:
    """In an article from right to left a formula is broken just so."""
    document, found = _press(tmp_path, LONG, "a4", "lang: he")
    left, right = _inked(document)
    assert left > -1
    assert right > -1
    assert found == "10note"


def test_a_wide_formula_has_its_number(tmp_path: Path) -> None:
    """The number of a labelled formula remains at the margin, beside the lines."""
    document, found = _press(tmp_path, f"{LONG}$$ {{#eq:sum}}\n\nSee @eq:sum. $$x", "a4")
    assert "(1)" in document[0].get_text()
    assert min(_inked(document)) > -1
    assert found.startswith("10note")
