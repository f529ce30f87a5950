"""Formulas and references: whatever stands between dollars builds in bounded time, and labels resolve."""

import re
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html
from pypdf import PdfReader
from pypdf.generic import PdfObject

from pressing import press_text, tried
from triptych.core import zip_archive
from triptych.editions.formats import FORMATS
from triptych.editions.pdf import formula_outlines
from triptych.editions.pdf.formula_outlines import UnsettableError
from triptych.markdown import pandoc
from triptych.markdown.macros import EndlessError, Macro, expand, take_definitions

_COMMANDS = [r"\frac", r"\sqrt", r"\hat", r"\overline", r"\alpha", r"\sum", r"\left(", r"\right)"]
_COMMANDS += [r"\begin{pmatrix}", r"\end{pmatrix}", r"\\", r"\text{für}", r"\nosuch", r"\tag{1}"]
_SIGNS = st.sampled_from([*_COMMANDS, *"{}^_&xyz+-=12.,|'"])
TEX = st.lists(_SIGNS, min_size=1, max_size=14).map(" ".join)


def mathml(tex: str) -> str:
    """Return a displayed formula as pandoc's MathML."""
    element = {"t": "Para", "c": [{"t": "Math", "c": [{"t": "DisplayMath"}, tex]}]}
    found = re.search(r"<math.*</math>", pandoc.to_html([element]), re.DOTALL)
    assert found
    return found[0]


