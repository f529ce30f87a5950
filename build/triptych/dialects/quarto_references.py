r"""Labels and references of Quarto and bookdown as Triptych's own: ``@fig-x``, ``\@ref(fig:x)``."""

import re
from collections import Counter
from typing import TYPE_CHECKING

from triptych.dialects import blocks, paired, quarto_chapters, quarto_labels, scanner
from triptych.dialects.page import Page

if TYPE_CHECKING:
    from triptych.dialects.quarto_attributes import Attributes

_OURS = ("fig", "tbl", "eq", "lst", "sec")
_CLASSES = {
    **quarto_labels.THEOREMS,
    "solution": "sol",
    "remark": "rem",
    "algorithm": "alg",
}
_THEOREMS = tuple(_CLASSES.values())
_CALLOUTS = ("nte", "tip", "wrn", "imp", "cau")
_OTHERS = "|".join((*_THEOREMS, *_CALLOUTS))
_BRACED = re.compile(r"\{[^{}\n]*#(?:fig|tbl|eq|lst|sec)-[^{}\n]*\}")
_LABEL = re.compile(r"#(fig|tbl|eq|lst|sec)[-:]([^\s{}]+)")
_LINK = re.compile(r"\]\(#(fig|tbl|eq|lst|sec)-([^\s()]+)\)")
_KEY = r"[\w](?:[\w:.#$%&+?<>~/-]*[\w])?"
_REFERENCE = re.compile(
    rf"(?<![\w\\@/.])(?P<minus>-?)@(?P<kind>(?i:fig|tbl|eq|lst|sec|{_OTHERS}))-(?P<name>{_KEY})"
)
_BRACKETED = re.compile(
    rf"\[(?P<before>[^\[\]@\n]*?)(?P<minus>-?)@(?P<kind>(?i:{_OTHERS}))-(?P<name>{_KEY})(?P<after>[^\[\]@\n]*)\](?!\()"
)
_BOOKDOWN = re.compile(r"\\@ref\((?:(?P<kind>[a-z]+):)?(?P<name>[^()\s]+)\)")
_PICTURE = re.compile(
    r"!\[(?P<before>(?:[^\[\]\n]|\[[^\[\]\n]*\](?:\([^()\n]*\))?)*?)\(\\#(?P<label>fig:[\w-]+)\)\s*"
    r"(?P<words>(?:[^\[\]\n]|\[[^\[\]\n]*\](?:\([^()\n]*\))?)*)\](?P<place>\([^()\n]*\))(?:\{(?P<attr>[^{}\n]*)\})?"
)
_TABLE = re.compile(
    r"^(?P<start>[ \t>]*)(?:Table)?:[ \t]*\(\\#tab:(?P<name>[\w-]+)\)[ \t]*(?P<words>.*)$",
    re.MULTILINE,
)
_EQUATION = re.compile(r"\(\\#eq:([\w-]+)\)")
_REF_TEXT = re.compile(
    r"^\(ref:([\w-]+)\)[ \t]+(\S.*(?:\n(?![ \t]*\n|\(ref:).+)*)\n?", re.MULTILINE
)
_REF = re.compile(r"\(ref:([\w-]+)\)")
_WIDTHS = re.compile(r"[ \t]*\btbl-colwidths=(?:\"[^\"\n]*\"|\[[^\]\n]*\]|\w+)")


