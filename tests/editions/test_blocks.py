"""Blocks of code and text: deep nesting is refused, wide tables fit, and nothing of either is lost."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html

import pressing
from triptych.body.table_fit import Fit, fit, need
from triptych.core.errors import SourceError
from triptych.core.model import Look
from triptych.markdown import tree
from triptych.press import pipeline
from triptych.settings.publication import bare


def _press(folder: Path, text: str) -> tuple[str, list[str]]:
    """Press a text into HTML; gives the page and the codes of its findings."""
    path = folder / "article.md"
    path.write_text(f"---\ntitle: Blocks\ndate: 2025-03-01\n---\n{text}\n", encoding="utf-8")
    manuscript = pressing.read(path, bare(folder))
    artifacts, findings = pipeline.press(manuscript, ("html",))
    return artifacts[0].data.decode(), [finding.code for finding in findings]


def _tree(page: str) -> Any:
    """Return a page as a tree."""
    return html.fromstring(page)


def _text(page: str) -> str:
    """Return the words of an article's text."""
    return str(_tree(page).xpath("string(//*[@id='pf-content'])"))


def _look(folder: Path) -> Look:
    """Return the look of a plain article on A4."""
    path = folder / "plain.md"
    path.write_text("---\ntitle: Plain\n---\nText.\n", encoding="utf-8")
    return pressing.read(path, bare(folder)).look


DEEP = {
    "quotes": ">" * 1000 + " deep",
    "divisions": "<div>\n" * 1000 + "deep\n" + "</div>\n" * 1000,
    "fenced divisions": "".join(":" * (203 - n) + " note\n" for n in range(200)) + "deep",
    "lists": "".join("  " * n + f"- level {n}\n" for n in range(100)),
    "raw elements": "<b>" * 1000 + "deep" + "</b>" * 1000,
    "tables": "<table><tr><td>" * 300 + "deep" + "</td></tr></table>" * 300,
}


@pytest.mark.parametrize("kind", DEEP)
def test_a_text_nested_too_deep_is_refused_with_a_message(kind: str, tmp_path: Path) -> None:
    """Nesting that no typesetter could follow is an error with what to do, and no traceback."""
    with pytest.raises(SourceError, match="nested more than") as told:
        _press(tmp_path, DEEP[kind])
    assert told.value.hint


def test_a_table_of_thousands_of_columns_keeps_its_words_in_order(tmp_path: Path) -> None:
    """A table that fits no page is set row by row as text, with a finding."""
    heads = [f"h{n}" for n in range(2000)]
    cells = [f"c{n}" for n in range(2000)]
    rows = ["|".join(heads), "|".join(["---"] * 2000), "|".join(cells)]
    page, codes = _press(tmp_path, "\n".join(f"|{row}|" for row in rows))
    words = re.findall(r"[hc]\d+", _text(page))
    assert "table-too-wide" in codes
    assert words == [*heads, *cells]


def test_a_span_that_claims_hundreds_of_columns_does_no_harm(tmp_path: Path) -> None:
    """A cell that spans more than the table has is counted within bounds."""
    table = '<table><tr><td colspan="999" rowspan="999">one</td></tr><tr><td>two</td></tr></table>'
    page, codes = _press(tmp_path, table)
    assert "table-too-wide" in codes
    assert "two" in _text(page)


@pytest.mark.parametrize(
    ("needs", "expected"),
    [
        ([10] * 4, Fit()),
        ([10] * 7, Fit(1)),
        ([10] * 8, Fit(2)),
        ([10] * 14, Fit(1, is_wide=True)),
        ([10] * 30, Fit(2, is_wide=True, is_tight=True)),
    ],
)
def test_a_wider_table_gets_smaller_letters_then_a_page_on_its_side(
    needs: list[int], expected: Fit, tmp_path: Path
) -> None:
    """The gentlest step that makes room is taken, in a fixed order."""
    assert fit(needs, _look(tmp_path), may_turn=True) == expected


