"""Style sheets of one article among several."""

import pytest

from triptych.core.css_scopes import names_pages, scope_sheet

_HOME = ':where([id="x"])'


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("h2 { color: red }", f"{_HOME} h2 {{ color: red }}"),
        ("h2, p > em{a:b}", f"{_HOME} h2, {_HOME} p > em {{a:b}}"),
        (":is(h2, h3) i {a:b}", f"{_HOME} :is(h2, h3) i {{a:b}}"),
        ("body {a:b}", f"{_HOME} {{a:b}}"),
        (":root { --pf-ink: red }", f"{_HOME} {{ --pf-ink: red }}"),
        ("html body#pf-body > main p {a:b}", f"{_HOME} p {{a:b}}"),
        ("body.direction-rtl p, h2 {a:b}", f"{_HOME} p, {_HOME} h2 {{a:b}}"),
        ("html > body p {a:b}", f"{_HOME} p {{a:b}}"),
        ("html[lang=de] p {a:b}", f"{_HOME}[lang=de] p {{a:b}}"),
        ("#pf-print-area #pf-title {a:b}", f"{_HOME} #pf-title {{a:b}}"),
        ("#pf-body-x, maintain {a:b}", f"{_HOME} #pf-body-x, {_HOME} maintain {{a:b}}"),
        ('p::before { content: "a, b" }', f'{_HOME} p::before {{ content: "a, b" }}'),
        (
            "@media print { @media (x) { p {a:b} } }",
            f"@media print {{ @media (x){{ {_HOME} p {{a:b}} }} }}",
        ),
        ("@page { size: a3 } p {a:b}", f"{_HOME} p {{a:b}}"),
        ("@media print { @page :left { size: a3 } }", "@media print { }"),
        ("@keyframes k { from { a:b } }", "@keyframes k { from { a:b } }"),
    ],
)
def test_each_rule_applies_to_one_article(css: str, expected: str) -> None:
    """Every selector of a list is bound to the article; the page as a whole is the article."""

    def bare(text: str) -> str:
        return " ".join(text.replace("{", " { ").replace("}", " } ").split())

    assert bare(scope_sheet(css, "x")) == bare(expected)


@pytest.mark.parametrize(
    ("css", "expected"),
    [("p {a:b}", False), ("@page {a:b}", True), ("@media print { @page x { size: a3 } }", True)],
)
def test_rules_for_pages_are_found(css: str, *, expected: bool) -> None:
    """Also where they are nested."""
    assert names_pages(css) is expected
