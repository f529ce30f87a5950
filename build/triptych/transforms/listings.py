"""Code with ``caption="…"`` becomes a figure with that caption, which takes the code's id."""

from dataclasses import replace

from triptych.core.model import Article, Tree
from triptych.markdown import tree


def caption_listings(article: Article) -> Article:
    """Put each captioned block of code in a figure of class ``pf-listing``."""

    def enclose(element: Tree) -> Tree | None:
        if element["t"] != "CodeBlock":
            return None
        (name, classes, pairs), code = element["c"]
        words = next((value for key, value in pairs if key == "caption"), "")
        if not words.strip():
            return None
        inner = ["", classes, [[key, value] for key, value in pairs if key != "caption"]]
        caption = [None, [{"t": "Plain", "c": tree.string(words.strip())}]]
        block = {"t": "CodeBlock", "c": [inner, code]}
        return {"t": "Figure", "c": [[name, ["pf-listing"], []], caption, [block]]}

    return replace(article, blocks=tuple(tree.replace(list(article.blocks), enclose)))
