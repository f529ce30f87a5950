"""Each rule of the repair of HTML, as a table of what goes in and what comes out.

The standard's content models are in the HTML Living Standard, section 4; the words of a text never change.
"""

import pytest
from lxml import etree

from repairing import repaired
from triptych.body.html_repair import DEPTH

SOUND = (
    "<p>a <em>b</em> c</p>",
    "<ul><li>a</li><li>b</li></ul>",
    "<ol><li>a<p>b</p></li></ol>",
    "<dl><dt>a</dt><dt>b</dt><dd>c</dd><dt>d</dt><dd>e</dd><dd>f</dd></dl>",
    "<figure><img/><figcaption>a</figcaption></figure>",
    "<figure><figcaption>a</figcaption><img/> b</figure>",
    '<details open=""><summary>a</summary><p>b</p></details>',
    "<ruby>a<rp>(</rp><rt>b</rt><rp>)</rp></ruby>",
    "<table><caption>a</caption><tbody><tr><th>b</th><td>c</td></tr></tbody></table>",
    "<header>a</header><footer>b</footer><address>c</address>",
    '<aside role="note">a</aside>',
    '<aside role="region">a</aside>',
    '<aside aria-label="b">a</aside>',
    '<bdo dir="rtl">a</bdo><bdo dir="ltr">b</bdo>',
    '<data value="7">a</data>',
    '<p>a <a href="#b">c</a> d</p>',
    "<a><p>a</p></a>",
    "<del><div>a</div></del><ins><div>a</div></ins>",
    "<h2>a <em>b</em></h2>",
    '<p id="a">b</p><p id="c">d</p>',
)
"""What needs no repair, and stays."""

TABLE_PARTS = {
    "the foot first": (
        "<table><tfoot><tr><td>b</td></tr></tfoot><tbody><tr><td>a</td></tr></tbody></table>",
        "<table><tbody><tr><td>a</td></tr></tbody><tfoot><tr><td>b</td></tr></tfoot></table>",
    ),
    "two heads and the caption last": (
        "<table><thead><tr/></thead><thead><tr><th>b</th></tr></thead><caption>a</caption></table>",
        "<table><caption>a</caption><thead><tr/></thead><tbody><tr><th>b</th></tr></tbody></table>",
    ),
    "columns without a group, after a row": (
        "<table><tr><td>a</td></tr><col/><col/></table>",
        "<table><colgroup><col/><col/></colgroup><tr><td>a</td></tr></table>",
    ),
    "rows beside bodies": (
        "<table><tr/><tr/><tbody><tr/></tbody><tr/></table>",
        "<table><tbody><tr/><tr/></tbody><tbody><tr/></tbody><tbody><tr/></tbody></table>",
    ),
    "two captions": (
        "<table><caption>a</caption><caption>b <em>c</em></caption></table>",
        "<table><caption>a<div>b <em>c</em></div></caption></table>",
    ),
    "a table in a caption": (
        '<table><caption><table><tr><td colspan="2">a</td></tr></table></caption></table>',
        "<table><caption><div><div><div>a</div></div></div></caption></table>",
    ),
}

