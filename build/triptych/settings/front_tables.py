"""The tables of front matter in YAML, TOML and JSON, with the line of each key."""

import copy
import json
import re
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from typing import Any

import yaml

from triptych.core.errors import Place, SourceError
from triptych.core.model import KeyPath
from triptych.core.xml_characters import with_whole_letters
from triptych.settings import toml

Lines = dict[KeyPath, int]
"""The file's line of each key and value of front matter."""


def read_toml(front: str, place: str) -> tuple[dict[str, Any], Lines]:
    """Return the table of TOML 1.0 and the line of each key in the file, found by its name.

    Raises ``SourceError`` with file and line when it does not parse.
    """
    try:
        data = toml.parse(front.encode())
    except toml.BadTomlError as error:
        message = f"front matter is not TOML: {error.reason}"
        raise SourceError(message, Place(place, error.line + 1), error.hint) from None
    return {key_name(key): value for key, value in data.items()}, _toml_lines(front)


def _toml_lines(front: str) -> Lines:
    """Return the line of each key of TOML, by the table that it is in; of two the first."""
    lines: Lines = {}
    table: KeyPath = ()
    for number, text in enumerate(front.split("\n"), 2):
        if header := _TOML_TABLE.match(text):
            table = _toml_path(header[1])
            lines.setdefault(table, number)
        elif key := _TOML_KEY.match(text):
            path = (*table, *_toml_path(key[1]))
            for length in range(1, len(path) + 1):
                lines.setdefault(path[:length], number)
    return lines


_TOML_TABLE = re.compile(r"\s*\[{1,2}([^\[\]]+)\]")
_TOML_KEY = re.compile(r"\s*([\w.\"'-]+)\s*=")


def _toml_path(key: str) -> KeyPath:
    """Return a TOML key, dotted or quoted, as a path."""
    return tuple(key_name(part.strip("\"' ")) for part in key.split("."))


def read_yaml(front: str, place: str) -> tuple[dict[str, Any], Lines]:
    """Return the table of YAML and the line of each key; values stay as typed, so ``no`` is Norwegian.

    Raises ``SourceError`` with file and line when it does not parse.
    """
    data, lines = _read_yaml(front, place)
    return copy.deepcopy(data), dict(lines)


@lru_cache(maxsize=4)
def _read_yaml(front: str, place: str) -> tuple[dict[str, Any], Lines]:
    """Return what ``read_yaml`` does: an article is read for its name and its text, and after each save."""
    try:
        root = _tree(front, _PlainLoader)
    except _LimitError as error:
        raise SourceError(str(error), Place(place, error.line), error.hint) from None
    except (yaml.YAMLError, RecursionError) as error:
        raise _not_yaml(error, front, place) from None
    if root is None:
        return {}, {}
    if not isinstance(root, yaml.MappingNode):
        message = "front matter is not a list of keys such as `title: …`"
        raise SourceError(message, Place(place, 2), "Write one `key: value` a line.")
    lines: Lines = {}
    try:
        data: dict[str, Any] = _value(root, (), lines)
    except _BadKeyError as error:
        raise SourceError(str(error), Place(place, error.line), error.hint) from None
    return data, lines


class _LimitError(Exception):
    """What YAML may have and is not read here, with its line in the file and a hint."""

    def __init__(self, message: str, event: yaml.Event | None, hint: str) -> None:
        super().__init__(message)
        self.line = event.start_mark.line + 2 if event and event.start_mark else 1
        self.hint = hint


class _Loader(yaml.BaseLoader):
    """Composes values as typed, and stops where they are nested too deeply."""

    _takes_aliases = True

    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        self._depth = 0

    def get_event(self) -> Any:
        """Return the next event; raises ``_LimitError`` for one that is too deep, or not taken."""
        event = super().get_event()  # type: ignore[no-untyped-call]  # its stub has no types
        self._depth += isinstance(event, yaml.CollectionStartEvent)
        self._depth -= isinstance(event, yaml.CollectionEndEvent)
        if self._depth > toml.DEEPEST:
            raise _LimitError(_TOO_DEEP, event, "Use the keys in the handbook.")
        if isinstance(event, yaml.AliasEvent) and not self._takes_aliases:
            message = "front matter uses a YAML alias (*name), which is not supported"
            raise _LimitError(message, event, "Write the value out.")
        return event


class _PlainLoader(_Loader):
    """Composes values as typed, and takes no alias."""

    _takes_aliases = False


def _tree(text: str, loader: type[_Loader]) -> yaml.Node | None:
    """Return the tree of YAML; raises what the loader raises.

    It is read in C where that gives the same, in a fifth of the time; what is refused there is read again.
    """
    if _FAST and not _UNLIKE.search(text):
        with suppress(yaml.YAMLError):
            depth = 0
            for event in yaml.parse(text, _FAST):
                depth += isinstance(event, yaml.CollectionStartEvent)
                depth -= isinstance(event, yaml.CollectionEndEvent)
                if depth > toml.DEEPEST or isinstance(event, yaml.AliasEvent):
                    break
            else:
                return yaml.compose(text, _FAST)
    return yaml.compose(text, loader)


_FAST: Any = getattr(yaml, "CBaseLoader", None)
"""PyYAML's reader in C, which its wheels have."""

_UNLIKE = re.compile(r"[?\t\ufeff\ud800-\udfff]|[|>][^\n]*#")
"""What the two readers do not read alike (found by comparing them on generated texts)."""


