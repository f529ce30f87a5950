"""A theme on a paper: the tokens that say ``auto`` get the values that the page is designed with."""

from dataclasses import replace
from typing import Any

from triptych.core.css_length import parse_length
from triptych.core.model import Look
from triptych.core.page_design import HAND, LETTER, Given, PageDesign, design_page
from triptych.settings.kinds import PAPERS
from triptych.theme.load import Theme

AUTO = "auto"
"""What a token says that is to be chosen for the paper."""

_BANNER = "dark"
"""The setting with which a theme sets its titles as its own style sheets say."""

_A4, _TITLE = "210mm 297mm", 24
"""The paper on which the title is as large as the original's, and that size in CSS pixels."""

_HEAD, _LEAST_HEAD = 0.77, 6.2
"""The size of running head and folio, in sizes of the text; and the least, in points."""


def dress_look(look: Look, theme: Theme) -> Look:
    """Return a look with its theme's page: paper and columns where none were asked for, and the design.

    A theme without a banner sets its titles itself, whatever ``banner`` is.
    """
    banner = look.banner if theme.settings.get("has_banner", True) else _BANNER
    wanted = look.columns or int(theme.settings.get("columns") or 1)
    look = replace(look, paper=look.paper or theme.settings["paper"] or PAPERS["a4"])
    page = _design(theme, replace(look, columns=wanted))
    return replace(look, columns=page.columns, page=page, banner=banner)


def on_paper(theme: Theme, look: Look) -> Theme:
    """Return a theme whose tokens hold for the paper of a look."""
    tokens: dict[str, Any] = theme.settings["tokens"]
    chosen = _tokens_of(look.page or _design(theme, look))
    resolved = {name: chosen[name] for name in chosen if tokens.get(name, AUTO) == AUTO}
    return replace(theme, settings={**theme.settings, "tokens": {**tokens, **resolved}})


def _design(theme: Theme, look: Look) -> PageDesign:
    """Return the page of a look, with what its theme says itself of it."""
    tokens: dict[str, Any] = theme.settings["tokens"]
    given = Given(
        size=_length(tokens, "print-size", "pt"),
        leading=_number(tokens, "print-leading"),
        measure=_number(tokens, "print-measure"),
        top=_length(tokens, "margin-top", "mm"),
        bottom=_length(tokens, "margin-bottom", "mm"),
        side=_length(tokens, "margin-side", "mm"),
        columns=look.columns or 1,
        letter=_number(tokens, "print-letter") or LETTER,
        shrinks_tables=bool(theme.settings.get("shrinks_tables", True)),
    )
    return design_page(look.paper, look.text_size, given)


def _tokens_of(page: PageDesign) -> dict[str, str]:
    """Return the tokens of a page."""
    is_hand = min(page.width, page.height) < HAND
    return {
        "print-size": f"{page.size:g}pt",
        "print-leading": f"{page.leading:g}",
        "print-letter": f"{page.letter:g}",
        "print-measure": f"{page.letters:.0f}",
        "print-align": "start" if is_hand else "justify",
        "margin-top": f"{page.top:g}mm",
        "margin-bottom": f"{page.bottom:g}mm",
        "margin-side": f"{page.side:g}mm",
        "margin-turned": f"{page.top:g}mm",
        "title-size": f"{_TITLE * min(1, page.size / design_page(_A4).size):.4g}px",
        "head-size": f"{max(_LEAST_HEAD, _HEAD * page.size):.1f}pt",
        "head": "none" if is_hand else "title",
    }


def _length(tokens: dict[str, Any], name: str, unit: str) -> float:
    """Return a token that is an absolute length in a unit, or 0."""
    length = parse_length(str(tokens.get(name, AUTO)))
    return (length and length.to(unit)) or 0.0


def _number(tokens: dict[str, Any], name: str) -> float:
    """Return a token that is a number, or 0."""
    length = parse_length(str(tokens.get(name, AUTO)))
    return length.amount if length and not length.unit else 0.0
