"""The publisher's own CSS is read, and rid of what would load anything from elsewhere."""

from dataclasses import replace
from typing import Any

import tinycss2

from triptych.core.errors import Place
from triptych.core.findings import warn
from triptych.core.model import Article
from triptych.pictures import assets
from triptych.sources.places import said_at

_LOADERS = {"-webkit-image-set", "cross-fade", "image", "image-set", "src", "url"}
"""Functions in which a plain text is an address (CSS Images 4, CSS Values 5)."""


def read_custom_css(article: Article) -> Article:
    """Take ``custom_css`` as the name of a ``.css`` file, else as CSS itself.

    Raises ``AssetError`` when it names a file that cannot be read.
    """
    manuscript = article.manuscript
    css = manuscript.look.custom_css.strip()
    place = Place(manuscript.place)
    if css.lower().endswith(".css") and "{" not in css:
        place = Place(css)
        beside = assets.is_beside(manuscript.root, manuscript.path.parent, css)
        folder = manuscript.path.parent if beside else manuscript.root
        said = said_at(manuscript, "custom_css", css)
        css = assets.read_file(manuscript.root, folder, css, said).decode("utf-8-sig", "replace")
    rules = tinycss2.parse_stylesheet(css, skip_comments=True)
    kept = [part for rule in rules for part in _harmless(rule, place)]
    safe = tinycss2.serialize(kept).strip().replace("</", "<\\/")
    return replace(article, custom_css=safe)


def _harmless(node: Any, place: Place) -> list[Any]:
    """Return what remains of a rule without the declarations that load something; report each."""
    at = Place(place.path, node.source_line)
    if node.type == "error":
        message = f"custom CSS does not parse: {node.message}"
        warn("custom-css", message, at, "It is left out.")
        return []
    if not _loads(node):
        return [node]
    message = "custom CSS loads something from elsewhere"
    warn("custom-css", message, at, "It is left out.")
    if node.type != "qualified-rule":
        return []
    parts = tinycss2.parse_blocks_contents(node.content)
    node.content = [part for part in parts if part.type != "error" and not _loads(part)]
    return [node]


def _loads(node: Any) -> bool:
    """Tell whether anything in a rule names an address that is not data of its own."""
    if node.type == "at-rule" and node.lower_at_keyword == "import":
        return True
    if node.type == "url":
        return not node.value.startswith("data:")
    if node.type == "function" and node.lower_name in _LOADERS:
        return any(_names_other(part) for part in node.arguments)
    inner = [getattr(node, name, None) or [] for name in ("prelude", "content", "arguments")]
    inner += [node.value] if node.type == "declaration" else []
    return any(_loads(part) for parts in inner for part in parts)


def _names_other(part: Any) -> bool:
    """Tell whether a part of such a function names an address, or may come to name one."""
    if part.type == "string":
        return not part.value.startswith("data:")
    return _loads(part) or (part.type == "function" and part.lower_name in ("var", "attr", "env"))
