"""The marks that kramdown has beside Markdown's: ``{: .class}`` of blocks and words, contents, formulas."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from triptych.dialects import blocks, kramdown_chirpy, kramdown_tables, scanner

_ATTRIBUTES = (
    r"(?:[ \t]*(?:[.#][\w:.-]+|[\w-]+=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s{}\"']+)|[\w-]+(?![\w:,=-])))+"
)
_BLOCK = re.compile(
    rf"(?P<quote>[ \t>]*)\{{:(?P<attr>{_ATTRIBUTES}|[\w-]+:[^{{}}\n]*|)[ \t]*\}}[ \t]*$"
)
_SPAN = re.compile(
    r"[ \t]*\{:[ \t]*(?P<attr>(?:[.#][\w:.-]+|[\w-]+=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s{}\"']+)|[ \t])+)\}"
)
_HEADING = re.compile(r"#{1,6}[ \t]|.*<h\d", re.IGNORECASE)
_UNDERLINE = re.compile(r"[ \t]*(?:=+|-+)[ \t]*$")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]")
_CLASS = re.compile(r"(?:^|\s)\.([\w-]+)")
_ID = re.compile(r"(?:^|\s)#([\w:.-]+)|\bid=[\"']?([\w:.-]+)")
_SIZE = re.compile(r"\b(width|height)=[\"']?(\d+(?:px|%)?)[\"']?(?=\s|$)")
_PREFIX = re.compile(
    r"^(?:notice-|prompt|alert|callout|admonition|box|bs-callout|message|is|block|bg)[-_]",
    re.IGNORECASE,
)
_GENERIC = ("notice", "alert", "callout", "message", "admonition", "infobox", "prompt")
_NOT_ALONE = frozenset(
    (
        "primary",
        "secondary",
        "check",
        "done",
        "key",
        "cite",
        "quote",
        "missing",
        "details",
        "help",
        "pro",
    )
)
COLOURS = {
    "danger": "caution",
    "red": "caution",
    "yellow": "warning",
    "green": "tip",
    "blue": "note",
}


Named = Mapping[str, tuple[str, str]]
"""The kind and the title of each callout that a site names itself, by its class."""


def rewrite(text: str, named: Named | None = None) -> str:
    """Return a text without kramdown's own marks; callouts by class become callouts."""
    if "{:" in text:
        text = kramdown_chirpy.rewrite(text)
        text = without_marks(_without_extensions(text), named)
    text = kramdown_tables.with_heads(text)
    return bracket_formulas(inline_formulas(text))


def without_marks(text: str, named: Named | None = None) -> str:
    """Return a text without ``{: …}``; callouts by class become callouts, ids and sizes stay."""
    return scanner.substitute(_Blocks(text, named or {}).run(), _SPAN, _span)


_EXTENSION = re.compile(
    r"\{::comment\}.*?(?:\{:/(?:comment)?\}|\Z)|\{::?/?(?:nomarkdown|options|comment)?(?=[ /}])[^{}\n]*/?\}"
    r"|\{:/[a-z]*\}",
    re.DOTALL,
)


def _without_extensions(text: str) -> str:
    """Return a text without ``{::comment}…{:/}`` and ``{::options … /}``."""
    if "{::" not in text:
        return text
    return scanner.substitute(
        text, _EXTENSION, lambda found: "" if "::" in found[0] or ":/" in found[0] else None
    )


def callout_kind(attributes: str) -> tuple[str, bool]:
    """Return the kind of callout that classes mean, and whether its first paragraph is its title."""
    found = ("", False)
    for name in _CLASS.findall(attributes):
        low = name.lower().replace("_", "-")
        bare = _PREFIX.sub("", low).removeprefix("-")
        is_titled = bare.endswith("-title")
        bare = bare.removesuffix("-title")
        kind = "note" if low in _GENERIC else COLOURS.get(bare, bare)
        if kind in blocks.KINDS and (bare != low or kind not in _NOT_ALONE):
            found = (kind, is_titled) if found[0] in ("", "note") else found
    return found


