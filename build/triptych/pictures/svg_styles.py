"""Style sheets inside a drawing, worked out: each element carries its own declarations in ``style``.

Neither the typesetter nor the rasteriser reads ``@media``, ``var()`` or an animation, so a drawing is
left as paper shows it: on a light ground, still, with an animation that stays at its last frame there.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from math import comb

from cssselect2 import ElementWrapper, Matcher, SelectorError, compile_selector_list
from lxml import etree

from triptych.core import css
from triptych.core.css import Declaration, Fault, Rule, Sheet
from triptych.core.css_variables import resolve_variables
from triptych.pictures.svg_plain import make_plain

STEPS = 2_000_000
"""The most steps that it may take to find the elements of all style rules."""

_SVG = "{http://www.w3.org/2000/svg}"
_MOVES = re.compile(r"(?:-\w+-)?(?:animation|transition)\b")
_STAYS = re.compile(r"\b(?:forwards|both)\b")
_QUERY = re.compile(r"\(\s*([\w-]+)\s*(?::\s*([^)]*?)\s*)?\)")
_FONT = re.compile(
    r"(?P<styles>.*?)(?P<size>(?<![\w.-])(?:[\d.]+(?:px|pt|pc|em|rem|ex|ch|in|cm|mm|q|%)|calc\([^)]*\)"
    r"|(?:xx?-|x{3}-)?(?:small|large)|medium|smaller|larger))(?:\s*/\s*[\w.%-]+)?\s+(?P<family>.+)",
    re.IGNORECASE | re.DOTALL,
)


LETTERS = 200_000
"""The most characters of ``style`` attributes that are read as CSS, plain ones and repeated ones apart."""

_PLAIN = re.compile(r"[\w\s:;#.,%+-]*")


class TooManyRulesError(ValueError):
    """A drawing whose styles would take too long to work out."""


def inline_styles(root: etree._Element, width: float) -> tuple[list[Fault], bool]:
    """Move what style sheets say into ``style`` attributes, in place.

    ``width`` is the drawing's in CSS pixels, for media queries. Return what was taken out, and whether
    a font of the drawing's own was among it. Raises ``TooManyRulesError``, or ``ValueError`` for a
    value that expands beyond bounds.
    """
    sheet = _read_sheets(root, width)
    if _steps(root, sheet.rules) > STEPS:
        raise TooManyRulesError("has too many style rules, or too long selectors")
    properties = {
        d.name: d.value for r in sheet.rules for d in r.declarations if d.name[:2] == "--"
    }
    matcher = _matcher(sheet.rules, sheet.faults)
    letters = 0
    for wrapper in ElementWrapper.from_xml_root(root).iter_subtree():
        element = wrapper.etree_element
        matched = [payload for *_, payload in matcher.match(wrapper)] if sheet.rules else []
        own = str(element.get("style", ""))
        if not matched and not own:
            make_plain(element, {})
            continue
        inline, read = _inline(own, sheet.faults)
        letters += read
        if letters > LETTERS:
            raise TooManyRulesError("has too much CSS in its `style` attributes")
        for declaration in inline:
            if declaration.name.startswith("--"):
                properties.setdefault(declaration.name, declaration.value)
        layers = _layers(matched, inline, sheet)
        _set_style(element, layers, properties)
    return sheet.faults, sheet.has_fonts


def _inline(own: str, faults: list[Fault]) -> tuple[list[Declaration], int]:
    """Return the declarations of a ``style`` attribute, and how many characters the parser read."""
    if not _PLAIN.fullmatch(own):
        before = _parsed.cache_info().misses
        declarations, found = _parsed(own)
        faults += found
        return list(declarations), len(own) if _parsed.cache_info().misses > before else 0
    pairs = (part.partition(":") for part in own.split(";") if ":" in part)
    plain = [Declaration(name.strip().lower(), value.strip()) for name, _, value in pairs]
    return plain, 0


@lru_cache(maxsize=256)
def _parsed(own: str) -> tuple[tuple[Declaration, ...], tuple[Fault, ...]]:
    """Return the declarations of a ``style`` attribute, and what was taken out."""
    faults: list[Fault] = []
    return tuple(css.read_declarations(own, faults)), tuple(faults)


def _steps(root: etree._Element, rules: list[Rule]) -> int:
    """Return about how many steps it takes at most to find the elements of all rules.

    An element that fits the last part of a selector is tried with each choice of ancestors.
    """
    found: Counter[str] = Counter()
    deepest = 0
    for element in root.iter(etree.Element) if rules else ():
        found.update(f".{name}" for name in str(element.get("class", "")).split())
        found.update(["*", str(element.tag).rpartition("}")[2], f"#{element.get('id')}"])
        deepest = max(deepest, sum(1 for _ in element.iterancestors()))
    total = 0
    for rule in rules:
        for selector in rule.selector.split(","):
            parts = re.split(r"[\s>+~]+", selector.strip())
            names = re.findall(r"[.#]?[\w-]+", re.sub(r"[:\[].*", "", parts[-1]))
            fits = min((found[name] for name in names), default=found["*"])
            total += 1 + fits * (1 + deepest) * comb(max(deepest, len(parts)), len(parts) - 1) // (
                1 + deepest if len(parts) == 1 else 1
            )
    return total


def style_of(element: etree._Element) -> dict[str, str]:
    """Return the declarations in an element's ``style`` by property, once they are worked out."""
    return dict(_pairs(str(element.get("style", ""))))