LISTS = {
    "text before the items": ("<ul>a<li>b</li></ul>", "<ul><li>a</li><li>b</li></ul>"),
    "space before the items": ("<ul> <li>b</li></ul>", "<ul> <li>b</li></ul>"),
    "an element before the items": (
        "<ol><p>a</p><li>b</li></ol>",
        "<ol><li><p>a</p></li><li>b</li></ol>",
    ),
    "elements before the items": (
        "<ol><p>a</p><p>b</p></ol>",
        "<ol><li><p>a</p><p>b</p></li></ol>",
    ),
    "text and an element before": ("<ul>a<p>b</p></ul>", "<ul><li>a<p>b</p></li></ul>"),
    "an element after an item": (
        "<ul><li>a</li><p>b</p>c<li>d</li></ul>",
        "<ul><li>a<p>b</p>c</li><li>d</li></ul>",
    ),
    "text after an item": ("<ul><li>a</li>b<li>c</li></ul>", "<ul><li>a b</li><li>c</li></ul>"),
    "text after an empty item": ("<ul><li/>b</ul>", "<ul><li> b</li></ul>"),
    "text after an item that ends in an element": (
        "<ul><li><em>a</em></li>b</ul>",
        "<ul><li><em>a</em> b</li></ul>",
    ),
    "text after an item that ends in text": (
        "<ul><li><em>a</em>b</li>c</ul>",
        "<ul><li><em>a</em>b c</li></ul>",
    ),
    "space after an item": ("<ul><li>a</li> <li>b</li></ul>", "<ul><li>a</li> <li>b</li></ul>"),
    "an item in no list": ("<li>a</li>", "<ul><li>a</li></ul>"),
    "items in no list": (
        "<p>x</p><li>a</li> <li>b</li><p>y</p>",
        "<p>x</p><ul><li>a</li><li>b</li></ul><p>y</p>",
    ),
    "items in no list, one beside the other": (
        "<p>x</p><li>a</li><li>b</li>",
        "<p>x</p><ul><li>a</li><li>b</li></ul>",
    ),
    "items in no list with text between": (
        "<div><li>a</li>b<li>c</li>d</div>",
        "<div><ul><li>a</li></ul>b<ul><li>c</li></ul>d</div>",
    ),
}

TERMS = {
    "no term": ("<dl><dd>a</dd></dl>", "<div><div>a</div></div>"),
    "no meaning": ("<dl><dt>a</dt></dl>", "<div><div>a</div></div>"),
    "a term at the end": (
        "<dl><dt>a</dt><dd>b</dd><dt>c</dt></dl>",
        "<div><div>a</div><div>b</div><div>c</div></div>",
    ),
    "a stranger": (
        "<dl><dt>a</dt><p>x</p><dd>b</dd></dl>",
        "<div><div>a</div><p>x</p><div>b</div></div>",
    ),
    "text before": ("<dl>x<dt>a</dt><dd>b</dd></dl>", "<div>x<div>a</div><div>b</div></div>"),
    "text after": ("<dl><dt>a</dt><dd>b</dd>x</dl>", "<div><div>a</div><div>b</div>x</div>"),
    "terms in no list": ("<dt>a</dt><dd>b</dd>", "<div>a</div><div>b</div>"),
    "an empty list": ("<dl/>", "<div/>"),
}

CAPTIONS = {
    "a caption in no figure": ("<figcaption>a</figcaption>", "<div>a</div>"),
    "a caption in the middle": (
        "<figure><img/><figcaption>a</figcaption><img/></figure>",
        "<figure><img/><div>a</div><img/></figure>",
    ),
    "a second caption": (
        "<figure><figcaption>a</figcaption><img/><figcaption>b</figcaption></figure>",
        "<figure><figcaption>a</figcaption><img/><div>b</div></figure>",
    ),
    "text before the first": (
        "<figure>x<figcaption>a</figcaption><img/></figure>",
        "<figure>x<div>a</div><img/></figure>",
    ),
    "text after the last": (
        "<figure><img/><figcaption>a</figcaption>x</figure>",
        "<figure><img/><div>a</div>x</figure>",
    ),
    "text before the last": (
        "<figure>x<img/><figcaption>a</figcaption> </figure>",
        "<figure>x<img/><figcaption>a</figcaption> </figure>",
    ),
}

DETAILS = {
    "details are open on paper": (
        "<details><summary>a</summary>b</details>",
        '<details open=""><summary>a</summary>b</details>',
    ),
    "details without a summary": ('<details open="">a</details>', "<div>a</div>"),
    "details that begin otherwise": (
        '<details open=""><p>a</p><summary>b</summary></details>',
        "<div><p>a</p><div>b</div></div>",
    ),
    "details that begin with text": (
        "<details>a<summary>b</summary></details>",
        "<div>a<div>b</div></div>",
    ),
    "details that begin with space": (
        "<details> <summary>b</summary></details>",
        '<details open=""> <summary>b</summary></details>',
    ),
    "a second summary": (
        "<details><summary>a</summary><summary>b</summary></details>",
        '<details open=""><summary>a</summary><div>b</div></details>',
    ),
    "a summary in no details": ("<summary>a</summary>", "<div>a</div>"),
    "a link in a summary": (
        '<details><summary><em><a href="#a">b</a></em></summary></details>',
        '<details open=""><summary><em>b</em></summary></details>',
    ),
}

