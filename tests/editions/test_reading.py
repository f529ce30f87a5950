"""A manuscript is read in one parse, and every note in it is there once, whatever is in the note."""

from collections import Counter
from pathlib import Path

import pytest

from pressing import read as read_manuscript
from triptych.core.model import Tree
from triptych.core.unused_note import UnusedNote
from triptych.markdown import dialect, footnotes, pandoc, reading, tree

CONTENTS = {
    "list": "A note with a list:\n    - one\n    - two",
    "loose list": "A note with a list:\n\n    - one\n\n    - two",
    "numbered list": "A note with a list:\n    1. one\n    2. two",
    "tabs": "A note with a list:\n\t- one\n\t- two",
    "code": "A note with code:\n\n    ```python\n    # one\n    - two\n    ```",
    "indented code": "A note with code:\n\n        one\n        - two",
    "quote": "A note with a quote:\n    > one\n    > two",
    "table": "A note with a table:\n\n    | one | more |\n    |-----|------|\n    | two | more |",
    "table below text": "A note:\n    | one | more |\n    |-----|------|\n    | two | more |",
    "paragraphs": "A note of one.\n\n    Two more.\n\n    Three.",
    "raw HTML": "A <center>one</center> <script>no</script> two",
    "picture": "A ![one](two.png)",
    "heading": "A note\n\n    ## one\n\n    two",
    "citation": "A note [@one] and @two",
}
ALL = pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS)
LINE_ENDS = pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])


def _read(folder: Path, text: str, line_end: str = "\n") -> tuple[list[Tree], list[UnusedNote]]:
    """Return a text's blocks and its unused notes."""
    path = folder / "article.md"
    path.write_bytes(f"---\ntitle: T\n---\n{text}".replace("\n", line_end).encode())
    blocks, unused = reading.read(read_manuscript(path))
    return blocks, list(unused)


def _notes(blocks: list[Tree]) -> Counter[str]:
    """Return how many notes there are with each text, copies of one note counted apart."""
    return Counter("empty" if not copy else tree.text_of(copy) for copy in reading.copies(blocks))


@ALL
@LINE_ENDS
@pytest.mark.parametrize("times", [1, 2, 3])
def test_a_note_is_there_once_however_often_it_is_referred_to(
    content: str, line_end: str, times: int, tmp_path: Path
) -> None:
    """Its later copies are empty and marked as the same; none is set as text."""
    words = " and again".join(["Text[^a]"] + ["[^a]"] * (times - 1))
    blocks, unused = _read(tmp_path, f"{words}.\n\n[^a]: {content}\n\nThe end.\n", line_end)
    found = _notes(blocks)
    assert unused == []
    assert found.total() == times
    assert found["empty"] == times - 1
    assert len(blocks) == 2
    spans = [e for e in tree.elements(blocks) if e["t"] == "Span"]
    assert len([s for s in spans if footnotes.SAME in tree.classes(s)]) == (
        times if times > 1 else 0
    )


@ALL
def test_the_text_is_read_as_without_the_register(content: str, tmp_path: Path) -> None:
    """The register before the text leaves no trace in it, nor in the count of its citations."""
    text = f"One [@x].\n\nTwo[^a] [@y], three^[inline @z].\n\n[^a]: {content}\n\n:   The end\n"
    blocks, _ = _read(tmp_path, text)
    assert blocks == pandoc.parse(dialect.normalise(text))


@ALL
def test_a_note_without_a_reference_is_set_as_text(content: str, tmp_path: Path) -> None:
    """It is reported on its line, and its blocks follow the text, the label before them."""
    blocks, unused = _read(tmp_path, f"Text.\n\nMore.\n\n[^a]: {content}\n")
    assert unused == [UnusedNote("a", 8, is_shadowed=False)]
    assert tree.text_of(blocks[2]).startswith("[^a]: A")
    assert "one" in str(blocks[2:])
    assert _notes(blocks).total() == 0


def test_of_two_notes_with_one_label_the_last_counts(tmp_path: Path) -> None:
    """The others are set as text, and code that shows such a definition is left as it is."""
    text = "A[^a], b[^a].\n\n[^a]: One.\n\n```\n[^a]: Code.\n```\n\n[^a]: Two.\n"
    blocks, unused = _read(tmp_path, text)
    assert unused == [UnusedNote("a", 6, is_shadowed=True)]
    assert _notes(blocks) == {"Two.": 1, "empty": 1}
    assert [tree.text_of(block) for block in blocks[1:]] == ["[^a]: Code.", "[^a]: One."]


def test_notes_of_equal_words_stay_apart(tmp_path: Path) -> None:
    """Nothing distinguishes their copies, so each reference has its own."""
    blocks, unused = _read(tmp_path, "A[^a], b[^b], c[^a].\n\n[^a]: Same.\n\n[^b]: Same.\n")
    assert unused == []
    assert _notes(blocks) == {"Same.": 3}


@pytest.mark.parametrize("label", ["a^b", "<!--", "`", "a*b*", "$", "_", "1@x", "[x"])
def test_a_label_that_is_none_loses_no_text(label: str, tmp_path: Path) -> None:
    """Whatever is in the brackets, the text after it is read as pandoc reads it alone."""
    text = f"Text[^b] [@x].\n\n[^{label}]: note\n\n[^b]: Other.\n\n```\ncode\n```\n"
    blocks, _ = _read(tmp_path, text)
    alone = pandoc.parse(dialect.normalise(text))
    assert [block for block in blocks if block in alone] == alone


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Text.", 1),
        ("Text[^a].\n\n[^a]: Note.", 1),
        ("A[^a], b[^a], c[^c].\n\n[^a]: N.\n[^b]: M.", 1),
    ],
)
def test_pandoc_is_asked_once(
    text: str, count: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One parse serves for the text and for its notes, whatever is wrong with them."""
    asked: list[str] = []
    parse = pandoc.parse

    def counted(markdown: str, before: str = "", extensions: str = "") -> list[Tree]:
        asked.append(markdown)
        return parse(markdown, before, extensions)

    monkeypatch.setattr(pandoc, "parse", counted)
    _read(tmp_path, text)
    assert len(asked) == count


@pytest.mark.parametrize(
    ("line", "kind", "words"),
    [
        ("    - one\n    - two", "BulletList", "onetwo"),
        ("\t1. one\n\t2. two", "OrderedList", "onetwo"),
        ("    > one", "BlockQuote", "one"),
        ("    ## one", "Header", "one"),
        ("    | one | two |\n    |-----|-----|\n    | a | b |", "Table", "onetwoab"),
        ("    ```\n    # one\n    - two\n    ```", "CodeBlock", "# one - two"),
        ("    more\n    - one", "BulletList", "one"),
    ],
)
def test_a_block_follows_the_words_of_a_note_at_once(
    line: str, kind: str, words: str, tmp_path: Path
) -> None:
    """No blank line is needed before it (CommonMark 0.31.2, sections 4 and 5), as in the text."""
    blocks, _ = _read(tmp_path, f"Text[^a].\n\n[^a]: Words\n{line}\n\nThe end.\n")
    (content,) = reading.copies(blocks)
    assert [content[0]["t"], content[-1]["t"]] == ["Para", kind]
    assert tree.text_of(content[-1]) == words
