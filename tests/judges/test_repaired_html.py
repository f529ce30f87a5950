"""Whatever nests in whatever, the page that comes of it is valid, as the Nu checker judges."""

from pathlib import Path

import pytest

from generated.documents import document, lay_down
from generated.words import SCRIPTS
from judging import Judging
from pressing import press, press_text
from triptych.core.errors import Finding, Severity
from triptych.markdown.sanitise import MATH, TAGS
from triptych.settings.publication import bare

VOID = {"br", "col", "hr", "img", "wbr"}
TABLES = {"caption", "colgroup", "table", "tbody", "td", "tfoot", "th", "thead", "tr"}
"""Left out: the parser throws words out of a table before anything can be repaired."""

NAMES = sorted(TAGS - MATH - VOID - TABLES)


def _nested(outer: str) -> str:
    """Return raw HTML in which an element holds each other kind, between words and alone."""
    pairs = [f"<{outer}>a<{inner}>b</{inner}>c</{outer}>" for inner in NAMES]
    pairs += [
        f"<{outer}><{inner}><p>b</p><math><mi>x</mi></math></{inner}></{outer}>" for inner in NAMES
    ]
    return "\n\n".join(f"<div>{pair}</div>" for pair in pairs)


def _errors(found: dict[str, list[Finding]]) -> list[str]:
    """Return the errors; that an article lacks a heading is the author's affair."""
    return [
        f"{name}: {each.message} {each.snippet}"
        for name, findings in found.items()
        for each in findings
        if each.severity is Severity.ERROR
    ]


@pytest.mark.sweep
def test_pages_with_every_element_in_every_other_are_valid(nu: Judging, tmp_path: Path) -> None:
    """An author may nest any two elements, with words, a block and a formula in them."""
    pages = []
    for outer in NAMES:
        pages.append(tmp_path / f"{outer}.html")
        pages[-1].write_bytes(press_text(tmp_path, _nested(outer), ("html",))["html"])
    assert _errors(nu(pages)) == []


LANGUAGES = [("en", "ar", "ja", "th"), pytest.param(tuple(SCRIPTS), marks=pytest.mark.sweep)]


@pytest.mark.parametrize("languages", LANGUAGES, ids=["some", "all"])
def test_pages_of_generated_documents_are_valid(
    languages: tuple[str, ...], nu: Judging, tmp_path: Path
) -> None:
    """One document of each language, with all that Markdown can say, gives a valid page."""
    pages = []
    for lang in languages:
        folder = tmp_path / lang
        folder.mkdir()
        pages.append(folder / f"{lang}.html")
        made = press(lay_down(document(f"{lang}-20"), folder), bare(folder), ("html",))
        pages[-1].write_bytes(made.of("html").data)
    assert _errors(nu(pages)) == []
