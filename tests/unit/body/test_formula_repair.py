"""The repair of MathML: each element has the parts that it may have, and no letter is lost."""

import pytest
from lxml import etree

from triptych.body.formula_repair import repair_parts

REPAIRS: dict[str, tuple[str, str]] = {
    "a sound formula": (
        '<mfrac><mi>a</mi><msup><mi>b</mi><mn>2</mn></msup></mfrac><mo form="prefix">(</mo>',
        '<mfrac><mi>a</mi><msup><mi>b</mi><mn>2</mn></msup></mfrac><mo form="prefix">(</mo>',
    ),
    "a fence": (
        '<mfenced open="[" close="]"><mi>x</mi><mi>y</mi></mfenced>',
        (
            '<mrow><mo form="prefix" fence="true">[</mo><mi>x</mi><mo separator="true">,</mo><mi>y</mi>'
            '<mo form="postfix" fence="true">]</mo></mrow>'
        ),
    ),
    "a fence with several separators": (
        '<mfenced open="" close="" separators=";|"><mi>x</mi><mi>y</mi><mi>z</mi><mi>w</mi></mfenced>',
        (
            '<mrow><mi>x</mi><mo separator="true">;</mo><mi>y</mi><mo separator="true">|</mo><mi>z</mi>'
            '<mo separator="true">|</mo><mi>w</mi></mrow>'
        ),
    ),
    "a fence without separators": (
        '<mfenced separators=""><mi>x</mi><mi>y</mi></mfenced>',
        (
            '<mrow><mo form="prefix" fence="true">(</mo><mi>x</mi><mi>y</mi>'
            '<mo form="postfix" fence="true">)</mo></mrow>'
        ),
    ),
    "an action": ("<maction><mi>a</mi></maction>", "<mrow><mi>a</mi></mrow>"),
    "an action that shows its second part": (
        '<maction selection="2"><mi>a</mi><mi>b</mi></maction>',
        "<mrow><mi>b</mi></mrow>",
    ),
    "an action that shows a part it lacks": (
        '<maction selection="9"><mi>a</mi><mi>b</mi></maction>',
        "<mrow><mi>a</mi></mrow>",
    ),
    "an action without parts": ("<maction/>", "<mrow/>"),
    "a fraction of one": ("<mfrac><mi>a</mi></mfrac>", "<mrow><mi>a</mi></mrow>"),
    "three in a power": (
        "<msup><mi>a</mi><mi>b</mi><mi>c</mi></msup>",
        "<mrow><mi>a</mi><mi>b</mi><mi>c</mi></mrow>",
    ),
    "a table's parts": (
        "<mtable><mi>x</mi><mlabeledtr><mtd/><mi>y</mi></mlabeledtr></mtable>",
        "<mtable><mtr><mtd><mi>x</mi></mtd></mtr><mtr><mtd/><mtd><mi>y</mi></mtd></mtr></mtable>",
    ),
    "a row and a cell outside a table": (
        "<mrow><mtr><mtd><mi>x</mi></mtd></mtr><mtd><mi>y</mi></mtd></mrow>",
        "<mrow><mrow><mrow><mi>x</mi></mrow></mrow><mrow><mi>y</mi></mrow></mrow>",
    ),
    "scripts without a partner": (
        "<mmultiscripts><mi>a</mi><mn>1</mn><mprescripts/><mn>2</mn></mmultiscripts>",
        "<mmultiscripts><mi>a</mi><mn>1</mn><none/><mprescripts/><mn>2</mn><none/></mmultiscripts>",
    ),
    "marks of scripts outside them": ("<mrow><none/><mi>a</mi></mrow>", "<mrow><mi>a</mi></mrow>"),
    "text between parts": (
        "<mrow>if <mi>a</mi> then</mrow>",
        "<mrow><mtext>if</mtext><mi>a</mi><mtext>then</mtext></mrow>",
    ),
    "a part in a token": ("<mi>a<mn>1</mn>b</mi>", "<mi>a1b</mi>"),
    "a note alone": (
        '<semantics><annotation encoding="x">a</annotation></semantics>',
        "<mrow><mtext>a</mtext></mrow>",
    ),
    "a note before the formula": (
        "<semantics><annotation>n</annotation><mi>a</mi></semantics>",
        "<semantics><mrow><mi>a</mi></mrow><annotation>n</annotation></semantics>",
    ),
    "values that are none": (
        '<mo fence="yes" form="foo" stretchy="true" lspace="thin" rspace="0.2em">(</mo>',
        '<mo stretchy="true" rspace="0.2em">(</mo>',
    ),
    "widths": (
        '<mspace width="2 em"/><mpadded width="+2width" lspace="-1height"><mi>a</mi></mpadded>',
        '<mspace/><mpadded width="+2width" lspace="-1height"><mi>a</mi></mpadded>',
    ),
}
"""The parts of a formula before and after."""


@pytest.mark.parametrize("name", REPAIRS)
def test_a_formula_is_repaired(name: str) -> None:
    """What is sound stays, to the byte."""
    before, after = REPAIRS[name]
    math = etree.fromstring(f"<math>{before}</math>")
    letters = "".join(sorted("".join(map(str, math.itertext())).replace(" ", "")))
    repair_parts(math)
    assert etree.tostring(math).decode() == f"<math>{after}</math>"
    if "action" not in name and "fence" not in name:
        assert "".join(sorted("".join(map(str, math.itertext())))) == letters
