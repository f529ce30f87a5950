"""Figures get the credit, the side and the width that are given for their picture."""

from dataclasses import replace
from typing import Any

from triptych.core.css_length import with_unit
from triptych.core.model import Article, Tree
from triptych.markdown import tree

_SIDES = {"left": "pf-left", "right": "pf-right", "center": "pf-center", "wide": "pf-wide"}
_ROWS = {"row", "pf-row"}


def credit_figures(article: Article) -> Article:
    """Set the credits and classes of figures, and the class of rows of figures."""

    def dress(element: Tree) -> Tree | list[Tree] | None:
        kind = element["t"]
        if kind == "Figure":
            return _figure(element)
        if kind in ("Para", "Plain") and len(element["c"]) == 1:
            return _lone(element["c"][0]) if kind == "Para" else None
        if kind == "Para":
            return _credited(element)
        if kind == "Div" and _ROWS & set(tree.classes(element)):
            uid, names, pairs = tree.attr(element)
            others = [name for name in names if name not in _ROWS]
            return tree.with_attr(element, [uid, ["pf-row", *others], pairs])
        return None

    return replace(
        article,
        blocks=tuple(
            tree.replace(list(article.blocks), dress, kinds=("Div", "Figure", "Para", "Plain"))
        ),
    )


def _lone(image: Tree) -> Tree | None:
    """Return a picture that is alone in its paragraph as a figure when it has a credit or a side."""
    if image["t"] != "Image":
        return None
    _, names, pairs = tree.attr(image)
    if "credit" not in dict(pairs) and not set(names) & set(_SIDES):
        return None
    inside = [{"t": "Plain", "c": [image]}]
    return _figure({"t": "Figure", "c": [["", [], []], [None, []], inside]})


def _figure(figure: Tree) -> Tree:
    """Return a figure with its picture's credit in its caption, and its side and width as its own."""
    (uid, names, pairs), (short, caption), inside = figure["c"]
    images = list(tree.elements_of(inside, "Image"))
    if len(images) != 1:
        return figure
    image_id, image_names, image_pairs = tree.attr(images[0])
    values = dict(image_pairs)
    credit = values.pop("credit", "")
    sides = [_SIDES[name] for name in image_names if name in _SIDES]
    width = values.pop("width", "") if sides else ""
    if not images[0]["c"][1] and "alt" not in values:
        values["alt"] = ""
    rest = [name for name in image_names if name not in _SIDES]
    image = tree.with_attr(images[0], [image_id, rest, [list(pair) for pair in values.items()]])
    styles = [["style", f"width: {with_unit(width)}"]]
    attr = [uid, [*names, *sides], [*pairs, *(styles if width else [])]]
    words = [*caption, *([_credit(credit)] if credit else [])]
    if credit and caption and caption[-1]["t"] in ("Para", "Plain"):
        last = caption[-1]
        joined = [*last["c"], {"t": "Space"}, _span(credit)]
        words = [*caption[:-1], {**last, "c": joined}]
    return {"t": "Figure", "c": [attr, [short, words], _with_image(inside, image)]}


def _with_image(inside: list[Tree], image: Tree) -> Any:
    """Return the content of a figure with its one picture replaced."""
    return tree.replace(inside, lambda _: image, kinds=("Image",))


def _credited(paragraph: Tree) -> Tree | None:
    """Return a paragraph with the credit of each inline picture after it; None when there is none."""
    parts: list[Tree] = []
    for part in paragraph["c"]:
        uid, names, pairs = tree.attr(part) if part["t"] == "Image" else ("", [], [])
        if "credit" in dict(pairs):
            others = [pair for pair in pairs if pair[0] != "credit"]
            credit = dict(pairs)["credit"]
            parts += [tree.with_attr(part, [uid, names, others]), {"t": "Space"}, _span(credit)]
        else:
            parts.append(part)
    return {**paragraph, "c": parts} if len(parts) > len(paragraph["c"]) else None


def _credit(credit: str) -> Tree:
    """Return a credit as a line of its own."""
    return {"t": "Plain", "c": [_span(credit, "pf-alone")]}


def _span(credit: str, *classes: str) -> Tree:
    """Return a credit as an inline."""
    return {"t": "Span", "c": [["", ["pf-credit", *classes], []], tree.string(credit)]}
