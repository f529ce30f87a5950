"""Pages for which the same rules hold share their styles, and are found without a look at all others.

WeasyPrint gives each page a style of its own, and one for each box in its margins, and looks for them
through the styles of all elements and of all pages before. Here the rules that hold for a page are its
key. The first page has its own: lengths that are a share of its size are not known before it is made.
"""

from types import ModuleType
from typing import Any

from triptych.editions.pdf.patches.guard import Patch

_KEPT = "triptych_page_styles"
_RULES = "triptych_page_rules"
_FIXED = "triptych_has_fixed"


def _patch(weasyprint: ModuleType) -> None:
    """Replace what finds the styles of a page, and what repeats fixed boxes on each page."""
    page, layout = weasyprint.layout.page, weasyprint.layout
    make, repeat = page.make_page, vars(layout)["layout_fixed_boxes"]

    def set_page_type_computed_styles(page_type: Any, html: Any, style_for: Any) -> None:
        kept = vars(style_for).setdefault(_KEPT, {})
        cascaded, computed = style_for.get_cascaded_styles(), style_for.get_computed_styles()
        key = tuple(
            number
            for number, (_, kind) in enumerate(_rules(style_for))
            if style_for._page_type_match(kind, page_type)  # noqa: SLF001  no public name
        )
        if key not in kept or not page_type.index:
            made = _styles(page_type, html, style_for)
            if page_type.index:
                kept[key] = made
            return
        for name, rules, style in kept[key]:
            cascaded[page_type, name], computed[page_type, name] = rules, style

    def make_page(context: Any, *rest: Any) -> Any:
        made = make(context, *rest)
        if made[0].fixed_boxes:
            setattr(context, _FIXED, True)
        return made

    def layout_fixed_boxes(context: Any, pages: Any, page: Any) -> Any:
        return repeat(context, pages, page) if hasattr(context, _FIXED) else ()

    page.set_page_type_computed_styles, page.make_page = set_page_type_computed_styles, make_page
    vars(layout)["layout_fixed_boxes"] = layout_fixed_boxes


def _rules(style_for: Any) -> list[tuple[str | None, Any]]:
    """Return the box in the margins and the kind of pages of each rule for pages, in order."""
    made: list[tuple[str | None, Any]] | None = vars(style_for).get(_RULES)
    if made is None:
        sheets = [sheet for sheet, *_ in style_for._sheets]  # noqa: SLF001  no public name
        rules = [selectors for sheet in sheets for _, selectors, _ in sheet.page_rules]
        made = [(name, kind) for selectors in rules for _, name, kind in selectors]
        vars(style_for)[_RULES] = made
    return made


def _styles(page_type: Any, html: Any, style_for: Any) -> list[tuple[str | None, Any, Any]]:
    """Return the rules and the style of a page, and then those of each box in its margins, by its name."""
    style_for.add_page_declarations(page_type)
    root = html.etree_element
    cascaded, computed = style_for.get_cascaded_styles(), style_for.get_computed_styles()
    boxes = dict.fromkeys(name for name, _ in _rules(style_for) if name)
    names: list[str | None] = [None, *(name for name in boxes if (page_type, name) in cascaded)]
    for name in names:
        style_for.set_computed_styles(
            page_type,
            pseudo_type=name,
            root=root,
            parent=page_type if name else root,  # a page inherits from the root, its boxes from it
            base_url=html.base_url,
        )
    return [(n, cascaded.get((page_type, n), {}), computed[page_type, n]) for n in names]


PATCH = Patch(
    name="page_styles",
    upstream="Computes the styles of every page and of its margins, after a look at all styles there are",
    reason="A page costs the same whatever number of pages are before it",
    test="editions/test_page_styles.py::test_pages_of_one_kind_share_their_styles",
    targets=(
        "weasyprint.layout.page:set_page_type_computed_styles",
        "weasyprint.layout.page:make_page",
        "weasyprint.layout.page:_standardize_page_based_counters",
        "weasyprint.layout:layout_document",
        "weasyprint.layout:layout_fixed_boxes",
        "weasyprint.css:StyleFor.add_page_declarations",
        "weasyprint.css:StyleFor.set_computed_styles",
        "weasyprint.css:StyleFor._page_type_match",
    ),
    apply=_patch,
    is_required=False,
)
