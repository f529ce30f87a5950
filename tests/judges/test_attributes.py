"""Whatever value an attribute of raw HTML has, EPUBCheck and Nu find no fault with what comes of it."""

from pathlib import Path

import pytest

from judging import Judging
from pressing import press_text
from triptych.core.errors import Finding, Severity

VALUES = {
    "ins": {"datetime": ["2026", "2026-11", "2026-11-29", "2026-11-29T10:20", "x"]},
    "del": {"datetime": ["2026-11-29 10:20Z", "10:20"], "cite": ["https://e.org/a#b#c", "x"]},
    "time": {"datetime": ["2026-W53", "11-29", "--11-29", "10:20:30.5", "Z", "P3D", "P1Y", "now"]},
    "a": {
        "href": ["#a#b", "https://e.org/#a#b", "mailto:", "tel:", "", "https://[", "x y"],
        "rel": ["x", "next"],
        "hreflang": ["en", "x y"],
        "coords": ["1"],
        "name": ["", "n"],
    },
    "p": {
        "lang": ["english", "en-x-a", "en-US-US", "de_AT", ""],
        "dir": [" ltr", "x"],
        "style": ["color: 12", "width: 3", "width: {", "font-style: bold", "text-indent: 3xyz"],
        "hidden": ["x"],
        "tabindex": ["1.5"],
        "align": ["justify", "x"],
        "xml:lang": ["de"],
        "epub:type": ["noteref"],
        "role": ["button"],
        "aria-level": ["2"],
    },
    "font": {"color": ["#12", "red"], "size": ["5"]},
    "ol": {"start": [" 3", "x"], "reversed": ["x"], "type": ["disc"]},
    "td": {"colspan": [" 2", "0"], "rowspan": ["x"], "headers": ["a"], "width": ["5%"]},
    "th": {"abbr": ["x"], "scope": ["x", "row"], "axis": ["x"]},
    "math": {"xml:lang": ["de"], "lang": ["de"], "id": ["m"], "dir": ["rtl"]},
    "details": {"open": ["false"], "name": ["x"]},
    "hr": {"width": ["5"], "noshade": [""]},
}
"""Values of attributes by element: right ones, and their wrong cousins."""

WITHIN = {
    "ol": "<ol {}><li>x</li></ol>",
    "td": "<table><tr><td {}>x</td><td>y</td></tr><tr><td>z</td><td>w</td></tr></table>",
    "th": "<table><tr><th {}>x</th><td>y</td></tr></table>",
    "math": "<math {}><mi>x</mi></math>",
    "details": "<details {}><summary>s</summary><p>x</p></details>",
    "p": "<p {}>x</p>",
    "hr": "<hr {}>",
}


def _text() -> str:
    """Return raw HTML with each value of each attribute."""
    return "\n\n".join(
        WITHIN.get(tag, f"<p>a <{tag} {{}}>x</{tag}></p>").format(f'{name}="{value}"')
        for tag, attributes in VALUES.items()
        for name, values in attributes.items()
        for value in values
    )


def _errors(found: dict[str, list[Finding]]) -> list[str]:
    """Return the messages of errors."""
    return [f.message for each in found.values() for f in each if f.severity is Severity.ERROR]


CAPTIONS = [
    "<table><tr><td>a<caption>c</caption></td></tr></table>",
    "<table><tr><td><table><caption>c</caption><tr><td>x</td></tr></table></td></tr></table>",
    "<table><tr><td><div><caption>c</caption></div></td></tr></table>",
    "<table><tr><th><figcaption>f</figcaption></th></tr><tr><td>x</td></tr></table>",
    "<table><caption>c</caption><caption>d</caption><tr><td>x</td></tr></table>",
    "<table><tr><td>x</td></tr><caption>c</caption></table>",
    "<table><tr><caption>c</caption><td>x</td></tr></table>",
    "<table><caption><table><tr><td>n</td></tr></table></caption><tr><td>x</td></tr></table>",
    "<table><caption><h3>h</h3><ul><li>i</li></ul></caption><tr><td>x</td></tr></table>",
    "<table><tr><td><caption></td></tr></table>",
    "<table><tr><td><p>x<caption>c</p></td></tr></table>",
    "<div><caption>c</caption></div>",
]
"""Captions of tables in and around cells, where they may be and where not."""


@pytest.mark.parametrize("text", [_text(), "\n\n".join(CAPTIONS)], ids=["values", "captions"])
def test_each_value_and_caption_is_valid_or_taken_off(
    text: str, epubcheck: Judging, nu: Judging, tmp_path: Path
) -> None:
    """Both editions are judged as they would be by their readers."""
    made = press_text(tmp_path, text, ("html", "epub"))
    page, book = tmp_path / "values.html", tmp_path / "values.epub"
    page.write_bytes(made["html"])
    book.write_bytes(made["epub"])
    assert _errors(epubcheck([book])) == []
    assert _errors(nu([page])) == []
