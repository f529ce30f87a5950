"""Lines on the terminal, and JSON: what files, titles and judges say is text there and steers nothing."""

import re
import unicodedata
from typing import Any

import click

_JOINERS = "\u200c\u200d"
"""Format characters that words of many languages need, and that steer nothing."""

_HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
"""Categories of characters that steer a terminal or hide: controls, bidi marks, half characters."""

_HIDDEN_IN_JSON = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What JSON allows within its texts and a terminal may obey, or a stream cannot encode."""


def echo(line: str, *, err: bool = False, **style: Any) -> None:
    """Print a line, in a style of click's, with each hidden character as an escape."""
    click.secho(escape(line), err=err, **style)


def echo_json(text: str) -> None:
    """Print JSON, with the hidden characters in its texts as escapes of JSON."""
    click.echo(_HIDDEN_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


def escape(text: str) -> str:
    r"""Return a text with each hidden character as its escape, such as ``\x1b`` or ``\u202e``."""
    if text.isprintable():
        return text
    return "".join(_escaped(c) for c in text)


def _escaped(character: str) -> str:
    """Return a character, or its escape where it is hidden."""
    is_plain = character == "\t" or character in _JOINERS
    if is_plain or unicodedata.category(character) not in _HIDDEN:
        return character
    if 0xDC80 <= ord(character) <= 0xDCFF:  # a byte of a file name that is not UTF-8 (PEP 383)
        return f"\\x{ord(character) - 0xDC00:02x}"
    return character.encode("unicode_escape", "surrogatepass").decode("ascii")
