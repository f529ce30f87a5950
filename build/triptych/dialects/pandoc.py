"""Pandoc: chapters in files beside each other, labels of its filters, and LaTeX in the text."""

import re
from typing import Any

from triptych.dialects import (
    latex,
    latex_labels,
    pandoc_project,
    quarto_chapters,
    quarto_references,
    scanner,
)
from triptych.dialects.front import plain_words
from triptych.dialects.page import Dialect, Page
from triptych.dialects.tally import Tally

_SHARED = ("lang", "author", "date", "bibliography", "rights")
_BLOCK = re.compile(
    r"\A(?:%[ \t]*(?P<title>[^\n]*(?:\n[ \t]+[^\n]*)*)\n)"
    r"(?:%[ \t]*(?P<author>[^\n]*(?:\n[ \t]+[^\n]*)*)\n)?(?:%[ \t]*(?P<date>[^\n]*)\n)?"
)
_PICTURE = re.compile(
    r"!\[(?P<before>[^\[\]]*?)\s*\\label\{(?P<name>[^{}\n]+)\}(?P<after>[^\[\]]*)\](?P<place>\([^()\n]*\))"
    r"(?:[ ]?\{(?P<attr>[^{}\n]*)\})?"
)
_TABLE = re.compile(
    r"^(?P<before>[ \t]*(?:Table)?:[ \t]*[^\n]*?)\s*\\label\{(?P<name>[^{}\n]+)\}(?P<after>[^\n]*)$",
    re.MULTILINE,
)
_REFER = re.compile(r"(?P<how>\\(?:[aA]uto|[cC]|page|v)?ref\*?)\{(?P<name>[^{}\n]+)\}")
_SIGNED = re.compile(
    r"(?<![\w\\])(?:\{[+*!]?(?P<braced>@(?:fig|tbl|eq|sec):[\w.:-]*\w)\}"
    r"|[+*!](?P<ref>@(?:fig|tbl|eq|sec):[\w.:-]*\w))"
)


def rewrite(text: str, page: Page) -> str:
    """Return a chapter whose LaTeX and labels are Triptych's own Markdown."""
    tally = Tally()
    text = _BLOCK.sub("", text) if text.startswith("%") else text
    text = latex.rewrite(_labelled(text), tally)
    text = scanner.substitute(text, _SIGNED, lambda found: found["braced"] or found["ref"])
    text = quarto_references.Labels(page).resolve(text)
    text = quarto_chapters.references(text, page)
    tally.report(page)
    return text


def _labelled(text: str) -> str:
    r"""Return a text whose captions have their labels as attributes, by which ``\ref`` finds them."""
    if "\\label" not in text:
        return text
    known: dict[str, str] = {}

    def label(name: str, kind: str) -> str:
        known[name] = f"{kind}:{latex_labels.own(name, kind).name}"
        return known[name]

    def picture(found: scanner.Found) -> str:
        attr = found["attr"]
        uid = "" if "#" in attr else f"#{label(found['name'], 'fig')}"
        words = f"{found['before']}{found['after']}".strip()
        return f"![{words}]{found['place']}{{{' '.join(filter(None, (uid, attr)))}}}"

    def table(found: scanner.Found) -> str:
        uid = label(found["name"], "tbl")
        return f"{found['before']}{found['after'].rstrip()} {{#{uid}}}"

    text = scanner.substitute(text, _PICTURE, picture)
    text = scanner.substitute(text, _TABLE, table, indented=False)

    def refer(found: scanner.Found) -> str | None:
        name = known.get(found["name"])
        return f"{found['how']}{{{name}}}" if name else None

    return scanner.substitute(text, _REFER, refer)


def _adapt(data: dict[str, Any], page: Page) -> None:
    """Complete the front matter by the title block of the file, and by the metadata of the book."""
    block = _BLOCK.match(page.source)
    if block and page.source.startswith("%"):
        for key in ("title", "author", "date"):
            value = " ".join((block[key] or "").split())
            if value and key == "author":
                data.setdefault(key, [name.strip() for name in value.split(";") if name.strip()])
            elif value:
                data.setdefault(key, plain_words(value))
    for key in _SHARED:
        if key in page.site.values:
            data.setdefault(key, page.site.values[key])
    style = data.pop("csl", None) or page.site.values.get("csl")
    found = page.find_file(style) if isinstance(style, str) and style.endswith(".csl") else ""
    if found:
        data["csl"] = f"/{found}"


DIALECT = Dialect(
    name="pandoc",
    label="Pandoc",
    describe=pandoc_project.describe,
    adapt=_adapt,
    rewrite=rewrite,
    extensions=lambda _: "+implicit_header_references",
    suffixes=(".md", ".markdown"),
)
