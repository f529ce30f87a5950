r"""What environments of LaTeX become: ``\begin{itemize}`` is a list, ``\begin{tabular}`` a table."""

import re
from collections.abc import Callable

from triptych.dialects import blocks, paired
from triptych.dialects.latex_commands import CAPTION, ITEM, MARK
from triptych.dialects.latex_labels import FLOATS, FORMULAS, TABLES, own

_NO_NUMBER = ("equation", "displaymath", "math", "dmath")
_PLAIN = frozenset(
    (
        *(
            "center",
            "flushleft",
            "flushright",
            "minipage",
            "document",
            "framed",
            "mdframed",
            "tcolorbox",
        ),
        *("small", "footnotesize", "scriptsize", "large", "multicols", "spacing", "appendices"),
        *("subequations", "adjustwidth", "singlespace", "doublespace", "samepage", "raggedright"),
        *("titlepage", "abstract", "landscape", "frame", "columns", "column", "kframe", "Shaded"),
    )
)
_THEOREMS = {
    **dict.fromkeys(("theorem", "thm"), "Theorem"),
    **dict.fromkeys(("lemma", "lem"), "Lemma"),
    **dict.fromkeys(("corollary", "cor"), "Corollary"),
    **dict.fromkeys(("proposition", "prop"), "Proposition"),
    **dict.fromkeys(("definition", "defn"), "Definition"),
    "example": "Example",
    "remark": "Remark",
    "exercise": "Exercise",
    "conjecture": "Conjecture",
    "proof": "Proof",
    "claim": "Claim",
    "solution": "Solution",
    "assumption": "Assumption",
}
_SPEC = re.compile(r"\s*(?:\[[^\[\]\n]*\]|\{(?:[^{}]|\{[^{}]*\})*\})*")
_PICTURE = re.compile(
    r"!\[(?P<words>[^\[\]]*)\]\((?P<place><[^<>\n]*>|[^()\s]*)\)(?:\{(?P<attr>[^{}\n]*)\})?"
)
_CAPTION = re.compile(rf"{CAPTION}([^{CAPTION}]*){CAPTION}")
_LABEL = re.compile(rf"{MARK}label:([^{MARK}]*){MARK}")
_ITEM = re.compile(rf"{ITEM}([^{ITEM}]*){ITEM}")


def is_formula(name: str) -> bool:
    """Whether an environment is a displayed formula."""
    return name.rstrip("*") in FORMULAS


def literal(name: str, inner: str) -> str:
    """Return an environment whose text is no Markdown: a formula, or code."""
    bare = name.rstrip("*")
    if bare in FORMULAS:
        lines = "\n".join(line for line in inner.split("\n") if line.strip())
        lines = re.sub(
            r"\\label\s*\{([^{}]*)\}", lambda m: f"\\label{{eq:{own(m[1], 'eq').name}}}", lines
        )
        body = lines if bare in _NO_NUMBER else f"\\begin{{{name}}}\n{lines}\n\\end{{{name}}}"
        return f"\n$$\n{body.strip()}\n$$\n"
    if bare == "comment":
        return ""
    options = re.match(r"\s*(?:\[(?P<options>[^\[\]]*)\])?\s*(?:\{(?P<language>\w+)\})?", inner)
    language = ""
    if options and bare in ("lstlisting", "minted"):
        named = re.search(r"language\s*=\s*\{?(\w+)", options["options"] or "")
        language = (named[1] if named else options["language"] or "").lower()
        inner = inner[options.end() :]
    return blocks.fenced(inner, language)


def environment(name: str, inner: str) -> str | None:
    """Return what an environment becomes, from its text as Markdown; None when it is unknown."""
    bare = name.rstrip("*")
    rule = _RULES.get(bare)
    if rule:
        return rule(inner)
    if bare in FLOATS:
        return _figure(inner)
    if bare in TABLES:
        return _table(inner, is_long=bare == "longtable")
    if bare in _THEOREMS:
        return _theorem(_THEOREMS[bare], inner)
    if bare in _PLAIN:
        body = _SPEC.sub("", inner, count=1)
        return f"\n\n{_lines(paired.dedent(body))}\n\n"
    return None


def unknown(name: str, inner: str) -> str:
    """Return the words of an environment that is unknown; a drawing has none."""
    if re.search(r"tikz|pgf|pspicture|forest|circuit|axis", name):
        return ""
    return f"\n\n{paired.dedent(_SPEC.sub('', inner, count=1))}\n\n"


def _lines(body: str) -> str:
    r"""Return a text with the ends of lines that ``\\`` makes."""
    return re.sub(r"[ \t]*\\\\(?:\[[^\[\]\n]*\])?[ \t]*(?=\n|$)", "\\\\", body).rstrip("\\\n ")


def _taken(inner: str, pattern: re.Pattern[str]) -> tuple[str, str]:
    """Return the first group of the first match in a text, and the text without it."""
    found = pattern.search(inner)
    if not found:
        return "", inner
    return " ".join(found[1].split()), inner[: found.start()] + inner[found.end() :]


