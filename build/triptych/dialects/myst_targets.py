"""MyST's targets, ``(label)=``, its comments and its breaks; and what the labels of a project are of."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from triptych.dialects import config, latex_labels, quarto_labels
from triptych.dialects.page import Page

MOST = 1_000
"""The most documents in which labels are looked for."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a label is of: its kind (``sec``, ``fig``, ``tbl``, ``eq``, ``lst`` or ""), its id, its words.

    ``name`` is the path from the root of the document that has it, "" for the page itself.
    """

    kind: str
    uid: str
    words: str = ""
    name: str = ""


_TARGET = re.compile(r"(?P<indent>[ \t>]*)\((?P<label>[^()\n]+)\)=[ \t]*$")
_HEADING = re.compile(
    r"(?P<start>[ \t>]*#{1,6}[ \t]+)(?P<words>.*?)[ \t]*(?:\{(?P<attr>[^{}\n]*)\})?[ \t]*$"
)
_DIRECTIVE = re.compile(r"[ \t>]*(?P<mark>`{3,}|~{3,}|:{3,})[ \t]*\{(?P<name>[\w:.-]+)")
_ATTRIBUTES = re.compile(r"[ \t]*\{(?P<attr>(?:[#.]|[\w-]+=)[^{}\n]*)\}[ \t]*$")
_SILENT = re.compile(r"[ \t>]*%|\+\+\+(?:[ \t]|$)|:(?:orphan|tocdepth|nosearch):")
_OPTION = re.compile(r"[ \t>]*:(?:name|label):[ \t]*(\S+)[ \t]*$")
_EQUATION = re.compile(r"\$\$[ \t]*\((?P<label>[\w:.-]+)\)[ \t]*$", re.MULTILINE)
KINDS = {
    **dict.fromkeys(("figure", "image", "figure-md", "subfigure", "mermaid", "graphviz"), "fig"),
    **dict.fromkeys(("table", "list-table", "csv-table"), "tbl"),
    **dict.fromkeys(("code-block", "code", "literalinclude", "code-cell", "sourcecode"), "lst"),
    "math": "eq",
}
"""The kind of what a directive makes."""


def uid_of(label: str) -> str:
    """Return a label as an id."""
    return re.sub(r"[^\w.:-]+", "-", label.strip()).strip("-")


def target_of(label: str, directive: str) -> Target:
    """Return what the label of a directive is of, as Triptych writes it: ``fig:coast``."""
    kind = KINDS.get(directive, "")
    if not kind:
        return Target("", uid_of(label).replace(":", "-"))
    return Target(kind, f"{kind}:{latex_labels.own(label, kind).name}")


class Labels:
    """The labels of one document, and those of the others where its own have none."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._known: dict[str, Target] = {}
        self._headings: dict[str, Target] = {}

    def add(self, label: str, target: Target) -> None:
        """Record what a label is of; the first counts."""
        if label:
            self._known.setdefault(label.strip(), target)

    def find(self, label: str) -> Target | None:
        """Return what a label is of; None when nothing has it."""
        known = self._known.get(label)
        if known:
            return known
        if label in self._headings:
            return self._headings[label]
        lower = {key.lower(): value for key, value in self._known.items()}
        return lower.get(label.lower()) or _elsewhere(self._page, label)

    def place(self, text: str) -> str:
        """Return a text whose targets are ids of what follows them; without comments and breaks."""
        lines = text.split("\n")
        in_code = _code_lines(lines)
        out: list[str] = []
        waiting: list[tuple[str, str]] = []
        for number, line in enumerate(lines):
            if in_code[number]:
                out.append(line)
                continue
            if match := _TARGET.match(line):
                waiting.append((match["label"], match["indent"]))
            elif _SILENT.match(line):
                out.append("")
            elif (attr := _ATTRIBUTES.match(line)) and any(map(str.strip, lines[number + 1 :][:2])):
                waiting += [(each, "") for each in re.findall(r"#([^\s{}]+)", attr["attr"])]
            elif not line.strip():
                out.append(line)
            else:
                out += self._labelled(line, waiting)
                waiting = []
        out += [f"[]{{#{uid_of(label)}}}" for label, _ in waiting]
        return _EQUATION.sub(self._equation, "\n".join(out))

    def _labelled(self, line: str, waiting: list[tuple[str, str]]) -> list[str]:
        """Return a line with the labels that precede it, and record its own where it is a heading."""
        labels = [label for label, _ in waiting]
        if found := _HEADING.match(line):
            return [self._heading(found, labels)]
        directive = _DIRECTIVE.match(line)
        if directive and labels:
            for label in labels:
                self.add(label, target_of(labels[0], directive["name"]))
            return [line, f"{line[: len(line) - len(line.lstrip())]}:name: {labels[0]}"]
        if not labels:
            return [line]
        if re.match(r"[ \t>]*!\[[^\]]*\]\([^()\s]*\)[ \t]*$", line):
            target = target_of(labels[0], "figure")
            for label in labels:
                self.add(label, target)
            return [f"{line.rstrip()}{{#{target.uid}}}"]
        for label in labels:
            self.add(label, Target("", uid_of(label).replace(":", "-")))
        anchors = "".join(f"[]{{#{uid_of(label).replace(':', '-')}}}" for label in labels)
        is_text = not re.match(r"[ \t]*(?:[-+*>|]|\d+[.)]|`{3}|:{3}|~{3}|\$\$|<)", line)
        return [f"{anchors}{line}"] if is_text else [anchors, "", line]

    def _heading(self, found: re.Match[str], labels: list[str]) -> str:
        """Return a heading with the first of its labels as its id."""
        attr = found["attr"] or ""
        slug = quarto_labels.auto_id(found["words"])
        self._headings.setdefault(slug, Target("sec", slug, found["words"]))
        given = re.search(r"#([^\s}]+)", attr)
        uid = given[1] if given else uid_of(labels[0]) if labels else ""
        for label in (*labels, *([given[1]] if given else [])):
            self.add(label, Target("sec", uid, found["words"]))
        if not labels or given:
            return found[0]
        return f"{found['start']}{found['words']} {{{' '.join(filter(None, (f'#{uid}', attr)))}}}"

    def _equation(self, match: re.Match[str]) -> str:
        """Return the end of a formula with its label."""
        target = target_of(match["label"], "math")
        self.add(match["label"], target)
        return f"$$ {{#{target.uid}}}"


