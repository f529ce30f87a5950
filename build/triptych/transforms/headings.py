"""Headings step down from the title one level at a time, and every id is unique."""

import re
from collections import Counter
from dataclasses import replace

from triptych.core.findings import warn
from triptych.core.heading_ids import derived_id
from triptych.core.model import Article, Tree
from triptych.markdown import tree
from triptych.markdown.places import ElementPlaces
from triptych.sources.occurrences import HEADING

DEEPEST = 6


def order_headings(article: Article) -> Article:
    """Set headings from level 2 down, and close each gap in their levels, with a finding.

    The first heading of Markdown may have any level, which is that of the chapters; one of HTML says its
    own, counted from the title.
    """
    open_levels: list[int] = []
    places = ElementPlaces(article)

    def step(element: Tree) -> Tree | None:
        if element["t"] != "Header":
            return None
        given, (_, classes, pairs), inlines = element["c"]
        is_raw = tree.RAW_HEADING in classes
        above = open_levels[-1] if open_levels else 1 if is_raw else given
        while open_levels and open_levels[-1] >= given:
            open_levels.pop()
        open_levels.append(given)
        words = tree.text_of(inlines)
        if given <= above + 1:
            places.skip(element, HEADING, words)
        else:
            message = f"the heading “{words}” skips a level"
            mark = f"<h{above + 1}>" if is_raw else "#" * (above + 1)
            hint = f"Set one level below the heading above it. Write {mark}."
            place = places.next(element, HEADING, words)
            warn("heading-skip", message, place, hint)
        attr = [
            _id_of(element, article.manuscript.text),
            [each for each in classes if each != tree.RAW_HEADING],
            pairs,
        ]
        return {"t": "Header", "c": [min(len(open_levels) + 1, DEEPEST), attr, inlines]}

    blocks = tuple(tree.replace(list(article.blocks), step, kinds=("Header",)))
    return replace(article, blocks=blocks)


def _id_of(heading: Tree, text: str) -> str:
    """Return a heading's id: the one given, else the one of its words, without the labels of its notes.

    Pandoc takes a note's label for a word (User's Guide, "Extension: auto_identifiers").
    """
    _, (uid, *_), inlines = heading["c"]
    if not uid or not tree.has(inlines, "Note"):
        return str(uid)
    is_given = re.search(rf"\{{[^{{}}]*#{re.escape(uid)}(?=[\s}}])", text)
    return str(uid) if is_given else derived_id(tree.text_of(inlines))


def unique_ids(article: Article) -> Article:
    """Add a number to every repeated id, and a prefix to one that is reserved for the theme."""
    seen: Counter[str] = Counter()

    def rename(element: Tree) -> Tree | None:
        attr = tree.attr(element)
        if not attr[0]:
            return None
        plain = "-".join(attr[0].split())
        wanted = f"text-{plain}" if plain.startswith(("pf-", "printfriendly")) else plain
        new = wanted
        while seen[new]:
            seen[wanted] += 1
            new = f"{wanted}-{seen[wanted]}"
        seen[new] += 1
        return None if new == attr[0] else tree.with_attr(element, [new, *attr[1:]])

    return replace(
        article, blocks=tuple(tree.replace(list(article.blocks), rename, kinds=tree.ATTRIBUTED))
    )
