"""What MDX imports, exports and puts in braces; it is read as text, and nothing is run."""

import re
from dataclasses import dataclass, field

from triptych.dialects import scanner

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
            return path if re.search(r"\.\w{2,5}$", path) and not path.endswith(".json") else None
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
    r"(?:ref\(\s*|computed\(\s*)?(-?\d+(?:\.\d+)?|`(?:[^`\\]|\\.)*`|(['\"])(?:(?!\3)[^\\\n]|\\.)*\3)",
    re.DOTALL,
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
        end = 0
        while found:  # several may be on a line
            _add_import(module, found)
            end = found.end()
            found = _IMPORT.match(text, end, end + 5000)
        if not end and _EXPORT.match(masked, start.start()):
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
    for match in re.compile(r"[{()\[\]`\n]|$").finditer(masked, start):
        if match.start() < at:
            continue
        sign = match[0]
        if sign == "{":
            at = closes.get(match.start(), match.start()) + 1
        elif sign == "`":
            at = max(_string_end(masked, match.start()), match.end())
        elif sign in ("(", "["):
            depth += 1
        elif sign in (")", "]"):
            depth -= 1
        elif depth <= 0 or masked.startswith("\n", match.end()):
            following = masked[match.end() : match.end() + 2].lstrip()
            if not (
                sign and depth <= 0 and following[:1] in (".", ")", "+", "?", "=", scanner.HIDDEN)
            ):
                return match.start()
    return len(masked)


def read_values(script: str, module: Module) -> None:
    """Add the literal values that a script gives to names to ``module``."""
    for match in _CONST.finditer(script):
        value = module.evaluate(match[2])
        if value is not None:
            module.values.setdefault(match[1], value)