_TAG = re.compile(r"[ \t>]*</?[A-Za-z][^<>]*>[ \t]*")
_DEEPEST = 2
"""The most callouts in each other whose marks are read."""


@dataclass(slots=True)
class _Blocks:
    """The lines of a text while the marks of its blocks are taken out."""

    text: str
    named: Named = field(default_factory=dict[str, tuple[str, str]])
    depth: int = 0
    out: list[str] = field(default_factory=list[str])
    lines: list[str] = field(default_factory=list[str])
    in_code: list[bool] = field(default_factory=list[bool])

    def run(self) -> str:
        """Return the text."""
        self.lines = self.text.split("\n")
        masked = scanner.mask(self.text).split("\n")
        self.in_code = scanner.code_lines(self.text)
        number = 0
        while number < len(self.lines):
            match = _BLOCK.match(masked[number]) if "{:" in masked[number] else None
            if match and not self.in_code[number]:
                found = _BLOCK.match(self.lines[number])
                number = self._mark(found["attr"] if found else "", number)
            else:
                self.out.append(self.lines[number])
                number += 1
        return "\n".join(self.out)

    def _mark(self, attributes: str, number: int) -> int:
        """Apply the marks of one line to the block before or after it; return the next line's number."""
        before = self.out[-1] if self.out else ""
        if re.match(r"\s*toc\b", attributes):
            self._remove_list()
            return number + 1
        kind, is_titled, title = self._kind(attributes)
        if before.strip() and not (kind and _TAG.fullmatch(before)):
            if _HEADING.match(before) or _UNDERLINE.match(before):
                self._name_heading(attributes)
            elif kind and number and not self.in_code[number - 1]:
                start = self._start_of_block()
                inner = self.out[start:]
                del self.out[start:]
                self._callout(kind, inner, title, is_titled=is_titled)
            elif size := _SIZE.findall(attributes):
                self._size_picture(size)
            return number + 1
        end = number + 1
        if kind:
            while end < len(self.lines) and re.match(r"\s*(?!</)\S", self.lines[end]):
                end += 1
            self._callout(kind, self.lines[number + 1 : end], title, is_titled=is_titled)
        return end

    def _kind(self, attributes: str) -> tuple[str, bool, str]:
        """Return the kind of callout that classes mean, whether its text begins with its title, and one."""
        kind, is_titled = callout_kind(attributes)
        for name in _CLASS.findall(attributes):
            known = self.named.get(name) or self.named.get(name.removesuffix("-title"))
            if known:
                return kind or known[0], name not in self.named, known[1]
        return kind, is_titled, ""

    def _callout(self, kind: str, lines: list[str], title: str = "", *, is_titled: bool) -> None:
        """Append a callout of a block; a quotation is one without its marks."""
        indent = lines[0][: len(lines[0]) - len(lines[0].lstrip())] if lines else ""
        if lines and lines[0].lstrip().startswith(">"):
            lines = [re.sub(r"^[ \t]*>[ \t]?", "", line) for line in lines]
        if is_titled and lines:
            end = next((n for n, line in enumerate(lines) if not line.strip()), 1)
            title, lines = " ".join(lines[:end]).strip(), lines[end:]
        if lines:
            inner = "\n".join(lines)
            if "{:" in inner and self.depth < _DEEPEST:
                inner = _Blocks(inner, self.named, self.depth + 1).run()
            made = blocks.callout(kind, title, inner).split("\n")
            self.out += [f"{indent}{line}".rstrip() for line in made]

    def _start_of_block(self) -> int:
        """Return the number of the first line of the block that ends the text so far."""
        start = len(self.out)
        while start and self.out[start - 1].strip():
            start -= 1
        return start

    def _remove_list(self) -> None:
        """Remove the list that stands for the contents."""
        start = self._start_of_block()
        items = self.out[start:]
        if items and _ITEM.match(items[-1]):
            keep = len(items) - 1
            while keep and _ITEM.match(items[keep - 1]):
                keep -= 1
            del self.out[start + keep :]

    def _name_heading(self, attributes: str) -> None:
        """Add its id to the heading before."""
        found = _ID.search(attributes)
        if not found:
            return
        at = -2 if _UNDERLINE.match(self.out[-1]) and len(self.out) > 1 else -1
        if "{#" not in self.out[at]:
            self.out[at] = f"{self.out[at].rstrip()} {{#{found[1] or found[2]}}}"

    def _size_picture(self, size: list[tuple[str, str]]) -> None:
        """Add a size to the picture that ends the text."""
        if self.out[-1].rstrip().endswith(")") and "![" in self.out[-1]:
            attributes = " ".join(f"{key}={value}" for key, value in size)
            self.out[-1] = f"{self.out[-1].rstrip()}{{{attributes}}}"


