"""Liquid of a documentation in GitHub's manner: variables, reusable texts, versions and titles of pages.

Its files are ``data/variables``, ``data/reusables`` and ``data/features``. Of the versions that a page has,
the one on the web is read: ``fpt``, else ``ghec``, else the newest ``ghes``.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from triptych.dialects import data_files, github_versions, inclusion, scanner
from triptych.dialects.github_tags import make
from triptych.dialects.liquid import Template
from triptych.dialects.page import Page, read_text

MARKS = ("data/variables", "data/reusables")
"""Folders that show that a repository is a documentation in this manner."""

_DATA = re.compile(
    r"(?P<raw>\{%-?\s*raw\s*-?%\}[\s\S]*?\{%-?\s*endraw\s*-?%\})"
    r"|(?P<before>^[ \t]*)?\{%-?\s*(?:indented_data_reference|data)\s+(?P<name>[\w.-]+)"
    r"(?P<rest>[^%{}]*)%\}",
    re.MULTILINE,
)
_TITLE = re.compile(r"\[AUTOTITLE\]\((?P<address>[^()\s#]*)(?P<rest>[^()\s]*)\)")
_DEEPEST = 12
_LARGEST = 4 * 1024 * 1024


def is_used(text: str, page: Page) -> bool:
    """Whether a text has such tags, in a repository that may be such a documentation."""
    if "[AUTOTITLE](" in text:
        return True
    is_known = any((page.root / mark).is_dir() for mark in MARKS)
    return "{%" in text and (is_known or bool(_OWN.search(text)))


_OWN = re.compile(r"\{%-?\s*(?:data (?:variables|reusables)\.|ifversion |octicon \")")


def rewrite(text: str, page: Page) -> str:
    """Return a text in which all is put in and no tag is left."""
    docs = _Docs(page)
    text = github_versions.resolve(docs.filled(text), page)
    text = docs.finished(text)
    return scanner.substitute(text, _TITLE, docs.titled)


def words(text: str, page: Page) -> str:
    """Return a value of the front matter without tags."""
    if "{%" not in text:
        return text
    docs = _Docs(page)
    made = docs.finished(github_versions.resolve(docs.filled(text), page), is_told=False)
    return " ".join(made.split())


_ICON = re.compile(r"[ ]?\{%-?\s*octicon\s(?P<rest>[^%]*?)-?%\}[ ]?")


def _icon(match: re.Match[str]) -> str:
    """Return the label of an icon; of one that only decorates, the space between the words around it."""
    label = re.search(r"aria-label=\"([^\"]*)\"", match["rest"])
    words = "" if "aria-hidden" in match["rest"] or not label else label[1]
    before, after = match[0].startswith(" "), match[0].endswith(" ")
    if words:
        return f"{' ' * before}{words}{' ' * after}"
    return " " if before and after else ""


@dataclass(slots=True)
class _Docs:
    """One text while it is filled: the files that are known, and what was not found."""

    page: Page
    files: dict[str, Any] = field(default_factory=dict[str, Any])
    unknown: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    left: int = _LARGEST

    def filled(self, text: str, chain: tuple[str, ...] = ()) -> str:
        """Return a text with variables and reusable texts in it, in code as well."""

        def put(match: re.Match[str]) -> str:
            if match["raw"]:
                return match[0]
            indent = match["before"] or ""
            spaces = re.search(r"spaces=(\d{1,2})", match["rest"])
            made = self.value(match["name"], match[0].strip(), chain)
            indent = indent or " " * int(spaces[1] if spaces else 0)
            return f"{match['before'] or ''}{made}".replace("\n", f"\n{indent}") if made else ""

        return _DATA.sub(put, text) if "{%" in text else text

    def value(self, name: str, markup: str, chain: tuple[str, ...]) -> str:
        """Return what a name means; of one without a file the words that it is made of."""
        kind, _, path = name.partition(".")
        found = None
        if name not in chain and len(chain) < _DEEPEST and self.left > 0:
            found = self.reusable(path) if kind == "reusables" else self.variable(name)
        if found is None:
            self.unknown.setdefault(kind.removesuffix("s"), []).append(markup)
            plain = path.rpartition(".")[2].removeprefix("prodname_").replace("_", " ")
            return "" if kind == "reusables" else plain[:1].upper() + plain[1:]
        self.left -= len(found)
        return self.filled(
            found.strip("\n") if kind == "reusables" else found.strip(), (*chain, name)
        )

    def variable(self, name: str) -> str | None:
        """Return the value of a variable, by the name of its file and its keys."""
        parts = name.split(".")
        known: Any = {}
        for end in range(len(parts) - 1, 0, -1):
            file = "/".join(parts[:end])
            if file not in self.files:
                self.files[file] = data_files.read(self.page, file, "data")
            known = self.files[file]
            for key in parts[end:]:
                known = known.get(key) if isinstance(known, Mapping) else None
            if isinstance(known, str | int | float):
                return str(known)
        return None

    def reusable(self, path: str) -> str | None:
        """Return a text that pages share."""
        name = f"data/reusables/{path.replace('.', '/')}.md"
        if not (self.page.root / name).is_file():
            return None
        text = read_text(self.page, f"/{name}", "")
        return None if text is None else inclusion.without_front(text)

    def finished(self, text: str, *, is_told: bool = True) -> str:
        """Return a text without the tags that remain."""
        scope: dict[str, Any] = dict(self.page.front)
        if "tables." in text and (self.page.root / "data/tables").is_dir():
            scope["tables"] = data_files.Folder(self.page, "data/tables")
        template = Template(scope, make)
        made = template.render(_ICON.sub(_icon, text))
        for kind, found in self.unknown.items():
            template.foreign.setdefault(kind, []).extend(found)
        if is_told:
            template.report(self.page)
        return made

    def titled(self, found: scanner.Found) -> str:
        """Return a link whose words are the title of the page that it leads to."""
        name = self.page.find_article(found["address"])
        title = ""
        if name and (head := read_text(self.page, f"/{name}", "")):
            typed = re.search(r"^title:[ \t]*(.+)$", head[:4000], re.MULTILINE)
            plain = typed[1].strip().strip("'\"").replace("''", "'") if typed else ""
            title = words(plain, self.page)
        if not title:
            last = found["address"].rstrip("/").rpartition("/")[2].replace("-", " ")
            title = last[:1].upper() + last[1:]
        title = re.sub(r"([\[\]])", r"\\\1", title)
        return f"[{title}]({found['address']}{found['rest']})"
