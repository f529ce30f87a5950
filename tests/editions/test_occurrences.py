"""The second of two equal things has its own line, whatever code, comments and notes hold."""

from dataclasses import dataclass
from pathlib import Path

import pytest

import pressing


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of finding: paragraphs, and which of them it is reported for, from 0."""

    code: str
    paragraphs: tuple[str, ...]
    reported: tuple[int, ...]


def _same(code: str, *paragraphs: str) -> Kind:
    """Return a kind that is reported for each of three paragraphs, the last two of them equal."""
    return Kind(code, (*paragraphs, paragraphs[-1], paragraphs[-1])[:3], (0, 1, 2))


WIDE = f"{'| a ' * 41}|\n{'|---' * 41}|\n{'| b ' * 41}|"
KINDS = {
    "heading": Kind(
        "heading-skip", ("## A", "#### Same *words*", "## Same words", "#### Same *words*"), (1, 3)
    ),
    "underlined heading": Kind(
        "heading-skip", ("B\n===", "### B `c`", "B\n===", "### B `c`"), (1, 3)
    ),
    "raw heading": Kind("heading-skip", ("<h5>A</h5>", "## A", "<h5>A</h5>"), (0, 2)),
    "picture": Kind("no-alt", ("![](dot.png)", "![A](dot.png)", "![](dot.png)"), (0, 2)),
    "raw picture": _same("no-alt", '<img src="dot.png">'),
    "missing picture": Kind("picture", ("[a](no.png)", "no.png", "![A](no.png)"), (2,)),
    "raw tag": _same("raw-html", '<form action="x">a</form>'),
    "handlers": _same("raw-html", '<b onclick="x" onload="y">a</b>'),
    "attribute": Kind(
        "raw-html",
        ("[a]{style=color:red}", '[b]{style="top:url(x)"}', '[b]{style="top:url(x)"}'),
        (1, 2),
    ),
    "handler": _same("raw-html", "[a]{onclick=x}", '[b]{onclick="x"}', "[c]{onclick='x'}"),
    "raw format": _same("raw-html", "`x`{=latex}"),
    "script address": _same("raw-html", "[a](javascript:x)"),
    "embed": Kind(
        "embed",
        (
            '<audio src="a.mp3"></audio>',
            '<audio src="b.mp3"></audio>',
            '<audio src="a.mp3"></audio>',
        ),
        (0, 1, 2),
    ),
    "language": _same("language", "[a]{lang=e}", '[b]{lang="e"}'),
    "direction": _same("language", "[a]{dir=up}", '[b]{dir="up"}'),
    "formula": _same("formula", r"$\frac{a$"),
    "deep formula": _same("formula", f"${'{' * 14}a{'}' * 14}$"),
    "reference": _same("unresolved-reference", "See @fig:no.", "And [@fig:no]."),
    "label": Kind("label-twice", ("![A](dot.png){#fig:a}",) * 3, (1, 2)),
    "link": Kind("unresolved-link", ("(#no)", "[a](#no)", "[b](#no)"), (1,)),
    "inner note": _same("note-in-note", "A^[b^[same]]"),
    "undefined note": Kind("note-undefined", ("Text", "A[^no]", "B[^no]"), (1,)),
    "table": _same("table-too-wide", WIDE),
}
HEAD = "---\ntitle: T\ndate: 2025-03-01\n---\n"
DOT = Path(pressing.__file__).parents[1] / "cases" / "notes-amiss" / "in" / "dot.png"


def _lines(folder: Path, text: str, code: str) -> list[int]:
    """Return the lines of an article's findings with a code, in their order, equal ones once."""
    (folder / "dot.png").write_bytes(DOT.read_bytes())
    path = folder / "article.md"
    path.write_text(HEAD + text, encoding="utf-8")
    return list(dict.fromkeys(f.place.line for f in pressing.composed(path) if f.code == code))


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_each_of_several_equal_things_has_its_own_line(kind: Kind, tmp_path: Path) -> None:
    """Two or three of them, after code and a comment that show the same, are told apart."""
    shown = kind.paragraphs[kind.reported[0]]
    text, expected = f"```\n{shown}\n```\n\n<!-- {shown} -->\n\n", []
    for number, paragraph in enumerate(kind.paragraphs):
        if number in kind.reported:
            expected.append((HEAD + text).count("\n") + 1)
        text += f"{paragraph}\n\n"
    assert _lines(tmp_path, text, kind.code) == expected


@pytest.mark.parametrize(
    ("code", "thing"),
    [
        ("no-alt", "![](dot.png)"),
        ("raw-html", '<b onclick="x">a</b>'),
        ("language", "[a]{lang=e}"),
        ("formula", r"$\frac{a$"),
        ("unresolved-reference", "@fig:no"),
    ],
)
def test_things_in_notes_and_in_the_text_do_not_take_each_others_lines(
    code: str, thing: str, tmp_path: Path
) -> None:
    """The tree has a note where it is referred to, the source where it is defined or written."""
    note = f"[^a]: Note {thing}\n\n    {thing}"
    text = f"A[^a] and ^[inline {thing}].\n\nB {thing}.\n\n{note}\n\nC {thing}.\n"
    assert sorted(_lines(tmp_path, text, code)) == [5, 7, 9, 11, 13]


def test_a_note_referred_to_twice_has_its_findings_once(tmp_path: Path) -> None:
    """Its copies take no lines of what comes after it."""
    text = 'A[^a], b[^a].\n\n[^a]: Note <b onclick="x">a</b>\n\n<b onclick="x">a</b> text\n'
    assert _lines(tmp_path, text, "raw-html") == [7, 9]


@pytest.mark.parametrize(
    ("text", "skips"),
    [
        ("<h4>X</h4>\n\nText.", [(5, "<h2>")]),
        ("Text.\n\n<h3 class='x'>X <b>y</b></h3>", [(7, "<h2>")]),
        ("<h2>X</h2>\n\n<div>\n<h6>Y</h6>\n</div>", [(8, "<h3>")]),
        ("## X\n\n###### Y\n\n##### Z", [(7, "###")]),
        ("<h5>X</h5>\n\n<h6>Y</h6>\n\n<h5>Z</h5>", [(5, "<h2>")]),
        ("#### X\n\n<h6>Y</h6>", [(7, "<h5>")]),
        ("#### X\n\nText.", []),
        ("<h2>X</h2>\n\n<h3>Y</h3>", []),
        ("<H1>X</H1>\n\n<h2>Y</h2>", []),
    ],
)
def test_a_skipped_level_is_told_as_its_heading_is_written(
    text: str, skips: list[tuple[int, str]], tmp_path: Path
) -> None:
    """A raw heading that opens the article is one level below the title; the hint names its mark."""
    path = tmp_path / "article.md"
    path.write_text(f"{HEAD}{text}\n", encoding="utf-8")
    found = [f for f in pressing.composed(path) if f.code == "heading-skip"]
    hint = "Set one level below the heading above it. Write {}."
    assert [(f.place.line, f.hint) for f in found] == [(n, hint.format(m)) for n, m in skips]
