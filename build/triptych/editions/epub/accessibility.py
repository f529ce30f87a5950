"""The accessibility metadata of a book, computed from its content.

The vocabulary is schema.org's, as EPUB Accessibility 1.1, section 2, requires.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from triptych.core.model import Document

CONFORMANCE = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
"""The value of ``dcterms:conformsTo`` for a book that conforms (EPUB Accessibility 1.1, section 3.5)."""

_XHTML = "{http://www.w3.org/1999/xhtml}"
_MATHML = "{http://www.w3.org/1998/Math/MathML}math"
_FIXED = re.compile(
    r"(?<![\w-])(?:color|background(?:-color)?)\s*:(?!\s*(?:inherit|currentcolor|transparent|none)\b)"
    r"|font-size\s*:[^;}]*\d(?:px|pt|mm|cm|in)\b"
)
_MOVING = re.compile(r"@keyframes|(?<![\w-])animation[\w-]*\s*:")


@dataclass(frozen=True, slots=True)
class Accessibility:
    """The accessibility of a book; ``against`` lists in words what rules out conformance."""

    modes: tuple[str, ...]
    sufficient: tuple[str, ...]
    features: tuple[str, ...]
    hazards: tuple[str, ...]
    summary: str
    against: tuple[str, ...]


def assess(document: Document, roots: list[etree._Element]) -> Accessibility:
    """Return the accessibility of a dressed book, whose pages are ``roots``."""
    pictures = [image for root in roots for image in root.iter(f"{_XHTML}img")]
    visible = [image for image in pictures if not _is_decoration(image, document)]
    is_described = all((image.get("alt") or "").strip() for image in visible)
    has_maths = any(True for root in roots for _ in root.iter(_MATHML))
    styles = [page for name, page in document.pages.items() if name.endswith(".css")]
    styles += [e.get("style", "") for root in roots for e in root.iterfind(".//*[@style]")]
    is_fixed, is_moving = map(any, zip(*map(_judged, styles), strict=True))
    is_free, is_still = not is_fixed, not is_moving
    features = {
        "alternativeText": bool(visible) and is_described,
        "displayTransformability": is_free,
        "MathML": has_maths,
        "pageBreakMarkers": bool(document.starts),
        "pageNavigation": bool(document.starts),
        "readingOrder": True,
        "structuralNavigation": bool(document.headings),
        "tableOfContents": True,
        "unlocked": True,
    }
    against = [*_undescribed(visible), *_bare_links(roots), *([] if is_free else [_COLOURED])]
    return Accessibility(
        modes=("textual", "visual") if visible else ("textual",),
        sufficient=_sufficient(has_pictures=bool(visible), is_described=is_described),
        features=tuple(name for name, holds in features.items() if holds),
        hazards=("none",) if is_still else ("unknown",),
        summary=_summary(
            document.article.labels,
            {
                "a11y_text": is_described,
                "a11y_pictures": bool(visible) and is_described,
                "a11y_undescribed": not is_described,
                "a11y_maths": has_maths,
                "a11y_structure": bool(document.headings),
            },
        ),
        against=tuple(against),
    )


@lru_cache(maxsize=64)
def _judged(style: str) -> tuple[bool, bool]:
    """Whether a style sheet or a style sets fixed colours or sizes, and whether it moves anything."""
    return bool(_FIXED.search(style)), bool(_MOVING.search(style))


def _is_decoration(image: etree._Element, document: Document) -> bool:
    """Whether a picture is marked as decoration."""
    names = (image.get("class") or "").split()
    lead = document.article.meta.image
    is_lead = "pf-primary-img" in names and lead is not None and lead.alt == ""
    return "pf-decorative" in names or image.get("role") in ("presentation", "none") or is_lead


def _sufficient(*, has_pictures: bool, is_described: bool) -> tuple[str, ...]:
    """Return the sets of senses each of which is sufficient to read the book."""
    alone = ["textual"] if is_described else []
    return tuple([*alone, "textual,visual"] if has_pictures else alone)


def _undescribed(visible: list[etree._Element]) -> Iterator[str]:
    """Yield a text for each picture without alternative text (WCAG 2.2, 1.1.1)."""
    for image in visible:
        if not (image.get("alt") or "").strip():
            yield f"the picture {image.get('src')} has no alternative text"


def _bare_links(roots: list[etree._Element]) -> Iterator[str]:
    """Yield a text for each link without words (WCAG 2.2, 2.4.4)."""
    for root in roots:
        for link in root.iter(f"{_XHTML}a"):
            named = [link.get("aria-label", ""), "".join(str(t) for t in link.itertext())]
            named += [image.get("alt", "") for image in link.iter(f"{_XHTML}img")]
            if link.get("href") and not "".join(named).strip():
                yield f"the link to {link.get('href')} has no words"


_COLOURED = "it sets fixed colours or sizes, whose contrast and scaling were not measured"


def _summary(labels: Mapping[str, str], facts: Mapping[str, bool]) -> str:
    """Return the facts that hold, as sentences in the article's language."""
    return " ".join(labels[name] for name, is_true in facts.items() if is_true)