@lru_cache(maxsize=1024)
def _pairs(style: str) -> tuple[tuple[str, str], ...]:
    """Return the declarations of a style as names and values."""
    parts = style.split(";") if _PLAIN.fullmatch(style) else _parts(style)
    pairs = (part.partition(":") for part in parts if part.strip())
    return tuple((name.strip(), value.strip()) for name, _, value in pairs)


def set_style(element: etree._Element, style: dict[str, str]) -> None:
    """Write declarations into an element's ``style``, or remove it when there are none."""
    if style:
        element.set("style", ";".join(f"{name}:{value}" for name, value in style.items()))
    elif "style" in element.attrib:
        del element.attrib["style"]


def line_of(element: etree._Element) -> int:
    """Return the line of the file at which an element begins; 0 when it is not known."""
    return int(getattr(element, "sourceline", None) or 0)


def value_of(element: etree._Element, name: str) -> str:
    """Return an element's own value of a property: by style, else by attribute, else ""."""
    return style_of(element).get(name) or str(element.get(name, ""))


def inherited(element: etree._Element, name: str) -> str:
    """Return the value of a property that an element has itself or from what it is in."""
    for one in (element, *element.iterancestors()):
        value = value_of(one, name)
        if value and value != "inherit":
            return value
    return ""


def _parts(style: str) -> Iterable[str]:
    """Yield the declarations of a style, parted at semicolons outside strings and brackets."""
    start = depth = 0
    quote = ""
    for at, letter in enumerate(style):
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "\"'":
            quote = letter
        elif letter in "()":
            depth += 1 if letter == "(" else -1
        elif letter == ";" and depth <= 0:
            yield style[start:at]
            start = at + 1
    if style[start:].strip():
        yield style[start:]


def _read_sheets(root: etree._Element, width: float) -> Sheet:
    """Return all style sheets of a drawing as one, without the rules of other media; remove them."""
    whole = Sheet()
    for element in list(root.iter(f"{_SVG}style", "{http://www.w3.org/1999/xhtml}style")):
        sheet = css.read_sheet("".join(str(text) for text in element.itertext()))
        media = str(element.get("media", ""))
        fits = _fits(media, width) and element.get("type", "text/css").lower() == "text/css"
        line = max(line_of(element), 1) - 1
        whole.faults += [Fault(fault.message, fault.line + line) for fault in sheet.faults]
        whole.rules += [r for r in sheet.rules if fits and all(_fits(m, width) for m in r.media)]
        whole.last_frames |= sheet.last_frames
        whole.has_fonts |= sheet.has_fonts
        parent = element.getparent()
        if parent is not None:
            element.text = None
            etree.strip_elements(parent, element.tag, with_tail=False)
    return whole


