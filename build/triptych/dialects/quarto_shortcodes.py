"""Quarto's shortcodes: ``{{< meta title >}}``, ``{{< video … >}}``, ``{{< kbd Ctrl-C >}}``."""

import re
from collections.abc import Mapping
from typing import Any

from triptych.dialects import blocks, config, paired, quarto_project, scanner
from triptych.dialects.page import Page
from triptych.dialects.tally import Tally

_ESCAPED = re.compile(r"\{\{(?P<a>\{<.{0,1000}?>\})\}\}|\{\{<(?P<b>/\*.{0,1000}?\*/)>\}\}")
_SHORTCODE = re.compile(
    r"\{\{<\s*(?P<name>/?[\w.-]+)(?P<rest>(?:(?!>\}\}|\{\{<)[\s\S]){0,2000}?)\s*/?>\}\}"
)
_OPEN, _SHUT = "\ufff9", "\ufffb"
"""What stands for ``{{<`` and ``>}}`` of a shortcode that is to be printed."""

_IN_CODE = {_OPEN: "{{<", _SHUT: ">}}"}
_IN_TEXT = {_OPEN: "\\{\\{\\<", _SHUT: "\\>\\}\\}"}

_SILENT = frozenset(["fa", "bi", "iconify", "icon", "ai", "academicicons", "fontawesome"])
"""Shortcodes that draw a sign and say nothing."""


class Shortcodes:
    """Replaces the shortcodes of one document."""

    def __init__(self, page: Page, tally: Tally) -> None:
        self._tally = tally
        self.meta = quarto_project.defaults(page) | dict(page.front)
        self._vars = config.read(page.root / "_variables.yml", page.root)

    def protect(self, text: str) -> str:
        """Return a text in which the shortcodes that are to be printed are none: ``{{{< meta x >}}}``."""
        if "shortcodes" in text:
            text = _unread_blocks(text)
        if "{{{<" not in text and "{{</*" not in text:
            return text
        return _ESCAPED.sub(_protected, text)

    def restore(self, text: str) -> str:
        """Return a text with the shortcodes that are to be printed."""
        if _OPEN not in text:
            return text
        masked = scanner.mask(text)

        def sign(match: re.Match[str]) -> str:
            is_code = scanner.HIDDEN in (masked[match.start() - 1 : match.end() + 1])
            return (_IN_CODE if is_code else _IN_TEXT)[match[0]]

        return re.sub(f"[{_OPEN}{_SHUT}]", sign, text)

    def values(self, text: str) -> str:
        """Return a text with the values that shortcodes name, in code too."""
        if "{{<" not in text:
            return text
        return _SHORTCODE.sub(lambda match: self._value(match) or match[0], text)

    def expand(self, text: str) -> str:
        """Return a text with the shortcodes outside code replaced."""
        if "{{<" not in text:
            return text
        return scanner.substitute(text, _SHORTCODE, self._made, indented=False)

    def _value(self, match: re.Match[str]) -> str | None:
        """Return the value that a shortcode names; None when it names none."""
        name, words = match["name"], paired.arguments(match["rest"])[0]
        if name not in ("meta", "var") or not words:
            return None
        table = self.meta if name == "meta" else self._vars
        return value_at(table, words[0])

    def _made(self, found: scanner.Found) -> str:
        """Return what replaces a shortcode."""
        name, rest, markup = found["name"], found["rest"], found[0]
        words, values = paired.arguments(rest)
        if name == "pagebreak":
            return "\n\n\\newpage\n\n"
        if name == "kbd":
            return _keys(words, values)
        if name == "video" and (words or "src" in values):
            return _video(words[0] if words else values["src"], values)
        if name not in _SILENT:
            self._tally.add(f"shortcode `{name.strip('/')}`", markup)
        return ""


_SYSTEMS = {"mac": "Mac", "win": "Windows", "linux": "Linux"}


def _keys(words: list[str], values: Mapping[str, str]) -> str:
    """Return keys to press; those of several systems one after the other, where they differ."""
    if words:
        return f"<kbd>{_escaped(words[0])}</kbd>"
    known: dict[str, list[str]] = {value: [] for value in values.values()}
    for system, value in values.items():
        known[value].append(_SYSTEMS.get(system, system))
    if len(known) == 1:
        return f"<kbd>{_escaped(next(iter(known)))}</kbd>"
    return ", ".join(f"<kbd>{_escaped(k)}</kbd> ({', '.join(each)})" for k, each in known.items())


def _video(address: str, values: Mapping[str, str]) -> str:
    """Return a film as HTML, which every edition sets as a still and a link."""
    title = values.get("title", "") or values.get("aria-label", "")
    named = f" title={blocks.quoted(_escaped(title))}" if title else ""
    if re.search(r"\.(?:mp4|webm|ogv|mov)(?:$|[?#])", address, re.IGNORECASE):
        return f'<video src="{_escaped(address)}"{named}></video>'
    return f'<iframe src="{_escaped(address)}"{named}></iframe>'


def _escaped(text: str) -> str:
    """Return a text as HTML has it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def value_at(table: Mapping[str, Any], path: str) -> str | None:
    """Return the text at a path as ``author.name`` or ``items.1``; None when there is none."""
    value: Any = table
    for key in re.split(r"(?<!\\)\.", path):
        plain = key.replace("\\.", ".")
        if isinstance(value, Mapping):
            value = value.get(plain)
        elif isinstance(value, list) and plain.isdigit() and 0 < int(plain) <= len(value):
            value = value[int(plain) - 1]
        else:
            return None
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, str | int | float) else None


def _protected(match: re.Match[str]) -> str:
    """Return an escaped shortcode with other signs for its brackets."""
    inner = match["a"][2:-2] if match["a"] else match["b"][2:-2]
    return f"{_OPEN}{inner}{_SHUT}"


_SETTING = re.compile(r"\s*\bshortcodes\s*=\s*\"?(?:false|true)\"?")
_UNREAD = re.compile(r"[ \t>]*[`~]{3,}.*\bshortcodes\s*=\s*\"?false")


def _unread_blocks(text: str) -> str:
    """Return a text in which code with ``shortcodes="false"`` has none."""
    lines = text.split("\n")
    was_code = is_unread = False
    for number, is_code in enumerate(scanner.code_lines(text)):
        if is_code and not was_code:
            is_unread = bool(_UNREAD.match(lines[number]))
            lines[number] = _SETTING.sub("", lines[number])
        if is_code and is_unread:
            lines[number] = lines[number].replace("{{<", _OPEN).replace(">}}", _SHUT)
        was_code = is_code
    return "\n".join(lines)
