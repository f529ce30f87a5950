"""Code with a caption or a name (``title="a.py"``) becomes a figure, which takes the code's id."""

from dataclasses import replace

from triptych.core.model import Article, Tree
from triptych.markdown import tree
from triptych.markdown.fence_info import NAME_KEYS

_KEYS = ("caption", *NAME_KEYS)


def caption_listings(article: Article) -> Article:
    """Put each block of code that has a caption or a name in a figure of class ``pf-listing``."""

    def enclose(element: Tree) -> Tree | None:
        if element["t"] != "CodeBlock":
            return None
        (name, classes, pairs), code = element["c"]
        given = {key: value.strip() for key, value in reversed(pairs) if key in _KEYS}
        title = next((given[key] for key in NAME_KEYS if given.get(key)), "")
        words = tree.string(given.get("caption", ""))
        words += [{"t": "Space"}] if words and title else []
        words += _named(title)
        if not words:
            return None
        inner = ["", classes, [[key, value] for key, value in pairs if key not in _KEYS]]
        caption = [None, [{"t": "Plain", "c": words}]]
        block = {"t": "CodeBlock", "c": [inner, code]}
        return {"t": "Figure", "c": [[name, ["pf-listing"], []], caption, [block]]}

    return replace(
        article, blocks=tuple(tree.replace(list(article.blocks), enclose, kinds=("CodeBlock",)))
    )


def _named(title: str) -> list[Tree]:
    """Return the name of a block: as code when it is a file's, else as words."""
    if not title:
        return []
    is_file = not any(map(str.isspace, title)) and any(mark in title for mark in "./\\")
    return [{"t": "Code", "c": [["", [], []], title]}] if is_file else tree.string(title)
