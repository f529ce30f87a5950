"""TOML 1.0 for front matter, settings and themes, with line and reason when it does not parse."""

import re
import tomllib
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import tomli_w

from triptych.core.errors import Place

_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")

DEEPEST = 32
"""The most tables and lists within each other in front matter, settings and themes."""

_LONG_KEY = re.compile(
    rf"""(?:^|[{{\[,])[ \t]*(?:(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){{{DEEPEST}}}""",
    re.MULTILINE,
)
"""A dotted key of more than ``DEEPEST`` parts."""


class BadTomlError(Exception):
    """A text that is not TOML: the reason, its line (from 1), and a hint."""

    def __init__(self, reason: str, line: int, hint: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
        self.hint = hint


def write(table: Mapping[str, Any]) -> bytes:
    """Return a table as the text of a TOML file."""
    return tomli_w.dumps(table).encode()


def parse(data: bytes, number: Callable[[str], Any] = Decimal) -> dict[str, Any]:
    """Return the tables of a TOML file; raises ``BadTomlError`` when it does not parse or is not UTF-8.

    ``number`` makes a number with a point; a ``Decimal`` keeps the digits of ``12.10``.
    """
    try:
        text = data.decode("utf-8-sig")
        if _LONG_KEY.search(text):  # for which tomllib takes time by the square of its length
            raise _too_deep()
        table = tomllib.loads(text, parse_float=number)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        reason = f"byte 0x{data[error.start]:02X} at offset {error.start} is not UTF-8"
        raise BadTomlError(reason, line, "Save the file as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        where = _PLACE.search(str(error))
        line = int(where[1]) if where and where[1] else text.rstrip().count("\n") + 1
        reason = _PLACE.sub("", str(error))
        reason = reason[:1].lower() + reason[1:]
        raise BadTomlError(reason, line, _hint(reason)) from None
    except RecursionError:
        raise _too_deep() from None
    if _is_deep(table):
        raise _too_deep()
    return table


def _too_deep() -> BadTomlError:
    """Return the error for tables or lists that are nested too deeply."""
    return BadTomlError("it is nested too deeply", 1, "Use the keys in the handbook.")


def _is_deep(table: dict[str, Any]) -> bool:
    """Whether tables and lists are nested deeper than ``DEEPEST``."""
    level: list[Any] = [table]
    for _ in range(DEEPEST + 1):
        inner = [list(v.values()) if isinstance(v, dict) else v for v in level]
        level = [v for several in inner for v in several if isinstance(v, dict | list)]
    return bool(level)


def line_of(path: Path, key: str) -> Place:
    """Return the place of ``key`` in a TOML file, with line 0 when it is not there."""
    if not path.is_file():
        return Place(str(path))
    lines = path.read_text(encoding="utf-8-sig", errors="replace").split("\n")
    pattern = re.compile(rf"\s*(\[.*\b)?{re.escape(key)}\s*[=.\]]")
    found = (n for n, line in enumerate(lines, 1) if pattern.match(line.replace("-", "_")))
    return Place(str(path), next(found, 0))


def line_in(path: Path, table: str, key: str) -> Place:
    """Return the place of ``key`` in the table ``[table]`` of a TOML file; line 0 when it is not there."""
    if not path.is_file():
        return Place(str(path))
    within = ""
    dotted = re.compile(rf"\s*(?:{re.escape(table)}\s*\.\s*)[\"']?{re.escape(key)}[\"']?\s*=")
    plain = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=")
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    for number, line in enumerate(text.split("\n"), 1):
        if head := re.match(r"\s*\[\s*([^\[\]]+?)\s*\]", line):
            within = head[1]
        elif plain.match(line) if within == table else not within and dotted.match(line):
            return Place(str(path), number)
    return Place(str(path))


def _hint(reason: str) -> str:
    """Return a hint for TOML that does not parse."""
    if "expected '='" in reason:
        return 'Write `key = "text"`; TOML has an equals sign where YAML has a colon.'
    if "overwrite" in reason:
        return "Give each key once."
    return "Put texts in quotes, and each key on a line of its own."
