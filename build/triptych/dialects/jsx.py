"""What MDX and Vue put among the words: tags whose attributes are expressions, and values in braces.

Nothing is run. An expression counts where it is a literal, or names one; otherwise it has no value.
"""

import html
import re
from collections.abc import Callable

from triptych.dialects import scanner
from triptych.dialects.esm import closing_braces

Evaluate = Callable[[str], str | None]
"""The text that an expression stands for; None when it cannot be read."""

_TAG = re.compile(r"<(?P<name>[A-Za-z][\w.:-]*)(?=[\s/>])")
_ATTRIBUTE = re.compile(
    r"\s*(?:(?P<end>/?>)|(?P<name>[^\s=<>/{}\"']+)(?P<equals>\s*=\s*)?|(?P<brace>\{)|(?P<slash>/)(?!>))"
)
_VALUE = re.compile(r"\"[^\"]{0,20000}\"|'[^']{0,20000}'|[^\s\"'<>={}`]+")
_CAMEL = {"classname": "class", "htmlfor": "for", "srcset": "srcset", "colspan": "colspan"}


_FOREIGN = re.compile(r"[{}@]|\s(?:v-|:|#|(?:client|set|is|transition|class|server):)|className=")
_DIRECTIVE = re.compile(r"v-|[@#]|(?:client|set|is|transition|class|server):|on[A-Z]|(?:ref|key)$")


EXPRESSION = "\ue0f1"
"""What precedes the value of a component's attribute that is an expression whose value is unknown."""


def plain_tags(text: str, evaluate: Evaluate, *, is_component: Callable[[str], bool]) -> str:
    """Return a text whose tags are plain HTML: each expression in them is its value, or is left out.

    ``<img src={require('./a.png').default} style={{width: 70}} />`` is ``<img src="./a.png"
    style="width: 70px" />``. A component keeps its other expressions, marked as such.
    """
    masked = scanner.mask(text, indented=False)
    closes: dict[int, int] | None = None
    out: list[str] = []
    at = 0
    for opening in _TAG.finditer(masked):
        if opening.start() < at:
            continue
        if closes is None:
            closes = closing_braces(masked)
        end, pairs = _attributes(text, masked, opening.end(), closes)
        if end < 0:
            continue
        name = opening["name"]
        typed = text[opening.start() : end]
        if not is_component(name) and not _FOREIGN.search(typed):
            continue
        made = [
            each for pair in pairs if (each := _plain(pair, evaluate, is_kept=is_component(name)))
        ]
        void = "/" if masked[end - 2] == "/" else ""
        out += [
            text[at : opening.start()],
            f"<{' '.join([name, *made])}{' ' if void else ''}{void}>",
        ]
        at = end
    return "".join([*out, text[at:]])


def _attributes(
    text: str, masked: str, start: int, closes: dict[int, int]
) -> tuple[int, list[tuple[str, str, bool]]]:
    """Return where a tag ends and its attributes: name, value, and whether that is an expression.

    -1 is the end of what is no tag.
    """
    found: list[tuple[str, str, bool]] = []
    at = start
    while match := _ATTRIBUTE.match(masked, at):
        at = match.end()
        if match["end"]:
            return at, found
        if match["brace"]:
            at = closes.get(at - 1, -1) + 1
            if at <= 0:
                break
        elif match["name"] and match["equals"]:
            at, value, is_expression = _value(text, masked, at, closes)
            if at < 0:
                break
            found.append((match["name"], value, is_expression))
        elif match["name"]:
            found.append((match["name"], "", False))
    return -1, []


def _value(text: str, masked: str, at: int, closes: dict[int, int]) -> tuple[int, str, bool]:
    """Return where an attribute's value ends, what it is, and whether it is an expression; -1 for none."""
    if masked.startswith("{", at):
        end = closes.get(at, -1)
        return (end + 1, text[at + 1 : end], True) if end > 0 else (-1, "", False)
    value = _VALUE.match(text, at)
    if not value or "\n\n" in value[0]:
        return -1, "", False
    return value.end(), value[0][1:-1] if value[0][0] in "\"'" else value[0], False


