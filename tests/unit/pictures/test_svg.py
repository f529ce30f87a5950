"""Drawings in SVG: what stays, what goes with a finding, and what is refused."""

import time

import pytest
from lxml import etree

from triptych.core.errors import AssetError, Finding, Place
from triptych.core.findings import collecting
from triptych.pictures import svg
from triptych.pictures.svg_support import undrawable, unsupported

_XMLNS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
_HTML = 'xmlns="http://www.w3.org/1999/xhtml"'


def _read(inner: str, doctype: str = "") -> tuple[str, list[Finding]]:
    """Return a drawing as it is read, without its XML declaration, and what it brings up."""
    source = f'{doctype}<svg {_XMLNS} width="90" height="60">{inner}</svg>'
    with collecting() as found:
        data, *_ = svg.read(source.encode(), "a.svg", Place("a.md", 3), lambda _: True)
    return data.decode().partition("?>")[2], found


@pytest.mark.parametrize(
    ("inner", "kept"),
    [
        (
            "<style>@keyframes a{to{fill:red}} .b{fill:#123456}</style><path class='b' d='M0 0'/>",
            "#123456",
        ),
        (
            "<style>@media screen{.b{fill:red}} .b{fill:#123456}</style><path class='b' d='M0 0'/>",
            "#123456",
        ),
        ("<style>@media print{.b{fill:#123456}}</style><path class='b' d='M0 0'/>", "#123456"),
        ("<style>:root{--a:#123456} path{fill:var(--a)}</style><path d='M0 0'/>", "fill:#123456"),
        ("<path style='fill:light-dark(#123456, white)' d='M0 0'/>", "fill:#123456"),
        ("<path style='fill:var(--b, #123456)' d='M0 0'/>", "fill:#123456"),
        ("<path fill='rgb(255 0 0 / 50%)' d='M0 0'/>", "rgba(255,0,0,0.5)"),
        ("<rect style='width:8px;height:9px'/>", 'width="8"'),
        ("<g style='transform:translate(2px,3px) rotate(1turn)'/>", "translate(2 3) rotate(360)"),
        ("<text style='font:italic bold 12px/1.2 Arial'>a</text>", "font-size:12px"),
        ("<g id='javascript-logo'/><use href='#javascript-logo'/>", 'id="javascript-logo"'),
        (
            "<g class='expression' aria-label='regular expression @ work'/>",
            "regular expression @ work",
        ),
        ("<text>see url(http://e.example) and @import</text>", "see url(http://e.example)"),
        (
            "<g opacity='0'><animate attributeName='opacity' to='1' fill='freeze'/></g>",
            'opacity="1"',
        ),
    ],
)
def test_what_is_harmless_stays(inner: str, kept: str) -> None:
    """Styles are read rule by rule, and words in attributes and texts are only words."""
    data, found = _read(inner)
    assert kept in data
    assert [finding for finding in found if finding.severity == "warning"] == []


@pytest.mark.parametrize(
    "inner",
    [
        "<script>alert(1)</script>",
        "<g onload='alert(1)'/>",
        '<path d="M0 0" fill="url( \' http://e.example/x\')"/>',
        '<path d="M0 0" style="fill:u\\72l(http://e.example/x)"/>',
        '<style>a<g/>@import "http://e.example/x.css";</style>',
        '<style>path{mask:url(" http://e.example/m")}</style>',
        '<style>svg{background:image-set("http://e.example/x.png" 1x)}</style>',
        "<g xml:base='http://e.example/'/>",
        "<a href='javascript:alert(1)'/>",
        "<use href='http://e.example/x.svg#a'/>",
        "<image href='data:text/html,&lt;b&gt;' width='1' height='1'/>",
        "<image href='data:image/svg+xml;base64,PHN2Zy8+' width='1' height='1'/>",
    ],
)
def test_what_is_active_or_elsewhere_goes_with_a_warning(inner: str) -> None:
    """What runs or loads is taken out, and the finding names the file and the line."""
    data, found = _read(f"{inner}<path id='beside' d='M1 1'/>")
    assert "beside" in data
    assert "e.example" not in data
    assert "alert" not in data
    first = next(finding for finding in found if finding.severity == "warning")
    assert first.message.startswith("“a.svg”, line 1, ")