class Labels:
    """The labels of one document, and the numbers of its theorems."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._counts: Counter[str] = Counter()
        self._numbers: dict[str, tuple[str, str]] = {}
        self._parts: dict[str, tuple[str, str]] = {}
        self._known: set[str] = set()
        self._headings: dict[str, str] = {}

    def add_part(self, label: str, whole: str, letter: str) -> None:
        """Record that a figure is a part of another: ``("fig-left", "fig:both", "a")``."""
        self._parts[label.replace(":", "-", 1)] = (whole, letter)

    def is_numbered(self, uid: str) -> bool:
        """Whether a callout or a theorem has a number."""
        return uid in self._numbers

    def callout(self, uid: str, title: str, inner: str) -> str:
        """Return the title of a labelled callout: “Tip 1: Save often”."""
        prefix = uid.partition("-")[0]
        if prefix not in _CALLOUTS:
            return title
        found = re.match(r"\s*#{1,6}[ \t]+(.*?)[ \t]*(?:\{[^{}\n]*\})?[ \t]*(?:\n|$)", inner)
        words = title or (found[1] if found else "")
        name = f"{quarto_labels.kind_words(prefix)} {self._next(uid, prefix)}"
        return f"{name}: {words}" if words else name

    def _next(self, uid: str, prefix: str) -> str:
        """Return the number of a thing, and record it by its label."""
        self._counts[prefix] += 1
        number = str(self._counts[prefix])
        self._numbers.setdefault(uid, (quarto_labels.kind_words(prefix), number))
        return number

    def theorem(self, attr: "Attributes", inner: str) -> str | None:
        """Return a theorem or the like with its name and number before its text."""
        named = next((each for each in attr.classes if each in _CLASSES or each == "proof"), "")
        prefix = re.split("[-:]", attr.uid, maxsplit=1)[0]
        prefix = prefix if prefix in _THEOREMS and prefix != attr.uid else _CLASSES.get(named, "")
        if not prefix and named != "proof":
            return None
        body = paired.dedent(inner)
        words = attr.values.get("name", "") or attr.values.get("title", "")
        head = re.match(r"#{1,6}[ \t]+(.*?)[ \t]*(?:\{[^{}\n]*\})?[ \t]*(?:\n+|$)", body)
        if head:
            words, body = words or head[1], body[head.end() :]
        label = attr.uid
        if label and prefix and not re.match(rf"{prefix}[-:]", label):
            label = f"{prefix}-{label}"
        label = label.replace(":", "-", 1)
        is_numbered = bool(prefix) and (bool(attr.uid) or prefix not in ("rem", "sol"))
        is_numbered = is_numbered and "unnumbered" not in attr.classes
        kind = quarto_labels.kind_words(prefix) if prefix else "Proof"
        number = f" {self._next(label or f'-{prefix}', prefix)}" if is_numbered else ""
        shown = f"**{kind}{number}**" if is_numbered else f"*{kind}.*"
        named_words = f" ({' '.join(words.split())})" if words else ""
        start = f"{shown}{named_words}{'.' if is_numbered else ''}"
        is_text = bool(re.match(r"[^\s#>|:`~$*+\d-]|\*\*?\w|\$[^$]", body))
        whole = f"{start} {body}" if is_text else f"{start}\n\n{body}"
        runs = [len(run) for run in re.findall(r"^[ \t>]*(:{3,})", whole, re.MULTILINE)]
        colons = ":" * (max(runs, default=2) + 1)
        name = f"#{label} .{named or 'theorem'}" if label else f".{named or 'theorem'}"
        return f"\n\n{colons} {{{name}}}\n\n{whole}\n\n{colons}\n\n"

    def resolve(self, text: str) -> str:
        """Return a text whose labels and references are Triptych's own."""
        if "(\\#" in text:
            text = scanner.substitute(text, _PICTURE, _labelled_picture)
            text = scanner.substitute(text, _TABLE, _labelled_table, indented=False)
            text = scanner.substitute(text, _EQUATION, lambda f: f"\\label{{eq:{f[1]}}}")
        if "tbl-colwidths" in text:
            text = scanner.substitute(text, _WIDTHS, lambda _: "")
        text = scanner.substitute(text, _BRACED, _own_labels)
        self._read(text)
        text = scanner.substitute(text, _LINK, self._link)
        text = scanner.substitute(text, _BRACKETED, self._bracketed)
        text = scanner.substitute(text, _REFERENCE, self._reference)
        text = scanner.substitute(text, _BOOKDOWN, self._bookdown)
        return quarto_chapters.rewrite(text, self._page)

    def _read(self, text: str) -> None:
        """Record the labels of the text itself."""
        self._known = {f"{kind}:{name}" for kind, name in _LABEL.findall(text)}
        self._known |= {f"eq:{name}" for name in re.findall(r"\\label\s*\{eq:([^{}\s]+)\}", text)}
        if "@" in text:
            self._headings = {
                uid: words for label, uid, words in quarto_labels.labels_of(text) if label and words
            }

    def _link(self, found: scanner.Found) -> str | None:
        """Return a link to a label, as that is written now."""
        label = f"{found[1]}:{found[2]}"
        return f"](#{label})" if label in self._known else None

    def _bracketed(self, found: scanner.Found) -> str | None:
        """Return a reference in brackets to a theorem or a callout."""
        made = self._named(found["kind"], found["name"], is_number=bool(found["minus"]))
        before = found["before"] if not found["before"].strip() else f"{found['before'].strip()} "
        return None if made is None else f"{before}{made}{found['after']}"

    def _reference(self, found: scanner.Found) -> str | None:
        """Return a reference: ``@fig-x`` is ``@fig:x``."""
        kind, name = found["kind"], found["name"]
        if kind.lower() not in _OURS:
            return self._named(kind, name, is_number=bool(found["minus"]))
        label = f"{kind.lower()}:{name}"
        if label in self._known:
            return f"{found['minus']}@{kind}:{name}"
        return self._part(f"{kind.lower()}-{name}") or self._elsewhere(
            f"{kind.lower()}-{name}", found
        )

    def _part(self, label: str) -> str:
        """Return a reference to a part of a figure: “Figure 1 (a)”; "" when it is none."""
        whole, letter = self._parts.get(label, ("", ""))
        if not whole and (found := re.fullmatch(r"(fig|tbl)-(.+)-(\d{1,2})", label)):
            whole, letter = f"{found[1]}:{found[2]}", chr(ord("a") + (int(found[3]) - 1) % 26)
            whole = whole if whole in self._known else ""
        return f"@{whole} ({letter})" if whole else ""

    def _elsewhere(self, label: str, found: scanner.Found) -> str | None:
        """Return a link to what has a label in another document; None when nothing has."""
        before = found.text[max(0, found.start - 300) : found.start]
        if (
            before.rfind("[") > before.rfind("]")
            and found.text[found.start - 1 : found.start] != "["
        ):
            return None
        other = quarto_labels.elsewhere(self._page, label)
        if other and other.name != self._page.name:
            return blocks.link(other.words, f"/{other.name}#{other.uid}")
        return (
            f"{found['minus']}@{label.replace('-', ':', 1)}"
            if label.partition("-")[0] in _OURS
            else None
        )

    def _named(self, kind: str, name: str, *, is_number: bool) -> str | None:
        """Return a link to a theorem or a callout; None when there is none."""
        label = f"{kind.lower()}-{name}"
        words, number = self._numbers.get(label, ("", ""))
        if number:
            return blocks.link(number if is_number else f"{words} {number}", f"#{label}")
        other = quarto_labels.elsewhere(self._page, label)
        if not other:
            return None
        bare = other.words.removeprefix(f"{quarto_labels.kind_words(kind)} ")
        return blocks.link(bare if is_number else other.words, f"/{other.name}#{other.uid}")

    def _bookdown(self, found: scanner.Found) -> str:
        """Return a reference of bookdown's, which reads a number where there is one."""
        kind, name = found["kind"], found["name"]
        own = {"tab": "tbl"}.get(kind, kind)
        if f"{own}:{name}" in self._known:
            return f"[-@{own}:{name}]"
        if own in _THEOREMS and (made := self._named(own, name, is_number=True)):
            return made
        label = name if not kind else f"{own}-{name}"
        if words := self._headings.get(label) or self._headings.get(f"{kind}:{name}"):
            return f"[{words}](#{label})"
        other = quarto_labels.elsewhere(self._page, label)
        if other and other.name != self._page.name:
            words = other.words.removeprefix(quarto_labels.kind_words(own)).strip() or other.words
            return blocks.link(words if kind else other.words, f"/{other.name}#{other.uid}")
        return f"[-@{own}:{name}]" if own in _OURS else f"[{name}](#{name})"