def _plain(attribute: tuple[str, str, bool], evaluate: Evaluate, *, is_kept: bool) -> str:
    """Return an attribute as HTML; "" for one that has no meaning there."""
    name, value, is_expression = attribute
    bound = re.fullmatch(r"(?:v-bind)?:([\w.-]+)", name)
    if bound:
        name, is_expression = bound[1], True
    elif _DIRECTIVE.match(name):
        return ""
    plain = _CAMEL.get(name.lower(), name if is_kept else name.lower())
    if is_expression:
        known = _style(value) if plain == "style" else evaluate(value)
        if known is None and not is_kept:
            return ""
        value = f"{EXPRESSION}{value}" if known is None else known
        return f'{plain}="{_quoted(value)}"'
    return f'{plain}="{_quoted(html.unescape(value))}"' if value else plain


def _quoted(value: str) -> str:
    """Return a value for an attribute, in which nothing can be read as markup."""
    plain = html.escape(value.strip()).replace("{", "&#123;").replace("}", "&#125;")
    return plain.replace("`", "&#96;").replace("\n", "&#10;")


_PROPERTY = re.compile(r"['\"]?([A-Za-z][\w-]*)['\"]?\s*:\s*(?:'([^']*)'|\"([^\"]*)\"|(-?[\d.]+))")
_UNITLESS = (
    "opacity",
    "z-index",
    "flex",
    "font-weight",
    "line-height",
    "order",
    "flex-grow",
    "zoom",
)


def _style(expression: str) -> str:
    """Return a table of styles as CSS: ``{marginTop: 20}`` is ``margin-top: 20px``."""
    made: list[str] = []
    for match in _PROPERTY.finditer(expression):
        name = re.sub(r"(?<!^)([A-Z])", r"-\1", match[1]).lower()
        value = match[2] or match[3] or match[4] or ""
        unit = "px" if match[4] and name not in _UNITLESS and match[4] != "0" else ""
        made.append(f"{name}: {value}{unit}")
    return "; ".join(made)


_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|$~^@])")
_COMMENT_ID = re.compile(
    r"(?m)^([ \t]*#{1,6}[ \t][^\n]*?)[ \t]*\{/\*[ \t]*#([\w:.-]+)[ \t]*\*/\}[ \t]*$"
)
_FORMULA = re.compile(
    r"\$\$(?:(?!\$\$).){1,5000}\$\$|(?<![\\$\w])\$(?![\s$])[^$\n]{1,500}(?<!\s)\$(?!\d)", re.DOTALL
)


def comments(text: str) -> str:
    """Return a text without comments in braces; one that names a heading becomes its id."""
    if "{/*" not in text:
        return text
    text = scanner.substitute(
        text, _COMMENT_ID, lambda found: f"{found[1]} {{#{found[2]}}}", indented=False
    )
    masked = scanner.mask(text, indented=False)
    out: list[str] = []
    at, start = 0, masked.find("{/*")
    while start >= 0:
        end = masked.find("*/}", start)
        if end < 0:
            break
        out.append(text[at:start])
        at = end + 3
        start = masked.find("{/*", at)
    return "".join([*out, text[at:]])


def expressions(text: str, evaluate: Evaluate) -> tuple[str, list[str]]:
    """Return a text with each expression in braces replaced by its words, and those that have none.

    Attributes of headings (``{#id}``), formulas and escaped braces stay.
    """
    if "{" not in text:
        return text, []
    masked = scanner.mask(text, indented=False)
    if "$" in masked:
        masked = _FORMULA.sub(lambda match: re.sub(r"[^\n]", scanner.HIDDEN, match[0]), masked)
    closes = closing_braces(masked)
    unread: list[str] = []
    out: list[str] = []
    at = 0
    for start in sorted(closes):
        inner = text[start + 1 : closes[start]]
        if start < at or _LIST.match(inner) or _is_division(masked, start):
            continue
        words = evaluate(inner) if inner.strip() else ""
        if words is None:
            unread.append(text[start : closes[start] + 1])
        out += [text[at:start], _SPECIAL.sub(r"\\\1", words or "")]
        at = closes[start] + 1
    return "".join([*out, text[at:]]), unread


def _is_division(masked: str, start: int) -> bool:
    """Whether a brace is on the line of a division's mark."""
    begin = masked.rfind("\n", 0, start) + 1
    return bool(_DIVISION.match(masked, begin, start))


_LIST = re.compile(r"\s*(?:[#:=]|\.(?!\.)|[\w-]+=(?![=>]))")
_DIVISION = re.compile(r"[ \t>]*:{3}")
