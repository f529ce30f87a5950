"""What the other documents of a book have labels for, so that a reference leads to them."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from triptych.dialects import config, scanner
from triptych.dialects.page import Page

MOST = 1_000
"""The most documents in which labels are looked for."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A thing in another document: that document's path from the root, the thing's id and its words."""

    name: str
    uid: str
    words: str


_HEADING = re.compile(r"^#{1,6}[ \t]+(.*?)[ \t]*(?:\{([^{}\n]*)\})?[ \t]*#*$", re.MULTILINE)
_ID = re.compile(r"#([^\s{}]+)")
_LABELLED = re.compile(
    r"\{[^{}\n]*#((?:fig|tbl|eq|lst|thm|lem|cor|prp|cnj|def|exm|exr|rem|alg)[-:][^\s{}]+)[^{}\n]*\}"
)
_TYPED = re.compile(r"\(\\#((?:fig|tab|eq|thm|lem|cor|prp|def|exm|exr)):([\w-]+)\)")
_CELL = re.compile(
    r"^[ \t]*`{3,}\s*\{(?:r|python|julia)\b[ ,]*([\w.-]+)[ \t]*,.*\bfig\.cap\s*=\s*[\"']([^\"']*)"
    r"|^#\|\s*label:\s*[\"']?((?:fig|tbl|lst)-[\w.-]+)",
    re.MULTILINE,
)
_TEXT = re.compile(r"^\(ref:([\w-]+)\)[ \t]+(\S.*)$", re.MULTILINE)
_CAPTION = re.compile(r"!\[([^\[\]]*)\]\([^()\s]*\)$|^(?::|Table:)[ \t]*(.*)$")

_KINDS = {
    "fig": "Figure",
    "tbl": "Table",
    "tab": "Table",
    "eq": "Equation",
    "lst": "Listing",
    "thm": "Theorem",
    "lem": "Lemma",
    "cor": "Corollary",
    "prp": "Proposition",
    "cnj": "Conjecture",
    "def": "Definition",
    "exm": "Example",
    "exr": "Exercise",
    "sol": "Solution",
    "rem": "Remark",
    "alg": "Algorithm",
    "hyp": "Hypothesis",
    "nte": "Note",
    "tip": "Tip",
    "wrn": "Warning",
    "imp": "Important",
    "cau": "Caution",
}
_known: dict[Path, tuple[Any, dict[str, Elsewhere]]] = {}


def kind_words(prefix: str) -> str:
    """Return what things of a prefix are called: ``thm`` is a “Theorem”."""
    return _KINDS.get(prefix.lower(), "")


def elsewhere(page: Page, label: str) -> Elsewhere | None:
    """Return what a label in another document of the publication stands for; None when nothing does."""
    values, found = _known.get(page.root, (None, {}))
    if values is not page.site.values:
        found = _read(page)
        _known.clear()
        _known[page.root] = (page.site.values, found)
    return found.get(label)


def _read(page: Page) -> dict[str, Elsewhere]:
    """Return the labels of all documents of a publication."""
    found: dict[str, Elsewhere] = {}
    for name in _names(page):
        for label, uid, words in labels_of(config.read_script(page.root / name, page.root)):
            found.setdefault(label, Elsewhere(name, uid, words))
    return found


def _names(page: Page) -> list[str]:
    """Return the documents in which labels are looked for."""
    if page.site.only:
        return list(page.site.only)[:MOST]
    names: list[str] = []
    for suffix in ("*.qmd", "*.[Rr]md"):
        for path in sorted(page.root.glob(f"**/{suffix}")):
            name = path.relative_to(page.root).as_posix()
            if not re.search(r"(?:^|/)[._]", name):
                names.append(name)
            if len(names) >= MOST:
                return names
    return names


def labels_of(text: str) -> list[tuple[str, str, str]]:
    """Return the labels of a text, each with the id and the words of what it stands for."""
    found: list[tuple[str, str, str]] = []
    masked = scanner.mask(text, indented=False)
    for match in _HEADING.finditer(masked):
        words = text[slice(*match.span(1))]
        uid = _ID.search(match[2] or "")
        name = uid[1] if uid else auto_id(words)
        found.append((_plain(name), name.replace(":", "-"), words))
    for match in _LABELLED.finditer(text):
        line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        caption = _CAPTION.search(line.strip())
        words = (caption[1] or caption[2] or "") if caption else ""
        found.append(_thing(match[1].replace(":", "-", 1), words))
    found += [_thing(f"{match[1]}-{match[2]}", "") for match in _TYPED.finditer(text)]
    known = dict(_TEXT.findall(text))
    found += [_thing(m[3] or f"fig-{m[1]}", _said(m[2] or "", known)) for m in _CELL.finditer(text)]
    return found


def _said(caption: str, known: dict[str, str]) -> str:
    """Return a caption, or the words that it refers to: ``(ref:cap)``."""
    found = re.fullmatch(r"\(ref:([\w-]+)\)", caption.strip())
    return known.get(found[1], "") if found else caption


def _thing(label: str, words: str) -> tuple[str, str, str]:
    """Return a label in one form, the id that it gets, and what a link to it reads."""
    kind = kind_words(label.partition("-")[0])
    own = label.replace("tab-", "tbl-", 1) if label.startswith("tab-") else label
    return own, own, f"{kind} “{words.strip()}”" if words.strip() else kind


def _plain(label: str) -> str:
    """Return a label with a hyphen after its prefix."""
    return re.sub(r"^(sec|fig|tbl|eq|lst):", r"\1-", label)


def auto_id(words: str) -> str:
    """Return the id that pandoc gives a heading (User's Guide, ``auto_identifiers``)."""
    bare = re.sub(r"[^\w\s.-]", "", re.sub(r"\]\([^()]*\)", "", words)).strip().lower()
    return re.sub(r"^[^a-z\u0080-\U0010ffff]+", "", re.sub(r"\s+", "-", bare)) or "section"
