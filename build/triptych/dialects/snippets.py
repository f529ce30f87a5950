"""The snippets of PyMdown Extensions: ``--8<-- "file.md"``, a section or some lines of it, or a list."""

import re
from dataclasses import dataclass, field

from triptych.dialects import config, inclusion
from triptych.dialects import page as pages
from triptych.dialects.inclusion import Includes
from triptych.dialects.page import Page

_LINE = re.compile(
    r"(?P<indent>[ \t>]*)(?P<escape>;*)-+8<-+[ \t]+(?P<q>[\"'])(?P<name>.+?)(?P=q)[ \t]*$"
)
_FENCE = re.compile(r"(?P<indent>[ \t>]*)(?P<escape>;*)(?P<mark>-+8<-+)[ \t]*$")
_MARK = re.compile(r"-+8<-+[ \t]*\[[ \t]*(?P<kind>start|end)[ \t]*:[ \t]*(?P<name>[\w-]+)[ \t]*\]")
_PART = re.compile(
    r"(?P<path>.+?)(?P<lines>(?::-?\d*){1,2}(?:,-?\d*(?::-?\d*)?)*)?(?::(?P<section>[A-Za-z_][\w-]*))?"
)


def expand(text: str, site_page: Page) -> str:
    """Return a text with its snippets set in, in code too, and those that the site adds to each page."""
    typed = text
    for name in config.list_at(_settings(site_page), "auto_append"):
        if isinstance(name, str) and _found(site_page, name):
            text = f'{text}\n\n--8<-- "{name}"\n'
    if "8<-" not in text:
        return text
    lines = _Reader(site_page).lines(text, (site_page.name,))
    return "\n".join(_without_unused(lines) if text != typed else lines)


_ABBREVIATION = re.compile(r"\*\[([^\[\]\n]+)\]:")


def _without_unused(lines: list[str]) -> list[str]:
    """Return lines without the abbreviations that do not occur in them."""
    found = {
        number: match[1]
        for number, line in enumerate(lines)
        if (match := _ABBREVIATION.match(line))
    }
    text = "\n".join(line for number, line in enumerate(lines) if number not in found)
    return [line for number, line in enumerate(lines) if found.get(number, "") in text]


def _settings(site_page: Page) -> dict[str, object]:
    """Return what the configuration says of snippets."""
    for each in config.list_at(site_page.site.values, "markdown_extensions"):
        if isinstance(each, dict):
            found = config.table_at(each, "pymdownx.snippets")
            if found:
                return dict(found)
    return {}


@dataclass(slots=True)
class _Reader:
    """Sets the snippets of one page in; ``chain`` are the files that are being read."""

    page: Page
    includes: Includes = field(default_factory=Includes)

    def lines(self, text: str, chain: tuple[str, ...]) -> list[str]:
        """Return the lines of a text with its snippets set in."""
        out: list[str] = []
        end = ""
        for line in text.split("\n"):
            fence = _FENCE.match(line) if "8<-" in line else None
            if end and fence and fence["mark"] == end:
                end = ""
            elif end and line.strip():
                out += self._snippet(line.strip(" \t>"), line, chain)
            elif not end and "8<-" in line:
                single = _LINE.match(line)
                found = single or fence
                if found and found["escape"]:
                    out.append(line.replace(";", "", 1))
                elif single:
                    out += self._snippet(single["name"], line, chain)
                elif fence:
                    end = fence["mark"]
                elif not _MARK.search(line):
                    out.append(line)
            elif not end:
                out.append(line)
        return out

    def _snippet(self, name: str, line: str, chain: tuple[str, ...]) -> list[str]:
        """Return the lines of a snippet, each with the indent of its mark."""
        if name.startswith(";"):
            return []
        if re.match(r"https?://", name):
            pages.report_foreign(
                self.page, "snippet on the network", [line], "Left out: nothing is fetched."
            )
            return []
        part = _PART.fullmatch(name)
        path = part["path"] if part else name
        place = _found(self.page, path) or f"/{_bases(self.page)[0]}/{path}"
        text = self.includes.read(self.page, place, line, chain)
        if text is None:
            return []
        if part and part["section"]:
            text = _section(text, part["section"]) or ""
        elif part and part["lines"]:
            ranges = [_range(each) for each in part["lines"].removeprefix(":").split(",")]
            text = inclusion.lines_of(text, ranges)
        own = inclusion.path_of(self.page, place)
        indent = line[: len(line) - len(line.lstrip(" \t>"))]
        made = self.lines(text.rstrip("\n"), (*chain, own))
        return [f"{indent}{each}" if each else indent.rstrip() for each in made]


def _section(text: str, name: str) -> str | None:
    """Return the lines between the marks of a section."""

    def is_mark(line: str, kind: str) -> bool:
        found = _MARK.search(line)
        return bool(found and found["kind"] == kind and found["name"] == name)

    return inclusion.between(
        text, lambda line: is_mark(line, "start"), lambda line: is_mark(line, "end")
    )


def _range(words: str) -> tuple[int, int]:
    """Return the first and the last line of ``3:10``, ``3`` or ``:10``; 0 is the end of the text."""
    first, _, last = words.partition(":")
    return int(first) if first.isdecimal() else 1, int(last) if last.isdecimal() else 0


def _bases(site_page: Page) -> list[str]:
    """Return the folders of snippets, from the root."""
    given = [
        each for each in config.list_at(_settings(site_page), "base_path") if isinstance(each, str)
    ]
    plain = [
        each.replace("$config_dir", "").replace("$docs_dir", "docs").strip("/") for each in given
    ]
    return [*(each or "." for each in plain), ".", *site_page.site.content]


def _found(site_page: Page, name: str) -> str:
    """Return the path from the root, after ``/``, of a snippet; "" when there is no such file."""
    for base in (*_bases(site_page), site_page.name.rpartition("/")[0]):
        own = inclusion.path_of(site_page, f"/{base}/{name}")
        if (site_page.root / own).is_file():
            return f"/{own}"
    return ""
