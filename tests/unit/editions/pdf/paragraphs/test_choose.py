"""The lines of a paragraph: which places are taken, and which faults are avoided."""

from itertools import accumulate

import pytest

from triptych.editions.pdf.paragraphs.choose import choose, first_fit
from triptych.editions.pdf.paragraphs.costs import COSTS
from triptych.editions.pdf.paragraphs.material import Kind, Line, Material, Measure, Place
from triptych.editions.pdf.paragraphs.prices import cost_of


def _material(text: str, rigid: str = "") -> tuple[Material, list[Place], str]:
    """Return a text each of whose letters is 1 wide; ``|`` is where a word may be divided."""
    plain = text.replace("|", "")
    places, at = [], 0
    for letter in text:
        if letter == "|":
            places.append(Place(at, at, Kind.DIVISION, 1.0))
            continue
        at += 1
        if letter == " ":
            places.append(Place(at, at - 1))
        elif letter == "-":
            places.append(Place(at, at, Kind.OWN_HYPHEN))
    edges = [float(n) for n in range(len(plain) + 1)]
    spaces = list(accumulate((c == " " for c in plain), initial=0))
    stiff = list(accumulate((c in rigid for c in plain), initial=0))
    return Material(plain, edges, spaces, stiff, 1.0, 2.0), places, plain


def _lines(text: str, measure: Measure, banned: frozenset[int] = frozenset()) -> list[str]:
    """Return the lines of a text as chosen, a divided word with its hyphen."""
    material, places, plain = _material(text)
    lines = choose(material, places, (0, len(plain)), measure, banned)
    assert lines is not None
    return [_drawn(plain, line) for line in lines]


def _drawn(text: str, line: Line) -> str:
    """Return the text of a line as it is drawn."""
    return text[line.begin : line.end] + ("-" if line.kind >= Kind.DIVISION else "")


def test_a_long_address_that_falls_short_does_not_tear_the_lines_before_it() -> None:
    """A line without spaces is not justified, so that it costs what it lacks, not one torn space."""
    address = "e" * 28 + "f" * 6 + "ggg"
    material, places, plain = _material(f"aa bb cc dd ee ff gg hhh https://{address} and so on")
    joints = [Place(at, at) for at in (33, 33 + 28, 33 + 34)]
    places = sorted((*places, *joints), key=lambda place: place.next)
    lines = choose(material, places, (0, len(plain)), Measure(36))
    assert lines is not None
    assert _drawn(plain, lines[0]).endswith("https://")
    assert _drawn(plain, lines[1]) == address[:34]


RAGGED = Measure(20, is_justified=False)


def test_a_short_text_is_one_line() -> None:
    """What fits is not broken."""
    assert _lines("all of it fits", Measure(20)) == ["all of it fits"]


@pytest.mark.parametrize("last", ["ab", "it", "no"])
def test_the_last_line_is_no_stub(last: str) -> None:
    """Where first fit leaves one short word, the lines before give it company."""
    text = f"words that go on to the end of the line in {last}"
    material, places, plain = _material(text)
    first = first_fit(material, places, (0, len(plain)), Measure(43, is_justified=False))
    assert first is not None
    assert _drawn(plain, first[-1]) == last
    chosen = _lines(text, Measure(43, is_justified=False))
    assert len(chosen[-1]) > len(last)


def test_the_last_line_is_no_half_word() -> None:
    """A word is divided anywhere rather than before the last line."""
    text = "some words are here and some more of them fol|low"
    for width in range(30, 48):
        lines = _lines(text, Measure(width))
        assert lines[-1] != "low", width


def test_three_lines_in_a_row_do_not_end_in_hyphens() -> None:
    """A ladder costs more than wide spaces."""
    text = " ".join(["ab cd ef gh|ij kl|mn op|qr stu|vw"] * 6)
    for width in range(14, 30):
        ends = [line.endswith("-") for line in _lines(text, Measure(width))]
        assert "111" not in "".join(str(int(end)) for end in ends), width


def test_no_word_is_divided_where_spaces_are_calm() -> None:
    """A hyphen needs a reason."""
    text = "aa bb cc dd ee f|f gg hh ii jj kk l|l mm nn oo"
    assert not any(line.endswith("-") for line in _lines(text, Measure(20)))


def test_a_banned_place_is_not_taken() -> None:
    """Where the page is turned, no word is divided."""
    text = "a aaaa|bbbb|cccc dd eee ffff ggggg hhhhh iiii"
    free = _lines(text, Measure(12))
    assert free[0].endswith("-")
    kept = _lines(text, Measure(12), frozenset([len(free[0]) - 1]))
    assert kept[0] != free[0]


def test_spaces_are_narrowed_a_little_but_not_beside_a_formula() -> None:
    """A line may be wider than its column by 8 % of its spaces, unless something rigid is in it."""
    width = 40 * 0.999
    text = "aa bb cc dd ee ff gg hh ii jj kk ll mm n nnnnnnnnnnnnn ooooooooooo"
    material, places, plain = _material(text)
    chosen = choose(material, places, (0, len(plain)), Measure(width))
    assert chosen is not None
    assert -COSTS.shrink <= chosen[0].stretch < 0
    rigid, places, plain = _material(text, rigid="c")
    stiff = choose(rigid, places, (0, len(plain)), Measure(width))
    assert stiff is not None
    assert all(line.stretch >= 0 for line in stiff)


def test_a_word_wider_than_the_line_has_no_lines() -> None:
    """The typesetter breaks it by itself."""
    material, places, plain = _material("a extraordinarily b")
    assert choose(material, places, (0, len(plain)), Measure(8)) is None


def test_a_name_is_dearer_than_another_word() -> None:
    """The reader can guess how a word goes on, but not a name."""
    material, _, plain = _material("aaaa bbbb")
    lines = [Line(0, 6, 6, Kind.DIVISION), Line(6, 9, 9, is_last=True)]
    name = [lines[0]._replace(kind=Kind.NAME), lines[1]]
    assert plain
    assert cost_of(material, name, RAGGED) - cost_of(material, lines, RAGGED) == COSTS.name
