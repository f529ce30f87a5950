"""The only door to ziamath: a formula in MathML, drawn as outlines for the edition that sets no MathML.

The letters are those of STIX Two Math, which ziamath carries, so a formula is the same on every machine.
"""

import re
import warnings
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from lxml import etree

if TYPE_CHECKING:
    from types import ModuleType

LONGEST = 60_000
"""The most characters of MathML that are drawn; a longer formula would take too long."""

DEEPEST = 60
"""The most elements of MathML inside each other that are drawn."""

MOST = 12_000
"""The most parts that a formula may have, counted as often as its typesetter sets them."""

_EM = 24.0
_X_HEIGHT = 0.473 * _EM
_GAP = 0.45 * _EM
"""The gap between lines of a formula that is broken."""

_DRAWN = """math mrow mi mn mo mtext ms mspace mstyle mphantom mpadded mfrac msqrt mroot mfenced menclose
msub msup msubsup munder mover munderover mtable mtr mtd none"""
_DOUBLED = "msub msup msubsup mfrac mtable"
_TABLE = {"columnspacing": "0.8em", "rowspacing": "0.45em"}
"""The gaps in a matrix, as MathML Core has them (its user agent style sheet)."""

_CONTROLS = re.compile(r"[\u2061-\u2064\s\u200b-\u200d]")


class UnsettableError(Exception):
    """The formula cannot be drawn; the message is the reason, to be read after “because”."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A formula as outlines: its size and how deep it hangs below the baseline, in x-heights.

    ``shapes`` are SVG elements in the units of ``view_box``.
    """

    width: float
    height: float
    depth: float
    view_box: str
    shapes: tuple[str, ...]


@cache
def draw(mathml: str) -> Drawing:
    """Return a MathML element as outlines; raises ``UnsettableError`` when it cannot be drawn."""
    root = presentation(mathml)
    ziamath = _ziamath()
    _refuse_missing_letters(root, ziamath)
    try:
        formula = ziamath.Math(etree.tostring(root, encoding="unicode"), size=_EM, margin=0)
        box = formula.node.bbox
        shapes = tuple(
            etree.tostring(_shape(element), encoding="unicode") for element in formula.svgxml()
        )
    except Exception as error:  # a formula of any kind may break it, in any way
        raise UnsettableError(f"its typesetter gave up ({type(error).__name__})") from error
    width, height = box.xmax - box.xmin, box.ymax - box.ymin
    view = " ".join(f"{number:.3f}" for number in (box.xmin, -box.ymax, width, height))
    if not 0 < width < 1e5 or not 0 < height < 1e5:
        raise UnsettableError("it comes out without a size")
    return Drawing(width / _X_HEIGHT, height / _X_HEIGHT, -box.ymin / _X_HEIGHT, view, shapes)


def stack(lines: "list[tuple[Drawing, float]]") -> Drawing:
    """Return lines, each with its indent in x-heights, below each other as one drawing."""
    shapes, baseline, right, bottom, top = [], 0.0, 0.0, 0.0, 0.0
    for number, (line, indent) in enumerate(lines):
        left, above, width, height = (float(each) for each in line.view_box.split())
        if number:
            baseline = bottom + _GAP - above
        else:
            top = above
        shift = indent * _X_HEIGHT - left
        inner = "".join(line.shapes)
        shapes.append(f'<g transform="translate({shift:.3f} {baseline:.3f})">{inner}</g>')
        right, bottom = max(right, indent * _X_HEIGHT + width), baseline + above + height
    view = f"0.000 {top:.3f} {right:.3f} {bottom - top:.3f}"
    size = (right / _X_HEIGHT, (bottom - top) / _X_HEIGHT)
    return Drawing(*size, lines[-1][0].depth, view, tuple(shapes))


def presentation(mathml: str) -> etree._Element:
    """Return the visible part of a formula, as elements that can be drawn; raises as ``draw``."""
    if len(mathml) > LONGEST:
        raise UnsettableError(f"it has more than {LONGEST} characters as MathML")
    root = etree.fromstring(mathml, etree.XMLParser(resolve_entities=False))
    etree.strip_elements(root, "{*}annotation", "{*}annotation-xml", etree.Comment, with_tail=False)
    etree.strip_tags(root, "{*}semantics")
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname
        if name not in _DRAWN.split():
            raise UnsettableError(f"<{name}> cannot be drawn")
        element.attrib.pop("style", "")
        if name == "mtable":
            for key, value in _TABLE.items():
                element.set(key, str(element.get(key, value)))
        if not len(element):
            element.text = (element.text or "").strip()
        depth = sum(1 for _ in element.iterancestors())
        if depth > DEEPEST:
            raise UnsettableError(f"it is nested more than {DEEPEST} deep")
    if _cost(root) > MOST:
        raise UnsettableError("it has too many parts inside each other")
    return root


def _cost(element: etree._Element) -> int:
    """Count the parts of a formula: ziamath sets what is in scripts, fractions, tables and fences twice."""
    inner = sum(_cost(child) for child in element)
    is_fenced = any(child.get("stretchy") == "true" for child in element)
    is_doubled = is_fenced or etree.QName(element).localname in _DOUBLED.split()
    return 1 + inner * (2 if is_doubled else 1)


def _refuse_missing_letters(root: etree._Element, ziamath: "ModuleType") -> None:
    """Raise ``UnsettableError`` for a character that the maths font does not have."""
    font = ziamath.zmath.loadedfonts["default"]
    text = "".join(str(part) for part in root.itertext())
    missing = [c for c in dict.fromkeys(_CONTROLS.sub("", text)) if font.glyphindex(c) == 0]
    if missing:
        raise UnsettableError(f"the maths font has no “{missing[0]}” (U+{ord(missing[0]):04X})")


def _shape(element: Any) -> etree._Element:
    """Return a drawn element, of any library, with black replaced by the colour of the text."""
    attributes = {
        str(name): "currentColor" if value == "black" else str(value)
        for name, value in element.items()
    }
    if attributes.get("fill") == "currentColor":
        del attributes["fill"]
    shape = etree.Element(str(element.tag), attributes)
    shape.extend(_shape(child) for child in element)
    return shape


def load() -> None:
    """Load what draws formulas, ahead of the first one."""
    _ziamath()


@cache
def _ziamath() -> "ModuleType":
    """Import ziamath, which takes a third of a second and is needed by articles with formulas alone."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import ziamath  # noqa: PLC0415  slow, and most articles hold no formula
        import ziamath.zmath  # noqa: PLC0415  the same

    ziamath.config.svg2 = False
    door: ModuleType = ziamath
    return door
