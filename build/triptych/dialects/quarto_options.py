"""The options of a cell of code: ``{r plot, fig.cap="Tides"}`` and lines ``#| fig-cap: Tides``."""

import re
from dataclasses import dataclass, field
from typing import Any

from triptych.settings import front_tables

_HEADER = re.compile(r"\{(?P<language>[A-Za-z][\w+-]*)[ \t,]*(?P<rest>.*)\}[ \t]*$")
_HASH = re.compile(r"[ \t]*(?:#|//|--|%%|\*|'|;|!)\|[ \t]?(?P<words>.*)$")
_PART = re.compile(
    r"\s*(?:(?P<key>[#\w.-]+)\s*=\s*)?(?P<value>\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'"
    r"|(?:[^,()\"'\s=]|\((?:[^()]|\([^()]*\))*\))+(?:[ \t]+(?![\w.]+\s*=)[^,=]+)?)\s*,?"
)
_TEXT = re.compile(r"[\"']((?:\\.|[^\\])*)[\"']$", re.DOTALL)


_TABLE = re.compile(
    r"\b(?:kable|kbl|datatable|flextable|xtable)\s*\(.*?\bcaption\s*=\s*"
    r"(?:\"(?P<a>(?:\\.|[^\"\\])*)\"|'(?P<b>(?:\\.|[^'\\])*)')",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its language, its label, its options by their names with hyphens, and its code."""

    language: str
    label: str
    options: dict[str, Any] = field(default_factory=dict[str, Any])
    code: str = ""

    def text(self, *keys: str) -> str:
        """Return the first of several options that is a text; "" when none is."""
        for key in keys:
            value = self.options.get(key)
            if isinstance(value, str) and value.strip():
                return value.strip()
        return ""

    @property
    def table_caption(self) -> str:
        """The caption of the table that a cell makes, of its options or of its code; "" for none."""
        found = _TABLE.search(self.code) if self.label else None
        return self.text("tbl-cap", "tab-cap") or (found["a"] or found["b"] or "" if found else "")

    def texts(self, key: str) -> list[str]:
        """Return the texts of an option that is a list, or one text."""
        value = self.options.get(key)
        return [
            str(each) for each in (value if isinstance(value, list) else [value] if value else [])
        ]

    def is_on(self, key: str, default: bool) -> bool:  # noqa: FBT001  a value, not a switch
        """Whether an option is on; what is no truth value counts as on."""
        value = self.options.get(key)
        return default if value is None else str(value).strip().lower() not in ("false", "f", "no")


def is_cell(info: str) -> bool:
    """Whether what follows the marks of a fence makes it a cell that would be run."""
    return bool(_HEADER.match(info)) and not info.startswith("{{")


def read(info: str, inner: str) -> Cell:
    """Return the cell of a fence, from what follows its marks and its text."""
    match = _HEADER.match(info)
    language, rest = (match["language"], match["rest"]) if match else ("", "")
    options: dict[str, Any] = {}
    label = ""
    for part in _PART.finditer(rest):
        key, value = (part["key"] or "").replace(".", "-"), part["value"].strip()
        if not part["key"]:
            label = label or (value if re.fullmatch(r"[\w:./#-]+", value) else "")
        elif string := _TEXT.match(value):
            options[key] = re.sub(r"\\(.)", r"\1", string[1]) if "\\" in string[1] else string[1]
        elif listed := re.match(r"c\((.*)\)$", value, re.DOTALL):
            options[key] = re.findall(r"[\"']([^\"']*)[\"']", listed[1]) or value
        else:
            options[key] = value if _is_plain(value) else None
    lines = inner.split("\n")
    count = 0
    while count < len(lines) and (_HASH.match(lines[count]) or not lines[count].strip()):
        count += 1
    typed = [m["words"] for line in lines[:count] if (m := _HASH.match(line))]
    if typed:
        table = front_tables.loose_yaml("\n".join(typed)) or _by_line(typed)
        options |= {str(key).replace(".", "-"): value for key, value in table.items()}
    label = label.lstrip("#") or str(options.get("label") or "")
    code = "\n".join(lines[count:]) if typed else inner
    known = {key: value for key, value in options.items() if value is not None}
    return Cell(language, label, known, code.strip("\n"))


def _is_plain(value: str) -> bool:
    """Whether a value without quotes is a truth value, a number or a word, not an expression."""
    return bool(re.fullmatch(r"[\w.%-]+", value))


def _by_line(typed: list[str]) -> dict[str, Any]:
    """Return options that do not parse as YAML, as pairs a line; R's ``echo = FALSE`` among them."""
    found: dict[str, Any] = {}
    for line in typed:
        if match := re.match(r"([\w.-]+)\s*[:=]\s*(.*)$", line):
            found[match[1]] = match[2].strip().rstrip(", ").strip("\"'")
    return found
