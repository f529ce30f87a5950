"""The repair of HTML among words: blocks where only words may be, links, rubies, moments and formulas."""

import pytest

from repairing import repaired

MATHML = 'xmlns="http://www.w3.org/1998/Math/MathML"'

WORDS = {
    "a reading in no ruby": ("<rt>a</rt><rp>b</rp>", "<span>a</span><span>b</span>"),
    "a ruby without a reading": (
        "<ruby>a<rp>b</rp></ruby>",
        "<span>a<span>b</span></span>",
    ),
    "an empty ruby": ("<ruby/>", "<span/>"),
    "words after the last reading": (
        "<ruby>a<rt>b</rt>c</ruby>",
        "<span>a<span>b</span>c</span>",
    ),
    "an element after the last reading": (
        "<ruby>a<rt>b</rt><b>c</b></ruby>",
        "<span>a<span>b</span><b>c</b></span>",
    ),
    "a picture without an image": ("<picture>a</picture>", "<span>a</span>"),
    "a picture with words": ("<picture><img/>a</picture>", "<span><img/>a</span>"),
    "a picture that begins with words": ("<picture>a<img/></picture>", "<span>a<img/></span>"),
    "a picture with two images": ("<picture><img/><img/></picture>", "<span><img/><img/></span>"),
    "a picture with a block": ("<picture><p>a</p></picture>", "<div><p>a</p></div>"),
    "a picture with an image": ("<picture> <img/> </picture>", "<picture> <img/> </picture>"),
    "a definition in another": (
        "<dfn>a<em><dfn>b</dfn></em></dfn>",
        "<dfn>a<em>b</em></dfn>",
    ),
    "a bdo without a direction": ("<bdo>a</bdo>", "<span>a</span>"),
    "a bdo with a wrong direction": ('<bdo dir="auto">a</bdo>', "<span>a</span>"),
    "a value that is not given": ("<data>a</data>", "<span>a</span>"),
    "a value that is empty": ('<data value="">a</data>', "<span>a</span>"),
    "a link in a link": ('<a href="#a">b <a href="#c">d</a> e</a>', '<a href="#a">b d e</a>'),
    "a link deep in a link": (
        '<a href="#a"><em><a href="#c">d</a></em></a>',
        '<a href="#a"><em>d</em></a>',
    ),
}

BLOCKS = {
    "a block in a paragraph": ("<p>a <div>b</div> c</p>", "<div>a <div>b</div> c</div>"),
    "a block deep in a paragraph": (
        "<p><span><div>a</div></span></p>",
        "<div><div><div>a</div></div></div>",
    ),
    "a block in strong words": (
        "<strong><p>a</p></strong>",
        '<div style="font-weight: bold"><p>a</p></div>',
    ),
    "a block in each kind of words": (
        "".join(f"<{n}><p>a</p></{n}>" for n in ("b", "cite", "dfn", "em", "i", "s", "u", "var")),
        '<div style="font-weight: bold"><p>a</p></div>'
        + 2 * '<div style="font-style: italic"><p>a</p></div>'
        + 2 * '<div style="font-style: italic"><p>a</p></div>'
        + '<div style="text-decoration: line-through"><p>a</p></div>'
        + '<div style="text-decoration: underline"><p>a</p></div>'
        + '<div style="font-style: italic"><p>a</p></div>',
    ),
    "a block in words with a style": (
        '<em style="color: red"><p>a</p></em>',
        '<div style="font-style: italic;color: red"><p>a</p></div>',
    ),
    "attributes that a block has not": (
        "<q {}><p>a</p></q>".format(
            'cite="x" datetime="x" value="x" start="x" reversed="x" type="x" open="x" class="c"'
        ),
        '<div class="c"><p>a</p></div>',
    ),
    "a block in a heading": ("<h2>a<p>b</p>c</h2>", "<h2>a b c</h2>"),
    "blocks deep in a heading": (
        "<h3><em>a<div><p>b</p></div></em></h3>",
        "<h3><em>a  b  </em></h3>",
    ),
    "a block in code": ("<pre>a<div>b</div></pre>", "<pre>a b </pre>"),
    "a block in a summary": (
        "<details><summary>a<p>b</p></summary></details>",
        '<details open=""><summary>a b </summary></details>',
    ),
    "a heading in a heading": ("<h2>a<h3>b</h3></h2>", "<h2>a b </h2>"),
    "a block in a link in a paragraph": (
        "<p><a><div>a</div></a></p>",
        "<div><a><div>a</div></a></div>",
    ),
    "a block in a paragraph before a formula": (
        "<p><div>a</div></p><p><math><mi>x</mi></math></p>",
        f"<div><div>a</div></div><p><math {MATHML}><mi>x</mi></math></p>",
    ),
    "a block in a reading": (
        "<p><ruby>a<rt>b<p>c</p></rt></ruby></p>",
        "<p><ruby>a<rt>b c </rt></ruby></p>",
    ),
    "a block beside a formula in a heading": (
        "<h2><math><mi>x</mi></math><p>b</p></h2>",
        f"<h2><math {MATHML}><mi>x</mi></math> b </h2>",
    ),
}

FORMULAS = {
    "a formula": (
        "<p><math><mi>x</mi></math></p>",
        f"<p><math {MATHML}><mi>x</mi></math></p>",
    ),
    "space between its parts": (
        "<math> <mi>x</mi> <mi>y</mi> </math>",
        f"<math {MATHML}> <mi>x</mi> <mi>y</mi> </math>",
    ),
    "an element that is none of a formula's": ("<math>\n<mi>x</mi><b>y</b></math>z", "\nxyz"),
    "text between its parts": ("<math><mi>x</mi>y</math>", "xy"),
    "text before its parts": ("<math>y<mi>x</mi></math>", "yx"),
}

MOMENTS = {
    "2025": True,
    "2025-03": True,
    "2025-03-01": True,
    "2025-03-01 10:30": True,
    "2025-03-01T10:30:15": True,
    "2025-03-01T10:30Z": True,
    "2025-03-01T10:30+01:00": True,
    "": False,
    "25": False,
    "2025-3-1": False,
    "2025-03-01T": False,
    "2025-03-01T10": False,
    "2025-03-01T10:30+1": False,
    "spring": False,
}
"""Values of ``datetime``, and whether they are one (HTML Living Standard, 4.5.14)."""

RULES = {
    **{f"words: {name}": pair for name, pair in WORDS.items()},
    **{f"blocks: {name}": pair for name, pair in BLOCKS.items()},
    **{f"formula: {name}": pair for name, pair in FORMULAS.items()},
}


@pytest.mark.parametrize("name", RULES)
def test_a_rule_repairs(name: str) -> None:
    """What comes out is what the standard allows, and a second repair changes nothing."""
    before, after = RULES[name]
    assert repaired(before) == after
    assert repaired(after.replace(f" {MATHML}", "")) == after  # XML would take it for a namespace


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_time_is_one_or_plain_words(moment: str) -> None:
    """Only a date, a month, a year or a moment in the standard's notation makes a ``time``."""
    time = f'<time datetime="{moment}">a</time>'
    assert repaired(time) == (time if MOMENTS[moment] else "<span>a</span>")
