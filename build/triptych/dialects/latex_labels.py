r"""Labels of LaTeX and what they are of: ``\label{fig:tides}`` in a figure."""

import re
from dataclasses import dataclass

FORMULAS = frozenset(
    (
        "equation",
        "align",
        "gather",
        "multline",
        "eqnarray",
        "alignat",
        "flalign",
        "displaymath",
        "math",
        "dmath",
    )
)
FLOATS = (
    "figure",
    "wrapfigure",
    "SCfigure",
    "marginfigure",
    "subfigure",
    "sidewaysfigure",
    "margintable",
)
TABLES = ("table", "longtable", "wraptable", "sidewaystable", "threeparttable")


@dataclass(frozen=True, slots=True)
class Label:
    """What a label of LaTeX is of: ``fig``, ``tbl``, ``eq``, ``lst``, ``sec`` or ""; and its own name."""

    kind: str
    name: str


_PREFIXES = {
    **dict.fromkeys(("fig", "figure", "subfig"), "fig"),
    **dict.fromkeys(("tab", "tbl", "table"), "tbl"),
    **dict.fromkeys(("eq", "eqn", "equ", "equation"), "eq"),
    **dict.fromkeys(("lst", "listing", "code"), "lst"),
    **dict.fromkeys(
        ("sec", "ch", "chap", "chapter", "section", "subsec", "ssec", "app", "part"), "sec"
    ),
}
_TOKEN = re.compile(r"\\(?P<what>begin|end|label)\s*\{(?P<name>[^{}\n]*)\}")


def labels(text: str) -> dict[str, Label]:
    """Return what each label of a text is of, by the environment that it is in."""
    found: dict[str, Label] = {}
    stack: list[str] = []
    for match in _TOKEN.finditer(text):
        name = match["name"].strip()
        if match["what"] == "begin":
            stack.append(name.rstrip("*"))
        elif match["what"] == "end":
            if stack and stack[-1] == name.rstrip("*"):
                stack.pop()
        else:
            kinds = [kind for each in stack if (kind := _kind(each))]
            found.setdefault(name, own(name, kinds[-1] if kinds else ""))
    return found


def _kind(environment: str) -> str:
    """Return the kind of what an environment makes; "" when it makes nothing with a number."""
    if environment in FORMULAS:
        return "eq"
    if environment in FLOATS:
        return "fig"
    return "tbl" if environment in TABLES else "lst" if environment == "lstlisting" else ""


def own(name: str, kind: str = "") -> Label:
    """Return a label as Triptych has it; without a kind it is that of its prefix, ``tab:tides``."""
    prefix, mark, rest = name.partition(":")
    if not mark:
        prefix, mark, rest = name.partition("-")
    known = _PREFIXES.get(prefix.lower(), "") if mark and rest else ""
    kind = kind or known
    plain = re.sub(r"[^\w:.-]+", "-", rest if known == kind and known else name)
    return Label(kind, plain)


def reference(how: str, name: str, known: dict[str, Label]) -> str:
    r"""Return a reference: ``\ref`` and ``\eqref`` read the number, ``\autoref`` and ``\cref`` the name."""
    if how == "label":
        label = known.get(name) or own(name)
        return f"[]{{#{label.kind or 'sec'}-{label.name}}}" if label.kind != "eq" else ""
    label = known.get(name) or own(name)
    if not label.kind:
        return f"[{name}](#{name})"
    is_number = how in ("ref", "eqref", "pageref", "subref")
    return f"[-@{label.kind}:{label.name}]" if is_number else f"@{label.kind}:{label.name}"
