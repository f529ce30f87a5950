r"""A page break may be written as ``\newpage``, as ``::: pagebreak`` or as HTML with that style."""

import re
from dataclasses import replace

from triptych.core.model import Article, Tree
from triptych.markdown import tree

_COMMANDS = {"\\newpage", "\\pagebreak", "\\clearpage"}
_CLASSES = {"pagebreak", "page-break", "newpage"}
_STYLE = re.compile(r"\b(?:page-)?break-(?:after|before)\s*:\s*(?:always|page|left|right)\b")
_BREAK = {"t": "Div", "c": [["", ["pf-page-break"], []], []]}


def mark_page_breaks(article: Article) -> Article:
    """Put an empty block, which shows nothing on a screen, where a new page is requested."""

    def mark(element: Tree) -> Tree | list[Tree] | None:
        if element["t"] in ("Para", "Plain"):
            return _split(element)
        if element["t"] == "RawBlock" and element["c"][1].strip() in _COMMANDS:
            return _BREAK
        if element["t"] != "Div":
            return None
        (_, classes, pairs), blocks = element["c"]
        is_styled = any(key == "style" and _STYLE.search(value) for key, value in pairs)
        is_break = _CLASSES & set(classes) or (is_styled and not blocks)
        return [_BREAK, *blocks] if is_break else None

    return replace(
        article,
        blocks=tuple(
            tree.replace(list(article.blocks), mark, kinds=("Div", "Para", "Plain", "RawBlock"))
        ),
    )


def _split(paragraph: Tree) -> list[Tree] | None:
    """Return a paragraph split at each line that holds only the command; None when there is none."""
    lines: list[list[Tree]] = [[]]
    for inline in paragraph["c"]:
        if inline["t"] == "SoftBreak":
            lines.append([])
        else:
            lines[-1].append(inline)
    blocks: list[Tree] = []
    texts: list[list[Tree]] = []
    for line in lines:
        is_break = len(line) == 1 and line[0]["t"] == "Str" and line[0]["c"] in _COMMANDS
        if not is_break:
            texts.append(line)
            continue
        blocks += [_join(paragraph["t"], texts)] if texts else []
        blocks.append(_BREAK)
        texts = []
    if not blocks:
        return None
    return [*blocks, *([_join(paragraph["t"], texts)] if texts else [])]


def _join(kind: str, lines: list[list[Tree]]) -> Tree:
    """Return lines joined to one paragraph."""
    inlines: list[Tree] = []
    for number, line in enumerate(lines):
        inlines += [{"t": "SoftBreak"}, *line] if number else line
    return {"t": kind, "c": inlines}