def _span(found: scanner.Found) -> str:
    """Return the marks of words in pandoc's form: the id and the size; classes mean nothing here."""
    attributes = found["attr"]
    before = found.text[found.start - 1 : found.start]
    line = found.text[found.text.rfind("\n", 0, found.start) + 1 : found.start]
    parts = [f"#{match[1] or match[2]}" for match in _ID.finditer(attributes)][:1]
    if _HEADING.match(line):
        return f" {{{parts[0]}}}" if parts else ""
    if before not in (")", "]", "`"):
        return ""
    if "![" in line:
        parts += [f"{key}={value}" for key, value in _SIZE.findall(attributes)]
    return f"{{{' '.join(parts)}}}" if parts else ""


_DOUBLE = re.compile(r"\$\$(?!\$)[ \t]*([^$\n]+?)[ \t]*\$\$")
_SINGLE_BRACKETS = re.compile(
    r"\\{1,2}(?:\(([^\n]{1,500}?)\\{1,2}\)|\[((?:(?!\n[ \t]*\n).){1,2000}?)\\{1,2}\])", re.DOTALL
)
_BRACKETS = re.compile(
    r"\\\\(?:\(([^\n]{1,500}?)\\\\\)|\[((?:(?!\n[ \t]*\n).){1,2000}?)\\\\\])", re.DOTALL
)


def inline_formulas(text: str) -> str:
    """Return a text with formulas as pandoc reads them: within a line between single dollars."""

    def inline(found: scanner.Found) -> str | None:
        start, end = found.match.span()
        line_start = found.text.rfind("\n", 0, start) + 1
        line_end = found.text.find("\n", end)
        around = (
            found.text[line_start:start] + found.text[end : line_end if line_end >= 0 else None]
        )
        above = found.text[
            found.text.rfind("\n", 0, max(line_start - 1, 0)) + 1 : max(line_start - 1, 0)
        ]
        return f"${found[1]}$" if around.strip() or above.strip() else None

    return scanner.substitute(text, _DOUBLE, inline) if "$$" in text else text


def bracket_formulas(text: str, *, single: bool = False) -> str:
    """Return a text with formulas between dollars; ``single`` reads brackets with one backslash too."""

    def brackets(found: scanner.Found) -> str:
        return f"${found[1].strip()}$" if found[1] else f"$${found[2]}$$"

    if "\\" not in text:
        return text
    return scanner.substitute(text, _SINGLE_BRACKETS if single else _BRACKETS, brackets)


_BRACES = re.compile(
    r"(?<=\S)\n(?P<indent>[ \t>]*)\{(?P<attr>[ \t]*[.#][^{}\n]*|[ \t]*\w+=[^{}\n]*)\}[ \t]*(?=\n|\Z)"
)


def braces_below(text: str) -> str:
    """Return a text without the attributes below blocks; those of a callout's class make it one."""
    if "{" not in text:
        return text

    def make(found: scanner.Found) -> str:
        return f"\n{found['indent']}{{:{found['attr']}}}"

    text = scanner.substitute(text, _BRACES, make)
    return without_marks(text) if "{:" in text else text
