"""The tags and values of Liquid and Nunjucks in a text, in order; what encloses others is matched."""

import re
from collections import Counter
from dataclasses import dataclass

from triptych.dialects import scanner

MOST = 20_000
"""The most tags and values of a text that are read; those after them stay as typed."""

_MARKUP = re.compile(
    r"\{%[-+]?(?P<tag>(?:(?!%\}|\{%).){0,4000}?)(?P<close>-?)%\}"
    r"|\{\{-?(?P<value>(?:(?!\}\}|\{\{).){0,2000}?)(?P<shut>-?)\}\}",
    re.DOTALL,
)
_NAME = re.compile(r"\s*(?P<name>/?[A-Za-z_][\w.-]*)\s*(?P<rest>.*?)\s*$", re.DOTALL)
_VERBATIM = ("raw", "verbatim", "comment", "highlight", "codeblock", "code", "prism", "mermaid")
_OPENING = re.compile(
    rf"^[ \t>]*(?:[-+*][ \t]+|\d+[.)][ \t]+)?(?P<f>`{{3,}}|~{{3,}})[^\n`]*$"
    rf"|\{{%[-+]?\s*(?P<name>{'|'.join(_VERBATIM)})\b(?P<rest>[^%]*)%\}}",
    re.MULTILINE,
)


@dataclass(slots=True)
class Piece:
    """A part of a text: words as typed, a value, or a tag with its name and what follows it.

    ``inner`` is what a tag encloses verbatim, ``end`` the number of the piece that closes it, ``typed``
    the markup. ``in_code`` is whether it is in a fence or a span; ``trims`` whether spaces go before
    and after it.
    """

    kind: str
    typed: str
    name: str = ""
    rest: str = ""
    inner: str | None = None
    end: int = 0
    in_code: bool = False
    trims: tuple[bool, bool] = (False, False)
    is_block: bool = False


def pieces(text: str) -> list[Piece]:
    """Return the parts of a text in order."""
    regions = _verbatim_regions(text)
    parts, last = list[str](), 0
    for start, _, _, end in regions:
        parts += [text[last:start], re.sub(r"[^\n]", "x", text[start:end])]
        last = end
    shadow = "".join([*parts, text[last:]])
    masked = scanner.mask(shadow, indented=False)
    found: list[Piece] = []
    at = 0
    by_start = {region[0]: region for region in regions}
    while len(found) < MOST and (match := _MARKUP.search(text, at)):
        if match.start() > at:
            found.append(Piece("text", text[at : match.start()]))
        region = by_start.get(match.start())
        found.append(_piece(text, match, region))
        found[-1].in_code = masked[match.start()] == scanner.HIDDEN
        at = region[3] if region else match.end()
        found[-1].is_block = _is_block(text, match.start(), at)
    if at < len(text):
        found.append(Piece("text", text[at:]))
    _match_ends(found)
    return found


def _verbatim_regions(text: str) -> list[tuple[int, int, int, int]]:
    """Return where tags enclose text verbatim: the start and end of the text and of all, in order."""
    found: list[tuple[int, int, int, int]] = []
    missing: set[str] = set()
    at = 0
    while match := _OPENING.search(text, at):
        at = match.end()
        if match["f"]:
            at = _after_fence(text, at, match["f"], found)
            continue
        name = match["name"]
        end = None if name in missing else _end_of(name, text, at)
        if end:
            found.append((match.start(), match.end(), end.start(), end.end()))
            at = end.end()
        else:
            missing.add(name)
    return found


def _after_fence(text: str, at: int, marks: str, found: list[tuple[int, int, int, int]]) -> int:
    """Return where a fence ends; what is ``raw`` in it is added to ``found``, and closes no fence."""
    closing = re.compile(rf"^[ \t>]*{re.escape(marks[0])}{{{len(marks)},}}[ \t]*$", re.MULTILINE)
    end = closing.search(text, at)
    while raw := _RAW.search(text, at, end.start() if end else len(text)):
        shut = _end_of("raw", text, raw.end())
        if not shut:
            break
        found.append((raw.start(), raw.end(), shut.start(), shut.end()))
        at = shut.end()
        end = closing.search(text, at)
    return end.end() if end else len(text)


_RAW = re.compile(r"\{%[-+]?\s*raw\s*-?%\}")


def _end_of(name: str, text: str, at: int) -> re.Match[str] | None:
    """Return where a tag that encloses text verbatim is closed."""
    return re.compile(rf"\{{%[-+]?\s*end_?{name}\s*-?%\}}").search(text, at)


def _piece(text: str, match: re.Match[str], region: tuple[int, int, int, int] | None) -> Piece:
    """Return the piece of one match, with what it encloses verbatim."""
    trims = (match[0][2] == "-", bool(match["close"] or match["shut"]))
    if match["value"] is not None:
        return Piece("value", match[0], rest=match["value"].strip(), trims=trims)
    parts = _NAME.match(match["tag"])
    if not parts:
        return Piece("text", match[0])
    piece = Piece("tag", match[0], parts["name"], parts["rest"], trims=trims)
    if region:
        piece.inner = text[region[1] : region[2]]
        piece.typed = text[region[0] : region[3]]
    return piece


def _is_block(text: str, start: int, end: int) -> bool:
    """Whether markup begins its line and nothing follows it there."""
    before = text[max(start - _WIDEST, 0) : start].rpartition("\n")[2]
    after = text[end : end + _WIDEST].partition("\n")[0]
    return not f"{before}{after}".strip(" \t>")


_WIDEST = 200
"""The most letters of a line that are looked at on either side of a tag."""


def _match_ends(found: list[Piece]) -> None:
    """Note for each tag the one that closes it; one that another's end crosses encloses nothing."""
    stack: list[tuple[str, int]] = []
    counts = Counter[str]()
    for number, piece in enumerate(found):
        if piece.kind != "tag" or piece.in_code or piece.inner is not None:
            continue
        name = piece.name.lower()
        closes = re.sub(r"^(?:end_?|/)", "", name)
        if closes != name and counts[closes]:
            while stack[-1][0] != closes:
                counts[stack.pop()[0]] -= 1
            counts[closes] -= 1
            found[stack.pop()[1]].end = number
        elif closes == name:
            stack.append((name, number))
            counts[name] += 1


def lines_in(spaces: str) -> str:
    """Return what is left of spaces that a tag trims: blank lines, which divide blocks, stay one."""
    return "\n\n" if spaces.count("\n") > 1 else ""


_BRACE = "\ue0f3"
"""What stands for a brace that begins no tag, until all of a text is there."""


def literal(text: str) -> str:
    """Return a text in which nothing begins a tag: the rest of ``raw`` in Liquid."""
    return re.sub(r"\{(?=[{%#])", _BRACE, text)


def with_literals(text: str) -> str:
    """Return a text with its literal braces, which are escaped outside code: they are no markup."""
    if _BRACE not in text:
        return text
    text = scanner.substitute(text, _LITERAL, lambda _: "\\{")
    return text.replace(_BRACE, "{")


_LITERAL = re.compile(_BRACE)