def _not_yaml(error: yaml.YAMLError | RecursionError, front: str, place: str) -> SourceError:
    """Return the error for YAML that does not parse, with place and hint."""
    if isinstance(error, yaml.reader.ReaderError):
        message = f"front matter contains the control character U+{error.character:04X}"
        line = front.count("\n", 0, error.position) + 2
        return SourceError(message, Place(place, line), "Remove it.")
    if not isinstance(error, yaml.MarkedYAMLError):
        return SourceError(_TOO_DEEP, Place(place, 1), "Use the keys in the handbook.")
    is_open = "quoted scalar" in (error.context or "") and "end of" in (error.problem or "")
    mark = error.context_mark if is_open else error.problem_mark or error.context_mark
    where = Place(place, mark.line + 2, mark.column + 1) if mark else Place(place, 1)
    reason = "a quotation mark is never closed" if is_open else error.problem or "it does not parse"
    hint = "Put a text with a colon, a quotation mark or a leading sign in quotes."
    if "\\t" in (error.problem or ""):
        hint = "Indent with spaces; YAML does not allow tabs there."
    if "another document" in reason or "'<document start>'" in reason:
        reason, hint = "a second table begins here", "Write one table, without a line `...` in it."
    return SourceError(f"front matter is not YAML: {reason}", where, hint)


_TOO_DEEP = "front matter is nested too deeply"


def _value(node: yaml.Node, path: KeyPath, lines: Lines) -> Any:
    """Return a YAML node as plain values, and record the line of each in ``lines``."""
    lines[path] = node.start_mark.line + 2
    if isinstance(node, yaml.MappingNode):
        table = {}
        for key, value in node.value:
            name = _key(key, path, lines)
            table[name] = _value(value, (*path, name), lines)
            lines[*path, name] = key.start_mark.line + 2
        return table
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*path, n), lines) for n, item in enumerate(node.value)]
    is_empty = not getattr(node, "style", None) and node.value in ("", "~", "null")
    return "" if is_empty else with_whole_letters(node.value)


class _BadKeyError(Exception):
    """A key of the front matter that cannot be used, with its line and a hint."""

    def __init__(self, message: str, line: int, hint: str) -> None:
        super().__init__(message)
        self.line = line
        self.hint = hint


def _key(key: yaml.Node, path: KeyPath, lines: Lines) -> str:
    """Return the name of a key; raises ``_BadKeyError`` when it is not a text or is given twice."""
    line = key.start_mark.line + 2
    if not isinstance(key, yaml.ScalarNode):
        raise _BadKeyError("a key is a list or a table", line, "Write `key: value`.")
    name = key_name(key.value)
    if (*path, name) in lines:
        message = f"`{name}` is given twice, first on line {lines[*path, name]}"
        raise _BadKeyError(message, line, "Keep one of them.")
    return name


def key_name(key: str) -> str:
    """Return a key in our spelling: ``custom_css`` for ``custom-css``."""
    return with_whole_letters(key).strip().replace("-", "_")


def read_json(front: str, place: str) -> tuple[dict[str, Any], Lines]:
    """Return the table of JSON, and the line of each key in the file, found by its name.

    Raises ``SourceError`` with file and line when it does not parse.
    """
    try:
        data = json.loads(front)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        message = f"front matter is not JSON: {getattr(error, 'msg', 'nested too deeply')}"
        raise SourceError(message, Place(place, line), "Write it as YAML between ---.") from None
    lines: Lines = {}
    for number, text in enumerate(front.split("\n"), 1):
        if key := _JSON_KEY.match(text):
            lines.setdefault((key_name(key[1]),), number)
    return {key_name(key): _plain(value) for key, value in data.items()}, lines


_JSON_KEY = re.compile(r'[{\s]*"([^"\\]+)"\s*:')


def _plain(value: Any) -> Any:
    """Return a value of JSON without null, which is an empty text."""
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return "" if value is None else value


def loose_yaml(text: str) -> dict[str, Any]:
    """Return the table of another tool's YAML, values as typed; empty when it is no table.

    Tags, such as ``!ENV``, are ignored; of a key given twice the last counts. Aliases and merge keys
    are read (YAML 1.2.2, section 7.1), as long as they make no more than ``_MOST_VALUES`` values.
    """
    try:
        root = _tree(text, _Loader)
        table = _Loose().value(root) if isinstance(root, yaml.MappingNode) else {}
    except (yaml.YAMLError, RecursionError, _LimitError, _TooManyError):
        return {}
    return table if isinstance(table, dict) else {}


_MOST_VALUES = 100_000
"""The most values that one table of another tool has, those of aliases counted each time."""


class _TooManyError(Exception):
    """A table that is larger than is read, or is a part of itself."""


class _Loose:
    """Makes plain values of YAML nodes, and counts them."""

    def __init__(self) -> None:
        self._count = 0

    def value(self, node: yaml.Node, depth: int = 0) -> Any:
        """Return a node as plain values; raises ``_TooManyError`` when it has too many."""
        self._count += 1
        if self._count > _MOST_VALUES or depth > 2 * toml.DEEPEST:
            raise _TooManyError
        if isinstance(node, yaml.MappingNode):
            table: dict[str, Any] = {}
            merged: dict[str, Any] = {}
            for key, inner in node.value:
                if key.value == "<<":
                    for each in inner.value if isinstance(inner, yaml.SequenceNode) else [inner]:
                        found = self.value(each, depth + 1)
                        merged = {**found, **merged} if isinstance(found, dict) else merged
                elif isinstance(key.value, str):
                    table[key.value] = self.value(inner, depth + 1)
            return {**merged, **table}
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, depth + 1) for item in node.value]
        return "" if node.value in ("~", "null") else str(node.value)


def write_yaml(table: Mapping[str, Any]) -> str:
    """Return keys as YAML, one a line, each text quoted where it needs to be."""
    return yaml.safe_dump(dict(table), allow_unicode=True, sort_keys=False, width=1 << 20)
