"""Tags that may enclose text, in whatever brackets: ``{{< figure >}}``, ``{% note %}…``, ``<Tabs>…``."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from triptych.dialects import scanner

MOST = 20_000
"""The most tags of a text that are read; those after them stay as they are, and are reported."""

_WIDEST = 500
"""The most letters of a line that are looked at on either side of a tag."""


@dataclass(frozen=True, slots=True)
class Syntax:
    """How tags look: ``opening`` has the groups ``name``, ``rest`` and, for ``/>``, ``void``.

    ``closing`` has the group ``name``.
    """

    opening: re.Pattern[str]
    closing: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag: its name, what follows the name, and the text that it encloses; None when it has no end.

    ``is_block`` means that it begins its line and nothing follows it there.
    """

    name: str
    rest: str
    inner: str | None
    markup: str
    is_block: bool

    @property
    def words(self) -> list[str]:
        """The arguments without a name, in order."""
        return arguments(self.rest)[0]

    @property
    def values(self) -> dict[str, str]:
        """The arguments that have a name, by it, in lower case."""
        return arguments(self.rest)[1]


@dataclass(slots=True)
class _Open:
    """A tag that is open, with the text after it so far."""

    name: str
    match: re.Match[str]
    parts: list[str] = field(default_factory=list[str])


def expand(text: str, syntax: Syntax, make: Callable[[Tag], str | None]) -> str:
    """Return a text with each tag outside code replaced, the inner ones first.

    Where ``make`` returns None the tag stays as typed. What replaces a tag on a line of its own keeps
    the line's indent. A tag without its end encloses nothing, as does one that another's end crosses.
    """
    masked = scanner.mask(text, indented=False)
    if not syntax.opening.search(masked):
        return text
    tokens = [(m.start(), m, True) for m in syntax.opening.finditer(masked)]
    tokens += [(m.start(), m, False) for m in syntax.closing.finditer(masked)]
    tokens.sort(key=lambda token: token[0])
    none = re.compile("").match("")
    stack, counts, at = [_Open("", none)] if none else [], Counter[str](), 0
    left = Counter(m["name"].lower() for _, m, is_opening in tokens[:MOST] if not is_opening)
    for start, match, is_opening in tokens[:MOST]:
        name = match["name"].lower()
        left[name] -= not is_opening
        if start < at:
            continue
        stack[-1].parts.append(text[at:start])
        at = match.end()
        if is_opening and (match.groupdict().get("void") or not left[name]):
            stack[-1].parts.append(_made(text, match, None, "", make))
        elif is_opening:
            stack.append(_Open(name, match))
            counts[name] += 1
        elif counts[name]:
            _close(text, stack, counts, match, make)
        else:
            stack[-1].parts.append(text[start:at])
    stack[-1].parts.append(text[at:])
    while len(stack) > 1:
        _end_unclosed(text, stack, make)
    return "".join(stack[0].parts)


def _close(
    text: str,
    stack: list[_Open],
    counts: Counter[str],
    closing: re.Match[str],
    make: Callable[[Tag], str | None],
) -> None:
    """Close the innermost open tag of a name; those within it that are still open enclose nothing."""
    name = closing["name"].lower()
    while stack[-1].name != name:
        counts[stack[-1].name] -= 1
        _end_unclosed(text, stack, make)
    counts[name] -= 1
    opened = stack.pop()
    stack[-1].parts.append(_made(text, opened.match, "".join(opened.parts), closing[0], make))


def _end_unclosed(text: str, stack: list[_Open], make: Callable[[Tag], str | None]) -> None:
    """Replace the innermost open tag, which has no end, and append what follows it."""
    opened = stack.pop()
    stack[-1].parts += [_made(text, opened.match, None, "", make), *opened.parts]


def _made(
    text: str,
    match: re.Match[str],
    inner: str | None,
    closing: str,
    make: Callable[[Tag], str | None],
) -> str:
    """Return what replaces a tag."""
    typed = text[match.start() : match.end()]
    before = text[max(match.start() - _WIDEST, 0) : match.start()].rpartition("\n")[2]
    after = text[match.end() : match.end() + _WIDEST].partition("\n")[0]
    is_block = not before.strip(" \t>") and (not after.strip() or inner is not None)
    rest = text[slice(*match.span("rest"))] if match.span("rest")[0] >= 0 else ""
    shown = _unquoted(inner, before) if inner and is_block and ">" in before else inner
    made = make(Tag(match["name"], rest.strip(), shown, typed, is_block))
    if made is None:
        return typed if inner is None else f"{typed}{inner}{closing}"
    return made.replace("\n", f"\n{before}") if is_block and before else made


def _unquoted(inner: str, before: str) -> str:
    """Return enclosed text without the signs of the quotation that its tag is in."""
    signs = before.strip()
    return re.sub(rf"^[ \t]*{re.escape(signs)}[ \t]?", "", inner, flags=re.MULTILINE)


_ARGUMENT = re.compile(
    r"(?:(?P<name>[@\w:.-]+)\s*=\s*)?(?:\"(?P<a>(?:\\.|[^\"\\])*)\"|'(?P<b>(?:\\.|[^'\\])*)'|`(?P<c>[^`]*)`"
    r"|\{(?P<d>[^{}]*)\}|(?P<e>[^\s\"'`{}=]+))"
)


def arguments(rest: str) -> tuple[list[str], dict[str, str]]:
    """Return the arguments of a tag: those without a name, and those with one, by it in lower case.

    ``arguments('a.png width=40 alt="A lamp"')`` is ``(["a.png"], {"width": "40", "alt": "A lamp"})``.
    """
    words: list[str] = []
    values: dict[str, str] = {}
    for match in _ARGUMENT.finditer(rest):
        value = next((match[group] for group in "abcde" if match[group] is not None), "")
        value = value.replace('\\"', '"').strip("\"'") if match["d"] is not None else value
        value = re.sub(r"\\([\"'\\])", r"\1", value)
        if match["name"]:
            values.setdefault(match["name"].lower(), value)
        else:
            words.append(value)
    return words, values


def dedent(inner: str) -> str:
    """Return enclosed text without blank lines around it and without the indent of its lines."""
    lines = inner.expandtabs(4).split("\n")
    while lines and not lines[0].strip():
        lines.pop(0)
    while lines and not lines[-1].strip():
        lines.pop()
    least = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    return "\n".join(line[least:] for line in lines)
