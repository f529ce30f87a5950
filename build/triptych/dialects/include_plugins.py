"""Files that plugins of MkDocs set in: ``{!file!}``, ``{* file *}``, ``{% include-markdown "file" %}``."""

import re
from dataclasses import dataclass, field

from triptych.dialects import inclusion, scanner
from triptych.dialects.inclusion import Includes
from triptych.dialects.page import Page
from triptych.dialects.paired import arguments

_LINE = re.compile(
    r"(?P<indent>[ \t>]*)(?:\{!>?[ \t]*(?P<text>[^!{}]+?)[ \t]*!\}"
    r"|\{\*[ \t]*(?P<code>[^\s*{}]+)(?P<options>[^*{}]*)\*\}"
    r"|\{%-?[ \t]*(?:include-markdown|include)[ \t]+(?P<tag>[^%{}]+?)[ \t]*-?%\})[ \t]*$"
)
_TAG = re.compile(r"\{%-?[ \t\n]*include(?:-markdown)?[ \t\n][^%{}]*%\}")
_LINES = re.compile(r"ln\[(\d*):?(\d*)\]")


def expand(text: str, page: Page) -> str:
    """Return a text with the files that lines of it name set in, in code too."""
    if "{!" not in text and "{*" not in text and "{%" not in text:
        return text
    return "\n".join(_Reader(page).lines(_joined(text), (page.name,)))


def _joined(text: str) -> str:
    """Return a text with each tag that includes a file on one line."""
    return _TAG.sub(lambda found: " ".join(found[0].split()), text) if "{%" in text else text


@dataclass(slots=True)
class _Reader:
    """Sets the files of one page in; ``chain`` are those that are being read."""

    page: Page
    includes: Includes = field(default_factory=Includes)

    def lines(self, text: str, chain: tuple[str, ...]) -> list[str]:
        """Return the lines of a text with the files that it names."""
        out: list[str] = []
        for line, is_code in zip(text.split("\n"), scanner.code_lines(text), strict=True):
            found = _LINE.match(line) if "{" in line else None
            if not found or (is_code and not found["text"]):
                out.append(line)
                continue
            made = self._file(found, line, chain)
            out += [f"{found['indent']}{each}" if each else "" for each in made]
        return out

    def _file(self, found: re.Match[str], line: str, chain: tuple[str, ...]) -> list[str]:
        """Return the lines of a file that is named by a line."""
        words, named = arguments(found["tag"] or "")
        name = found["text"] or found["code"] or (words[0] if words else "")
        place = self._place(name.strip())
        text = self.includes.read(self.page, place, line, chain)
        if text is None:
            return []
        if found["code"]:
            lines = _LINES.search(found["options"])
            if lines:
                part = (int(lines[1] or 1), int(lines[2] or 0))
                text = inclusion.lines_of(text, [part])
            return ["", f"```{name.rpartition('.')[2]}", *text.rstrip().split("\n"), "```", ""]
        if "start" in named and named["start"] in text:
            text = text.partition(named["start"])[2]
        if "end" in named and named["end"] in text:
            text = text.partition(named["end"])[0]
        own = inclusion.path_of(self.page, place)
        text = _joined(text)
        return self.lines(inclusion.without_front(text).strip("\n"), (*chain, own))

    def _place(self, name: str) -> str:
        """Return the path of a file, from the page's folder, the folder of articles or the root."""
        for base in ("", *(f"/{folder}/" for folder in self.page.site.content), "/"):
            own = inclusion.path_of(self.page, f"{base}{name.lstrip('/') if base else name}")
            if (self.page.root / own).is_file():
                return f"/{own}"
        return name
