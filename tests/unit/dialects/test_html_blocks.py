"""HTML that is set in far is no code: in its block, and for some tools in an element that is open."""

import pytest

from triptych.dialects.html_blocks import unindent

BLOCKS = {
    "an element": ("<div>\n      <p>a</p>\n</div>", "<div>\n<p>a</p>\n</div>"),
    "a custom element": (
        "<my-tabs>\n      <p>a</p>\n</my-tabs>",
        "<my-tabs>\n<p>a</p>\n</my-tabs>",
    ),
    "an element within a line": ("<span>\n      <p>a</p>", "<span>\n<p>a</p>"),
    "code": ("Text.\n\n    <p>a</p>", "Text.\n\n    <p>a</p>"),
    "code in a fence": ("<div>\n\n```\n    <p>a</p>\n```", "<div>\n\n```\n    <p>a</p>\n```"),
    "a paragraph that begins with a tag": ("<b>a</b> text\n      <p>", "<b>a</b> text\n      <p>"),
}
OPEN = {
    "below a blank line": ("<div>\n\n    <p>a</p>\n</div>", "<div>\n\n<p>a</p>\n</div>"),
    "below code": ("<div>\n\n```\nx\n```\n    <p>a</p>", "<div>\n\n```\nx\n```\n<p>a</p>"),
    "in a custom element": ("<a-b>\n\n    <p>a</p>\n</a-b>", "<a-b>\n\n<p>a</p>\n</a-b>"),
    "behind its end": ("<div>\n</div>\n\n    <p>a</p>", "<div>\n</div>\n\n    <p>a</p>"),
    "what begins with no tag": ("<div>\n\n    a <p>\n</div>", "<div>\n\n    a <p>\n</div>"),
}


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_of_html_has_no_indent(name: str) -> None:
    """It ends with a blank line (CommonMark 0.31.2, section 4.6)."""
    text, expected = BLOCKS[name]
    assert unindent(text) == unindent(text, is_deep=True) == expected


@pytest.mark.parametrize("name", OPEN)
def test_in_an_open_element_no_tag_begins_code(name: str) -> None:
    """This is for tools that read all of an element as HTML."""
    text, expected = OPEN[name]
    assert unindent(text) == text
    assert unindent(text, is_deep=True) == expected
