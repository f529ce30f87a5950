"""What MDX and Vue put among the words: tags whose attributes are expressions, imports, values in braces.

Nothing is run. An expression counts where it is a literal, or names one; otherwise it has no value.
"""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from triptych.dialects import scanner

Evaluate = Callable[[str], str | None]
"""The text that an expression stands for; None when it cannot be read."""

_SIGN = re.compile(r"\\.|[{}\"'`\n]", re.DOTALL)


def closing_braces(masked: str) -> dict[int, int]:
    """Return where each brace of a masked text is closed; braces in strings of an expression are text."""
    closes: dict[int, int] = {}
    stack: list[int] = []
    at = 0
    while match := _SIGN.search(masked, at):
        sign, start = match[0], match.start()
        at = match.end()
        if sign == "{":
            stack.append(start)
        elif sign == "}" and stack:
            closes[stack.pop()] = start
        elif stack and sign in ("'", '"', "`"):
            end = _string_end(masked, start)
            at = end if end > 0 else at
    return closes


def _string_end(text: str, start: int) -> int:
    """Return where a string ends, after its mark; -1 where it is none."""
    mark = text[start]
    line = text.find("\n", start)
    last = min(len(text), start + 20_000) if mark == "`" else line if line >= 0 else len(text)
    at = start + 1
    while True:
        end = text.find(mark, at, last)
        if end < 0:
            return -1
        if text[end - 1] != "\\":
            return end + 1
        at = end + 1


_STRING = re.compile(r"(['\"`])((?:(?!\1)[^\\]|\\.)*)\1", re.DOTALL)
_CALL = re.compile(
    r"(?:await\s+)?(?:require|useBaseUrl|withBase|import|asset|url|new URL|getImage|t|translate)"
    r"\(\s*(['\"`])([^'\"`]*)\1[^()]*\)(?:\.\w+)*"
)
_NAME = re.compile(r"[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*")
_HOLE = re.compile(r"\$\{\s*([^{}]*?)\s*\}")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t"}


@dataclass(slots=True)
class Module:
    """What a text imports, by name with the path, and the literal values it gives to names."""

    imports: dict[str, str] = field(default_factory=dict[str, str])
    values: dict[str, str] = field(default_factory=dict[str, str])

    def evaluate(self, expression: str) -> str | None:
        """Return the text of an expression that is a literal, a file, or the name of one."""
        plain = expression.strip().rstrip(";")
        if found := _STRING.fullmatch(plain):
            return self._filled(found[2]) if found[1] == "`" else _unescaped(found[2])
        if re.fullmatch(r"-?\d+(?:\.\d+)?", plain):
            return plain
        if found := _CALL.fullmatch(plain):
            return found[2]
        if _NAME.fullmatch(plain):
            base = plain.removesuffix(".src").removesuffix(".default")
            for name in (plain, base):
                if name in self.values:
                    return self.values[name]
            path = self.imports.get(base, "")
            return path if re.search(r"\.\w{2,5}$", path) else None
        return None

    def _filled(self, template: str) -> str | None:
        """Return the text of a template whose values are known."""
        parts = [self.evaluate(name) for name in _HOLE.findall(template)]
        if any(part is None for part in parts):
            return None
        values = iter(part or "" for part in parts)
        filled = _HOLE.sub(lambda _: next(values), template)
        return None if "${" in filled else _unescaped(filled)


def _unescaped(string: str) -> str:
    """Return a string of JavaScript without its backslashes."""
    return _ESCAPE.sub(lambda match: _ESCAPED.get(match[1], match[1]), string)


_IMPORT = re.compile(
    r"import\s+(?:type\s+)?(?:(?P<names>[\w$*{},\s]+?)\s+from\s*)?"
    r"(?P<q>['\"])(?P<path>[^'\"\n]+)(?P=q)[ \t]*;?[ \t]*"
)
_EXPORT = re.compile(
    r"export\s+(?:default\b|const\b|let\b|var\b|function\b|async\b|class\b|type\b|interface\b|\{|\*)"
)
_CONST = re.compile(
    r"(?:export\s+)?(?:const|let|var)\s+([A-Za-z_$][\w$]*)\s*(?::\s*\w+\s*)?=\s*"
    r"(?:ref\(\s*|computed\(\s*)?(-?\d+(?:\.\d+)?|(['\"`])(?:(?!\3)[^\\\n]|\\.)*\3)"
)
_IMPORTED = re.compile(r"(?:\*\s+as\s+)?(?:[\w$]+\s+as\s+)?([A-Za-z_$][\w$]*)")


