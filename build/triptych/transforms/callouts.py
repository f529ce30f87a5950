"""``::: note`` and ``> [!NOTE]`` become a callout with its label in the article's language."""

from dataclasses import replace

from triptych.core.model import Article, Tree
from triptych.markdown import tree

KINDS = ("note", "tip", "important", "warning", "caution")


def mark_callouts(article: Article) -> Article:
    """Set the class, the role (WAI-ARIA 1.2, ``note``) and the title of each callout."""

    def mark(element: Tree) -> Tree | None:
        if element["t"] != "Div":
            return None
        (name, classes, pairs), blocks = element["c"]
        kind = next((k for k in KINDS if {k, f"callout-{k}"} & set(classes)), None)
        if kind is None:
            return None
        given = next((value for key, value in pairs if key == "title"), "")
        words, rest = (tree.string(given), blocks) if given.strip() else _title(blocks)
        if not words or tree.text_of(words).lower() == kind:
            words = tree.string(article.labels.get(kind, kind.capitalize()))
        title = {"t": "Div", "c": [["", ["pf-callout-title"], []], [{"t": "Para", "c": words}]]}
        others = [c for c in classes if c not in (kind, f"callout-{kind}")]
        other_pairs = [[key, value] for key, value in pairs if key not in ("title", "role")]
        attr = [
            name,
            ["pf-callout", f"pf-callout-{kind}", *others],
            [*other_pairs, ["role", "note"]],
        ]
        return {"t": "Div", "c": [attr, [title, *rest]]}

    return replace(article, blocks=tuple(tree.replace(list(article.blocks), mark, kinds=("Div",))))


def _title(blocks: list[Tree]) -> tuple[list[Tree], list[Tree]]:
    """Return the words of a title (pandoc's for an alert, or a first heading) and the blocks below it."""
    first: Tree = blocks[0] if blocks else {"t": "Null"}
    if first["t"] == "Header":
        words: list[Tree] = first["c"][2]
        return words, blocks[1:]
    if first["t"] == "Div" and "title" in tree.classes(first):
        paragraphs: list[Tree] = first["c"][1]
        return [part for block in paragraphs for part in block["c"]], blocks[1:]
    return [], blocks
