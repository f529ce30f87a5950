"""Cells of code in Quarto and R Markdown, which are never run: their code, and what was saved of them."""

import re
from collections.abc import Iterator
from typing import Any

from triptych.dialects import blocks, config, fenced, quarto_options, scanner
from triptych.dialects.page import Page
from triptych.dialects.quarto_options import Cell
from triptych.dialects.tally import Tally

THEOREMS = (
    *("theorem", "lemma", "corollary", "proposition", "conjecture", "definition", "example"),
    *("exercise", "hypothesis", "proof", "remark", "solution"),
)
_DIAGRAMS = ("mermaid", "dot", "tikz", "plantuml")
_LANGUAGES = {"ojs": "js", "Rcpp": "cpp", "rcpp": "cpp", "node": "js", "psql": "sql", "sh": "bash"}
_UNRUN = ("verbatim", "html", "css", "js", "md", "markdown", "yaml", "json", "text", "cat", "embed")
_GRAPHICS = re.compile(r"\binclude_graphics\s*\((?P<inner>(?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)")
_NAMED = re.compile(r"[\"']([^\"'\n]+\.[A-Za-z]{3,4}(?:[?#][^\"'\n]*)?)[\"']")
_HERE = re.compile(r"(?:\bhere(?:::here)?|file\.path)\s*\(([^()]*)\)")
_MADE = re.compile(r"\.(?:png|svg|jpe?g|gif|webp)$", re.IGNORECASE)
_GLOBAL = re.compile(r"opts_chunk\s*\$\s*set\s*\((.*?)\)\s*(?:$|\n)", re.DOTALL)
_BRACES = re.compile(r"^([ \t>]*`{3,}[ \t]*)\{(\{+[\w.-][^{}\n]*\}+)\}(?=[ \t]*$)")
_EMPTY = re.compile(r"`r[ \t]+(?:''|\"\")`(?=`{3})|(?<=\})`r[ \t]+(?:''|\"\")`")
_INLINE = re.compile(r"(?<![`\\])`(?:r[ \t]+[^`\n]+|\{(?:r|python|julia|ojs)\}[ \t]+[^`\n]+)`(?!`)")


_FRAME = re.compile(r"\binclude_(?:url|app)\s*\(\s*[\"'](https?://[^\"'\s]+)[\"']")


