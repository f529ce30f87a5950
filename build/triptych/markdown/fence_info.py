"""What follows the marks of a code fence: pandoc's attributes, or what other tools write there.

The name of a block is printed, in whichever way it is written: ``title="a.py"`` (MkDocs, Docusaurus,
Astro), ``filename="a.py"`` (Quarto), ``file=a.py``, ``[a.py]`` (VitePress), ``py:a.py`` (Zenn) or
``py:title=a.py`` (Gatsby).
"""

import re
from urllib.parse import unquote

NAME_KEYS = ("filename", "title", "file", "name")
"""The attributes that name a block of code; the first that is given counts."""

_LANGUAGE = re.compile(r"\{?[ \t]*\.?([A-Za-z][\w.+#-]*)")
_PAIR = r"""[#.][^\s{}]+|[\w:-]+=(?:"[^"]*"|'[^']*'|[^\s"'{},]+)"""
_ATTRIBUTES = re.compile(
    rf"(?:[\w.+#:-]+[ \t]*)?\{{[ \t]*(?:{_PAIR})(?:[ \t]+(?:{_PAIR}))*[ \t]*\}}|\{{=\w+\}}"
)
_NAMED = re.compile(
    rf"""(?<![\w-])({"|".join(NAME_KEYS)})[ \t]*[=:][ \t]*(?:"([^"]*)"|'([^']*)'|([^\s"'{{}},&]+))"""
)
_BRACKETED = re.compile(r"(?<!\S)\[([^\[\]]+)\]\s*(?:\{[^{}]*\}\s*)?$")
_AFTER_COLON = re.compile(r"[\w+#-]+:([\w@./\\-]*[\w@-]\.\w[\w.-]*)(?=\s|$)")


def pandoc_info(info: str) -> str:
    """Return what pandoc reads after a fence: well-formed attributes, else the language and the name."""
    if not info or _ATTRIBUTES.fullmatch(info):
        return info
    found = _LANGUAGE.match(info)
    language = found[1] if found and not _NAMED.match(info) else ""
    name = _name(info).replace("\\", "\\\\").replace('"', '\\"')
    if not name:
        return language
    return f'{language} {{filename="{name}"}}'.lstrip()


def _name(info: str) -> str:
    """Return the name that the text after a fence gives the block, or ""."""
    named = {key: "".join(values) for key, *values in reversed(_NAMED.findall(info))}
    by_key = next((named[key] for key in NAME_KEYS if named.get(key, "").strip()), "")
    other = _BRACKETED.search(info) or _AFTER_COLON.match(info)
    return unquote(by_key or (other[1] if other else "")).strip()