def _own_labels(found: scanner.Found) -> str:
    """Return attributes with Triptych's labels."""
    return _LABEL.sub(r"#\1:\2", found[0])


def _labelled_picture(found: scanner.Found) -> str:
    """Return a picture with bookdown's label as its own."""
    attr = f" {found['attr']}" if found["attr"] else ""
    words = f"{found['before']}{found['words']}".strip()
    return f"![{words}]{found['place']}{{#{found['label']}{attr}}}"


def _labelled_table(found: scanner.Found) -> str:
    """Return a caption of a table with bookdown's label as its own."""
    return f"{found['start']}: {found['words']} {{#tbl:{found['name']}}}"


def text_references(text: str) -> str:
    """Return a text with ``(ref:label)`` replaced by the words that a paragraph gives it."""
    if "(ref:" not in text:
        return text
    known: dict[str, str] = {}

    def take(found: scanner.Found) -> str:
        known.setdefault(found[1], " ".join(found[2].split()))
        return ""

    bare = scanner.substitute(text, _REF_TEXT, take)
    if not known:
        return text
    return _REF.sub(lambda match: _in_place(match, known), bare)


def _in_place(match: re.Match[str], known: dict[str, str]) -> str:
    """Return the words of a text reference; within quotes of a cell, without their like."""
    words = known.get(match[1])
    if words is None:
        return match[0]
    before = match.string[match.start() - 1 : match.start()]
    if before in ("'", '"'):
        return words.replace("\\", "\\\\").replace(before, f"\\{before}")
    return words
