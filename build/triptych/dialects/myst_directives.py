"""The directives of MyST, their argument and their options: ```` ```{figure} a.png ````."""

import re
from dataclasses import dataclass, field

from triptych.dialects import fenced
from triptych.dialects.myst_targets import CODE
from triptych.settings import front_tables

_INFO = re.compile(r"\{(?P<name>[A-Za-z][\w:.+-]*)(?P<attr>[ \t][^{}]*)?\}[ \t]*(?P<argument>.*)$")
_OPTION = re.compile(r":(?P<key>[\w-]+):(?:[ \t]+(?P<value>.*)|[ \t]*)$")
_ATTRIBUTE = re.compile(
    r"#(?P<id>[\w:.-]+)|\.(?P<class>[\w-]+)|(?P<key>[\w-]+)=(?:\"(?P<a>[^\"]*)\"|(?P<b>[^\s\"]+))"
)


@dataclass(frozen=True, slots=True)
class Directive:
    """A directive: its name, its argument, its options, its text, and its first line as typed."""

    name: str
    argument: str = ""
    options: dict[str, str] = field(default_factory=dict[str, str])
    body: str = ""
    opening: str = ""

    @property
    def label(self) -> str:
        """The name by which the text refers to it."""
        return self.options.get("name") or self.options.get("label") or ""

    def option(self, *keys: str) -> str:
        """Return the first of several options that has a value; "" when none has."""
        return next(
            (self.options[key].strip() for key in keys if self.options.get(key, "").strip()), ""
        )


def is_directive(mark: str, info: str) -> bool:
    """Whether what follows the marks of a fence makes it a directive."""
    del mark
    return bool(_INFO.match(info))


def is_code(mark: str, info: str) -> bool:
    """Whether the text of a directive is no Markdown."""
    del mark
    found = _INFO.match(info)
    return not found or found["name"] in CODE


def read(block: fenced.Block) -> Directive:
    """Return the directive of a block."""
    found = _INFO.match(block.info)
    if not found:
        return Directive("", body=block.inner, opening=block.opening)
    options: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(found["attr"] or ""):
        if match["id"]:
            options["name"] = match["id"]
        elif match["class"]:
            options["class"] = f"{options.get('class', '')} {match['class']}".strip()
        else:
            options[match["key"]] = match["a"] or match["b"] or ""
    lines = block.inner.split("\n")
    start = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    start = _options(lines, start, options)
    if start < len(lines) and lines[start].strip() == "---":
        end = next((n for n in range(start + 1, len(lines)) if lines[n].strip() == "---"), start)
        table = front_tables.loose_yaml("\n".join(lines[start + 1 : end]))
        options |= {str(key): _text(value) for key, value in table.items()}
        start = end + 1
    body = "\n".join(lines[start:])
    return Directive(found["name"], found["argument"].strip(), options, body, block.opening)


def _options(lines: list[str], start: int, options: dict[str, str]) -> int:
    """Read options as lines ``:key: value``; return the number of the first line after them."""
    number = start
    last = ""
    while number < len(lines):
        match = _OPTION.match(lines[number].strip())
        if match:
            last = match["key"]
            options[last] = (match["value"] or "").strip()
        elif last and lines[number].startswith(("   ", "\t")) and lines[number].strip():
            options[last] = f"{options[last]} {lines[number].strip()}"
        else:
            break
        number += 1
    return number


def _text(value: object) -> str:
    """Return the value of an option as text."""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