def _fits(media: str, width: float) -> bool:
    """Whether a list of media queries holds on light paper (Media Queries 4), as far as is known."""
    queries = [query.strip().lower() for query in media.split(",")]
    return any(_query_fits(query, width) for query in queries)


def _query_fits(query: str, width: float) -> bool:
    """Whether one media query holds."""
    if query.startswith("not "):
        return not _query_fits(query.removeprefix("not "), width)
    kind = _QUERY.sub(" ", query).replace(" and ", " ").replace("only ", "").split()
    if any(word not in ("and", "all", "print") for word in kind):
        return False
    return all(_feature_fits(m[1], m[2] or "", width) for m in _QUERY.finditer(query))


def _feature_fits(name: str, value: str, width: float) -> bool:
    """Whether one feature of a media query holds."""
    number = re.match(r"[\d.]+", value)
    if name == "min-width" and number:
        return width >= float(number[0])
    if name == "max-width" and number:
        return width <= float(number[0])
    return (name, value) in {
        ("prefers-color-scheme", "light"),
        ("prefers-reduced-motion", "reduce"),
        ("prefers-reduced-motion", ""),
    }


def _matcher(rules: list[Rule], faults: list[Fault]) -> Matcher:
    """Return what finds the rules of an element; a selector that cannot be read is a fault."""
    matcher = Matcher()
    for rule in rules:
        try:
            selectors = compile_selector_list(rule.selector)
        except SelectorError:
            faults.append(Fault(f"has a selector that is not understood: {rule.selector[:60]}", 0))
            continue
        for selector in selectors:
            if selector.pseudo_element is None and not selector.never_matches:
                matcher.add_selector(selector, rule.declarations)
    return matcher


def _layers(
    matched: list[tuple[Declaration, ...]], inline: list[Declaration], sheet: Sheet
) -> list[Declaration]:
    """Return an element's declarations, the weakest first (CSS Cascade 4, section 6.1)."""
    ruled = [declaration for rule in matched for declaration in rule]
    ordered = [
        *(d for d in ruled if not d.is_important),
        *(d for d in inline if not d.is_important),
    ]
    moves = [d for d in (*ruled, *inline) if _MOVES.match(d.name)]
    if any(_STAYS.search(d.value) for d in moves):
        words = {word for d in moves for word in re.split(r"[\s,]+", d.value)}
        frames = [d for name, last in sheet.last_frames.items() if name in words for d in last]
        ordered += frames
    ordered += [*(d for d in ruled if d.is_important), *(d for d in inline if d.is_important)]
    return [d for d in ordered if not _MOVES.match(d.name)]


def _set_style(
    element: etree._Element, declarations: list[Declaration], properties: dict[str, str]
) -> None:
    """Write an element's declarations into its ``style``; a later one wins."""
    style: dict[str, str] = {}
    for declaration in declarations:
        if declaration.name.startswith("-"):
            continue
        value = resolve_variables(declaration.value, properties)
        if value is None:
            continue
        longhands = _font(value) if declaration.name == "font" else {declaration.name: value}
        for name, text in longhands.items():
            style.pop(name, None)
            style[name] = text
    make_plain(element, style)
    set_style(element, style)


def _font(value: str) -> dict[str, str]:
    """Return the ``font`` shorthand as its parts, the line's height left out."""
    found = _FONT.fullmatch(value.strip())
    if found is None:
        return {}
    words = found["styles"].lower().split()
    weight = next((w for w in words if w in ("bold", "bolder", "lighter") or w.isdigit()), "normal")
    style = next((w for w in words if w in ("italic", "oblique")), "normal")
    return {
        "font-style": style,
        "font-weight": weight,
        "font-size": found["size"],
        "font-family": found["family"].strip(),
    }
