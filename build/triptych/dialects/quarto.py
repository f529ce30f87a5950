"""Quarto, bookdown and R Markdown: pandoc's Markdown with cells of code, shortcodes and references."""

import hashlib
import json
import re
from posixpath import dirname, join
from typing import Any

from triptych.dialects import (
    latex,
    quarto_includes,
    quarto_project,
    quarto_references,
    r_inline,
    scanner,
)
from triptych.dialects.page import Dialect, Page, read_text
from triptych.dialects.quarto_cells import Cells
from triptych.dialects.quarto_divs import Divisions
from triptych.dialects.quarto_references import Labels
from triptych.dialects.quarto_shortcodes import Shortcodes
from triptych.dialects.tally import Tally

_PART = re.compile(r"^#[ \t]+\((?:PART|APPENDIX)\\?\*?\)[^\n]*\n?", re.MULTILINE)
_ASIDE = re.compile(r"\[(?P<words>(?:[^\[\]\n]|\[[^\[\]\n]*\])*)\]\{\.(?:aside|column-margin)\}")
_IDLE_RAW = re.compile(r"`(?P<code>[^`\n]*)`\{=(?P<format>[\w-]+)\}")
_FILM = re.compile(
    r"!\[(?P<words>[^\[\]]*)\]\((?P<place>https?://(?:www\.|player\.)?(?:youtube(?:-nocookie)?\.com|youtu\.be|vimeo\.com)"
    r"/[^()\s\"<>]+)(?:\s+\"[^\"\n]*\")?\)(?:\{[^{}\n]*\})?"
)
_FORMULA = re.compile(
    r"(?<!\\)\\\((?P<inline>(?:(?!\n[ \t]*\n|\\[()])[\s\S]){1,1000}?)\\\)"
    r"|^[ \t]*\\\[(?P<block>(?:(?!\n[ \t]*\n|\\\])[\s\S]){1,4000}?)\\\][ \t]*$",
    re.MULTILINE,
)
_CODE_LINK = re.compile(
    rf"\[(?P<words>(?:[^\[\]\n]|\[[^\[\]\n]*\])*)\]\((?P<name>{scanner.HIDDEN}+)\)"
)
_PAUSE = re.compile(r"^[ \t]*\. \. \.[ \t]*$", re.MULTILINE)
_CODE_HINT = "Its words are set: where its page is, the tool that documents the code knows."
_ALT = re.compile(r"(?<=[{ ])fig-alt=(?=[\"'])")


def rewrite(text: str, page: Page) -> str:
    """Return a text of Quarto, bookdown or R Markdown in Triptych's own Markdown."""
    tally = Tally()
    text = _frozen(text, page)
    shortcodes = Shortcodes(page, tally)
    text = quarto_includes.expand(text, page)
    text = shortcodes.values(shortcodes.protect(text))
    text = _PART.sub("", text) if "# (" in text else text
    text = quarto_references.text_references(r_inline.rewrite(text))
    text = Cells(page, tally, quarto_project.defaults(page)).expand(text)
    labels = Labels(page)
    text = Divisions(shortcodes.meta, labels).expand(text)
    text = shortcodes.expand(text)
    text = _code_links(_inline(text), tally)
    if page.path.suffix.lower() == ".rmd":
        text = scanner.substitute(text, _FORMULA, _formula)
    text = latex.rewrite(text, tally)
    text = labels.resolve(text)
    tally.report(page)
    return shortcodes.restore(text)


def _inline(text: str) -> str:
    """Return a text with Quarto's marks within a line as Triptych's own."""
    if "{=" in text:
        text = _raw(text)
    if ".aside}" in text or ".column-margin}" in text:
        text = scanner.substitute(text, _ASIDE, lambda found: f"^[{found['words']}]")
    text = scanner.substitute(text, _PAUSE, lambda _: "")
    text = scanner.substitute(text, _FILM, _film)
    return scanner.substitute(text, _ALT, lambda _: "alt=", indented=False)


def _formula(found: scanner.Found) -> str:
    r"""Return a formula of R Markdown's, ``\(x\)`` or ``\[x\]``, between dollars."""
    inline = found["inline"].strip()
    return f"${inline}$" if inline else f"$$\n{found['block'].strip()}\n$$"


def _film(found: scanner.Found) -> str:
    """Return a picture whose address is a film's as that film, which is set as a still and a link."""
    words = found["words"].replace("&", "&amp;").replace('"', "&quot;")
    title = f' title="{words}"' if words else ""
    return f'<iframe src="{found["place"]}"{title}></iframe>'


def _raw(text: str) -> str:
    """Return a text without raw pieces of other formats than HTML."""
    masked = scanner.mask(text)
    out, at = [], 0
    for match in _IDLE_RAW.finditer(text):
        is_span = masked[match.start()] == scanner.HIDDEN and masked[match.end() - 1] == "}"
        if is_span and match["format"] not in ("html", "html4", "html5"):
            out.append(text[at : match.start()])
            at = match.end()
    return "".join([*out, text[at:]])


def _code_links(text: str, tally: Tally) -> str:
    """Return a text in which what refers to documented code by its name, as quartodoc does, is set."""

    def make(found: scanner.Found) -> str:
        tally.add("reference to documented code", found[0], _CODE_HINT)
        name = found["name"].strip("`")
        shown = name.rpartition(".")[2] if name.startswith("~") else name
        return found["words"] or f"`{shown.lstrip('~')}`"

    return scanner.substitute(text, _CODE_LINK, make)


def _frozen(text: str, page: Page) -> str:
    """Return the text that Quarto made by running the cells, where it is saved and of this source."""
    stem = page.name.rpartition(".")[0]
    saved = join("_freeze", stem, "execute-results", "html.json")
    if not (page.root / saved).is_file():
        return text
    typed = read_text(page, f"/{saved}", "")
    try:
        table = json.loads(typed or "")
        made = table["result"]["markdown"]
        source = page.path.read_bytes()
    except (ValueError, KeyError, TypeError, RecursionError, OSError):
        return text
    states = {
        hashlib.md5(data, usedforsecurity=False).hexdigest()
        for data in (source, source.replace(b"\r\n", b"\n"))
    }
    if not isinstance(made, str) or table.get("hash") not in states:
        return text
    body = re.sub(
        r"\A\ufeff?---[ \t]*\n.*?\n---[ \t]*(?:\n|\Z)", "", made, count=1, flags=re.DOTALL
    )
    folder = f"{stem.rpartition('/')[2]}_files/"
    if not (page.root / dirname(stem) / folder).is_dir():
        body = body.replace(folder, f"/_freeze/{stem}/")
    return body


def _adapt(data: dict[str, Any], page: Page) -> None:
    """Complete the front matter, and set the values in that its shortcodes name."""
    quarto_project.adapt(data, page)
    shortcodes = Shortcodes(page, Tally())
    for key in ("title", "subtitle", "description", "standfirst"):
        value = data.get(key)
        if isinstance(value, str) and "{{<" in value:
            data[key] = re.sub(r"\{\{<.*?>\}\}", "", shortcodes.values(value)).strip()


DIALECT = Dialect(
    name="quarto",
    label="Quarto",
    keys={"categories": "tags", "date-modified": "updated", "date_modified": "updated"},
    describe=quarto_project.describe,
    adapt=_adapt,
    rewrite=rewrite,
    extensions=lambda _: "+implicit_header_references",
    suffixes=quarto_project.SUFFIXES,
    own_suffixes=(".qmd", ".rmd"),
)
