"""The marks of blocks."""

import re
from dataclasses import replace

from specimens import article
from triptych.core.model import Document
from triptych.desk.marks import mark_blocks, without_policies
from triptych.editions.html.write import write_html

PAGE = (
    '<!doctype html>\n<html><head><meta charset="utf-8">\n<title>T</title></head><body>'
    '<p data-pf-n="1" style="color: red">One</p>'
    '<pre data-pf-n="2">&lt;p data-triptych-b="3"></pre></body></html>'
)


def test_what_is_shown_is_what_is_saved_but_for_the_marks() -> None:
    """Without them it is the same to the byte; words that look like one are left alone."""
    document = Document(article(""), {"article": PAGE}, (), {})
    shown = write_html(mark_blocks(document)).data.decode()
    saved = write_html(document).data.decode()
    assert re.findall(r'<\w+ data-triptych-b="(\d+)"', shown) == ["1", "2"]
    assert re.sub(r'(<\w+) data-triptych-b="\d+"', r"\1", shown) == saved
    assert "data-pf-n" not in shown
    assert mark_blocks(replace(document, pages={"style.css": "p { }"})).pages == {
        "style.css": "p { }"
    }


def test_a_page_without_policies_is_the_same_but_for_them_and_the_charset() -> None:
    """Its answer has both."""
    document = Document(article(""), {"article": PAGE}, (), {})
    shown = write_html(without_policies(document)).data.decode()
    saved = write_html(document).data.decode()
    assert "http-equiv" not in shown
    assert re.sub(r"<meta (http-equiv|charset)=[^>]*>\n", "", saved) == shown