def test_a_drawing_in_a_drawing_is_made_safe() -> None:
    """A ``data:`` URL of SVG stays, without its script."""
    inner = f"data:image/svg+xml,&lt;svg {_XMLNS.replace(chr(34), '%22')}>&lt;script/>&lt;/svg>"
    data, _ = _read(f'<image href="{inner}" width="9" height="9"/>')
    assert "data:image/svg+xml;base64," in data


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<p>One</p>", ["One"]),
        ("<div>One<br/>two</div>", ["One", "two"]),
        ("<div><p>One</p><p>two <b>three</b></p></div>", ["One", "two three"]),
        ("<span>  spaced \n out </span>", ["spaced out"]),
        ("<div style='display:none'>no</div><div>yes</div>", ["yes"]),
        ("<ul><li>a</li><li>b</li></ul>", ["a", "b"]),
    ],
)
def test_html_labels_become_lines_of_text(html: str, lines: list[str]) -> None:
    """What ``foreignObject`` says is drawn as text, line by line."""
    body = f"<div {_HTML}>{html}</div>"
    data, found = _read(f"<foreignObject width='90' height='60'>{body}</foreignObject>")
    root = etree.fromstring(data)
    texts = root.findall("{*}text/{*}tspan")
    assert ["".join(map(str, text.itertext())) for text in texts] == lines
    assert found == []


def test_a_label_keeps_its_colour_and_its_middle() -> None:
    """Colour, weight and alignment are as CSS says, be it in a sheet or in place."""
    html = f"<div {_HTML} class='n' style='text-align:center'><b>One</b></div>"
    sheet = "<style>.n{color:#abcdef;font-size:20px}</style>"
    data, _ = _read(f"{sheet}<foreignObject width='90' height='60'>{html}</foreignObject>")
    for part in (
        'text-anchor="middle"',
        "fill:#abcdef",
        "font-weight:bold",
        "font-size:20px",
        'x="45"',
    ):
        assert part in data


def test_a_control_in_a_label_is_reported() -> None:
    """What no text can show is a warning."""
    html = f"<div {_HTML}>Name <input/></div>"
    _, found = _read(f"<foreignObject width='90' height='60'>{html}</foreignObject>")
    assert [finding.message for finding in found] == [
        "“a.svg” has an HTML label with `input`, which no text can show"
    ]


def test_of_a_switch_one_part_is_shown() -> None:
    """Words that stand in for HTML are not shown beside it."""
    html = f"<foreignObject width='9' height='9'><p {_HTML}>A longer text</p></foreignObject>"
    data, _ = _read(f"<switch>{html}<text>A lon...</text></switch>")
    assert "A lon..." not in data
    assert "A longer" in data


@pytest.mark.parametrize(
    ("entities", "inner", "kept"),
    [
        ('<!ENTITY s "fill:red">', "<path d='M0 0' style='&s;'/>", "fill:red"),
        ('<!ENTITY t "One"><!ENTITY u "&t; two">', "<text>&u;</text>", "One two"),
        ("<!ENTITY g \"<g id='q'/>\">", "&g;", 'id="q"'),
    ],
)
def test_entities_of_its_own_are_replaced(entities: str, inner: str, kept: str) -> None:
    """What the internal subset defines stands in the drawing as text."""
    data, _ = _read(inner, f"<!DOCTYPE svg [{entities}]>")
    assert kept in data
    assert "&" not in data


def _chain(tag: str, name: str) -> str:
    """Return ten parts, each of which uses the next ten times."""
    shapes = (f'<path d="M0 0" {name}="url(#p{n + 1})"/>' * 10 for n in range(10))
    parts = "".join(f'<{tag} id="p{n}">{shape}</{tag}>' for n, shape in enumerate(shapes))
    return f'{parts}<{tag} id="p10"><path d="M0 0"/></{tag}><path d="M0 0" {name}="url(#p0)"/>'


