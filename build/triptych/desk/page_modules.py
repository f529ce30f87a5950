"""The modules of the desk's page as one: a browser asks for it once, and not for each module.

They are plain modules that import one another by name. Each becomes a function that is called once and
returns what the module exports, as modules behave whose exports never change.
"""

import re
from pathlib import Path

_IMPORT = re.compile(
    r"^import (?:\* as )?(\{[^}\n]+\}|\w+) from '\./([\w-]+\.mjs)'\n", re.MULTILINE
)
_EXPORT = re.compile(r"^export ((?:async )?(?:const|class|function) (\w+))", re.MULTILINE)


def joined(first: Path) -> str:
    """Return the text of a module, and before it that of all which it needs, from the same folder."""
    texts = dict[str, str]()
    _add(texts, first)
    return "".join(["const modules = {}\n", *texts.values()])


def _add(texts: dict[str, str], path: Path) -> None:
    """Add a module to those before it, behind what it imports."""
    text = path.read_text(encoding="utf-8")
    for found in _IMPORT.finditer(text):
        if found[2] not in texts:
            _add(texts, path.with_name(found[2]))
    exported = ", ".join(found[2] for found in _EXPORT.finditer(text))
    text = _EXPORT.sub(r"\1", _IMPORT.sub(r"const \1 = modules['\2']\n", text))
    texts[path.name] = f"modules['{path.name}'] = (() => {{\n{text}return {{ {exported} }}\n}})()\n"
