"""The publisher's own CSS is read, and rid of what would load anything from elsewhere."""

from dataclasses import replace

import tinycss2
from tinycss2.ast import Node

from triptych import assets
from triptych.errors import Finding, Place, Severity
from triptych.model import Article


def read_custom_css(article: Article) -> tuple[Article, list[Finding]]:
    """Take ``custom_css`` as the name of a ``.css`` file, else as CSS itself.

    Raises ``AssetError`` when it names a file that cannot be read.
    """
    manuscript = article.manuscript
    css = manuscript.look.custom_css.strip()
    place = Place(manuscript.place)
    if css.lower().endswith(".css") and "{" not in css:
        place = Place(css)
        beside = (manuscript.path.parent / css).is_file()
        folder = manuscript.path.parent if beside else manuscript.root
        css = assets.read_file(manuscript.root, folder, css, Place(manuscript.place)).decode(
            "utf-8-sig", "replace"
        )
    findings: list[Finding] = []
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    kept = [rule for rule in rules if _is_harmless(rule, place, findings)]
    safe = tinycss2.serialize(kept).replace("</", "<\\/")
    return replace(article, custom_css=safe), findings


def _is_harmless(rule: Node, place: Place, findings: list[Finding]) -> bool:
    """Tell whether a rule loads nothing and is CSS at all; a finding says why not."""
    at = Place(place.path, rule.source_line)
    if rule.type == "error":
        message, hint = f"custom CSS does not parse: {rule.message}", "The rule is left out."
    elif _loads(rule):
        message, hint = "custom CSS loads something from elsewhere", "The rule is left out."
    else:
        return True
    findings.append(Finding("custom-css", Severity.WARNING, message, at, hint))
    return False


def _loads(node: Node) -> bool:
    """Tell whether anything in a rule names an address that is not data of its own."""
    if node.type == "at-rule" and node.lower_at_keyword == "import":
        return True
    if node.type == "url":
        return not node.value.startswith("data:")
    if node.type == "function" and node.lower_name in ("url", "src", "image-set"):
        return not all(getattr(a, "value", "data:").startswith("data:") for a in node.arguments)
    inner = [getattr(node, name, None) or [] for name in ("prelude", "content", "arguments")]
    return any(_loads(part) for parts in inner for part in parts)
