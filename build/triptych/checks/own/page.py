"""Checks of one marked-up page, in HTML or in an EPUB: language, title, ids, links, pictures, headings."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from triptych.checks.own.book import line_of
from triptych.checks.verdict import Verdict
from triptych.core.errors import Severity
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
_TELLING = 16
"""So many letters tell a place from others."""

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
    """A parsed page: ``kind`` is html or epub, ``part`` its file in a book or "", its elements by name."""

    kind: str
    part: str
    elements: list[tuple[str, etree._Element]]

    def fault(
        self,
        name: str,
        message: str,
        at: etree._Element,
        hint: str = "",
        severity: Severity = Severity.ERROR,
    ) -> Verdict:
        """Give a verdict on one element of the page."""
        line = line_of(at)
        return Verdict(
            f"{self.kind}-{name}", severity, message, self.part, line, 0, snippet(at), hint
        )


def page_of(root: etree._Element, kind: str, part: str = "") -> Page:
    """Give a page with its elements in document order."""
    named = [(_local(element), element) for element in root.iter(etree.Element)]
    return Page(kind, part, named)


def judge(page: Page) -> Iterator[Verdict]:
    """Give what is wrong with a page by itself; its links to other files are not looked at."""
    yield from _language(page)
    yield from _title(page)
    yield from _ids(page)
    yield from _pictures(page)
    yield from _headings(page)
    yield from _words_of_links(page)
    yield from _loads(page)


def ids(page: Page) -> set[str]:
    """Give every name that a link may lead to."""
    named = {element.get("name", "") for name, element in page.elements if name == "a"}
    return {element.get("id", "") for _, element in page.elements} | named - {""}


def links(page: Page) -> Iterator[tuple[str, etree._Element]]:
    """Give every address that a reader may follow, with its element."""
    for name, element in page.elements:
        if name in ("a", "area") and (address := element.get("href")) is not None:
            yield address.strip(), element


def snippet(element: etree._Element) -> str:
    """Give an element's beginning, by which its place in the source may be found.

    One with few words has those of the paragraph or figure around it.
    """
    around: etree._Element | None = element
    text = ""
    while around is not None and len(text) < _TELLING and _local(around) not in _CONTAINERS:
        text = " ".join("".join(map(str, around.itertext())).split())[:200]
        around = around.getparent()
    named = {k: v for k, v in element.attrib.items() if k in ("alt", "src", "href", "id", "title")}
    told = "".join(f' {name}="{str(value)[:200]}"' for name, value in named.items())
    return f"<{_local(element)}{told}>{text}"


def _local(element: etree._Element) -> str:
    """Give an element's name without its namespace, in small letters."""
    return str(element.tag).rpartition("}")[2].lower()


def _language(page: Page) -> Iterator[Verdict]:
    """Hold that the page says its language, and each part of it that says one says one there is."""
    root = page.elements[0][1]
    if not (root.get("lang") or root.get(XML_LANG) or "").strip():
        hint = 'Write <html lang="en">, with the language of the text.'
        yield page.fault("lang", "the page does not say its language", root, hint)
    for _, element in page.elements:
        tag = (element.get("lang") or element.get(XML_LANG) or "").strip()
        if tag and not language_tag(tag):
            hint = "Language tags are such as en, pt-BR or ur."
            yield page.fault("lang", f"“{tag[:60]}” is no language", element, hint)


def _title(page: Page) -> Iterator[Verdict]:
    """Hold that the page has a title."""
    titles = [e for name, e in page.elements if name == "title" and _local_parent(e) == "head"]
    if not titles or not "".join(map(str, titles[0].itertext())).strip():
        hint = "Give it a <title> in its head."
        yield page.fault("title", "the page has no title", page.elements[0][1], hint)


def _local_parent(element: etree._Element) -> str:
    """Give the name of the element around one."""
    parent = element.getparent()
    return "" if parent is None else _local(parent)


def _ids(page: Page) -> Iterator[Verdict]:
    """Hold that no two elements have one id."""
    counts = Counter(element.get("id") for _, element in page.elements if element.get("id"))
    seen = set()
    for _, element in page.elements:
        name = element.get("id")
        if name and counts[name] > 1 and name in seen:
            message = f"{counts[name]} elements have the id “{name}”"
            yield page.fault("id-twice", message, element, "Give each an id of its own.")
            counts[name] = 1
        seen.add(name)


def _pictures(page: Page) -> Iterator[Verdict]:
    """Hold that every picture says what it shows, or that it only decorates (WCAG 2.2, 1.1.1)."""
    for name, element in page.elements:
        if name in ("img", "area") and element.get("alt") is None and not _is_hidden(element):
            if name == "area" and not element.get("href"):
                continue
            address = element.get("src") or ""
            named = "a picture" if address.startswith("data:") else f"the picture “{address[:80]}”"
            hint = 'Say in alt what it shows; alt="" if it only decorates.'
            yield page.fault("alt", f"{named} has no alternative text", element, hint)


def _is_hidden(element: etree._Element) -> bool:
    """Tell whether an element is named otherwise, or kept from assistive technology."""
    return bool(
        element.get("aria-label")
        or element.get("aria-labelledby")
        or element.get("role") in ("presentation", "none")
        or element.get("aria-hidden") == "true"
    )


def _headings(page: Page) -> Iterator[Verdict]:
    """Hold that no heading is more than one level below the one before it."""
    before = 0
    for name, element in page.elements:
        if match := _HEADING.fullmatch(name):
            level = int(match[1])
            if before and level > before + 1:
                message = f"a heading of level {level} follows one of level {before}"
                hint = f"Make it level {before + 1}."
                yield page.fault("heading-skip", message, element, hint, Severity.WARNING)
            before = level


def _words_of_links(page: Page) -> Iterator[Verdict]:
    """Hold that every link has words, or a picture that has (WCAG 2.2, 2.4.4)."""
    for address, element in links(page):
        words = [element.get("aria-label", ""), element.get("title", ""), element.get("alt", "")]
        words += ["".join(map(str, element.itertext()))]
        words += [inner.get("alt", "") for inner in element.iter("{*}img")]
        if address and not "".join(words).strip() and not element.get("aria-labelledby"):
            message = f"the link to “{address[:80]}” has no words"
            yield page.fault("link-words", message, element, "Say where it leads.")


def _loads(page: Page) -> Iterator[Verdict]:
    """Hold that the page loads nothing from the network."""
    for name, element in page.elements:
        named = [element.get(key) or "" for key in _LOADS.get(name, ())]
        if name == "link" and _SHEETS & set((element.get("rel") or "").lower().split()):
            named.append(element.get("href") or "")
        style = element.get("style") or ""
        if name == "style":
            style += "".join(map(str, element.itertext()))
        remote = [address for address in named if _REMOTE.match(address)]
        if remote or _STYLE_LOAD.search(style):
            what = f"“{unquote(remote[0])[:80]}”" if remote else "something by its style"
            message = f"the page loads {what} from the network"
            hint = "Carry it in the edition; who reads it later, or offline, has no network."
            yield page.fault("remote", message, element, hint, Severity.WARNING)
