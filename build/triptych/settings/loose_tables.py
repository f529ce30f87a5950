"""What can be read of front matter that does not parse, as other tools accept it: key by key."""

import re
from collections.abc import Iterator
from typing import Any

from triptych.settings import toml
from triptych.settings.front_tables import Lines, key_name, loose_yaml

_KEY = re.compile(
    r"(?P<key>[^\s#:'\"\[{-][^:\n]*?|'[^'\n]+'|\"[^\"\n]+\")[ \t]*:(?=[ \t]|$)(?P<value>.*)"
)
_TOML_KEY = re.compile(r"[\w\"'.-]+[ \t]*=|\[")
_FRONT_LINE = re.compile(r"[ \t]*(?:#|-[ \t]|$)|[ \t]+\S|[\w -]+:(?:[ \t]|$)|[\]}]")


def salvage(front: str, fence: str) -> tuple[dict[str, Any], Lines]:
    """Return the table of front matter and the line of each key, without the keys that do not parse.

    ``fence`` is the line that opens it. In YAML a value with a colon or quotation marks in it is the
    text as typed, and a tab is as good as spaces.
    """
    data: dict[str, Any] = {}
    lines: Lines = {}
    whole = {} if fence == "+++" else loose_yaml(front)
    for number, block in _blocks(front, _TOML_KEY if fence == "+++" else _KEY):
        for key, value in (_toml(block) if fence == "+++" else _yaml(block, whole)).items():
            name = key_name(key)
            data[name] = value
            lines[name,] = number + 2
    return data, lines


def looks_like_front_matter(lines: list[str]) -> bool:
    """Whether each line may be one of YAML, and one at least has a key."""
    return all(map(_FRONT_LINE.match, lines)) and any(map(_KEY.match, lines))


def _blocks(front: str, opening: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """Yield each key of the top with its lines, and the number of its first line, from 0."""
    start, block = 0, list[str]()
    for number, line in enumerate(front.split("\n")):
        is_within_table = bool(block) and block[0][:1] == "[" and line[:1] != "["
        if opening.match(line) and block and not is_within_table:
            yield start, "\n".join(block)
            block = []
        start = start if block else number
        block.append(line)
    yield start, "\n".join(block)


def _yaml(block: str, whole: dict[str, Any]) -> dict[str, Any]:
    """Return the table of one key of YAML; empty when nothing can be made of it."""
    first = _KEY.match(block.lstrip("\n"))
    name = first["key"].strip("'\"") if first else ""
    if name in whole:
        return {name: whole[name]}
    spaced = block.expandtabs(4)
    if (found := loose_yaml(spaced)) or not first:
        return found
    rest = [line.strip() for line in spaced.lstrip("\n").split("\n")[1:]]
    words = " ".join([first["value"].strip(), *(line for line in rest if line[:1] != "#")]).strip()
    if len(words) > 1 and words[0] == words[-1] and words[0] in "'\"":
        words = words[1:-1]
    return {name: words}


def _toml(block: str) -> dict[str, Any]:
    """Return the table of one key of TOML, or of one table; empty when it does not parse."""
    try:
        return toml.parse(block.encode())
    except toml.BadTomlError:
        return {}
