"""The publisher's own CSS as a book may have it: what any page, ink and size of an e-reader allow."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from triptych.core import contrast, css
from triptych.core.colours import Channels, write
from triptych.core.css import Declaration, Rule
from triptych.core.findings import note
from triptych.core.model import Article
from triptych.editions.epub import colours
from triptych.sources.places import place_of_key
from triptych.theme.load import Theme

_PAGE = re.compile(
    r"(?:^|[\s>+~])(?:\*|:root|html|body|section|(?:body|div|section|main)?"
    r"(?:#pf-body|#printfriendly|#pf-print-area|#pf-content|\.direction-\w+))$",
    re.IGNORECASE,
)
"""A selector of what is as large as the page."""

_LARGE = re.compile(
    r"(?:\bh[1-6]|#pf-title|#pf-kicker|\.pf-pullquote|::?first-letter|\bhr)$", re.IGNORECASE
)
"""A selector of words so large or so few that a contrast of 3 to 1 is enough (WCAG 2.2, 1.4.3)."""

_OF_PAGES = re.compile(
    r"font|line-height|letter-|word-spacing|text-(?!shadow)|hyphens|-epub-hyphens|-webkit-hyphens|quotes|"
    r"list-style|orphans|widows|overflow-wrap|word-wrap",
)
"""What may be said of the page itself: its letters and lines, which readers can change."""

_OF_PAPER = re.compile(
    r"string-set|bookmark-|footnote|page$|size$|marks$|bleed$|-weasy-|prince-|--"
)
"""What only paper has, or what is filled in; its absence is no loss."""

_REFUSED = re.compile(r"direction$|unicode-bidi$|animation|transition|will-change")
_VIEWPORT = re.compile(
    r"(?<![\w.#-])[+-]?(?:\d+\.?\d*|\.\d+)(?:[sld]?v(?:w|h|min|max|i|b))\b", re.IGNORECASE
)
_LENGTH = re.compile(r"((?:\d+\.?\d*|\.\d+))(px|pt)", re.IGNORECASE)
_UNITS = {"px": 16, "pt": 12}
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*))?\)")
_DEEPEST = 10
_LONGEST = 10_000


@dataclass(slots=True)
class _Sheet:
    """A style sheet on its way into a book: the values of variables, and in order what is left out."""

    variables: Mapping[str, str]
    left: dict[str, None] = field(default_factory=dict[str, None])


def for_book(article: Article, theme: Theme) -> str:
    """Return the custom CSS of an article without what e-readers cannot have; that is reported once."""
    rules = css.read_sheet(article.custom_css).rules
    tokens = {f"--pf-{name}": value for name, value in colours.hold(theme).tokens.items()}
    own = {d.name: d.value for r in rules if _PAGE.search(r.selector) for d in r.declarations}
    sheet = _Sheet({**tokens, **own})
    text = "\n".join(filter(None, (_rule(rule, sheet) for rule in rules)))
    if sheet.left:
        message = f"the EPUB leaves out of the custom CSS: {', '.join(sheet.left)}"
        hint = "E-readers have pages, inks and sizes of their own."
        note("custom-css", message, place_of_key(article.manuscript, "custom_css"), hint)
    return text


def _rule(rule: Rule, sheet: _Sheet) -> str:
    """Return a rule as a book may have it, or ""."""
    condition = " and ".join(rule.media)
    if re.search(r"\bprint\b|\bspeech\b", condition):
        return ""
    if "prefers-color-scheme" in condition:
        sheet.left["colours by the device’s scheme"] = None
        return ""
    filled = [d for d in (_filled(d, sheet) for d in rule.declarations) if d]
    kept = [d for d in filled if _is_allowed(d, rule, sheet)]
    kept = _coloured(kept, rule.selector, sheet)
    if not kept:
        return ""
    said = " ".join(f"{d.name}: {d.value}{' !important' if d.is_important else ''};" for d in kept)
    text = f"{rule.selector} {{ {said} }}"
    return f"@media {condition} {{ {text} }}" if condition else text


def _filled(declaration: Declaration, sheet: _Sheet) -> Declaration | None:
    """Return a declaration with the values of its variables, or None; sizes of letters are relative."""
    if _OF_PAPER.match(declaration.name):
        return None
    value = declaration.value
    for _ in range(_DEEPEST):
        if "var(" not in value or len(value) > _LONGEST:
            break
        value = _VARIABLE.sub(
            lambda found: sheet.variables.get(found[1], found[2] or "").strip(), value
        )
    if "var(" in value or not value.strip() or len(value) > _LONGEST:
        sheet.left[f"`{declaration.name}` of an unknown variable"] = None
        return None
    if declaration.name in ("font-size", "font"):
        value = _LENGTH.sub(lambda f: f"{round(float(f[1]) / _UNITS[f[2].lower()], 3):g}rem", value)
    return replace(declaration, value=value)


def _is_allowed(declaration: Declaration, rule: Rule, sheet: _Sheet) -> bool:
    """Whether a book may have a declaration; records what it may not."""
    name, value = declaration.name, declaration.value
    is_page = any(_PAGE.search(part.strip()) for part in rule.selector.split(","))
    if name == "position" and value.lower() not in ("static", "relative"):
        reason = f"`position: {value}`"
    elif _REFUSED.match(name):
        reason = f"`{name}`"
    elif _VIEWPORT.search(value):
        reason = f"`{name}` by the size of the window"
    elif is_page and not _OF_PAGES.match(name):
        reason = f"`{name}` of the page"
    else:
        return True
    sheet.left[reason] = None
    return False


def _coloured(declarations: list[Declaration], selector: str, sheet: _Sheet) -> list[Declaration]:
    """Return declarations whose words can be read on every page.

    A ground gets an ink where it has none. Ink without a ground is moved until every page shows it where
    words are large, and otherwise left to the reader.
    """
    has_ink = any(d.name == "color" for d in declarations)
    grounds = [d for d in declarations if d.name in ("background", "background-color")]
    ground = next(filter(None, (_colour_in(d.value) for d in reversed(grounds))), None)
    if ground:
        dark, light = (0.0, 0.0, 0.0), (1.0, 1.0, 1.0)
        best = max((dark, light), key=lambda ink: contrast.ratio(ink, ground))
        added = [] if has_ink else [Declaration("color", write(best))]
        return [*declarations, *added]
    if has_ink and any("gradient(" in d.value for d in grounds):
        return declarations
    kept = [d for d in declarations if d not in grounds or _is_harmless(d.value.lower())]
    if len(kept) < len(declarations):
        sheet.left["grounds that let the page through"] = None
    is_large = all(_LARGE.search(part.strip()) for part in selector.split(","))
    result = []
    for each in kept:
        ink = _colour_in(each.value) if each.name == "color" else None
        if ink and not is_large:
            sheet.left["`color` without a background"] = None
        elif ink:
            result.append(replace(each, value=colours.held(write(ink))))
        else:
            result.append(each)
    return result


def _is_harmless(ground: str) -> bool:
    """Whether a ground without a colour leaves words as they are: none, or an ornament."""
    return ground in _CLEAR or "url(" in ground


_CLEAR = ("none", "transparent", "inherit", "initial", "unset", "currentcolor")


def _colour_in(value: str) -> Channels | None:
    """Return the first opaque colour in a value, or None."""
    parts = (css.text_of([part]) for part in css.parse_values(value) if part.type != "whitespace")
    return next(filter(None, map(colours.channels, parts)), None)
