"""What EPUBCheck accepts of a drawing, beyond what makes it safe: its ids, and the words that name it."""

import re
from urllib.parse import unquote

from lxml import etree

_SVG = "{http://www.w3.org/2000/svg}"
_NAME = re.compile(r"[^\W\d][\w.-]*")
_REFERENCE = re.compile(r"(?<=#)[^\s\"'()<>;,]+")
_LISTS = ("aria-labelledby", "aria-describedby", "aria-details", "begin", "end")
_WORDS = ("title", "desc")


def make_valid(root: etree._Element) -> None:
    """Rename each id that is no XML name, with all that refer to it, and leave only text in titles.

    An id is an NCName (Namespaces in XML 1.0, section 3), and on one element only; of several the first
    keeps it. A title holds text or HTML, and no shapes (SVG 1.1, section 5.4).
    """
    for name in _WORDS:
        for element in list(root.iter(f"{_SVG}{name}")):
            words = "".join(map(str, element.itertext()))
            if len(element):
                tail = element.tail
                del element[:]
                element.text, element.tail = words, tail
    names: dict[str, str] = {}
    used: set[str] = set()
    for element in root.iter(etree.Element):
        uid = element.get("id")
        if uid is None:
            continue
        if not uid.strip() or uid in names:
            del element.attrib["id"]
            continue
        names[uid] = _valid(uid, used)
        used.add(names[uid])
        element.set("id", names[uid])
    renamed = {old: new for old, new in names.items() if old != new}
    if renamed:
        _rename(root, renamed)


def _valid(uid: str, used: set[str]) -> str:
    """Return an XML name as close to an id as it can be, which no other element has."""
    name = re.sub(r"[^\w.-]+", "-", uid.strip())
    name = name if _NAME.fullmatch(name) else f"i{name}"
    number, found = 1, name
    while found in used:
        number += 1
        found = f"{name}-{number}"
    return found


def _rename(root: etree._Element, renamed: dict[str, str]) -> None:
    """Change every reference to an id that was renamed."""

    def new(match: re.Match[str]) -> str:
        return renamed.get(match[0]) or renamed.get(unquote(match[0])) or match[0]

    for element in root.iter(etree.Element):
        for key, value in [(str(k), str(v)) for k, v in element.attrib.items()]:
            if "#" in value:
                element.set(key, _REFERENCE.sub(new, value))
            elif key in _LISTS:
                element.set(key, " ".join(renamed.get(each, each) for each in value.split()))