SECTIONS = {
    "a header in a footer": (
        "<footer><header>a</header></footer>",
        "<footer><div>a</div></footer>",
    ),
    "a footer in an address": (
        "<address><p><footer>a</footer></p></address>",
        "<address><div><div>a</div></div></address>",
    ),
    "an address in a header": (
        "<header><address>a</address></header>",
        "<header><div>a</div></header>",
    ),
    "a heading in an address": ("<address><h2>a</h2></address>", "<div><h2>a</h2></div>"),
    "a section in an address": (
        "<address><div><nav>a</nav></div></address>",
        "<div><div><nav>a</nav></div></div>",
    ),
    "a heading in a header": ("<header><h2>a</h2></header>", "<header><h2>a</h2></header>"),
    "an aside without a name": ("<aside>a</aside>", '<aside role="note">a</aside>'),
    "a group of headings": ("<hgroup><h2>a</h2></hgroup>", "<div><h2>a</h2></div>"),
}

CELLS = {
    "a cell in no table": ("<td>a</td><th>b</th>", "<div>a</div><div>b</div>"),
    "a row in no table": ("<tr><td>a</td></tr>", "<div><div>a</div></div>"),
    "parts in no table": (
        "<thead/><tbody/><tfoot/><caption/><colgroup><col/></colgroup>",
        "<div/><div/><div/><div/><div><div/></div>",
    ),
}

IDS = {
    "an id given twice": (
        '<p id="a">b</p><p id="a">c</p><p id="d">e</p>',
        '<p id="a">b</p><p>c</p><p id="d">e</p>',
    ),
    "an empty id": ('<p id="">a</p><p id="">b</p>', '<p id="">a</p><p id="">b</p>'),
}

RULES = {
    **{f"list: {name}": pair for name, pair in LISTS.items()},
    **{f"terms: {name}": pair for name, pair in TERMS.items()},
    **{f"figure: {name}": pair for name, pair in CAPTIONS.items()},
    **{f"details: {name}": pair for name, pair in DETAILS.items()},
    **{f"section: {name}": pair for name, pair in SECTIONS.items()},
    **{f"table: {name}": pair for name, pair in CELLS.items()},
    **{f"ids: {name}": pair for name, pair in IDS.items()},
}


@pytest.mark.parametrize("text", SOUND)
def test_sound_html_stays(text: str) -> None:
    """What the standard allows is not touched."""
    assert repaired(text) == text


@pytest.mark.parametrize("name", RULES)
def test_a_rule_repairs(name: str) -> None:
    """What comes out is what the standard allows, and a second repair changes nothing."""
    before, after = RULES[name]
    assert repaired(before) == after
    assert repaired(after) == after


@pytest.mark.parametrize("over", [0, 1, 3])
def test_no_element_is_deeper_than_readers_go(over: int) -> None:
    """The words of deeper elements stay where they are."""
    count = DEPTH + over
    text = "".join(f"{n}<div>" for n in range(count)) + "end" + "</div>" * count
    done = repaired(text)
    assert done.count("<div>") == min(count, DEPTH)
    assert (
        etree.fromstring(f"<x>{done}</x>").xpath("string()")
        == f"{''.join(map(str, range(count)))}end"
    )


def test_comments_are_no_elements() -> None:
    """A comment is neither deep, nor a block, nor does it have an id."""
    assert repaired("<p>a<!-- b --></p>") == "<p>a<!-- b --></p>"


@pytest.mark.parametrize("name", TABLE_PARTS)
def test_the_parts_of_a_table_are_in_order(name: str) -> None:
    """A caption, columns, one head, bodies and one foot, in this order."""
    before, after = TABLE_PARTS[name]
    assert repaired(before) == after


@pytest.mark.parametrize("role", ["presentation", "none", "note", "group", "region"])
def test_a_link_has_no_role_of_a_box(role: str) -> None:
    """Readers take it for a link, whatever its author called it."""
    assert repaired(f'<p><a href="#x" role="{role}">y</a></p>') == '<p><a href="#x">y</a></p>'
