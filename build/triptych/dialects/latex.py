r"""LaTeX in the text of Markdown, of the common kind: ``\textbf{a}``, ``\begin{figure}``, ``\cite{b}``.

Formulas and code are left as they are. What has no meaning in print is taken out; of what is unknown
the words stay, and it is reported.
"""

import re
from dataclasses import dataclass, field

from triptych.dialects import latex_blocks, latex_commands, latex_labels, scanner
from triptych.dialects.latex_commands import MARK
from triptych.dialects.latex_labels import Label
from triptych.dialects.tally import Tally

MOST = 100_000
"""The most commands and brackets of a text that are read; those after them stay as they are."""

DEEPEST = 60
"""How deep commands may be nested; what is below stays as typed."""

_HINT = "Write it in Markdown: of LaTeX the usual commands are read, and formulas."
_MATH = re.compile(
    r"(?<![\\$])\$\$(?:(?!\$\$).)+?\$\$"
    r"|(?<![\\$\w])\$(?![\s$])(?:\\.|[^$\\\n]|\n(?![ \t]*\n))*?(?<![\s\\])\$(?![\d$])",
    re.DOTALL,
)
_MACRO = re.compile(
    r"^[ \t>]*\\(?:(?:re|provide)?newcommand|renewcommand|providecommand|def|gdef|let|newenvironment"
    r"|DeclareMathOperator)\b.*"
    r"(?:\n(?![ \t]*\n).+)*",
    re.MULTILINE,
)
_TOKEN = re.compile(
    r"\\begin\{(?P<begin>[A-Za-z]+\*?)\}|\\end\{(?P<end>[A-Za-z]+\*?)\}"
    r"|\\(?P<name>[A-Za-z]{2,}|[A-Za-z](?=\{))(?P<star>\*?)(?P<options>(?:\[[^\[\]\n]*\])*)"
    r"|(?P<escaped>\\[\\{}])|(?P<brace>[{}])"
)
_LITERAL = ("verbatim", "Verbatim", "lstlisting", "minted", "comment", "alltt")


@dataclass(slots=True)
class _Open:
    """A command or an environment that is open: what it has so far."""

    name: str
    typed: str
    options: str = ""
    need: int = 0
    is_block: bool = False
    start: int = 0
    arguments: list[str] = field(default_factory=list[str])
    parts: list[str] = field(default_factory=list[str])


