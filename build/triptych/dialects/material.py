"""What Material for MkDocs and the plugins of MkDocs add: grids of cards, shortcodes, macros."""

import re
from typing import Any

from triptych.dialects import config, scanner
from triptych.dialects import page as pages
from triptych.dialects.page import Page


def has_extension(page: Page, *names: str) -> bool:
    """Whether the configuration names one of these extensions of Markdown."""
    return _has(page, "markdown_extensions", names)


def has_plugin(page: Page, *names: str) -> bool:
    """Whether the configuration names one of these plugins."""
    return _has(page, "plugins", names)


def _has(page: Page, key: str, names: tuple[str, ...]) -> bool:
    """Whether a list of the configuration has one of these names, alone or with its options."""
    value = page.site.values.get(key)
    listed: list[str] = []
    for each in value if isinstance(value, list | dict) else []:
        listed += [str(name) for name in each] if isinstance(each, dict) else [str(each)]
    return any(name in each for each in listed for name in names)


_MACRO = re.compile(
    r"\{\{-?[ \t]*(?P<name>[^{}\n]{1,300}?)[ \t]*-?\}\}"
    r"|\{%(?:(?!%\}|\{%).){0,1000}%\}|\{#(?![\w-]+\})(?:(?!#\}|\{#).){1,2000}#\}",
    re.DOTALL,
)


def macros(text: str, page: Page) -> str:
    """Return a text with the values of variables in place of their names; what needs a macro is out.

    Without the plugin that reads them, braces are text.
    """
    if not has_plugin(page, "macros", "markdownextradata", "jinja"):
        return text
    missing: list[str] = []

    def make(found: scanner.Found) -> str:
        value = _value(found["name"], page) if found["name"] else None
        if value is None and not found[0].startswith("{#"):
            missing.append(found[0])
        return value or ""

    made = scanner.substitute(text, _MACRO, make)
    pages.report_foreign(page, "macro", missing, "Left out: no macro is run.")
    return made


def _value(name: str, page: Page) -> str | None:
    """Return the value of a variable: of the page, of the configuration, or of what it has as extra."""
    plain = re.sub(r"\[\s*[\"']([^\"']*)[\"']\s*\]", r".\1", name)
    tables: list[Any] = [config.table_at(page.site.values, "extra"), page.front]
    if plain.startswith("config."):
        tables, plain = [page.site.values], plain.removeprefix("config.")
    elif plain.startswith(("page.meta.", "page.")):
        tables, plain = [page.front], plain.removeprefix("page.").removeprefix("meta.")
    if not re.fullmatch(r"[\w.-]+", plain):
        return None
    return next(
        (value for table in tables if (value := config.text_at(table, *plain.split(".")))), None
    )


_SHORTCODE = re.compile(
    r"<!--[ \t]*md:(?P<kind>[\w-]+)[ \t]*(?P<rest>(?:(?!-->|<!--)[^\n]){0,300}?)[ \t]*-->"
)
_CODE = ("option", "setting", "default", "command")
_WORDS = ("version", "plugin", "extension", "utility", "flag")


def shortcodes(text: str) -> str:
    """Return a text with ``<!-- md:version 9.5.0 -->`` and its kin as the words that readers see."""

    def make(found: scanner.Found) -> str:
        kind, rest = found["kind"], found["rest"]
        if kind in _CODE and rest and rest not in ("none", "computed"):
            return f"`{rest}`"
        if (
            kind in _WORDS
            and rest
            and not rest.startswith(
                ("experimental", "required", "customization", "metadata", "multiple")
            )
        ):
            return rest
        return ""

    return scanner.substitute(text, _SHORTCODE, make, indented=False)


_GRID = re.compile(r"<div[^<>\n]*\bclass=[\"'][^\"'\n]*\bgrid\b[^\"'\n]*\bcards\b")


def cards(text: str) -> str:
    """Return a text without the rules between the parts of a card in a grid."""
    if "cards" not in text:
        return text
    out: list[str] = []
    is_grid = False
    for line, is_code in zip(text.split("\n"), scanner.code_lines(text), strict=True):
        if not is_code and _GRID.search(line):
            is_grid = True
        elif is_grid and "</div>" in line:
            is_grid = False
        is_rule = is_grid and not is_code and re.fullmatch(r"[ \t]+(?:-[ \t]*){3,}", line)
        out.append("" if is_rule else line)
    return "\n".join(out)
