"""Displayed formulas get their label, ``$$…$$ {#eq:x}``, and the number of a TeX tag."""

import re
from dataclasses import replace
from typing import Any

from triptych.core.model import Article, Tree
from triptych.markdown import tree

_LABEL = re.compile(r"\{#(eq:[^\s{}]+)\}(.*)", re.DOTALL)
_TAG = re.compile(r"\\tag\*?\s*\{([^{}$\\]*)\}")
_WITHIN = re.compile(r"\\label\s*\{(eq:[^\s{}]+)\}")
_IDLE = re.compile(r"\\(?:nonumber|notag)(?![A-Za-z])")
_SPACES = {"Space", "SoftBreak"}


def label_equations(article: Article) -> Article:
    """Put each labelled or tagged formula in a span of class ``pf-numbered`` with its label and tag.

    A label may also stand within the formula, where LaTeX has it.
    """
    if not tree.has(article.blocks, "Math"):
        return article
    return replace(article, blocks=tuple(_walk(list(article.blocks))))


def _walk(node: Any) -> Any:
    """Return ``node`` with the formulas in every list of inlines labelled."""
    if isinstance(node, list):
        return _labelled([_walk(item) for item in node])
    if isinstance(node, dict):
        return {key: _walk(value) for key, value in node.items()}
    return node


def _labelled(items: list[Any]) -> list[Any]:
    """Return a list of inlines with each displayed formula and the label after it as one."""
    out: list[Any] = []
    rest = items
    while rest:
        item, rest = rest[0], rest[1:]
        if not _is_display(item):
            out.append(item)
            continue
        label, rest = _label_after(rest)
        out.append(_equation(item["c"][1], label))
    return out


def _is_display(item: Any) -> bool:
    """Whether an item is a displayed formula."""
    return isinstance(item, dict) and item.get("t") == "Math" and item["c"][0]["t"] == "DisplayMath"


def _label_after(rest: list[Any]) -> tuple[str, list[Any]]:
    """Return the label that follows a formula at once, "" without one, and the inlines after it."""
    spaces = 0
    while spaces < len(rest) and rest[spaces].get("t") in _SPACES:
        spaces += 1
    word = rest[spaces] if spaces < len(rest) else {}
    found = _LABEL.fullmatch(word["c"]) if word.get("t") == "Str" else None
    if not found:
        return "", rest
    after = [{"t": "Str", "c": found[2]}] if found[2] else []
    return found[1], [*after, *rest[spaces + 1 :]]


def _equation(tex: str, label: str) -> Tree:
    """Return a displayed formula without LaTeX's commands for its number; in a span where it has one."""
    tags, labels = _TAG.findall(tex), _WITHIN.findall(tex)
    label = label or (labels[0] if labels else "")
    if len(tags) <= 1:
        tex = _TAG.sub("", tex)
    tex = _IDLE.sub("", _WITHIN.sub("", tex))
    math: Tree = {"t": "Math", "c": [{"t": "DisplayMath"}, tex]}
    if not label and len(tags) != 1:
        return math
    pairs = [["tag", tags[0].strip()]] if len(tags) == 1 else []
    return {"t": "Span", "c": [[label, ["pf-equation", "pf-numbered"], pairs], [math]]}