def _code_lines(lines: list[str]) -> list[bool]:
    """Return for each line whether it is code; the lines of directives are not."""
    found: list[bool] = []
    stack: list[tuple[str, bool]] = []
    for line in lines:
        fence = re.match(r"[ \t>]*(?:[-+*][ \t]+)?(`{3,}|~{3,})[ \t]*(.*)$", line)
        is_code = bool(stack) and stack[-1][1]
        found.append(is_code)
        if not fence or ("`" in fence[2] and fence[1][0] == "`"):
            continue
        marks, info = fence[1], fence[2].strip()
        closes = (
            stack and not info and stack[-1][0][0] == marks[0] and len(marks) >= len(stack[-1][0])
        )
        if closes:
            stack.pop()
        elif not is_code:
            name = re.match(r"\{([\w:.-]+)", info)
            stack.append((marks, not name or name[1] in CODE))
    return found


CODE = frozenset(
    (
        *(
            "code-block",
            "code",
            "sourcecode",
            "code-cell",
            "literalinclude",
            "parsed-literal",
            "math",
        ),
        *(
            "mermaid",
            "graphviz",
            "plantuml",
            "eval-rst",
            "csv-table",
            "toctree",
            "raw",
            "tableofcontents",
        ),
        *(
            "contents",
            "bibliography",
            "doctest",
            "testcode",
            "prompt",
            "highlight",
            "only-rst",
            "digraph",
        ),
        *(
            "autosummary",
            "automodule",
            "autoclass",
            "autofunction",
            "argparse",
            "click",
            "index",
            "meta",
        ),
    )
)
"""Directives whose text is no Markdown."""

_known: dict[Path, tuple[Any, dict[str, Target]]] = {}


def _elsewhere(page: Page, label: str) -> Target | None:
    """Return what a label in another document of the project is of; None when nothing has it."""
    values, found = _known.get(page.root, (None, {}))
    if values is not page.site.values:
        found = {}
        for name in _names(page):
            if name != page.name:
                for key, target in labels_of(config.read_script(page.root / name, page.root), name):
                    found.setdefault(key.lower(), target)
        _known.clear()
        _known[page.root] = (page.site.values, found)
    return found.get(label.lower())


def _names(page: Page) -> list[str]:
    """Return the documents in which labels are looked for."""
    if page.site.only:
        return list(page.site.only)[:MOST]
    folder = page.root / config.text_at(page.site.values, "source")
    paths = sorted(folder.glob("**/*.md")) if page.site.mark else []
    names = [path.relative_to(page.root).as_posix() for path in paths]
    return [name for name in names if not re.search(r"(?:^|/)(?:[._]|node_modules/)", name)][:MOST]


def labels_of(text: str, name: str) -> list[tuple[str, Target]]:
    """Return the labels of a document with what they are of."""
    found: list[tuple[str, Target]] = []
    waiting: list[str] = []
    directive = ""
    for line in text.split("\n"):
        if match := _TARGET.match(line):
            waiting.append(match["label"].strip())
            continue
        if (opening := _DIRECTIVE.match(line)) or directive:
            option = _OPTION.match(line)
            if option:
                waiting.append(option[1])
            directive = opening["name"] if opening else directive
            is_over = not opening and not re.match(r"[ \t>]*(?::|---|$)", line)
            if is_over or option:
                found += [(each, _named(target_of(each, directive), "", name)) for each in waiting]
                waiting, directive = [], "" if is_over else directive
            continue
        if heading := _HEADING.match(line):
            given = re.findall(r"#([^\s}]+)", heading["attr"] or "")
            uid = (given or [uid_of(each) for each in waiting] or [""])[0]
            target = Target("sec", uid.replace(":", "-"), heading["words"], name)
            found += [(each, target) for each in (*waiting, *given)]
        elif line.strip():
            found += [
                (each, Target("", uid_of(each).replace(":", "-"), "", name)) for each in waiting
            ]
        waiting = waiting if not line.strip() else []
    for match in _EQUATION.finditer(text):
        found.append((match["label"], _named(target_of(match["label"], "math"), "", name)))
    return found


def _named(target: Target, words: str, name: str) -> Target:
    """Return a target of another document."""
    return Target(target.kind, target.uid.replace(":", "-"), words, name)
