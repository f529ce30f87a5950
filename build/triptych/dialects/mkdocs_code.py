"""What plugins of MkDocs make from code, ``::: package.Name``, and the references to it."""

import re

from triptych.dialects import material, scanner
from triptych.dialects import page as pages
from triptych.dialects.page import Page

_GENERATED = re.compile(
    r"^(?P<indent>[ \t]*)(?P<marks>#{1,6}[ \t]+)?:::[ \t]*(?P<name>[A-Za-z_]\w*(?:[.:/-]+\w+)*)[ \t]*"
    r"(?:\n(?:(?P=indent)[ ]{2,}[^\n]*|[ \t]*(?=\n(?P=indent)[ ]{4})))*$",
    re.MULTILINE,
)
_LINK = re.compile(r"\]\(#(?P<name>\w+(?:\.\w+)+)\)")


def generated(text: str, page: Page) -> str:
    """Return a text with what a plugin would generate from code reduced to its name; it is reported."""
    if not material.has_plugin(page, "mkdocstrings"):
        return text
    names: list[str] = []

    def make(found: scanner.Found) -> str | None:
        name = found["name"]
        is_new = name not in names
        names.append(name)
        marks = found["marks"]
        if marks:
            return f"{found['indent']}{marks}`{name}`{f' {{#{name}}}' if is_new else ''}\n"
        return f"{found['indent']}{f'[`{name}`]{{#{name}}}' if is_new else f'`{name}`'}\n"

    made = scanner.substitute(text, _GENERATED, make)
    if names:
        made = scanner.substitute(made, _LINK, lambda found: _above(found["name"], names))
    marks = [f"::: {name}" for name in names]
    hint = "Only its name is set: no code is read."
    pages.report_foreign(page, "documentation from code", marks, hint)
    return made


def _above(name: str, names: list[str]) -> str | None:
    """Return a link to the nearest name above a member that nothing generates; None for another."""
    known = [each for each in names if name.startswith(f"{each}.")]
    return f"](#{max(known, key=len)})" if known and name not in names else None


def reference(label: str, page: Page) -> str:
    """Return the address of the heading or the name from code that a label names in any page, or ""."""
    if not material.has_plugin(page, "autorefs", "mkdocstrings"):
        return ""
    return page.find_place(re.sub(r"[`*\\]", "", label).strip())
