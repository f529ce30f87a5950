"""Whatever a paragraph is made of, its lines cover it once, fit, and cost no more than first fit."""

from itertools import accumulate, pairwise

from hypothesis import given
from hypothesis import strategies as st

from pressing import tried
from triptych.editions.pdf.paragraphs.balance import balance
from triptych.editions.pdf.paragraphs.choose import cheapest, choose, first_fit
from triptych.editions.pdf.paragraphs.costs import COSTS
from triptych.editions.pdf.paragraphs.material import Kind, Line, Material, Measure, Place
from triptych.editions.pdf.paragraphs.prices import cost_of

Paragraph = tuple[Material, list[Place], Measure]


@st.composite
def paragraphs(draw: st.DrawFn) -> Paragraph:
    """Draw a paragraph: words of letters of any width, places to divide them, and a column."""
    words = draw(
        st.lists(st.text("abcdX-\u00a0", min_size=1, max_size=12), min_size=1, max_size=40)
    )
    text = " ".join(words)
    width = st.floats(1, 12)
    letters = draw(st.lists(width, min_size=len(text), max_size=len(text)))
    edges = list(accumulate(letters, initial=0.0))
    spaces = list(accumulate((c in " \u00a0" for c in text), initial=0))
    rigid = list(accumulate((c == "X" for c in text), initial=0))
    places = []
    for at in range(1, len(text)):
        if text[at - 1] == " ":
            places.append(Place(at, at - 1))
        elif text[at - 1] == "-" and text[at] != " ":
            places.append(Place(at, at, Kind.OWN_HYPHEN))
        elif text[at] != " " and draw(st.integers(0, 5)) == 0:
            kind = draw(st.sampled_from([Kind.DIVISION, Kind.NAME]))
            places.append(Place(at, at, kind, draw(st.floats(0, 8))))
    column = draw(st.floats(20, 400))
    measure = Measure(column, draw(st.floats(-10, 10)), draw(st.booleans()))
    return Material(text, edges, spaces, rigid, draw(st.floats(1, 6)), 10.0), places, measure


def _hold(paragraph: Paragraph, lines: list[Line]) -> None:
    """Assert that lines cover a paragraph once, end at places, and are no wider than they may be."""
    material, places, measure = paragraph
    end = len(material.text)
    tails = {(place.next, place.end, place.kind): place.tail for place in places}
    assert [lines[0].begin, lines[-1].next] == [0, end]
    assert all(a.next == b.begin for a, b in pairwise(lines))
    assert [line.is_last for line in lines] == [*[False] * (len(lines) - 1), True]
    for number, line in enumerate(lines):
        tail = 0.0 if line.is_last else tails[line.next, line.end, line.kind]
        room = measure.width - (0.0 if number else measure.indent)
        width = material.edges[line.end] - material.edges[line.begin] + tail
        spaces = material.spaces[line.end] - material.spaces[line.begin]
        is_rigid = material.rigid[line.end] > material.rigid[line.begin]
        may_shrink = measure.is_justified and not is_rigid
        most = spaces * material.space * COSTS.shrink if may_shrink else 0.0
        assert width <= room + most + 0.02


@tried(100, 1000)
@given(paragraph=paragraphs())
def test_lines_cover_a_paragraph_once_and_fit(paragraph: Paragraph) -> None:
    """No letter is lost or set twice, and no line is too wide; there are none where a word is."""
    material, places, measure = paragraph
    span = (0, len(material.text))
    lines = choose(material, places, span, measure)
    if lines is None:
        assert first_fit(material, places, span, measure) is None
    else:
        _hold(paragraph, lines)


@tried(100, 1000)
@given(paragraph=paragraphs())
def test_no_lines_are_cheaper_than_those_chosen(paragraph: Paragraph) -> None:
    """First fit costs as much or more, and so do those that a bound cuts off the search."""
    material, places, measure = paragraph
    span = (0, len(material.text))
    first, best = (
        first_fit(material, places, span, measure),
        cheapest(material, places, span, measure),
    )
    if first is not None:
        assert best is not None
        assert cost_of(material, best, measure) <= cost_of(material, first, measure) * (1 + 1e-9)
    lines = choose(material, places, span, measure)
    if lines is not None and first is not None and any(line.kind > 1 for line in lines):
        assert cost_of(material, lines, measure) <= cost_of(material, first, measure) * (1 + 1e-9)


@tried(80, 800)
@given(paragraph=paragraphs())
def test_balanced_lines_are_as_few_as_first_fit_has(paragraph: Paragraph) -> None:
    """They cover the text, fit, and are not one more."""
    material, places, measure = paragraph
    whole = [place for place in places if place.kind < Kind.DIVISION]
    span = (0, len(material.text))
    lines = balance(material, places, span, measure)
    first = first_fit(material, whole, span, measure)
    if lines is not None:
        assert first is not None
        assert len(lines) == len(first)
        _hold(paragraph, lines)