def test_a_table_within_another_block_does_not_turn_the_page(tmp_path: Path) -> None:
    """Where the page cannot be turned, words are broken instead."""
    assert fit([10] * 15, _look(tmp_path), may_turn=False) == Fit(2, is_tight=True)


def test_paper_that_lies_on_its_side_has_as_much_room_as_a_turned_page(tmp_path: Path) -> None:
    """A wide table on wide paper gets narrow margins, and the letters that it has on a turned page."""
    look = replace(_look(tmp_path), paper="297mm 210mm")
    assert fit([10] * 3, look, may_turn=True) == Fit()
    assert fit([10] * 8, look, may_turn=True) == Fit(2)
    assert fit([10] * 14, look, may_turn=True) == Fit(1, is_wide=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", 0), ("word", 4), ("self-evident", 8), ("ein Donaudampfschiff", 16), ("漢字漢字", 4)],
)
def test_a_cell_needs_its_longest_unbreakable_piece(text: str, expected: int) -> None:
    """Hyphens and full-width letters let a line break, so they do not add up."""
    assert need(text) == expected


def test_cells_of_a_table_with_spans_name_their_headers(tmp_path: Path) -> None:
    """Each id in a ``headers`` attribute is that of a header in the same table."""
    table = """
+----+---------+
| a  | b       |
|    +----+----+
|    | c  | d  |
+====+====+====+
| 1  | 2  | 3  |
+----+----+----+
"""
    page = _tree(_press(tmp_path, table)[0])
    words = {str(head.get("id")): head.text_content() for head in page.xpath("//th[@id]")}
    last = page.xpath("//tbody//td")[-1]
    assert [words[name] for name in str(last.get("headers")).split()] == ["b", "d"]


@pytest.mark.parametrize("code", ["", "one", "one\n\ntwo", "\ttab", "a\n" * 30 + "b", "x" * 300])
@pytest.mark.parametrize("language", ["", "python", "nonsense"])
def test_code_keeps_every_letter(code: str, language: str, tmp_path: Path) -> None:
    """What stands between the fences stands in the edition, tabs and empty lines too."""
    page, _ = _press(tmp_path, f"~~~{language}\n{code}\n~~~")
    assert _tree(page).xpath("string(//pre)") == code


def test_lines_of_code_carry_no_anchor_and_no_id(tmp_path: Path) -> None:
    """Numbers are counted by the style sheet, so that nothing empty can be reached by keyboard."""
    page, _ = _press(tmp_path, "~~~{.python .numberLines startFrom=7}\na = 1\nb = 2\n~~~")
    code = _tree(page).xpath("//pre/code")[0]
    assert code.xpath(".//a | .//*[@id]") == []
    assert code.get("style") == "counter-reset: pf-line 6"


def test_a_tree_in_which_nothing_changes_is_not_copied() -> None:
    """Replacing gives the very same tree where no element is changed, and keeps the old where one is."""
    blocks = [{"t": "Para", "c": [{"t": "Str", "c": "word"}]}]
    assert tree.replace(blocks, lambda _: None) is blocks
    changed = tree.replace(
        blocks, lambda e: {"t": "Space"} if e["t"] == "Str" else None, words=True
    )
    assert changed == [{"t": "Para", "c": [{"t": "Space"}]}]
    assert blocks == [{"t": "Para", "c": [{"t": "Str", "c": "word"}]}]


def test_a_span_ends_with_its_section(tmp_path: Path) -> None:
    """A header that claims a row more than the head has takes no column of the body (HTML, 4.9.12)."""
    table = (
        '<table><thead><tr><th rowspan="2">A</th><th>B</th></tr></thead>'
        "<tbody><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></tbody></table>"
    )
    page = _tree(_press(tmp_path, table)[0])
    assert [len(row) for row in page.iter("tr")] == [2, 2, 2]