class Cells:
    """Replaces the cells of one document."""

    def __init__(self, page: Page, tally: Tally, defaults: dict[str, Any]) -> None:
        self._page = page
        self._tally = tally
        self._echo = _execute(page.front, defaults)
        self._folder = ""
        self._count = self._unnamed = 0
        self._is_numbered = page.site.mark.endswith("_bookdown.yml") or "\\@ref(" in page.source
        self._saved: list[str] | None = None
        for name in _scripts(page):
            if found := _GLOBAL.search(config.read_script(page.root / name, page.root)):
                self._read_defaults(found[1])

    def expand(self, text: str) -> str:
        """Return a text with its cells replaced, and those that are printed as typed written so."""
        text = fenced.expand(text, _is_read, self._make)
        lines = text.split("\n")
        for number, is_code in enumerate(scanner.code_lines(text)):
            if is_code:
                lines[number] = _EMPTY.sub("", _BRACES.sub(r"\1\2", lines[number]))
            for found in () if is_code else _INLINE.finditer(lines[number]):
                self._tally.add("inline code", found[0])
        return "\n".join(lines)

    def _make(self, block: fenced.Block) -> str | None:
        """Return what replaces a fence."""
        if block.info.startswith("{{"):
            mark = f"{block.mark}`" if block.mark[0] == "`" else block.mark
            inner = f"{block.mark}{block.info[1:-1]}\n{block.inner}\n{block.mark}"
            return f"\n{mark}\n{inner}\n{mark}\n"
        if block.info.startswith("{="):
            return None if block.info[2:].strip(" }") in ("html", "html5", "html4") else ""
        if "#lst-" in block.info and block.info.startswith("{"):
            return _listing(block)
        cell = quarto_options.read(block.info, block.inner)
        self._count += 1
        self._unnamed += not cell.label
        if found := _GLOBAL.search(cell.code):
            self._read_defaults(found[1])
        made = self._special(cell)
        return self._cell(cell, block) if made is None else made

    def _read_defaults(self, typed: str) -> None:
        """Read the options that a cell gives all others: ``opts_chunk$set(echo = FALSE)``."""
        known = quarto_options.read(f"{{r {' '.join(typed.split())}}}", "")
        self._echo = known.is_on("echo", self._echo)
        self._folder = known.text("fig-path") or self._folder

    def _special(self, cell: Cell) -> str | None:
        """Return what replaces a cell that holds no code to be run; None for any other."""
        if cell.language in THEOREMS:
            name = f" name={blocks.quoted(cell.text('name'))}" if cell.text("name") else ""
            label = f" #{cell.label}" if cell.label else ""
            return f"\n:::::::: {{.{cell.language}{label}{name}}}\n{cell.code}\n::::::::\n"
        if cell.language in ("block", "block2"):
            return f"\n:::::::: {{.{cell.text('type') or 'note'}}}\n{cell.code}\n::::::::\n"
        if cell.language == "asis":
            return f"\n{cell.code}\n"
        if found := _FRAME.search(cell.code):
            return f"\n\n<{found[1]}>\n\n"
        return "" if cell.language == "comment" else None

    def _cell(self, cell: Cell, block: fenced.Block) -> str:
        """Return a cell's code where it is shown, and its pictures where they are saved."""
        if not cell.is_on("include", default=True):
            return ""
        is_diagram = cell.language in _DIAGRAMS
        default = cell.language != "ojs" and self._echo
        is_shown = cell.is_on("echo", default) or is_diagram
        code = self._code(cell) if is_shown and cell.code.strip() else ""
        pictures = list(_included(cell.code)) or self._outputs(cell)
        is_run = cell.is_on("eval", default=True) and not is_diagram
        is_run = is_run and cell.language not in _UNRUN and bool(cell.code.strip())
        if is_run and not pictures and cell.text("results") != "hide":
            markup = block.opening if cell.label else cell.code.strip().split("\n")[0]
            if cell.is_on("output", default=True):
                self._tally.add("output of the cell", markup, _SAVE)
        if pictures and cell.is_on("output", default=True):
            return code + self._figure(cell, pictures)
        return self._captioned(cell, code)

    def _code(self, cell: Cell) -> str:
        """Return the code of a cell, with its name, and its label and caption as a listing."""
        language = _LANGUAGES.get(cell.language, cell.language)
        label = cell.text("lst-label")
        if not label:
            return blocks.fenced(cell.code, language, cell.text("filename"))
        caption = blocks.quoted(cell.text("lst-cap") or cell.text("filename") or language)
        fence = blocks.fenced(cell.code, language).strip("\n").split("\n", maxsplit=1)
        marks = fence[0].removesuffix(language)
        return f"\n\n{marks}{{.{language} #{label} caption={caption}}}\n{fence[1]}\n\n"

    def _label(self, cell: Cell, kind: str, caption: str) -> str:
        """Return the label of a cell's figure or table; "" when it has none."""
        if cell.label.startswith(f"{kind}-"):
            return cell.label
        return f"{kind}:{cell.label}" if cell.label and caption and self._is_numbered else ""

    def _figure(self, cell: Cell, pictures: list[str]) -> str:
        """Return a cell's pictures with their captions."""
        caption = " ".join(cell.text("fig-cap", "tbl-cap").split())
        below = [] if caption else cell.texts("fig-cap")
        label = self._label(cell, "fig", caption or "".join(below))
        alts, subs = cell.texts("fig-alt"), cell.texts("fig-subcap") or below
        width = cell.text("out-width", "fig-width-out")
        size = f"width={width}" if re.fullmatch(r"[\d.]+(?:%|px|in|cm|mm)", width) else ""
        if len(pictures) == 1:
            attributes = " ".join(filter(None, (f"#{label}" if label else "", size)))
            alt = alts[0] if alts else ""
            return blocks.picture(pictures[0], alt or "", caption or "".join(subs[:1]), attributes)
        inner = "".join(
            blocks.picture(
                each, alts[n] if n < len(alts) else "", subs[n] if n < len(subs) else "", size
            )
            for n, each in enumerate(pictures)
        )
        row = f"\n\n::::: row\n{inner}\n:::::\n\n" if len(pictures) <= 4 else inner
        name = f"{{#{label}}}" if label else "{.pf-figure}"
        return f"\n\n:::::::: {name}\n{row}\n{caption}\n\n::::::::\n\n"

    def _captioned(self, cell: Cell, code: str) -> str:
        """Return code, with the caption and label of what it would make."""
        figure = cell.text("fig-cap") or "; ".join(cell.texts("fig-cap"))
        table = cell.table_caption or "; ".join(cell.texts("tbl-cap"))
        for kind, typed in (("fig", figure), ("tbl", table)):
            caption = " ".join(typed.split())
            if caption and cell.is_on("eval", default=True):
                label = self._label(cell, kind, caption)
                name = f"{{#{label}}}" if label else "{.pf-figure}"
                return f"\n\n:::::::: {name}\n{code}\n\n{caption}\n\n::::::::\n\n"
        return code

    def _outputs(self, cell: Cell) -> list[str]:
        """Return the pictures that are saved of a cell, relative to the page."""
        if self._saved is None:
            self._saved = list(self._listed())
        if not self._saved:
            return []
        names = [re.escape(cell.label)] if cell.label else []
        names += [f"cell-{self._count + 1}"]
        names += [f"unnamed-chunk-{self._unnamed}"] if not cell.label else []
        for name in names:
            made = re.compile(rf".*/{name}(?:-output)?-\d+\.\w+")
            if found := [each for each in self._saved if made.fullmatch(each)]:
                return sorted(found, key=lambda each: (len(each), each))
        return []

    def _listed(self) -> Iterator[str]:
        """Yield the pictures in the folders where outputs are saved, those of the Web first."""
        page, stem = self._page, self._page.path.stem
        folder = page.path.parent
        fixed = [
            f"{stem}_files/figure-{kind}" for kind in ("html", "html4", "html5", "gfm", "markdown")
        ]
        fixed += [
            f"{stem}_files/figure-{kind}" for kind in ("commonmark", "markdown_github", "epub3")
        ]
        fixed += [
            f"_bookdown_files/{fixed[0]}",
            "_main_files/figure-html",
            f"figure/{stem}",
            "figure",
        ]
        for each in ([self._folder.rstrip("/")] if self._folder else []) + fixed:
            path = folder / each
            if ".." not in each and not each.startswith("/") and path.is_dir():
                for name in sorted(path.iterdir()):
                    if _MADE.search(name.name):
                        yield f"{each}/{name.name}"