def _figure(inner: str) -> str:
    """Return a figure: its pictures, its caption and its label."""
    body = _SPEC.sub("", inner, count=1)
    pictures = list(_PICTURE.finditer(body))
    captions = [" ".join(each.split()) for each in _CAPTION.findall(body)]
    names = _LABEL.findall(body)
    label = f"#fig:{own(names[-1], 'fig').name}" if names else ""
    caption = captions[-1] if captions else ""
    if len(pictures) == 1:
        attr = " ".join(filter(None, (label, pictures[0]["attr"])))
        words = caption or pictures[0]["words"]
        tail = f"{{{attr}}}" if attr else ""
        return f"\n\n![{words}]({pictures[0]['place']}){tail}\n\n"
    if not pictures:
        rest = paired.dedent(_LABEL.sub("", _CAPTION.sub("", body)))
        return _division(label, f"{rest}\n\n{caption}") if label else f"\n\n{rest}\n\n{caption}\n\n"
    tails = [f"{{{picture['attr']}}}" if picture["attr"] else "" for picture in pictures]
    each = [
        f"![{words}]({picture['place']}){tail}"
        for picture, words, tail in zip(
            pictures, [*captions[:-1], *[""] * len(pictures)], tails, strict=False
        )
    ]
    row = "\n\n".join(each)
    return _division(label or ".pf-figure", f"::: row\n\n{row}\n\n:::\n\n{caption}")


def _division(name: str, inner: str) -> str:
    """Return a division with attributes, whose colons are more than those within."""
    runs = [len(run) for run in re.findall(r"^(:{3,})", inner, re.MULTILINE)]
    colons = ":" * (max(runs, default=2) + 1)
    return f"\n\n{colons} {{{name}}}\n\n{inner.strip()}\n\n{colons}\n\n"


def _table(inner: str, *, is_long: bool) -> str:
    """Return a table with its caption and its label."""
    caption, body = _taken(inner, _CAPTION)
    name, body = _taken(body, _LABEL)
    table = (
        _tabular(body)
        if is_long
        else paired.dedent(_SPEC.sub("", body, count=1) if body[:1] == "[" else body)
    )
    label = f" {{#tbl:{own(name, 'tbl').name}}}" if name else ""
    words = f"\n\n: {caption}{label}" if caption or label else ""
    return f"\n\n{table.strip()}{words}\n\n"


def _tabular(inner: str) -> str:
    """Return a table without a caption, its first row the head."""
    spec = re.match(r"\s*(?:\[[^\[\]\n]*\])?(?P<all>(?:\s*\{(?:[^{}]|\{[^{}]*\})*\})+)", inner)
    columns = re.sub(
        r"\{[^{}]*\}|[@!><*|\s\d.]", "", spec["all"].rpartition("{")[2] if spec else ""
    )
    body = inner[spec.end() :] if spec else inner
    body = re.sub(
        r"\\cmidrule\s*(?:\([^()]*\))?\s*\{[^{}]*\}|\\end(?:first|last)?(?:head|foot)\b", "", body
    )
    rows = []
    for typed in re.split(r"\\\\(?:\[[^\[\]\n]*\])?|\\tabularnewline", body):
        cells = [
            " ".join(cell.split()).replace("|", "\\|") for cell in re.split(r"(?<!\\)&", typed)
        ]
        if any(cells):
            rows.append(cells)
    if not rows:
        return ""
    width = max(len(row) for row in rows)
    sides = [{"r": "---:", "c": ":---:"}.get(columns[n : n + 1], "---") for n in range(width)]
    lines = [[*row, *[""] * (width - len(row))] for row in rows]
    out = [lines[0], sides, *lines[1:]]
    return "\n\n" + "\n".join(f"| {' | '.join(row)} |" for row in out) + "\n\n"


def _list(mark: str) -> Callable[[str], str]:
    """Return the rule of a list whose items begin with a mark."""

    def make(inner: str) -> str:
        parts = _ITEM.split(_SPEC.sub("", inner, count=1))
        items = []
        for number in range(1, len(parts), 2):
            words = f"**{parts[number]}** " if parts[number] and mark != ":" else ""
            body = paired.dedent(parts[number + 1].strip())
            inside = "\n".join(f"    {line}".rstrip() for line in body.split("\n")).lstrip()
            if mark == ":":
                items.append(f"{parts[number] or '—'}\n:   {inside}")
            else:
                items.append(f"{mark:<3} {words}{inside}")
        return "\n\n" + ("\n\n" if mark == ":" else "\n").join(items) + "\n\n"

    return make


def _quotation(inner: str) -> str:
    """Return a quotation."""
    body = _lines(paired.dedent(_SPEC.sub("", inner, count=1)))
    return "\n\n" + "\n".join(f"> {line}".rstrip() for line in body.split("\n")) + "\n\n"


def _theorem(kind: str, inner: str) -> str:
    """Return a theorem or the like with its name before its text."""
    named = re.match(r"\s*\[([^\[\]]*)\]", inner)
    body = paired.dedent(inner[named.end() :] if named else inner)
    words = f" ({named[1]})" if named else ""
    start = f"*{kind}.*" if kind == "Proof" else f"**{kind}**{words}."
    return f"\n\n{start} {body.strip()}\n\n"


_RULES: dict[str, Callable[[str], str]] = {
    "itemize": _list("-"),
    "enumerate": _list("1."),
    "description": _list(":"),
    "compactitem": _list("-"),
    "quote": _quotation,
    "quotation": _quotation,
    "verse": _quotation,
    "tabular": _tabular,
    "tabularx": _tabular,
    "tabulary": _tabular,
    "thebibliography": lambda inner: f"\n\n{inner}\n\n",
}
