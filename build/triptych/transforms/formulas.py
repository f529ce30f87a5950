r"""Formulas are prepared for pandoc: macros expanded, and none so deep that pandoc would not end.

Macros are defined by ``\newcommand`` and its kin, at the beginning of a formula or in a paragraph
of their own; they hold from there to the end of the article.
"""

import re
from dataclasses import replace
from typing import Any

from triptych.core.findings import warn
from triptych.core.model import Article, Tree
from triptych.core.xml_characters import without_forbidden
from triptych.markdown import tree
from triptych.markdown.macros import LONGEST, EndlessError, Macro, expand, take_definitions
from triptych.markdown.places import ElementPlaces
from triptych.sources.occurrences import FORMULA

DEEPEST = 12
"""The most nested braces; pandoc's time doubles with each level."""

_KNOWN = {r"\cfrac": Macro(0, None, r"\dfrac")}
_DEFINES = re.compile(
    r"\\(newcommand|renewcommand|providecommand|DeclareMathOperator|def)(?![A-Za-z])"
)
_ESCAPED = re.compile(r"\\.", re.DOTALL)


def prepare_formulas(article: Article) -> Article:
    """Expand macros; show the source of a formula that is too deep or endless, with a finding."""
    preparation = _Preparation(article)
    blocks = tuple(tree.replace(list(article.blocks), preparation.change, kinds=("Math", "Para")))
    return replace(article, blocks=blocks)


class _Preparation:
    """Prepares one formula after another, with the macros that are defined before it."""

    def __init__(self, article: Article) -> None:
        self._places = ElementPlaces(article)
        self._macros = dict(_KNOWN)
        self._paragraphs = [
            part.strip()
            for part in re.split(r"\n[ \t]*\n", without_forbidden(article.manuscript.text))
            if _DEFINES.match(part.strip())
        ]

    def change(self, element: Tree) -> Tree | list[Tree] | None:
        """Return a prepared formula, or nothing for a formula or paragraph that only defines macros."""
        if element["t"] == "Math":
            return self._formula(element)
        if element["t"] != "Para":
            return None
        if all(item["t"] in ("Space", "SoftBreak") for item in element["c"]):
            return []
        first = element["c"][0]
        if first["t"] == "Str" and _DEFINES.match(first["c"]) and self._defines(element):
            return []
        return None

    def _formula(self, element: Tree) -> Tree | list[Tree]:
        """Return a formula with macros expanded, its source, or nothing where it only defines macros."""
        kind, tex = element["c"]
        macros, rest = take_definitions(tex)
        self._macros.update(macros)
        if macros and not rest.strip():
            return []
        try:
            expanded = expand(rest.replace("{,}", r"\mathord{,}"), self._macros)
        except EndlessError:
            return self._source(element, "its macros never end")
        if _depth(expanded) > DEEPEST:
            return self._source(element, f"its braces are nested more than {DEEPEST} deep")
        if len(expanded) > LONGEST:
            return self._source(element, f"it has more than {LONGEST} characters")
        self._places.skip(element, FORMULA, tex)
        return {"t": "Math", "c": [kind, expanded]}

    def _defines(self, element: Tree) -> bool:
        """Add the macros that a paragraph defines; return whether it does nothing else."""
        words = _squeezed(tree.text_of(element))
        for paragraph in self._paragraphs:
            macros, rest = take_definitions(paragraph)
            if macros and not rest.strip() and _squeezed(paragraph) == words:
                self._macros.update(macros)
                return True
        return False

    def _source(self, element: Tree, reason: str) -> Tree:
        """Return the source of a formula that pandoc cannot be given, with a finding."""
        tex = element["c"][1]
        shown = " ".join(tex.split())[:60]
        message = f"the formula “{shown}…” cannot be typeset: {reason}"
        place = self._places.next(element, FORMULA, tex)
        hint = "Split it, or define its macros differently. Its source is shown."
        warn("formula", message, place, hint)
        return {"t": "Code", "c": [["", ["pf-math-source"], []], tex]}


def _depth(tex: str) -> int:
    """Return how deep the braces of a formula are nested."""
    depth = deepest = 0
    for sign in _ESCAPED.sub("", tex):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        deepest = max(deepest, depth)
    return deepest


def _squeezed(text: Any) -> str:
    """Return the letters and digits of a text, by which a paragraph is recognised in its source."""
    return "".join(c for c in str(text) if c.isalnum())