@tried(8, 100)
@given(formulas=st.lists(TEX, min_size=1, max_size=3))
def test_any_formula_builds_and_the_words_around_it_stay(
    formulas: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever stands between dollars, each edition has the words before and after it."""
    text = "\n\n".join(f"before ${tex}$ between $${tex}$$ after" for tex in formulas)
    editions = press_text(tmp_path_factory.mktemp("tex"), text, tuple(FORMATS))
    files = zip_archive.unpack(editions["epub"])
    printed = "".join(page.extract_text() for page in PdfReader(BytesIO(editions["pdf"])).pages)
    for said in (editions["html"].decode(), files["EPUB/text/article.xhtml"].decode(), printed):
        assert said.count("before") >= len(formulas)
        assert said.count("after") >= len(formulas)
    etree.fromstring(files["EPUB/text/article.xhtml"])


@pytest.mark.parametrize(
    "tex",
    [
        r"\frac{1}{1+" * 12 + "x" + "}" * 12,
        r"\left(" * 30 + "x" + r"\right)" * 30,
        r"\begin{pmatrix}a&b\\c&" * 8 + "x" + r"\end{pmatrix}" * 8,
        r"\sqrt{" * 100 + "x" + "}" * 100,
        "+".join(["x"] * 5000),
    ],
    ids=["fractions", "fences", "matrices", "roots", "long"],
)
def test_a_formula_that_would_take_for_ever_is_refused_at_once(tex: str) -> None:
    """A bomb of nested or endless parts is refused before it is drawn."""
    formula = mathml(tex)
    begun = time.process_time()
    with pytest.raises(UnsettableError):
        formula_outlines.draw(formula)
    assert time.process_time() - begun < 5


def test_a_letter_is_as_tall_as_one_x_height_of_the_text() -> None:
    """A drawn x is one ``ex`` high, whatever font the text has, and stands on the line."""
    drawing = formula_outlines.draw(mathml("x"))
    assert drawing.height == pytest.approx(1, abs=0.06)
    assert drawing.depth == pytest.approx(0, abs=0.05)


def _boxes(node: object) -> Iterator[list[float]]:
    """Yield the box on the page of each formula under a node of a structure tree (PDF 1.7, 14.8.5.4.3)."""
    node = node.get_object() if isinstance(node, PdfObject) else node
    if isinstance(node, list):
        for kid in node:
            yield from _boxes(kid)
    elif isinstance(node, dict):
        if node.get("/S") == "/Formula":
            yield [float(number) for number in node["/A"]["/BBox"]]
        yield from _boxes(node.get("/K"))


def test_a_wide_formula_stays_on_the_page(tmp_path: Path) -> None:
    """A displayed formula wider than the measure is not drawn wider than the measure."""
    text = f"$${'+'.join(f'a_{{{n}}}' for n in range(60))}$$"
    reader = PdfReader(BytesIO(press_text(tmp_path, text, ("pdf",))["pdf"]))
    margin = 29 / 25.4 * 72
    ((left, _, right, _),) = _boxes(reader.root_object["/StructTreeRoot"])
    assert left > margin - 1
    assert right < float(reader.pages[0].mediabox.width) - margin + 1


def test_a_formula_on_paper_can_be_found_and_copied(tmp_path: Path) -> None:
    """The TeX of a formula is in the PDF's text, in its place."""
    data = press_text(tmp_path, "Before $e^{x}$ after.", ("pdf",))["pdf"]
    said = "".join(PdfReader(BytesIO(data)).pages[0].extract_text().split())
    assert "Beforee^{x}after." in said


def test_macros_are_read_with_their_arguments() -> None:
    """Each way of defining is known, and an argument may have a default."""
    macros, rest = take_definitions(r"\newcommand{\a}[2][z]{#1#2} \def\b#1{[#1]} \a x")
    assert macros == {r"\a": Macro(2, "z", "#1#2"), r"\b": Macro(1, None, "[#1]")}
    assert expand(rest, macros).strip() == "zx"
    assert expand(r"\a[y]{\b{1}}", macros) == "y[1]"


@pytest.mark.parametrize("body", [r"\a\a", r"\a x", r"\b\b\b\b\b\b\b\b\b\b"])
def test_a_macro_bomb_is_defused(body: str) -> None:
    """Macros that come to no end are refused instead of filling the memory."""
    macros = {r"\a": Macro(0, None, body), r"\b": Macro(0, None, r"\a" * 9)}
    with pytest.raises(EndlessError):
        expand(r"\a", macros)


@tried(40, 400)
@given(tex=st.text(alphabet="\\abc{}[]#12 ", max_size=60))
def test_any_macro_ends(tex: str) -> None:
    """Whatever a macro is made of, putting it in ends with text or a refusal."""
    macros, rest = take_definitions(rf"\newcommand{{\a}}[1]{{{tex}}}\a b")
    try:
        said = expand(rest, macros)
    except EndlessError:
        said = "refused"
    assert said is not None


def _strings(page: etree._Element, path: str) -> list[str]:
    """Return the strings that an XPath finds."""
    found = page.xpath(path)
    assert isinstance(found, list)
    return [str(item) for item in found]


LABELS = st.lists(st.from_regex(r"(fig|tbl|eq|lst|sec):[a-c]", fullmatch=True), max_size=6)
_THINGS = {
    "fig": '![words](x.png){{#{0} role="presentation"}}',
    "tbl": "| a |\n|---|\n| b |\n\n: words {{#{0}}}",
    "eq": "$$x$$ {{#{0}}}",
    "lst": '``` {{.python #{0} caption="words"}}\nx\n```',
    "sec": "## words {{#{0}}}",
}


@tried(10, 100)
@given(labels=LABELS, references=LABELS)
def test_every_reference_resolves_or_stays_as_typed(
    labels: list[str], references: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A link of a reference has its target in HTML and EPUB; a reference to nothing is text."""
    folder = tmp_path_factory.mktemp("labels")
    blocks = [_THINGS[label.partition(":")[0]].format(label) for label in labels]
    text = "\n\n".join([*blocks, *(f"See @{label}, thus." for label in references), "End."])
    editions = press_text(folder, text, ("html", "epub"))
    chapter = zip_archive.unpack(editions["epub"])["EPUB/text/article.xhtml"]
    for source in (editions["html"], chapter):
        page = html.document_fromstring(source)
        ids = _strings(page, "//@id")
        targets = [h[1:] for h in _strings(page, "//a[@class='pf-ref']/@href")]
        assert len(ids) == len(set(ids))
        assert set(targets) <= set(ids)
        known = [r for r in references if r in labels]
        things = [t for t in known if not t.startswith("sec")]
        numbered = [t for t in targets if not t.startswith("sec")]
        assert len(numbered) == len(things)
        for lost in set(references) - set(labels):
            assert f"@{lost}" in "".join(_strings(page, "//text()"))
