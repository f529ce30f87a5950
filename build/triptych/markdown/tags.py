"""Find, read and write the tags in pieces of raw HTML; without a tree, for a piece may be incomplete.

This serves to report what is removed and where; ``sanitise`` decides what reaches an edition.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<close>/?)(?P<name>[a-zA-Z][^\s/>\"'<]*)"
    r"(?P<rest>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*+)>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(
    r"([^\s\"'<>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>=`]+)))?", re.DOTALL
)
VERBATIM = frozenset(["script", "style", "textarea", "title", "xmp"])
"""Elements in which tags are no tags (HTML Living Standard, section 13.1.2)."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag at ``start`` to ``end`` of a piece of HTML; a comment has no name.

    ``is_closed`` when it ends in ``/``, which means something in a formula or a drawing alone.
    """

    name: str
    attributes: dict[str, str]
    start: int
    end: int
    is_end: bool = False
    is_closed: bool = False


def find(text: str) -> Iterator[Tag]:
    """Yield the tags and comments of ``text`` in order, names in lower case."""
    at = 0
    while found := _TAG.search(text, at):
        at = found.end()
        name = (found["name"] or "").lower()
        is_end = found["close"] == "/"
        rest = found["rest"] or ""
        is_closed = rest.rstrip().endswith("/")
        yield Tag(name, _attributes(rest), found.start(), at, is_end, is_closed)
        if name in VERBATIM and not is_end:
            close = re.compile(rf"</{name}\b", re.IGNORECASE).search(text, at)
            at = close.start() if close else at


def _attributes(text: str) -> dict[str, str]:
    """Return attributes by name in lower case; of two with one name the first counts."""
    found: dict[str, str] = {}
    for name, *values in _ATTRIBUTE.findall(text):
        found.setdefault(name.lower(), html.unescape("".join(values)))
    return found


def write(name: str, attributes: dict[str, str], *, is_end: bool = False) -> str:
    """Return a tag as HTML."""
    if is_end:
        return f"</{name}>"
    pairs = "".join(f' {key}="{html.escape(value)}"' for key, value in attributes.items())
    return f"<{name}{pairs}>"
