"""Elements of Distill's articles: citations, notes and code, as themes of Jekyll have them."""

import html
import re

from triptych.dialects import blocks, scanner
from triptych.dialects.page import Page

_CITE = re.compile(
    r"<d-cite\b[^<>]*?\b(?:bibtex-)?key\s*=\s*[\"'](?P<keys>[^\"']*)[\"'][^<>]*?(?:/>|>\s*</d-cite\s*>)"
)
_NOTE = re.compile(
    r"<d-footnote\b[^<>]*>(?P<inner>(?:(?!</?d-footnote).){1,4000})</d-footnote\s*>", re.DOTALL
)
_CODE = re.compile(
    r"<d-code\b(?P<rest>[^<>]*)>(?P<inner>(?:(?!</?d-code)[\s\S]){0,100000})</d-code\s*>"
)
_FORMULA = re.compile(
    r"<d-math\b(?P<rest>[^<>]*)>(?P<inner>(?:(?!</?d-math)[\s\S]){0,4000})</d-math\s*>"
)
_LANGUAGE = re.compile(r"\blanguage\s*=\s*[\"'](\w+)[\"']")


def rewrite(text: str, page: Page) -> str:
    """Return a text whose elements of Distill are Markdown."""
    if "<d-" not in text:
        return text
    text = scanner.substitute(text, _CODE, _code)
    text = scanner.substitute(text, _FORMULA, _formula)
    text = scanner.substitute(text, _NOTE, lambda found: f"^[{' '.join(found['inner'].split())}]")
    return scanner.substitute(text, _CITE, lambda found: cited(found["keys"], page))


def cited(keys: str, page: Page) -> str:
    """Return a citation of works by their keys; the keys in brackets where no bibliography is given."""
    names = re.findall(r"[^\s,;]+", keys)
    if not names:
        return ""
    if has_works(page):
        return f"[{'; '.join(f'@{name}' for name in names)}]"
    return f"({', '.join(names)})"


def has_works(page: Page) -> bool:
    """Whether a bibliography of the page is there."""
    value = page.front.get("bibliography")
    names = [
        each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str)
    ]
    return any((page.path.parent / name).is_file() or page.find_file(name) for name in names)


def _code(found: scanner.Found) -> str:
    """Return code, in a block where it says so."""
    inner = html.unescape(found["inner"]).strip("\n")
    if not re.search(r"\bblock\b", found["rest"]):
        return f"`{inner.strip()}`"
    language = _LANGUAGE.search(found["rest"])
    return blocks.fenced(inner, language[1] if language else "")


def _formula(found: scanner.Found) -> str:
    """Return a formula, displayed where it says so."""
    inner = found["inner"].strip()
    return f"\n\n$$\n{inner}\n$$\n\n" if re.search(r"\bblock\b", found["rest"]) else f"${inner}$"
