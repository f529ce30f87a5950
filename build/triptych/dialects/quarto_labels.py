"""What the other documents of a book have labels for, so that a reference leads to them."""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from triptych.dialects import config, latex_labels, quarto_options, scanner
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
    r"^[ \t]*(?P<marks>`{3,})\s*(?P<info>\{(?:r|python|julia)\b[^\n]*\})[ \t]*\n"
    r"(?P<inner>(?:(?![ \t]*`{3})[^\n]*\n)*)",
    re.MULTILINE,
)
_HASH = re.compile(r"^#\|\s*label:\s*[\"']?((?:fig|tbl|lst)-[\w.-]+)", re.MULTILINE)
THEOREMS = {
    "theorem": "thm",
    "lemma": "lem",
    "corollary": "cor",
    "proposition": "prp",
    "conjecture": "cnj",
    "definition": "def",
    "example": "exm",
    "exercise": "exr",
    "hypothesis": "hyp",
}
"""What is numbered as theorems are, by its class, with the prefix of its labels."""

_NAMES = "|".join(THEOREMS)
_THEOREM = re.compile(
    rf"^[ \t]*:{{3,}}[ \t]*\{{[^{{}}\n]*\.(?P<class>{_NAMES})\b(?:[^{{}}#\n]*#(?P<id>[^\s{{}}]+))?"
    rf"|^[ \t]*`{{3,}}\{{(?P<cell>{_NAMES})\b"
    r"(?:[ ,]+(?:label\s*=\s*[\"']?)?(?P<label>[\w-]+)(?!\s*=))?",
    re.MULTILINE,
)
_LATEX_CAPTION = re.compile(
    r"\\caption(?:\[[^\]\n]*\])?\{((?:[^{}]|\{[^{}]*\}){0,500})\}\s*\\label\s*\{([^{}\n]+)\}"
)
_COMMAND = re.compile(r"\\[A-Za-z]+\*?(?:\[[^\]\n]*\])?\{([^{}]*)\}")
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
            found.setdefault(by_words(words), Elsewhere(name, uid, words))
    return found


def by_words(words: str) -> str:
    """Return the key by which what is labelled is found by its words, as a heading is."""
    return f"={' '.join(words.casefold().split())}"


def _names(page: Page) -> list[str]:
    """Return the documents in which labels are looked for."""
    if page.site.only:
        return list(page.site.only)[:MOST]
    names: list[str] = []
    for suffix in ("*.qmd", "*.[Rr]md", *(["*.md"] if page.site.dialect == "pandoc" else [])):
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
    found += _typed(text)
    known = dict(_TEXT.findall(text))
    for chunk in _CELL.finditer(text):
        cell = quarto_options.read(chunk["info"], chunk["inner"])
        for kind, typed in (("fig", cell.text("fig-cap")), ("tbl", cell.table_caption)):
            label = cell.label.removeprefix(f"{kind}-")
            if label and typed:
                found.append(_thing(f"{kind}-{label}", _said(typed, known)))
    found += [_thing(m[1], "") for m in _HASH.finditer(text)]
    if "\\label" in text:
        captions = {name.strip(): words for words, name in _LATEX_CAPTION.findall(text)}
        for name, label_of in latex_labels.labels(text).items():
            if label_of.kind:
                words = _COMMAND.sub(r"\1", captions.get(name, ""))
                found.append(_thing(f"{label_of.kind}-{label_of.name}", words))
    return [*found, *_theorems(text)]


def _typed(text: str) -> list[tuple[str, str, str]]:
    r"""Return what bookdown's ``(\#fig:x)`` labels: captions by their words, equations by their numbers."""
    found: list[tuple[str, str, str]] = []
    number = 0
    for match in _TYPED.finditer(text):
        kind, words = match[1], ""
        before = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        after = text[match.end() : match.end() + 500].partition("\n")[0]
        if kind == "eq":
            number += 1
            found.append((f"eq-{match[2]}", f"eq-{match[2]}", f"{kind_words(kind)} ({number})"))
            continue
        if kind == "tab":
            words = after
        elif kind == "fig" and "![" in before:
            words = before.rpartition("![")[2] + re.split(r"\]\(", after, maxsplit=1)[0]
        found.append(_thing(f"{kind}-{match[2]}", " ".join(words.split())))
    return found


def _theorems(text: str) -> list[tuple[str, str, str]]:
    """Return the theorems and the like of a text, by their numbers."""
    found: list[tuple[str, str, str]] = []
    counts = Counter[str]()
    for match in _THEOREM.finditer(text):
        prefix = THEOREMS[match["class"] or match["cell"]]
        counts[prefix] += 1
        uid = match["id"] or match["label"]
        if uid:
            label = uid if re.match(rf"{prefix}[-:]", uid) else f"{prefix}-{uid}"
            label = label.replace(":", "-", 1)
            found.append((label, label, f"{kind_words(prefix)} {counts[prefix]}"))
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
