"""A drop cap: ``dropcap: true`` for the first paragraph, or ``[A]{.dropcap}`` for any that begins so."""

from dataclasses import replace

from triptych.core.model import Article, Tree
from triptych.markdown import tree

_ATTR = ["", ["pf-dropcap"], []]


def mark_drop_caps(article: Article) -> Article:
    """Mark the paragraphs whose first letter the style sheet sets large; their text stays whole.

    Only a letter that has a capital form can be one; in other scripts the words stay as they are.
    """
    blocks = list(tree.replace(list(article.blocks), _mark, kinds=("Para",)))
    first = next((n for n, block in enumerate(blocks) if block["t"] == "Para"), None)
    if article.manuscript.look.dropcap and first is not None and _has_capital(blocks[first]):
        blocks[first] = {"t": "Div", "c": [_ATTR, [blocks[first]]]}
    return replace(article, blocks=tuple(blocks))


def _mark(element: Tree) -> Tree | None:
    """Return a paragraph that begins with a marked letter as one with a drop cap."""
    if element["t"] != "Para" or not element["c"] or element["c"][0]["t"] != "Span":
        return None
    span, rest = element["c"][0], element["c"][1:]
    if "dropcap" not in tree.classes(span):
        return None
    whole = {"t": "Para", "c": [*span["c"][1], *rest]}
    return {"t": "Div", "c": [_ATTR, [whole]]} if _has_capital(whole) else whole


def _has_capital(paragraph: Tree) -> bool:
    """Whether the paragraph begins with a letter of a script that has capitals."""
    letter = next((c for c in tree.text_of(paragraph) if c.isalnum()), "")
    return letter.lower() != letter.upper()
