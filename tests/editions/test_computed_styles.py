"""A style that is looked up is the one that WeasyPrint computes."""

from types import ModuleType
from typing import Any

import pytest

from triptych.editions.pdf.patches import pseudo_styles
from triptych.editions.pdf.weasyprint import producer

PAGE = """\
<html lang=en><style>
:root { --mine: 3px; text-indent: calc(1em + 10%); font-size: 12pt }
p { margin-inline-start: 2em; padding-block: 1px 2px; border: solid; border-inline-end-width: var(--mine) }
.far { margin: 0; inset-inline-start: 3px; position: relative; float: left; text-decoration: underline }
[dir=rtl] { direction: rtl; border-start-start-radius: 4px; color: green; page: wide; hyphens: auto }
em { display: block; letter-spacing: inherit; color: initial; width: max(3px, 2em); float: inherit }
em::before { content: "x"; line-height: calc(2 * 1.2); color: inherit; orphans: 4 }
table { border-collapse: collapse; border-spacing: 3px }
td { padding: 4px; line-height: 2; vertical-align: 10% }
u { text-decoration: line-through; --mine: 9px } u::after { content: counter(a) }
@page { margin: 1cm; @top-left { content: "head"; width: 3cm } }
</style><body><p class=far>One <em>two <u>three</u></em><p dir=rtl>Four <em>five</em> <a href="#a">six</a>
<div dir=rtl><p id=a>Seven <b>eight <u>nine</u></b><table><tr><td>ten</table></div><ul><li>eleven</ul>
</body>
"""


@pytest.fixture(scope="module")
def css() -> ModuleType:
    """Return WeasyPrint's ``css`` with every patch in it."""
    producer()
    import weasyprint.css  # noqa: PLC0415  after the door has told it where fonts are

    module: ModuleType = weasyprint.css
    return module


def _styles(css: ModuleType) -> dict[tuple[str, str], dict[str, Any]]:
    """Return every property of every element and pseudo-element of a page, as text."""
    import weasyprint  # noqa: PLC0415  as above

    html = weasyprint.HTML(string=PAGE)
    style_for = css.get_all_computed_styles(html, layers=[], page_rules=[])
    return {
        (f"{number} {element.tag}", str(pseudo)): {
            key: repr(style[key]) for key in sorted(css.INITIAL_VALUES)
        }
        for number, element in enumerate(html.etree_element.iter())
        for pseudo in (None, "first-letter", *sorted(pseudo_styles._LATE))  # noqa: SLF001  all of them
        if (style := style_for(element, pseudo)) is not None
    }


def _anonymous(css: ModuleType) -> list[dict[str, str]]:
    """Return every property of the anonymous boxes of a page, as text."""
    import weasyprint  # noqa: PLC0415  as above

    html = weasyprint.HTML(string=PAGE)
    style_for = css.get_all_computed_styles(html, layers=[], page_rules=[])
    styles = [style_for(element).anonymous_style for element in html.etree_element.iter()]
    keys = [
        key for key in sorted(css.INITIAL_VALUES) if "_block_" not in key and "_inline_" not in key
    ]
    return [{key: repr(style[key]) for key in keys} for style in styles]


def test_a_style_is_the_same_looked_up_or_computed(
    css: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All properties of a page that makes much use of the cascade have the same values either way."""
    looked_up = _styles(css)
    monkeypatch.setattr(css.ComputedStyle, "__missing__", css.ComputedStyle.__missing__.__wrapped__)
    computed = _styles(css)
    assert len(looked_up) > 30
    assert looked_up == computed


def test_the_style_of_an_anonymous_box_is_the_same_looked_up_or_computed(
    css: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All properties of the boxes of text have the same values either way."""
    looked_up = _anonymous(css)
    for style in (css.ComputedStyle, css.AnonymousStyle):
        monkeypatch.setattr(style, "__missing__", style.__missing__.__wrapped__)
    assert len(looked_up) > 15
    assert _anonymous(css) == looked_up


def test_a_style_gets_its_initial_values_at_once(css: ModuleType) -> None:
    """A style that was asked for one of them has the others, and asks for none of them again."""
    import weasyprint  # noqa: PLC0415  as above

    html = weasyprint.HTML(string="<style>p::first-line { color: red }</style><p>a")
    style_for = css.get_all_computed_styles(html, layers=[], page_rules=[])
    (paragraph,) = html.etree_element.iter("p")
    style, first_line = style_for(paragraph), style_for(paragraph, "first-line")
    assert len(style) < 10
    for each in (style, style.anonymous_style, first_line):
        assert each["min_width"] == css.INITIAL_VALUES["min_width"]
    assert len(style) > 100
    assert len(style.anonymous_style) > 100
    assert len(first_line) < 10  # what it has is laid over the style of the line


def test_a_pseudo_element_without_a_box_has_no_style(css: ModuleType) -> None:
    """Only a pseudo-element that is asked for has a style; those of alike elements share one."""
    import weasyprint  # noqa: PLC0415  as above

    sheet = "*::before { content: 'x' } p::before, p::first-letter { color: red }"
    html = weasyprint.HTML(string=f"<style>{sheet}</style><p>a<p>b<div>c</div>")
    style_for = css.get_all_computed_styles(html, layers=[], page_rules=[])
    one, two = html.etree_element.iter("p")
    (other,) = html.etree_element.iter("div")
    kinds = {kind for _, kind in style_for.get_computed_styles()}
    assert kinds == {None, "first-letter"}
    assert style_for(one, "before") is style_for(two, "before") is not None
    assert style_for(one, "before") is not style_for(other, "before")
    assert style_for(other, "before")["content"] == (("string", "x"),)
    assert style_for(one, "first-letter") is not style_for(two, "first-letter")
    assert style_for(one, "first-line") is None


def test_most_of_a_style_is_looked_up(css: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of ten properties that are asked for, WeasyPrint computes two at the most."""
    computed: list[str] = []
    look_up = css.ComputedStyle.__missing__
    cells = dict(zip(look_up.__code__.co_freevars, look_up.__closure__, strict=True))
    slow = cells["compute"].cell_contents

    def counted(self: Any, key: str) -> Any:
        computed.append(key)
        return slow(self, key)

    monkeypatch.setattr(cells["compute"], "cell_contents", counted)
    styles = _styles(css)
    asked = sum(len(style) for style in styles.values())
    assert len(computed) < asked / 5
