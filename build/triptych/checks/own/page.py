"""Checks of one page, HTML or in an EPUB: language, title, ids, links, pictures, headings."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from triptych.checks.own.book import line_of
from triptych.checks.own.judgement import ERROR, WARNING
from triptych.core.errors import Finding, Place, Severity
from triptych.settings.language import language_tag

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_HEADING = re.compile(r"h([1-6])")
_LOADS = {
    "img": ("src", "srcset"),
    "script": ("src",),
    "iframe": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "audio": ("src",),
    "video": ("src", "poster"),
    "source": ("src", "srcset"),
    "track": ("src",),
    "image": ("href", "{http://www.w3.org/1999/xlink}href"),
}
_SHEETS = {"stylesheet", "icon", "preload"}
_DISTINCT = 16
"""The characters that are enough to distinguish one place from others."""

_CONTAINERS = {
    "html",
    "head",
    "body",
    "main",
    "article",
    "section",
    "div",
    "nav",
    "header",
    "footer",
}
_STYLE_LOAD = re.compile(r"""(?:url\(\s*["']?|@import\s+["'])\s*(https?:|//)""", re.IGNORECASE)
_REMOTE = re.compile(r"\s*(?:https?:)?//", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page: ``kind`` is html or epub, ``part`` its file in a book or ""; elements have names."""

    kind: str
    part: str
    elements: list[tuple[str, etree._Element]]

    def fault(
        self,
        name: str,
        message: str,
        at: etree._Element,
        hint: str = "",
        severity: Severity = ERROR,
    ) -> Finding:
        """Return a finding on one element of the page."""
        place = Place(self.part, line_of(at))
        code = f"{self.kind}-{name}"
        return Finding(code, severity, message, place, hint, snippet=snippet(at))


def page_of(root: etree._Element, kind: str, part: str = "") -> Page:
    """Return a page with its elements in document order."""
    named = [(_local(element), element) for element in root.iter(etree.Element)]
    return Page(kind, part, named)


def judge(page: Page) -> Iterator[Finding]:
    """Yield what is wrong with a page by itself; links to other files are not checked."""
    yield from _language(page)
    yield from _title(page)
    yield from _ids(page)
    yield from _pictures(page)
    yield from _headings(page)
    yield from _link_texts(page)
    yield from _loads(page)


def ids(page: Page) -> set[str]:
    """Return every name that a link may lead to."""
    named = {element.get("name", "") for name, element in page.elements if name == "a"}
    return {element.get("id", "") for _, element in page.elements} | named - {""}


def links(page: Page) -> Iterator[tuple[str, etree._Element]]:
    """Yield every address that a reader may follow, with its element."""
    for name, element in page.elements:
        if name in ("a", "area") and (address := element.get("href")) is not None:
            yield address.strip(), element


def snippet(element: etree._Element) -> str:
    """Return the beginning of an element, by which its place in the source can be found.

    An element with little text has the text of the paragraph or figure around it, such as
    ``<a href="#x">See the end of this text.``
    """
    around: etree._Element | None = element
    text = ""
    while around is not None and len(text) < _DISTINCT and _local(around) not in _CONTAINERS:
        text = " ".join("".join(map(str, around.itertext())).split())[:200]
        around = around.getparent()
    named = {k: v for k, v in element.attrib.items() if k in ("alt", "src", "href", "id", "title")}
    attributes = "".join(f' {name}="{str(value)[:200]}"' for name, value in named.items())
    return f"<{_local(element)}{attributes}>{text}"


def _local(element: etree._Element) -> str:
    """Return an element's name without its namespace, in lower case."""
    return str(element.tag).rpartition("}")[2].lower()


def _language(page: Page) -> Iterator[Finding]:
    """Check that the page has a language, and that every language in it exists."""
    root = page.elements[0][1]
    if not (root.get("lang") or root.get(XML_LANG) or "").strip():
        hint = 'Write <html lang="en"> with the language of the text.'
        yield page.fault("lang", "the page has no language", root, hint)
    for _, element in page.elements:
        tag = (element.get("lang") or element.get(XML_LANG) or "").strip()
        if tag and not language_tag(tag):
            hint = "Use a language tag such as en, pt-BR or ur."
            yield page.fault("lang", f"“{tag[:60]}” is not a language", element, hint)


def _title(page: Page) -> Iterator[Finding]:
    """Check that the page has a title."""
    titles = [e for name, e in page.elements if name == "title" and _local_parent(e) == "head"]
    if not titles or not "".join(map(str, titles[0].itertext())).strip():
        hint = "Add a <title> to its head."
        yield page.fault("title", "the page has no title", page.elements[0][1], hint)


def _local_parent(element: etree._Element) -> str:
    """Return the name of the parent of an element, or ""."""
    parent = element.getparent()
    return "" if parent is None else _local(parent)


def _ids(page: Page) -> Iterator[Finding]:
    """Check that no two elements have the same id."""
    counts = Counter(element.get("id") for _, element in page.elements if element.get("id"))
    seen = set()
    for _, element in page.elements:
        name = element.get("id")
        if name and counts[name] > 1 and name in seen:
            message = f"{counts[name]} elements have the id “{name}”"
            yield page.fault("id-twice", message, element, "Give each element its own id.")
            counts[name] = 1
        seen.add(name)


def _pictures(page: Page) -> Iterator[Finding]:
    """Check that every picture has alternative text, or is decorative (WCAG 2.2, 1.1.1)."""
    for name, element in page.elements:
        if name in ("img", "area") and element.get("alt") is None and not _is_hidden(element):
            if name == "area" and not element.get("href"):
                continue
            address = element.get("src") or ""
            named = "a picture" if address.startswith("data:") else f"the picture “{address[:80]}”"
            hint = 'Describe it in alt, or write alt="" if it is decorative.'
            yield page.fault("alt", f"{named} has no alternative text", element, hint)


def _is_hidden(element: etree._Element) -> bool:
    """Whether an element is named by ARIA, or hidden from assistive technology."""
    return bool(
        element.get("aria-label")
        or element.get("aria-labelledby")
        or element.get("role") in ("presentation", "none")
        or element.get("aria-hidden") == "true"
    )


def _headings(page: Page) -> Iterator[Finding]:
    """Check that no heading is more than one level below the one before it."""
    before = 0
    for name, element in page.elements:
        if match := _HEADING.fullmatch(name):
            level = int(match[1])
            if before and level > before + 1:
                message = f"a heading of level {level} follows one of level {before}"
                hint = f"Make it level {before + 1}."
                yield page.fault("heading-skip", message, element, hint, WARNING)
            before = level


def _link_texts(page: Page) -> Iterator[Finding]:
    """Check that every link has text, or a picture with alternative text (WCAG 2.2, 2.4.4)."""
    for address, element in links(page):
        words = [element.get("aria-label", ""), element.get("title", ""), element.get("alt", "")]
        words += ["".join(map(str, element.itertext()))]
        words += [inner.get("alt", "") for inner in element.iter("{*}img")]
        if address and not "".join(words).strip() and not element.get("aria-labelledby"):
            message = f"the link to “{address[:80]}” has no text"
            yield page.fault("link-words", message, element, "Write where it leads.")


def _loads(page: Page) -> Iterator[Finding]:
    """Check that the page loads nothing from the network."""
    for name, element in page.elements:
        named = [element.get(key) or "" for key in _LOADS.get(name, ())]
        if name == "link" and _SHEETS & set((element.get("rel") or "").lower().split()):
            named.append(element.get("href") or "")
        style = element.get("style") or ""
        if name == "style":
            style += "".join(map(str, element.itertext()))
        remote = [address for address in named if _REMOTE.match(address)]
        if remote or _STYLE_LOAD.search(style):
            what = f"“{unquote(remote[0])[:80]}”" if remote else "something in its style"
            message = f"the page loads {what} from the network"
            hint = "Put it into the edition, so that it can be read offline."
            yield page.fault("remote", message, element, hint, WARNING)
