"""The page of an issue cut into the pages of its parts, and the frame: all that is not in a part."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from html import escape, unescape

from lxml.html import HtmlElement, document_fromstring, fragments_fromstring, tostring

from triptych.editions.pdf.binding.part import PartPage, UnboundError
from triptych.editions.pdf.page_labels import ARTICLES

PLACE = "data-pf-bound"
"""The attribute of an element of the frame that stands for a page of a part: the page's number."""

_MARK = "pf-bound-here"
_BEFORE = (
    '<div style="display:block;break-after:page;height:1px;margin:0;padding:0;border:0"></div>'
)
_PLAIN = "display:block;float:none;columns:auto;margin:0;padding:0;border:0"
_PAGE = ";".join(
    f"{rule}!important" for rule in (*_PLAIN.split(";"), "height:1px", "break-before:page")
)
_EMPTY = "data-pf-empty"
_SHEET = f"<style>[{_EMPTY}]{{{_PLAIN.replace(';', '!important;')}!important}}[{PLACE}]{{{_PAGE}}}</style>"
"""What makes an element of the frame a page, or empty: to parse it for each of them would take a while."""

_SIDES = ("top", "bottom", "left", "right")
_PLACES = ("left-corner", "left", "center", "right", "right-corner", "top", "middle", "bottom")
_BARE = "".join(
    f"@{side}-{place}{{content:none!important}}" for side in _SIDES for place in _PLACES
)
_NO_MARGINS = f"<style>@page{{{_BARE}}}</style>"
"""What leaves the margins of a part's pages empty, for the frame prints them."""

_HEAD_END = "</head>"


@dataclass(frozen=True, slots=True)
class Cut:
    """The text around the members of an issue: ``front`` with the pages before them, ``bare`` without."""

    front: tuple[str, str]
    bare: tuple[str, str]


def cut(page: str, sections: Sequence[str]) -> Cut:
    """Return the text around the sections of a page; raises ``UnboundError`` where they are not in it."""
    before, found, after = page.partition("".join(sections))
    if not found:
        raise UnboundError
    tree = document_fromstring(f'{before}<i id="{_MARK}"></i>{after}')
    mark = tree.find(f".//i[@id='{_MARK}']")
    home = None if mark is None else mark.getparent()
    if home is None or ARTICLES not in home.get("class", "").split():
        raise UnboundError
    _keep_alone(home)
    home.addprevious(fragments_fromstring(_BEFORE)[0])
    text = str(tostring(tree, encoding="unicode", method="html", doctype="<!doctype html>"))
    bare_before, _, bare_after = text.partition(f'<i id="{_MARK}"></i>')
    return Cut((before, after), (bare_before, bare_after))


def _keep_alone(home: HtmlElement) -> None:
    """Remove all of a page's body that is not around an element."""
    inner = home
    while inner.tag != "body":
        outer = inner.getparent()
        if outer is None:
            raise UnboundError
        for each in list(outer):
            if each is not inner:
                outer.remove(each)
        outer.text = inner.tail = None
        inner = outer


def roots(section: str) -> list[HtmlElement]:
    """Return the elements of a section, empty: the heading of a part, where one begins, and the article."""
    found, at = list[HtmlElement](), 0
    while begin := _START.match(section, at):
        found += fragments_fromstring(f"{begin[0]}</{begin[1]}>")
        if begin[1] == "article":
            return found
        at = section.index(_PART_END, at) + len(_PART_END)
    raise UnboundError


_START = re.compile(r"""<(article|div)(?:[^"'>]|"[^"]*"|'[^']*')*>""")
_PART_END = "</div>\n"
"""The end of the heading of a part, in which there is no other ``div``."""


def part_pages(around: Cut, sections: Sequence[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the page of each part, and the ids of its elements.

    What was before it is one empty page, the other parts are hidden, and so are running heads and folios.
    """
    before, after = around.bare
    before = before.replace(_HEAD_END, f"{_NO_MARGINS}{_HEAD_END}", 1)
    own = [roots(section) for section in sections]
    hidden = ["".join(map(_hidden, each)) for each in own]
    return tuple(
        (
            "".join((before, *hidden[:number], section, *hidden[number + 1 :], after)),
            tuple(str(root.get("id")) for root in own[number]),
        )
        for number, section in enumerate(sections)
    )


def _hidden(root: HtmlElement) -> str:
    """Return an element that style sheets count among those of other parts."""
    return (
        f'<{root.tag} class="{escape(root.get("class", ""))}" style="display:none"></{root.tag}>\n'
    )


def frame_page(around: Cut, sections: Sequence[str], parts: Sequence[Sequence[PartPage]]) -> str:
    """Return the page of the frame: in the place of the parts are empty pages of the same kinds."""
    before, after = around.front
    wanted = frozenset(map(unescape, _LED.findall(before + after)))
    made, count = [], 0
    for section, pages in zip(sections, parts, strict=True):
        for number, root in enumerate(roots(section)):
            own = [page for page in pages if page.root == number]
            made.append(_skeleton(root, own, count, wanted))
            count += len(own)
    head, end, body = before.partition(_HEAD_END)
    return f"{head}{_SHEET}{end}{body}{''.join(made)}{after}"


_LED = re.compile(r"""href=["']?#([^"'\s>]+)""")


def _skeleton(
    root: HtmlElement, pages: Sequence[PartPage], count: int, wanted: Collection[str]
) -> str:
    """Return an element of a part with an empty one for each page in it, numbered from ``count``.

    Of the ids of the pages it has those that are ``wanted``.
    """
    names = {n: v for n, v in root.attrib.items() if n in ("class", "lang", "dir", "data-pf")}
    attributes = "".join(f' {name}="{escape(str(value))}"' for name, value in names.items())
    inside = "".join(
        f"{_page(page, number, wanted, is_first=number == count)}{_strings(page)}</div>"
        for number, page in enumerate(pages, count)
    )
    return f"<{root.tag}{attributes} {_EMPTY}>{inside}</{root.tag}>\n"


def _page(page: PartPage, number: int, wanted: Collection[str], *, is_first: bool) -> str:
    """Return the begin of the element that stands for a page, and all ids of the page that are wanted.

    The first is its own, for an element more is a box more to lay out.
    """
    rules = f"page:{page.kind or 'auto'}{';break-before:auto!important' if is_first else ''}"
    own, *others = [f' id="{escape(uid)}"' for uid, _ in page.anchors if uid in wanted] or [""]
    inside = "".join(f"<div{uid} {_EMPTY}></div>" for uid in others)
    return f'<div{own} {PLACE}="{number}" style="{rules}">{inside}'


def _strings(page: PartPage) -> str:
    """Return an element for each string that a page sets."""
    made = []
    for name, value in page.strings:
        quoted = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\a ")
        rule = escape(f'string-set:{name} "{quoted}"')
        made.append(f'<div {_EMPTY} style="{rule}"></div>')
    return "".join(made)