class _Reader:
    """Reads the commands of one text from the first to the last."""

    def __init__(self, text: str, tally: Tally) -> None:
        self._text = text
        self._tally = tally
        self._masked = mask(text)
        self._open = [_Open("", "")]
        self._endless: set[str] = set()
        self._at = 0

    def read(self) -> str:
        """Return the text with its LaTeX as Markdown."""
        for count, match in enumerate(_TOKEN.finditer(self._masked)):
            if match.start() < self._at or count > MOST:
                continue
            self._open[-1].parts.append(self._text[self._at : match.start()])
            self._at = match.end()
            if match["begin"]:
                self._begin(match)
            elif match["end"]:
                self._end(match)
            elif match["name"]:
                self._command(match)
            elif match["brace"] == "}":
                self._shut(match)
            else:
                self._plain(match)
        self._open[-1].parts.append(self._text[self._at :])
        while len(self._open) > 1:
            self._give_up()
        return "".join(self._open[0].parts)

    def _plain(self, match: re.Match[str]) -> None:
        """Read a brace that no command opens, or an escaped sign."""
        is_within = any(not each.is_block for each in self._open[1:])
        if match["brace"] and is_within and len(self._open) <= DEEPEST:
            self._open.append(_Open("{", "{"))
            return
        self._open[-1].parts.append(match[0])

    def _begin(self, match: re.Match[str]) -> None:
        """Open an environment; one of literal text is read at once."""
        name = match["begin"]
        if name in _LITERAL or latex_blocks.is_formula(name):
            closing = f"\\end{{{name}}}"
            end = -1 if name in self._endless else self._masked.find(closing, match.end())
            if end < 0:
                self._endless.add(name)
            else:
                inner = self._text[match.end() : end]
                self._at = end + len(closing)
                self._open[-1].parts.append(latex_blocks.literal(name, inner))
                return
        if len(self._open) > DEEPEST:
            self._open[-1].parts.append(match[0])
            return
        self._open.append(_Open(name, match[0], is_block=True, start=match.start()))

    def _end(self, match: re.Match[str]) -> None:
        """Close an environment, and what is open in it."""
        name = match["end"]
        if not any(each.is_block and each.name == name for each in self._open[1:]):
            self._tally.add("LaTeX command", match[0], _HINT)
            return
        while not (self._open[-1].is_block and self._open[-1].name == name):
            self._give_up()
        block = self._open.pop()
        made = latex_blocks.environment(name, "".join(block.parts))
        if made is None:
            self._tally.add("LaTeX environment", block.typed, _HINT)
            made = latex_blocks.unknown(name, "".join(block.parts))
        self._open[-1].parts.append(made)

    def _command(self, match: re.Match[str]) -> None:
        """Read a command: replaced at once without arguments, else open until it has them."""
        name, options = match["name"], match["options"]
        need = latex_commands.arguments(name)
        follows = self._masked[match.end() : match.end() + 1] == "{"
        if need is None and not follows:
            self._open[-1].parts.append(match[0])
            return
        if len(self._open) > DEEPEST and follows:
            self._open[-1].parts.append(match[0])
            return
        if need == 0 or not follows:
            made = latex_commands.made(name, options, []) if need is not None else match[0]
            self._at = match.end() + (follows and self._masked[self._at : self._at + 2] == "{}") * 2
            self._open[-1].parts.append(match[0] if made is None else made)
            return
        self._at = match.end() + 1
        self._open.append(_Open(name, match[0], options, need or 1, start=match.start()))

    def _shut(self, match: re.Match[str]) -> None:
        """End an argument; the command is replaced after its last."""
        top = self._open[-1]
        if top.is_block or len(self._open) == 1:
            top.parts.append(match[0])
            return
        if top.name == "{":
            self._open.pop()
            self._open[-1].parts += ["{", *top.parts, "}"]
            return
        top.arguments.append("".join(top.parts))
        top.parts = []
        is_more = self._masked[match.end() : match.end() + 1] == "{"
        if is_more and (
            len(top.arguments) < top.need or latex_commands.arguments(top.name) is None
        ):
            self._at = match.end() + 1
            return
        self._open.pop()
        made = latex_commands.made(top.name, top.options, top.arguments)
        if made is None:
            self._tally.add("LaTeX command", top.typed, _HINT)
            made = top.arguments[-1]
        self._open[-1].parts.append(made)

    def _give_up(self) -> None:
        """Leave what is open and has no end as typed."""
        top = self._open.pop()
        typed = [
            top.typed if not top.arguments else top.typed + "{" + "}{".join(top.arguments) + "}"
        ]
        if not top.is_block and top.name != "{":
            typed.append("{")
        self._open[-1].parts += [*typed, *top.parts]


def mask(text: str) -> str:
    """Return a text of the same length in which code, formulas and definitions of macros are hidden."""
    masked = scanner.mask(text)
    for pattern in (_MACRO, _MATH):
        masked = pattern.sub(lambda match: re.sub(r"[^\n]", scanner.HIDDEN, match[0]), masked)
    return masked


_BREAK = re.compile(r"(?<=\S)[ \t]*\\\\(?:\[[^\[\]\n]*\])?[ \t]*$", re.MULTILINE)
_QUICK = re.compile(r"\\[A-Za-z]{2,}|\\[A-Za-z]\{")


def rewrite(text: str, tally: Tally) -> str:
    """Return a text with LaTeX outside formulas and code as Triptych's Markdown."""
    if not _QUICK.search(text):
        return text
    labels = latex_labels.labels(text)
    made = _Reader(text, tally).read()
    return _resolved(made, labels) if "\\" in made or MARK in made else made


def _resolved(text: str, labels: dict[str, Label]) -> str:
    """Return a text with the references of LaTeX as Triptych's own, by what their labels are of."""

    def refer(match: re.Match[str]) -> str:
        return latex_labels.reference(match["how"], match["name"], labels)

    text = _HEADING.sub(lambda match: _labelled(match, labels), text)
    return _REFERENCE.sub(refer, text)


_REFERENCE = re.compile(rf"{MARK}(?P<how>\w+):(?P<name>[^{MARK}]*){MARK}")
_HEADING = re.compile(
    rf"^(?P<words>#{{1,6}}[ \t]+[^\n{MARK}]*?)[ \t]*(?:\{{(?P<attr>[^{{}}\n]*)\}})?\s*"
    rf"{MARK}label:(?P<name>[^{MARK}]*){MARK}",
    re.MULTILINE,
)


def _labelled(match: re.Match[str], labels: dict[str, Label]) -> str:
    """Return a heading with the label of LaTeX after it as its own; one that has a label keeps it."""
    label = labels.get(match["name"]) or latex_labels.own(match["name"], "sec")
    attr = match["attr"] or ""
    if "#" in attr:
        return f"{match['words']} {{{attr}}}\n\n"
    return f"{match['words']} {{{' '.join(filter(None, (f'#sec:{label.name}', attr)))}}}\n\n"
