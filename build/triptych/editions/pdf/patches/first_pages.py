"""The first page of an article has text, whatever room its lead picture and its contents take.

With this patch such a page is laid out again with a smaller picture, or with picture or contents behind
the first of the text (``openings.py``).
"""

from functools import partial
from types import ModuleType
from typing import Any

from triptych.editions.pdf.pages.openings import Opening, choose, is_enough, plans, weight_of
from triptych.editions.pdf.pages.room import empty, heights
from triptych.editions.pdf.pages.trials import is_forced, renew, restore, set_back, state_of
from triptych.editions.pdf.patches.guard import Patch


def _patch(weasyprint: ModuleType) -> None:
    """Replace ``remake_page``, which lays out one page."""
    module: Any = weasyprint.layout.page
    remake, boxes = module.remake_page, weasyprint.formatting_structure.boxes
    strut, layout = weasyprint.text.line_break.strut, module.block_level_layout

    def line(style: Any) -> float:
        return float(strut(style)[0])

    def remake_page(index: int, context: Any, root_box: Any, html: Any) -> Any:
        state = state_of(context)
        page, resume = remake(index, context, root_box, html)
        if resume is None or not _opens(context, index):
            return page, resume
        if is_enough(root_box, page, resume) or is_forced(page, context.page_maker[index + 1][1]):
            return page, resume

        def again() -> Any:
            restore(context, index, state)
            return remake(index, context, root_box, html)

        def measure(block: Any) -> float:
            after = state_of(context)
            (made,) = heights(context, layout, [block], page.children[0])
            set_back(context, after)
            return float(made.margin_height())

        begin = context.page_maker[index][0]
        opening = Opening(root_box, begin, resume, line, partial(empty, boxes), measure)
        done, laid = choose(root_box, plans(opening, page), weight_of(page), again)
        if laid is None:
            return page, resume
        for each in done:
            each.settle(laid[1])
        renew(context.page_maker[index + 1 :])
        return laid

    module.remake_page = remake_page


def _opens(context: Any, index: int) -> bool:
    """Whether a page is the first of an article, or of what else begins a page."""
    is_first = index == 0 or context.page_maker[index][1]["break"] != "any"
    return is_first and not vars(context).get("triptych_reserved", 0.0)


PATCH = Patch(
    name="first_pages",
    upstream="Leaves the first page of an article to its masthead and a picture",
    reason="An article begins where its title is, as in magazines",
    test="editions/test_first_pages.py::test_the_first_page_has_text_on_every_paper",
    targets=(
        "weasyprint.layout.page:remake_page",
        "weasyprint.layout.page:make_page",
        "weasyprint.layout.page:make_all_pages",
        "weasyprint.layout.block:block_level_layout",
    ),
    apply=_patch,
)