_SAVE = "Save it: keep the folder `_freeze`, or the folder of figures beside the document."


def _is_read(mark: str, info: str) -> bool:
    """Whether a fence is a cell, one that is printed as typed, or raw text for one format."""
    if mark[0] == ":":
        return False
    is_listing = info.startswith("{") and "#lst-" in info
    return is_listing or quarto_options.is_cell(info) or bool(_PRINTED.match(info))


def _listing(block: fenced.Block) -> str:
    """Return labelled code with Triptych's label and caption."""
    info = block.info.replace("#lst-", "#lst:").replace("lst-cap=", "caption=")
    return f"\n{block.mark}{info}\n{block.inner}\n{block.mark}\n"


_PRINTED = re.compile(r"\{\{[\w.-]+.*\}\}$|\{=[\w-]+\}$")


def _scripts(page: Page) -> list[str]:
    """Return the files that bookdown runs before a chapter: the first of the book, and its scripts."""
    if not page.site.mark.endswith("_bookdown.yml"):
        return []
    scripts = config.list_at(page.site.values, "before_chapter_script")
    first = [each for each in page.site.only[:1] if each != page.name]
    return first + [each for each in scripts if isinstance(each, str)]


def _execute(front: Any, defaults: dict[str, Any]) -> bool:
    """Whether code is shown where its cell does not say it."""
    for table in (front, defaults):
        for path in (("execute", "echo"), ("knitr", "opts_chunk", "echo"), ("echo",)):
            value = config.text_at(table, *path).lower()
            if value:
                return value not in ("false", "no")
    return True


def _included(code: str) -> Iterator[str]:
    """Yield the pictures that a cell of R includes: ``include_graphics("a.png")``."""
    for call in _GRAPHICS.finditer(code):
        inner = _HERE.sub(
            lambda match: f'"{"/".join(re.findall(_STRING, match[1]))}"', call["inner"]
        )
        yield from _NAMED.findall(inner)


_STRING = r"[\"']([^\"']*)[\"']"
