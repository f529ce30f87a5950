"""Labelled things are numbered in the order of the text: figures, tables, listings, equations, sections.

A label is an id with one of five prefixes: ``{#fig:coast}``. Only what is labelled is numbered, and
headings where ``number_sections`` says so.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from triptych.core.digits import write_digits
from triptych.core.findings import warn
from triptych.core.model import Article, Target, Tree
from triptych.core.reference_ids import id_of, kind_of, tied
from triptych.markdown import footnotes, tree
from triptych.markdown.places import ElementPlaces
from triptych.sources.occurrences import LABEL

_CAPTION_AT = {"Figure": 1, "Table": 1}
_NUMBERED = ("CodeBlock", "Figure", "Header", "Para", "Span", "Table")
"""The kinds of elements that have numbers, or become something that has: a picture in a paragraph."""

_TOP = 2


def number_labelled(article: Article) -> Article:
    """Add numbers to what is labelled, and record it by label; report a label that is used twice."""
    count = _Count(article)
    blocks = tuple(tree.replace(list(article.blocks), count.number, kinds=_NUMBERED))
    return replace(article, blocks=blocks, targets=count.targets)


class _Count:
    """Numbers things in order, and records them by label."""

    def __init__(self, article: Article) -> None:
        self.targets: dict[str, Target] = {}
        self._places = ElementPlaces(article)
        self._labels = article.labels
        self._counts: Counter[str] = Counter()
        self._sections = [0] * 8
        self._is_by_number = article.manuscript.look.number_sections

    def number(self, element: Tree) -> Tree | None:
        """Return an element with its number, where it has one."""
        if element["t"] == "Header":
            return self._section(element)
        element = _standing_alone(element)
        label = str(tree.attr(element)[0])
        kind = kind_of(label)
        if _is_equation(element):
            return self._equation(element, label)
        if kind in ("", "section", "equation") or element["t"] not in _CAPTION_AT:
            return None
        self._counts[kind] += 1
        number = self._printed(str(self._counts[kind]))
        element = self._record(element, Target(kind, id_of(label), number), label)
        return _captioned(element, self._labels[kind].replace("{number}", number), self._labels)

    def _section(self, element: Tree) -> Tree | None:
        """Return a heading with its number where sections are numbered; record it where it is labelled."""
        level, attr, words = element["c"]
        number = ""
        if self._is_by_number and "unnumbered" not in attr[1]:
            self._sections[level] += 1
            self._sections[level + 1 :] = [0] * len(self._sections[level + 1 :])
            parts = (str(n) for n in self._sections[_TOP : level + 1])
            number = self._printed(".".join(parts))
            mark = {"t": "Span", "c": [["", ["pf-number"], []], tree.string(number)]}
            element = {"t": "Header", "c": [level, attr, [mark, {"t": "Space"}, *words]]}
        if kind_of(attr[0]) == "section":
            target = Target("section", id_of(attr[0]), number, tuple(_bare(words)))
            element = self._record(element, target, attr[0])
        return element

    def _equation(self, element: Tree, label: str) -> Tree:
        """Return an equation with its number or its tag, in brackets after it."""
        (_, classes, pairs), inner = element["c"]
        number = next((value for key, value in pairs if key == "tag"), "")
        if not number:
            self._counts["equation"] += 1
            number = self._printed(str(self._counts["equation"]))
        mark = {
            "t": "Span",
            "c": [["", ["pf-equation-number"], []], [{"t": "Str", "c": f"({number})"}]],
        }
        element = {"t": "Span", "c": [[label, classes, []], [*inner, mark]]}
        if not label:
            return element
        return self._record(element, Target("equation", id_of(label), f"({number})"), label)

    def _record(self, element: Tree, target: Target, label: str) -> Tree:
        """Record a labelled thing; return it with an id that is valid in XML."""
        if label in self.targets:
            message = f"the label “{label}” is used twice"
            hint = "Give one of them another name; references lead to the first."
            place = self._places.next(element, LABEL, label)
            warn("label-twice", message, place, hint)
        else:
            self._places.skip(element, LABEL, label)
        self.targets.setdefault(label, target)
        return tree.with_attr(element, [target.id, *tree.attr(element)[1:]])

    def _printed(self, number: str) -> str:
        """Return a number in the language's own digits."""
        return write_digits(number, self._labels["digits"])


def _is_equation(element: Tree) -> bool:
    """Whether an element is a formula that gets a number; an author may give its class to anything."""
    if element["t"] != "Span" or "pf-numbered" not in tree.classes(element):
        return False
    return [inner["t"] for inner in element["c"][1]] == ["Math"]


def _standing_alone(element: Tree) -> Tree:
    """Return a labelled picture alone in its paragraph, or labelled code, as the figure it is."""
    if element["t"] == "CodeBlock" and kind_of(tree.attr(element)[0]):
        (label, classes, pairs), code = element["c"]
        block = {"t": "CodeBlock", "c": [["", classes, pairs], code]}
        return {"t": "Figure", "c": [[label, ["pf-listing"], []], [None, []], [block]]}
    if element["t"] != "Para" or [one["t"] for one in element["c"]] != ["Image"]:
        return element
    image = element["c"][0]
    attr, alt, target = image["c"]
    if not kind_of(attr[0]):
        return element
    inner = {"t": "Plain", "c": [{"t": "Image", "c": [["", *attr[1:]], alt, target]}]}
    return {"t": "Figure", "c": [[attr[0], [], []], [None, []], [inner]]}


def _captioned(element: Tree, name: str, labels: Mapping[str, str]) -> Tree:
    """Return a figure or table with its name and number before the words of its caption."""
    content = list(element["c"])
    short, blocks = content[_CAPTION_AT[element["t"]]]
    has_words = bool(tree.text_of(blocks))
    label = f"{tied(name)}{labels['caption_mark'] if has_words else ''}"
    mark = {"t": "Span", "c": [["", ["pf-label"], []], [{"t": "Str", "c": label}]]}
    first = blocks[0] if blocks and blocks[0]["t"] in ("Plain", "Para") else None
    words = [mark, {"t": "Space"}, *first["c"]] if first else [mark]
    rest = blocks[1:] if first else blocks
    opened = {"t": first["t"] if first else "Plain", "c": words}
    content[_CAPTION_AT[element["t"]]] = [short, [opened, *rest]]
    return {**element, "c": content}


def _bare(words: list[Any]) -> list[Any]:
    """Return the words of a heading as a link may contain them: no links, no notes, no ids."""

    def strip(element: Tree) -> Tree | list[Tree] | None:
        if element["t"] == "Note" or {"pf-noteref", footnotes.SAME} & set(tree.classes(element)):
            return []
        if element["t"] == "Link":
            return {"t": "Span", "c": [["", [], []], element["c"][1]]}
        attr = tree.attr(element)
        return tree.with_attr(element, ["", *attr[1:]]) if attr[0] else None

    return list(tree.replace(words, strip))
