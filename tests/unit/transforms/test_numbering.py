"""Numbers of figures, tables, listings, equations and sections, by what is labelled in the text."""

from dataclasses import replace
from typing import Any

from specimens import LABELS, article, numbered
from triptych.core.errors import Finding, Place, Severity
from triptych.core.findings import collecting
from triptych.core.model import Article, Target, Tree
from triptych.transforms.numbering import number_labelled

ARABIC = {**LABELS, "digits": "٠١٢٣٤٥٦٧٨٩"}
SPACE = {"t": "Space"}


def _str(text: str) -> Tree:
    """Return a word."""
    return {"t": "Str", "c": text}


def _attr(label: str = "", *classes: str) -> list[Any]:
    """Return pandoc's attributes."""
    return [label, list(classes), []]


def _span(attr: list[Any], *words: Tree) -> Tree:
    """Return a span."""
    return {"t": "Span", "c": [attr, list(words)]}


def _figure(label: str, *caption: Tree, short: Any = None) -> Tree:
    """Return a figure with a caption of blocks."""
    return {"t": "Figure", "c": [_attr(label), [short, list(caption)], []]}


def _para(*words: Tree, kind: str = "Para") -> Tree:
    """Return a paragraph."""
    return {"t": kind, "c": list(words)}


def _heading(level: int, label: str, *words: Tree, classes: tuple[str, ...] = ()) -> Tree:
    """Return a heading."""
    return {"t": "Header", "c": [level, _attr(label, *classes), list(words)]}


def _mark(name: str) -> Tree:
    """Return the name and number that begin a caption, with spaces that do not break."""
    return _span(_attr("", "pf-label"), _str(name.replace(" ", "\u00a0")))


def _number(made: Article) -> tuple[list[Tree], dict[str, Target], list[Finding]]:
    """Return an article's blocks and targets when it is numbered, and the findings."""
    with collecting() as found:
        done = number_labelled(made)
    return list(done.blocks), dict(done.targets), found


def test_each_kind_is_counted_by_itself() -> None:
    """Two figures and a table between them; what has no label has no number."""
    table = {
        "t": "Table",
        "c": [_attr("tbl:a"), [None, [_para(_str("T"), kind="Plain")]], [], [], [], []],
    }
    plain = _figure("plain", _para(_str("P")))
    figures = [_figure("fig:a", _para(_str("A"), kind="Plain")), _figure("FIG:b", _para(_str("B")))]
    blocks, targets, found = _number(article("", figures[0], plain, table, figures[1]))
    caption = [None, [_para(_mark("Table 1:"), SPACE, _str("T"), kind="Plain")]]
    titled = {"t": "Table", "c": [_attr("tbl-a"), caption, [], [], [], []]}
    assert found == []
    assert blocks == [
        _figure("fig-a", _para(_mark("Figure 1:"), SPACE, _str("A"), kind="Plain")),
        plain,
        titled,
        _figure("FIG-b", _para(_mark("Figure 2:"), SPACE, _str("B"))),
    ]
    assert targets == {
        "fig:a": Target("figure", "fig-a", "1"),
        "tbl:a": Target("table", "tbl-a", "1"),
        "FIG:b": Target("figure", "FIG-b", "2"),
    }


def test_a_caption_keeps_its_short_form_and_its_other_blocks() -> None:
    """The number begins the first paragraph; before another block it is one of its own."""
    code = {"t": "CodeBlock", "c": [_attr(), "x"]}
    more = _para(_str("more"))
    blocks, _, _ = _number(
        article(
            "",
            _figure("fig:a", _para(_str("A")), more, short=[_str("S")]),
            _figure("fig:b", code, more),
            _figure("fig:c"),
        )
    )
    assert blocks == [
        _figure("fig-a", _para(_mark("Figure 1:"), SPACE, _str("A")), more, short=[_str("S")]),
        _figure("fig-b", _para(_mark("Figure 2:"), kind="Plain"), code, more),
        _figure("fig-c", _para(_mark("Figure 3"), kind="Plain")),
    ]


