"""No word is divided over the turn of a page.

The plan of a paragraph foresees where its page will be turned (``editions/pdf/paragraphs/plan.py``), but
not in columns, nor what the notes of its own lines take from the page. So each page is looked at when it is
laid out; where it ends inside a word, that word is left whole, and the page is laid out again.
"""

from types import ModuleType
from typing import Any

from triptych.editions.pdf.pages.trials import restore, state_of
from triptych.editions.pdf.patches.guard import Patch

_ROUNDS = 3
"""How often a page is laid out again: the word before may be divided then."""


def _patch(weasyprint: ModuleType) -> None:
    """Replace ``remake_page``, which lays out one page."""
    module: Any = weasyprint.layout.page
    layout = module.remake_page

    def remake_page(index: int, context: Any, root_box: Any, html: Any) -> Any:
        before = state_of(context)
        page, resume_at = layout(index, context, root_box, html)
        for _ in range(_ROUNDS):
            divided = [found for part in page.children if (found := _division(part))]
            if resume_at is None or not divided:
                break
            for paragraph, line in divided:
                paragraph.keep_whole(line)
            restore(context, index, before)
            page, resume_at = layout(index, context, root_box, html)
        return page, resume_at

    module.remake_page = remake_page


def _division(box: Any) -> Any:
    """Return the paragraph and the line that a box ends with, where that ends inside a word."""
    while type(box).__name__ != "LineBox":
        inner = [each for each in getattr(box, "children", ()) if each.is_in_normal_flow()]
        if not inner:
            return None
        box = inner[-1]
    return vars(box).get("triptych_division")


PATCH = Patch(
    name="turned_words",
    upstream="Divides words over the turn of a page (`hyphenate-limit-last`)",
    reason="CSS Text 4, 6.3.4: no word is divided over the turn of a page, as in books",
    test="editions/test_turned_words.py::test_no_word_is_divided_over_the_turn_of_a_page",
    targets=(
        "weasyprint.layout.page:remake_page",
        "weasyprint.layout.page:make_page",
        "weasyprint.layout.page:make_all_pages",
    ),
    apply=_patch,
)
