"""mdBook: books whose chapters are in the order of ``SUMMARY.md``."""

import re
from collections.abc import Iterator
from pathlib import Path
from posixpath import join, normpath
from urllib.parse import unquote

from triptych.core.site import Site
from triptych.dialects import (
    blocks,
    config,
    front,
    mdbook_code,
    mdbook_includes,
    mdbook_tags,
    scanner,
)
from triptych.dialects.page import PLAIN, Dialect, Page, report_foreign

_CHAPTER = re.compile(
    r"^[ \t]*(?:(?:[-*+]|\d+[.)])[ \t]+)?\[(?P<title>(?:\\.|[^\[\]\\\n]|\[[^\[\]\n]*\])*)\]"
    r"\((?P<file><[^<>\n]*>|[^()\n]*(?:\([^()\n]*\)[^()\n]*)*)\)",
    re.MULTILINE,
)


def _describe(root: Path, mark: str) -> Site:
    """Return what ``book.toml`` says, and the chapters of ``SUMMARY.md`` in their order."""
    table = config.read(root / mark, root) if mark else {}
    folder = mark.rpartition("/")[0]
    source = normpath(join(folder, config.text_at(table, "book", "src") or "src"))
    source = "" if source == "." else source
    names = [p.name for p in (root / source).glob("*.md")] if (root / source).is_dir() else []
    summary = next((name for name in names if name.lower() == "summary.md"), "")
    text = config.read_script(root / source / summary, root) if summary else ""
    titles = dict(_chapters(text, source))
    chapters = tuple(name for name in titles if (root / name).is_file())
    return Site(
        title=config.text_at(table, "book", "title"),
        lang=config.language(config.text_at(table, "book", "language")),
        author=", ".join(map(str, config.list_at(table, "book", "authors"))),
        base=config.text_at(table, "output", "html", "site-url"),
        content=(source,),
        statics=(source,),
        only=chapters,
        skipped=("SUMMARY.md", "summary.md", "book", "theme"),
        values={**table, "titles": titles},
        book=join(source, summary) if summary else "",
        parts=dict(_parts(text, source)),
    )


def _parts(text: str, source: str) -> Iterator[tuple[str, str]]:
    """Yield the first chapter of each part with the part's title, a heading in the summary."""
    heading = ""
    for line in text.splitlines():
        if line.startswith("# "):
            heading = front.plain_words(line[2:].strip())
        elif heading and (chapter := next(_chapters(line, source), None)):
            if heading.lower() != "summary":  # which is the title of the list
                yield chapter[0], heading
            heading = ""


def _chapters(text: str, source: str) -> Iterator[tuple[str, str]]:
    """Yield the path from the root and the title of each chapter that a summary lists."""
    seen = set[str]()
    for found in scanner.find(text, _CHAPTER):
        typed = unquote(found["file"].strip().strip("<>")).partition("#")[0]
        path = normpath(join(source, typed)) if typed else ""
        if path and not path.startswith("..") and path not in seen:
            seen.add(path)
            yield path, front.plain_words(found["title"])


_FOOTNOTE = re.compile(r"\{\{[ \t]*footnote:[ \t]*(?P<text>[^{}]*)\}\}")
_FORMULA = re.compile(
    r"\\\\\((?P<inline>(?:(?!\\\\\)|\n[ \t]*\n).)+)\\\\\)"
    r"|\\\\\[(?P<block>(?:(?!\\\\\]|\n[ \t]*\n).)+)\\\\\]",
    re.DOTALL,
)
_HELPER = re.compile(r"(?<!\\)\{\{[ \t]*#[ \t]*[A-Za-z][^{}]*\}\}")
_VALUE = re.compile(r"(?<!\\)\{\{[ \t]*(?P<name>[\w.-]+)[ \t]*\}\}")
_ESCAPED = re.compile(r"\\(?=\{\{[ \t]*#)")
_OPENING = re.compile(
    r"(?:[ \t]*(?:<!--(?:(?!-->).)*-->|<a [^<>]*>[ \t]*(?:</a>)?|<span [^<>]*></span>)?[ \t]*(?:\n|\Z))*",
    re.DOTALL,
)
_HEADING = re.compile(r"^(?P<marks>#{1,6})(?=[ \t])", re.MULTILINE)
_UNDERLINED = re.compile(r"[^\n#>|\-=`~<][^\n]*\n(?:=+|-{2,})[ \t]*(?:\n|\Z)")


def rewrite(text: str, page: Page) -> str:
    """Return a chapter in Triptych's Markdown, with the files that it includes."""
    text = mdbook_includes.expand(text, page)
    text = mdbook_code.rewrite(text, page)
    text = mdbook_tags.rewrite(text)
    if config.text_at(page.site.values, "output", "html", "mathjax-support") == "True":
        text = scanner.substitute(text, _FORMULA, _formula)
    text = scanner.substitute(text, _FOOTNOTE, lambda found: f"^[{found['text'].strip()}]")
    text = scanner.substitute(text, _VALUE, lambda found: _value(page, found["name"]))
    helpers = [found[0] for found in scanner.find(text, _HELPER)]
    hint = "Left out: preprocessors are not run. Write in Markdown what it would print."
    report_foreign(page, "helper of a preprocessor", helpers, hint)
    text = scanner.substitute(text, _HELPER, lambda _: "")
    text = _ESCAPED.sub("", text)
    return _headed(blocks.quote_callouts(text), page)


def _formula(found: scanner.Found) -> str:
    """Return a formula between MathJax's marks, whose backslashes are doubled, between dollars."""
    inline = found["inline"].strip()
    return f"${inline}$" if inline else f"$${found['block'].strip()}$$"


def _value(page: Page, name: str) -> str | None:
    """Return a value that ``book.toml`` has for a preprocessor of variables; None when it has none."""
    tables = (("preprocessor", "variables", "variables"), ("preprocessor", "variables"), ("book",))
    found = (config.text_at(page.site.values, *table, *name.split(".")) for table in tables)
    return next(filter(None, found), None)


def _headed(text: str, page: Page) -> str:
    """Return a chapter that begins with a heading of the first level, as each page of a book does."""
    opening = _OPENING.match(text)
    at = opening.end() if opening else 0
    heading = _HEADING.match(text, at)
    if not heading:
        titles = page.site.values.get("titles", {})
        title = titles.get(page.name, "") if isinstance(titles, dict) else ""
        return f"# {title}\n\n{text}" if title and not _UNDERLINED.match(text, at) else text
    less = len(heading["marks"]) - 1
    if not less:
        return text
    return scanner.substitute(text, _HEADING, lambda found: "#" * max(1, len(found[0]) - less))


def _extensions(site: Site) -> str:
    """Return the extensions of pandoc that a book needs: names of emoji are read by a preprocessor."""
    named = config.table_at(site.values, "preprocessor")
    return f"+emoji{PLAIN}" if any("emoji" in str(name) for name in named) else PLAIN


DIALECT = Dialect(
    name="mdbook",
    label="mdBook",
    describe=_describe,
    rewrite=rewrite,
    extensions=_extensions,
)