def test_a_labelled_picture_alone_in_its_paragraph_is_a_figure() -> None:
    """Its label goes to the figure, and its other attributes stay."""
    target = ["a.png", ""]

    def image(label: str, *classes: str) -> Tree:
        return {"t": "Image", "c": [_attr(label, *classes), [_str("A")], target]}

    beside = _para(image("fig:b"), _str("x"))
    plain = _para(image("c"))
    blocks, targets, _ = _number(article("", _para(image("fig:a", "wide")), beside, plain))
    inner = _para(image("", "wide"), kind="Plain")
    caption = [None, [_para(_mark("Figure 1"), kind="Plain")]]
    assert blocks == [{"t": "Figure", "c": [_attr("fig-a"), caption, [inner]]}, beside, plain]
    assert targets == {"fig:a": Target("figure", "fig-a", "1")}


def test_labelled_code_is_a_figure_with_a_listing() -> None:
    """The code keeps its language."""
    plain = {"t": "CodeBlock", "c": [_attr("code", "python"), "x"]}
    labelled = {"t": "CodeBlock", "c": [["lst:a", ["python"], [["k", "v"]]], "x"]}
    blocks, targets, _ = _number(article("", plain, labelled))
    caption = [None, [_para(_mark("Listing 1"), kind="Plain")]]
    code = {"t": "CodeBlock", "c": [["", ["python"], [["k", "v"]]], "x"]}
    assert blocks == [plain, {"t": "Figure", "c": [["lst-a", ["pf-listing"], []], caption, [code]]}]
    assert targets == {"lst:a": Target("listing", "lst-a", "1")}


def test_equations_are_numbered_in_brackets_or_have_their_tag() -> None:
    """An equation without a label may have a tag, or a number, but is no target."""
    formula = {"t": "Math", "c": [{"t": "DisplayMath"}, "x"]}

    def equation(label: str, *pairs: list[str]) -> Tree:
        return _para({"t": "Span", "c": [[label, ["pf-numbered"], list(pairs)], [formula]]})

    def done(label: str, number: str) -> Tree:
        mark = _span(_attr("", "pf-equation-number"), _str(f"({number})"))
        return _para(_span(_attr(label, "pf-numbered"), formula, mark))

    blocks, targets, found = _number(
        article(
            "",
            equation("eq:a"),
            equation("eq:b", ["other", "x"], ["tag", "*"]),
            equation("", ["tag", "T"]),
            equation(""),
            equation("eq:c"),
        )
    )
    assert found == []
    assert blocks == [
        done("eq-a", "1"),
        done("eq-b", "*"),
        done("", "T"),
        done("", "2"),
        done("eq-c", "3"),
    ]
    assert targets == {
        "eq:a": Target("equation", "eq-a", "(1)"),
        "eq:b": Target("equation", "eq-b", "(*)"),
        "eq:c": Target("equation", "eq-c", "(3)"),
    }


def test_a_label_of_an_equation_or_a_section_on_a_figure_is_only_an_id() -> None:
    """A figure has no number of another kind."""
    figures = [_figure("eq:a", _para(_str("A"))), _figure("sec:a", _para(_str("A")))]
    div = {"t": "Div", "c": [_attr("fig:a"), [_para(_str("x"))]]}
    blocks, targets, _ = _number(article("", *figures, div))
    assert (blocks, targets) == ([*figures, div], {})