_LONG = "M0 0 L1 1 " * 900


@pytest.mark.parametrize(
    "inner",
    [
        pytest.param(_chain("mask", "mask"), id="masks"),
        pytest.param(_chain("clipPath", "clip-path"), id="clipping paths"),
        pytest.param(_chain("pattern", "fill"), id="patterns"),
        pytest.param(_chain("marker", "marker-end"), id="markers"),
        pytest.param(_chain("filter", "filter"), id="filters"),
        pytest.param(
            _chain("mask", "class").replace('class="url(', 'style="mask:url('), id="styles"
        ),
        pytest.param(
            f'<marker id="m">{"<g/>" * 900}</marker><g marker-mid="url(#m)"><path d="{_LONG}"/></g>',
            id="a marker handed on",
        ),
        pytest.param(
            "<style>:root{--a0:x;"
            + "".join(f"--a{n}:{f'var(--a{n - 1}) ' * 10};" for n in range(1, 9))
            + "}g{fill:var(--a8)}</style><g/>",
            id="custom properties",
        ),
        pytest.param(
            f"<style>{'* * * * g{fill:red}' * 400}</style>{'<g>' * 99}{'</g>' * 99}", id="rules"
        ),
        pytest.param('<clipPath id="c" clip-path="url(#c)"/><g clip-path="url(#c)"/>', id="itself"),
    ],
)
def test_bombs_are_refused_at_once(inner: str) -> None:
    """Parts that use parts are counted, whatever property uses them."""
    begun = time.process_time()
    with pytest.raises(AssetError, match=r"a\.svg"):
        _read(inner)
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    ("inner", "reason"),
    [
        ("<mask id='m'/><path d='M0 0h9' mask='url(#m)'/>", "a mask"),
        ("<filter id='f'/><path d='M0 0h9' filter='url(#f)'/>", "a filter"),
        ("<linearGradient id='g'/><path d='M0 0h9' fill='url(#g)'/>", "a gradient"),
        ("<pattern id='g'/><path d='M0 0h9' fill='url(#g)'/>", "a pattern"),
        ("<text><textPath href='#p'>a</textPath></text>", "`textPath`"),
        ("<text>مرحبا</text>", "letters that are joined or ordered"),
        ("<text>हिन्दी</text>", "letters that are joined or ordered"),
        ("<text text-decoration='underline'>a</text>", "a line on text"),
        ("<text>日本 Übung</text><path d='M0 0h9' fill='red'/>", ""),
    ],
)
def test_what_the_typesetter_cannot_draw_is_known(inner: str, reason: str) -> None:
    """A drawing with a part that is drawn wrongly has a reason to be drawn as pixels."""
    data, _ = _read(inner)
    assert undrawable(data.encode()) == reason


def test_what_nothing_draws_is_known() -> None:
    """A colour or an effect that neither way of drawing knows is named."""
    data, _ = _read("<path d='M0 0' fill='oklch(60% .2 30)' vector-effect='non-scaling-stroke'/>")
    assert len(unsupported(data.encode())) == 2


@pytest.mark.parametrize(
    ("inner", "left", "gone"),
    [
        ('<path d="M0 0" fill="url(#a)"/>', 'fill="none"', "#a"),
        ('<path d="M0 0" stroke="url(#a) red"/>', 'stroke="red"', "#a"),
        ('<path d="M0 0" mask="url(#a)"/>', "<path d=", "mask"),
        ('<use href="#a"/><path d="M0 0"/>', "<path d=", "#a"),
        ('<use xlink:href="#a"/><path id="a" d="M0 0"/>', 'href="#a"', "none"),
    ],
)
def test_what_names_a_missing_element_is_left_out(inner: str, left: str, gone: str) -> None:
    """A reference into the drawing leads to something that is in it."""
    drawing, _ = _read(inner)
    assert left in drawing
    assert gone not in drawing
