"""The lines of blocks in their source."""

from dataclasses import replace

from lxml.html import fragment_fromstring

from specimens import article
from triptych.body.compose import inner
from triptych.body.numbers import number_elements
from triptych.desk.source_lines import find_lines, letters_of


def _lines(source: str, html: str, numbers: tuple[int, ...] = ()) -> list[int]:
    """Return the line of each block of HTML, which begins on line 4 of the file."""
    body = fragment_fromstring(html, create_parent="div")
    number_elements(body)
    manuscript = replace(article("").manuscript, text=source, line_numbers=numbers)
    return list(find_lines(inner(body), manuscript).values())


def test_letters_are_what_mark_up_leaves() -> None:
    """Case and signs count for nothing."""
    assert letters_of("*Straße* 7, “b”") == "strasse7b"


def test_blocks_are_found_one_behind_the_other() -> None:
    """Blocks of the same words have lines of their own, and a list begins with its first item."""
    source = "A word.\n\n- yes\n- no\n- yes\n\n> A word.\n"
    items = "<ul><li>yes</li><li>no</li><li>yes</li></ul>"
    html = f"<p>A word.</p>{items}<blockquote><p>A word.</p></blockquote>"
    assert _lines(source, html) == [4, 6, 6, 7, 8, 10, 10]


def test_a_heading_is_at_the_start_of_a_line() -> None:
    """A word of the text before is no heading."""
    source = "Of authors and their names.\n\n## Authors\n\nText.\n"
    assert _lines(source, "<p>Of authors and their names.</p><h2>Authors</h2><p>Text.</p>") == [
        4,
        6,
        8,
    ]


def test_a_picture_is_found_by_its_description() -> None:
    """It has no letters of its own."""
    source = "Text.\n\n![A bridge](b.png)\n"
    assert _lines(source, '<p>Text.</p><figure><img alt="A bridge"></figure>')[-1] == 6


def test_what_was_rewritten_has_the_line_of_its_source() -> None:
    """The lines of another tool's Markdown are those of the file."""
    assert _lines("One.\n\nTwo.\n", "<p>One.</p><p>Two.</p>", (0, 1, 7)) == [4, 11]


def test_what_the_source_does_not_have_has_the_line_before() -> None:
    """Words of the theme lead nowhere else."""
    assert _lines("One.\n\nTwo.\n", "<p>One.</p><p>Entirely other</p><p>Two.</p>") == [4, 4, 6]


def test_a_block_is_found_behind_words_that_are_not_the_authors() -> None:
    """A reference is written as a label, and a caption may be below its table."""
    source = "@fig:a is of a bridge over the river and its boats.\n\nx | y\n\n: The boats\n\nx\n"
    html = "<p>Figure 1 is of a bridge over the river and its boats.</p>"
    table = "<table><caption>The boats</caption><tr><td>x</td><td>y</td></tr></table><p>x</p>"
    assert _lines(source, html + table) == [4, 6, 8, 6, 6, 6, 10]


def test_a_caption_of_the_same_words_is_that_of_its_picture() -> None:
    """The description of a picture is its caption too, and another one has the same."""
    picture = '<figure><img alt="In print"><figcaption>In print</figcaption></figure>'
    source = "![In print](a.png)\n\nText.\n\n![In print](b.png)\n"
    assert _lines(source, f"{picture}<p>Text.</p>{picture}") == [4, 4, 4, 6, 8, 8, 8]