def test_sections_are_numbered_where_the_article_says_so() -> None:
    """Numbers begin at the second level; a heading that is unnumbered counts nothing."""

    def done(level: int, number: str, text: str) -> Tree:
        words = [] if not number else [_span(_attr("", "pf-number"), _str(number)), SPACE]
        return _heading(level, "", *words, _str(text))

    headings = [(2, "A"), (3, "B"), (3, "C"), (4, "D"), (2, "E"), (3, "F"), (5, "G"), (6, "H")]
    numbers = ["1", "1.1", "1.2", "1.2.1", "2", "2.1", "2.1.0.1", "2.1.0.1.1"]
    blocks = [_heading(level, "", _str(text)) for level, text in headings]
    left_out = _heading(2, "", _str("X"), classes=("unnumbered",))
    made = numbered(article("", *blocks[:1], left_out, *blocks[1:]))
    got, targets, _ = _number(made)
    expected = [done(level, n, text) for (level, text), n in zip(headings, numbers, strict=True)]
    assert got == [*expected[:1], left_out, *expected[1:]]
    assert targets == {}
    assert _number(article("", *blocks))[0] == blocks


def test_a_labelled_section_is_a_target_with_its_words() -> None:
    """A link may hold its words, but no link, note or id among them."""
    words = [
        _str("A"),
        {"t": "Link", "c": [_attr("l"), [_str("B")], ["#x", ""]]},
        {"t": "Note", "c": [_para(_str("n"))]},
        _span(_attr("", "pf-noteref"), _str("1")),
        _span(_attr("id", "c"), _str("C")),
        _span(_attr("", "d"), _str("D")),
    ]
    bare = (
        _str("A"),
        _span(_attr(), _str("B")),
        _span(_attr("", "c"), _str("C")),
        _span(_attr("", "d"), _str("D")),
    )
    blocks, targets, _ = _number(
        article("", _heading(2, "sec:a", *words), _heading(2, "fig:b", _str("F")))
    )
    assert targets == {"sec:a": Target("section", "sec-a", "", bare)}
    assert blocks == [_heading(2, "sec-a", *words), _heading(2, "fig:b", _str("F"))]
    _, targets, _ = _number(numbered(article("", _heading(2, "sec:a", _str("A")))))
    assert targets == {"sec:a": Target("section", "sec-a", "1", (_str("A"),))}


def test_numbers_are_written_in_the_digits_of_the_language() -> None:
    """Counts of each kind, and the parts of a section's number."""
    formula = {"t": "Math", "c": [{"t": "DisplayMath"}, "a"]}
    equation = _para(_span(_attr("eq:a", "pf-numbered"), formula))
    made = numbered(
        article("", _heading(2, "", _str("A")), _heading(3, "sec:a"), _figure("fig:a"), equation)
    )
    _, targets, _ = _number(replace(made, labels=ARABIC))
    assert {label: t.number for label, t in targets.items()} == {
        "sec:a": "١.١",
        "fig:a": "١",
        "eq:a": "(١)",
    }


def test_a_label_given_twice_is_reported_where_it_is_given_again() -> None:
    """References lead to the first; both are numbered."""
    text = "\n![A](a.png){#fig:a}\n\n![B](b.png){#fig:a}\n"
    figures = [_figure("fig:a", _para(_str("A"))), _figure("fig:a", _para(_str("B")))]
    _, targets, found = _number(article(text, *figures))
    assert targets == {"fig:a": Target("figure", "fig-a", "1")}
    (finding,) = found
    assert (finding.code, finding.severity) == ("label-twice", Severity.WARNING)
    assert finding.place == Place("a.md", 7)
    assert "“fig:a”" in finding.message
    assert finding.hint


def test_the_class_of_an_equation_makes_nothing_else_one() -> None:
    """A division would become a span, which can be no block; words would get an equation's number."""
    attr = _attr("", "pf-equation", "pf-numbered")
    blocks: tuple[Tree, ...] = (
        {"t": "Div", "c": [attr, [_para(_str("A"))]]},
        {"t": "CodeBlock", "c": [attr, "b"]},
        _para(_span(attr, _str("C"))),
    )
    with collecting():
        assert number_labelled(article("", *blocks)).blocks == blocks
