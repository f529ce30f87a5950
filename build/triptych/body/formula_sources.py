"""Each formula carries its TeX, and one that cannot be set is shown as its source."""

from lxml import etree
from lxml.html import HtmlElement

from triptych.body.mathml import repair_formula
from triptych.body.places import BodyPlaces
from triptych.core.errors import Place
from triptych.core.findings import note, warn
from triptych.core.model import Article
from triptych.sources.occurrences import FORMULA

HINT = (
    "Check the command’s spelling and that every brace is closed; until then its source is shown."
)

WIDE_HINT = "Break it yourself, with `aligned` or `split` and `\\\\` at the end of each line."


def resolve_formulas(body: HtmlElement, article: Article) -> None:
    """Name formulas for those who cannot see them (MathML 3, ``alttext``), and box displayed ones.

    What pandoc could not make MathML of becomes its source, with a finding.
    """
    places = BodyPlaces(article)
    for math in list(body.iter("math")):
        math.set("alttext", tex_of(math) or words_of(math))
        repair_formula(math)
        if math.get("display") == "block":
            _box(math)
    for span in body.xpath(".//span[contains(concat(' ', @class, ' '), ' math ')]"):
        tex = str(span.text_content()).strip("$").strip()
        report_formula(span, places, tex, "it is not valid TeX")
        code = source_of(tex)
        code.tail, span.tail = span.tail, None
        span.getparent().replace(span, code)
        if "display" in str(span.get("class")).split():
            _box(code)


def tex_of(math: HtmlElement) -> str:
    """Return the TeX that a formula was made of, as one line."""
    notes = math.xpath(".//annotation[@encoding='application/x-tex']")
    return " ".join("".join(str(note.text_content()) for note in notes).split())


def words_of(math: HtmlElement) -> str:
    """Return the letters and signs of a formula without TeX, separated by spaces."""
    return " ".join(" ".join(map(str, math.itertext())).split())


def source_of(tex: str) -> etree._Element:
    """Return the element that shows a formula's source instead of it."""
    code = etree.Element("code", {"class": "pf-math-source"})
    code.text = tex
    return code


def report_formula(element: HtmlElement, places: BodyPlaces, tex: str, reason: str) -> None:
    """Report a formula that cannot be set."""
    message = f"the formula “{_excerpt(tex)}” cannot be typeset: {reason}"
    warn("formula", message, _place(element, places, tex), HINT)


def report_wide(
    element: HtmlElement, places: BodyPlaces, tex: str, outcome: str, *, is_lost: bool
) -> None:
    """Report a formula wider than the page: a warning when no break fits it, else a note."""
    message = f"the formula “{_excerpt(tex)}” is wider than the page; {outcome}"
    place = _place(element, places, tex)
    if is_lost:
        warn("formula-wide", message, place, WIDE_HINT)
    else:
        note("formula-wide", message, place, WIDE_HINT)


def _excerpt(tex: str) -> str:
    """Return the beginning of a formula's source."""
    shown = " ".join(tex.split())
    return f"{shown[:60]}…" if len(shown) > 60 else shown


def _place(element: HtmlElement, places: BodyPlaces, tex: str) -> Place:
    """Return the line of a formula."""
    lines = [line.strip() for line in tex.split("\n") if line.strip()]
    return places.next(element, FORMULA, tex, *lines[:1])


def _box(formula: etree._Element) -> None:
    """Put a displayed formula on a line of its own, that can scroll where it is too wide."""
    parent = formula.getparent()
    if parent is not None and "pf-equation" in str(parent.get("class", "")).split():
        return
    box = etree.Element("span", {"class": "pf-equation"})
    box.tail, formula.tail = formula.tail, None
    formula.addprevious(box)
    box.append(formula)