def take_modules(text: str, module: Module) -> str:
    """Return a text without the lines that import and export, which are added to ``module``.

    They begin a line, outside code (MDX 3, "ESM"); prose that begins with these words is none.
    """
    if not re.search(r"^(?:import|export)\b", text, re.MULTILINE):
        return text
    masked = scanner.mask(text, indented=False)
    closes: dict[int, int] | None = None
    out: list[str] = []
    at = 0
    for start in re.finditer(r"^(?=import\b|export\b)", masked, re.MULTILINE):
        if start.start() < at:
            continue
        found = _IMPORT.match(text, start.start(), start.start() + 5000)
        end = found.end() if found else 0
        if found:
            _add_import(module, found)
        elif _EXPORT.match(masked, start.start()):
            closes = closing_braces(masked) if closes is None else closes
            end = _export_end(masked, start.start(), closes)
            read_values(text[start.start() : end], module)
        if end:
            out.append(text[at : start.start()])
            at = end
    return "".join([*out, text[at:]])


def _add_import(module: Module, found: re.Match[str]) -> None:
    """Add the names that an import gives to a file."""
    for each in re.split(r"[{},]", found["names"] or ""):
        name = _IMPORTED.fullmatch(each.strip())
        if name:
            module.imports[name[1]] = (
                found["path"].rpartition("!")[2].replace("\\_", "_").partition("?")[0]
            )


def _export_end(masked: str, start: int, closes: dict[int, int]) -> int:
    """Return where an export ends: at a line's end outside brackets, before a blank line."""
    at, depth = start, 0
    for match in re.compile(r"[{()\[\]\n]|$").finditer(masked, start):
        if match.start() < at:
            continue
        sign = match[0]
        if sign == "{":
            at = closes.get(match.start(), match.start()) + 1
        elif sign in ("(", "["):
            depth += 1
        elif sign in (")", "]"):
            depth -= 1
        elif depth <= 0 or masked.startswith("\n", match.end()):
            following = masked[match.end() : match.end() + 2].lstrip()
            if not (sign and depth <= 0 and following[:1] in (".", ")", "+", "?", "=")):
                return match.start()
    return len(masked)


def read_values(script: str, module: Module) -> None:
    """Add the literal values that a script gives to names to ``module``."""
    for match in _CONST.finditer(script):
        value = module.evaluate(match[2])
        if value is not None:
            module.values.setdefault(match[1], value)


_TAG = re.compile(r"<(?P<name>[A-Za-z][\w.:-]*)(?=[\s/>])")
_ATTRIBUTE = re.compile(
    r"\s*(?:(?P<end>/?>)|(?P<name>[^\s=<>/{}\"']+)(?P<equals>\s*=\s*)?|(?P<brace>\{)|(?P<slash>/)(?!>))"
)
_VALUE = re.compile(r"\"[^\"]{0,20000}\"|'[^']{0,20000}'|[^\s\"'<>={}`]+")
_CAMEL = {"classname": "class", "htmlfor": "for", "srcset": "srcset", "colspan": "colspan"}


def plain_tags(text: str, evaluate: Evaluate, *, is_component: Callable[[str], bool]) -> str:
    """Return a text whose tags are plain HTML: each expression in them is its value, or is left out.

    ``<img src={require('./a.png').default} style={{width: 70}} />`` is ``<img src="./a.png"
    style="width: 70px" />``. A component keeps its other expressions as text.
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
        if not is_component(name) and not re.search(r"[{}@]|\s(?:v-|:|#)|className=", typed):
            continue
        made = [
            each for pair in pairs if (each := _plain(*pair, evaluate, is_kept=is_component(name)))
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


def _plain(name: str, value: str, is_expression: bool, evaluate: Evaluate, *, is_kept: bool) -> str:  # noqa: FBT001
    """Return an attribute as HTML; "" for one that has no meaning there."""
    bound = re.fullmatch(r"(?:v-bind)?:([\w.-]+)", name)
    if bound:
        name, is_expression = bound[1], True
    elif name.startswith(("v-", "@", "#")) or re.match(r"on[A-Z]", name) or name in ("ref", "key"):
        return ""
    plain = _CAMEL.get(name.lower(), name if is_kept else name.lower())
    if is_expression:
        known = _style(value) if plain == "style" else evaluate(value)
        if known is None and not is_kept:
            return ""
        value = value if known is None else known
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
