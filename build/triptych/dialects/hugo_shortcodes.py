"""Hugo's shortcodes, ``{{< figure >}}`` and ``{{% note %}}``: its own, those of themes, and others."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from triptych.dialects import (
    blocks,
    config,
    docsy_tabs,
    figure_tags,
    hugo_layouts,
    inclusion,
    paired,
    scanner,
    section_lists,
    shortcodes,
    theme_tags,
)
from triptych.dialects.page import Page, report_foreign
from triptych.dialects.paired import Tag

_SYNTAX = paired.Syntax(
    re.compile(
        r"\{\{(?P<kind>[<%])-?[ \t\n]*(?P<name>[A-Za-z_][\w./-]*)"
        r"(?P<rest>(?:(?!\{\{[<%]|[>%]\}\})[\s\S]){0,4000}?)(?P<void>/)?[ \t\n]*-?[>%]\}\}"
    ),
    re.compile(r"\{\{[<%]-?[ \t\n]*/[ \t\n]*(?P<name>[A-Za-z_][\w./-]*)[ \t\n]*-?[>%]\}\}"),
)
_VERBATIM = (
    "highlight|code|codeblock|mermaid|math|katex|latex|tex|rawhtml|html|plantuml|graphviz|chroma"
    "|code[-_]?(?:from[-_]?)?(?:[iI]nline|[iI]nner|[sS]nippet|[fF]ence|[aA]rea|[bB]ox|[vV]iew|[oO]utput)"
    "|snippet|console|terminal|shell|output|command|cmd"
)
_OPENING = re.compile(
    r"^[ \t>]*(?:[-+*][ \t]+|\d+[.)][ \t]+)?(?P<f>`{3,}|~{3,})[^\n`]*$"
    rf"|\{{\{{[<%][ \t]*(?P<name>{_VERBATIM})(?![\w-])(?P<rest>(?:(?![>%]\}}\}}).){{0,1000}})[>%]\}}\}}",
    re.MULTILINE,
)
_ESCAPED = re.compile(r"\{\{([<%])/\*(.*?)\*/([>%])\}\}", re.DOTALL)
_INLINE = re.compile(
    r"\{\{[<%][ \t]*(?P<name>ref|relref|param|site-param|siteparam)\b(?P<rest>[^<>%{}\n]*?)[ \t]*/?[>%]\}\}"
)
_HINT = "Left out; the text in it is set. Write it in Markdown, if readers need it."
_TOLD = 40


@dataclass(slots=True)
class Shortcodes:
    """The shortcodes of one page: what is known of the page, and what was not read."""

    page: Page
    foreign: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    includes: inclusion.Includes = field(default_factory=inclusion.Includes)
    chain: tuple[str, ...] = ()

    def rewrite(self, text: str) -> str:
        """Return a text without shortcodes."""
        if "{{<" not in text and "{{%" not in text:
            return text
        text = docsy_tabs.rewrite(_INLINE.sub(self._inline, text))
        text = self._without_verbatim(text)
        text = paired.expand(text, _SYNTAX, self.made)
        text = text.replace(shortcodes.NEXT_TAB, "")
        for pattern in (_SYNTAX.closing, _SYNTAX.opening):
            text = scanner.substitute(text, pattern, self._leftover)
        text = scanner.substitute(text, _ESCAPED, lambda found: _literal(found, r"\<"))
        return _ESCAPED.sub(lambda found: f"{{{{{found[1]}{found[2]}{found[3]}}}}}", text)

    def report(self) -> None:
        """Report what was not read, by kind."""
        for name, found in list(self.foreign.items())[:_TOLD]:
            report_foreign(self.page, f"shortcode `{name}`", found, _HINT)

    def _leftover(self, found: scanner.Found) -> str:
        """Remove a closing shortcode whose opening is missing, and those after the most that are read."""
        self.foreign.setdefault(found["name"], []).append(found[0])
        return ""

    def _inline(self, match: re.Match[str]) -> str:
        """Return what a shortcode is that Hugo reads in code as well: an address or a parameter."""
        tag = Tag(match["name"], match["rest"], None, match[0], is_block=False)
        if match["name"] in ("ref", "relref"):
            return self.reference(tag)
        value = self.parameter(" ".join(tag.words) or tag.values.get("name", ""))
        if not value:
            self.foreign.setdefault(match["name"], []).append(match[0])
        return value

    def reference(self, tag: Tag) -> str:
        """Return the address of a page: ``ref "two.md#part"``."""
        wanted = tag.values.get("path") or next(iter(tag.words), "")
        path, mark, fragment = wanted.partition("#")
        found = self.page.find_article(path) if path else ""
        return f"/{found}{mark}{fragment}".replace(" ", "%20") if found else wanted

    def parameter(self, name: str) -> str:
        """Return a parameter of the page, else of the site, whatever the case of its letters."""
        params = config.table_at(self.page.front, "params")
        site = config.table_at(self.page.site.values, "params")
        path = name.strip("'\"").lower().split(".")
        if path[0] in ("page", "site", "params") and len(path) > 1:
            path = path[1:]
        for table in (self.page.front, params, site):
            value: Any = table
            for key in path:
                value = _without_case(value).get(key.replace("-", "_"))
            if isinstance(value, str | int | float):
                return str(value)
        return ""

    def _without_verbatim(self, text: str) -> str:
        """Return a text in which shortcodes whose text is no Markdown are code or formulas."""
        out, at, last = list[str](), 0, 0
        missing: set[str] = set()
        while match := _OPENING.search(text, at):
            at = match.end()
            if match["f"]:
                fence = re.compile(
                    rf"^[ \t>]*{re.escape(match['f'][0])}{{{len(match['f'])},}}[ \t]*$",
                    re.MULTILINE,
                )
                closing = fence.search(text, at)
                at = closing.end() if closing else len(text)
                continue
            name = match["name"]
            end = None
            if name not in missing and not match["rest"].rstrip().endswith("/"):
                end = re.compile(rf"\{{\{{[<%][ \t]*/[ \t]*{name}[ \t]*[>%]\}}\}}").search(text, at)
            if not end:
                missing.add(name)
                continue
            begin = text.rfind("\n", max(match.start() - 200, 0), match.start()) + 1
            indent = text[begin : match.start()] if begin else ""
            is_block = not indent.strip(" \t>")
            tag = Tag(name, match["rest"].strip(), text[at : end.start()], match[0], is_block)
            made = shortcodes.make(tag)
            if made is not None:
                made = made.replace("\n", f"\n{indent}") if is_block and indent else made
                out += [text[last : match.start()], made]
                last = end.end()
            at = end.end()
        return "".join([*out, text[last:]])

    def made(self, tag: Tag) -> str | None:
        """Return what becomes of a shortcode; of an unknown one the text within."""
        name = shortcodes.normal_name(tag.name)
        file = figure_tags.first(tag, "file")
        if name in ("ref", "relref"):
            return self.reference(tag)
        if name == "heading" and tag.words:
            return _HEADINGS.get(tag.words[0], tag.words[0].capitalize())
        if name == "imgproc" and tag.words and not figure_tags.picture_address(tag):
            tag = replace(tag, rest=f'"{self._bundled(tag.words[0])}"')
        if name in _LISTS and not (tag.inner or "").strip() and (pages := self.page.find_below()):
            return f"\n\n{section_lists.listing(pages)}\n\n"
        if name == "tab" and not (tag.inner or "").strip() and tag.values.get("include"):
            name = "include"
            tag = replace(tag, rest=f'file="{tag.values["include"]}"')
        made = None if name in _FILES else shortcodes.make(tag)
        if made is None and tag.inner is None and figure_tags.picture_address(tag):
            made = figure_tags.figure(tag)
        if made is None and (name in _FILES or re.search(r"\.\w{1,8}$", file)):
            made = self._file(tag)
        if made is None:
            made = hugo_layouts.made(tag, self.page)
        return self._unknown(tag) if made is None else made

    def _bundled(self, start: str) -> str:
        """Return the picture beside the page whose name begins with some letters; these where none is."""
        folder = self.page.path.parent
        names = sorted(each.name for each in folder.iterdir()) if folder.is_dir() else []
        found = (n for n in names if n.startswith(start) and figure_tags.is_picture(n))
        return next(found, start)

    def _unknown(self, tag: Tag) -> str:
        """Return the text within a shortcode that nobody knows, which is reported."""
        self.foreign.setdefault(tag.name, []).append(tag.markup.split("\n", 1)[0])
        if tag.inner is not None and shortcodes.normal_name(tag.name) in theme_tags.LEFT_OUT:
            return ""
        if tag.inner is not None and tag.is_block:
            title = figure_tags.first(tag, "title", "header")
            return blocks.labelled(title, paired.dedent(tag.inner))
        if tag.inner is not None:
            return tag.inner
        return figure_tags.first(tag, "text", "content", "caption", "title")

    def _file(self, tag: Tag) -> str:
        """Return the text of a file that is set in, as code where it is code."""
        name = figure_tags.first(tag, "file", "path", "src", "source", "page") or next(
            iter(tag.words), ""
        )
        own = (
            self._located(name)
            or self._located(f"{name}.md")
            or self._located(f"boilerplates/{name}.md")
        )
        if not own:
            self.foreign.setdefault(tag.name, []).append(tag.markup)
            return tag.inner or ""
        text = self.includes.read(self.page, own, tag.markup, self.chain or (self.page.name,))
        if text is None:
            return ""
        suffix = own.rpartition(".")[2].lower()
        language = figure_tags.first(tag, "lang", "language")
        is_code = (
            suffix not in ("md", "markdown", "html", "htm") or tag.values.get("code") == "true"
        )
        if is_code or language:
            language = language or _LANGUAGES.get(suffix, suffix)
            return blocks.fenced(text, language, tag.values.get("title", ""))
        chain = self.chain or (self.page.name,)
        self.chain = (*chain, inclusion.path_of(self.page, own))
        made = self.rewrite(inclusion.without_front(text))
        self.chain = chain
        return f"\n\n{made}\n\n"

    def _located(self, name: str) -> str:
        """Return the path, from the root after ``/``, of a file that a shortcode names; "" for none."""
        plain = name.strip().lstrip("/")
        if not plain:
            return ""
        beside = self.page.name.rpartition("/")[0]
        site = self.page.site
        for folder in (beside, *site.content, "", *site.statics, "examples", "content/en/examples"):
            path = f"/{folder}/{plain}".replace("//", "/")
            if ".." not in path and (self.page.root / path.lstrip("/")).is_file():
                return path
        found = self.page.find_file(plain)
        return f"/{found}" if found else ""


def _without_case(value: Any) -> Mapping[str, Any]:
    """Return a table by its keys in lower case; an empty one for what is none."""
    if not isinstance(value, Mapping):
        return {}
    return {str(key).lower().replace("-", "_"): each for key, each in value.items()}


_LISTS = frozenset(("children", "childpages", "sectionlist", "toc-tree", "section", "subpages"))
"""Shortcodes that list the pages of a section."""

_FILES = frozenset(
    (
        *("readfile", "include", "includes", "code-sample", "codenew", "code-file", "codefile"),
        *("import", "boilerplate", "glossary-definition"),
    )
)
_LANGUAGES = {
    "yml": "yaml",
    "py": "python",
    "js": "javascript",
    "ts": "typescript",
    "rs": "rust",
    "txt": "",
}
_HEADINGS = {
    "whatsnext": "What’s next",
    "prerequisites": "Before you begin",
    "objectives": "Objectives",
    "cleanup": "Cleaning up",
    "seealso": "See also",
}


def _literal(found: scanner.Found, sign: str) -> str:
    """Return a shortcode that is shown and not run, so that no tag is seen in it."""
    begin, end = (sign if found[1] == "<" else found[1]), ("\\>" if found[3] == ">" else found[3])
    inner = re.sub(r"([<>*_`\[\]])", r"\\\1", found[2].strip())
    return f"\\{{\\{{{begin} {inner} {end}}}}}"
