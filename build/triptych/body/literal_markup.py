"""Markup that is printed as it is typed is reported: each kind once an article, with a count.

What is printed is compared with the source, so that escaped signs, code and entities are no markup: only
what the author typed and readers see is reported.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from triptych.core.errors import Place
from triptych.core.findings import warn
from triptych.core.model import Article, Manuscript
from triptych.sources.lines import place_of_line
from triptych.sources.occurrences import text_without_code


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of markup: what it is, how it looks in print and in the source, and what to do."""

    name: str
    printed: re.Pattern[str]
    typed: re.Pattern[str]
    hint: str


def _kind(name: str, pattern: str, hint: str, *, begins: bool = False) -> _Kind:
    """Return a kind; ``begins`` is for one that counts at the beginning of a line of the source."""
    flags = re.MULTILINE | re.IGNORECASE
    start = r"^[ \t>]*(?:[-+*][ \t]+|\d+[.)][ \t]+)?" if begins else ""
    after = r"(?<!\S)" if begins else ""  # a line's end may be a space in print
    return _Kind(name, re.compile(after + pattern, flags), re.compile(start + pattern, flags), hint)


_COMMANDS = (
    "newpage|pagebreak|clearpage|noindent|tableofcontents|maketitle|hfill|LaTeX|centering|par"
)
_ADMONITIONS = (
    "abstract|attention|bug|caution|check|cite|danger|details|done|error|example|fail|failure|faq|help|hint"
    "|important|info|missing|note|question|quote|success|summary|tip|tldr|todo|warning"
)
_KINDS = (
    _kind(
        "reference link",
        r"(?<![\w\]\\])\[(?!\^|\d+\]|!)[^\[\]\n]{1,200}\]\[(?!\^)[^\[\]\n]{0,100}\]",
        "Add a line `[reference]: address`, or write [words](address).",
    ),
    _kind(
        "attribute list",
        r"\{:?[ \t]*(?:[.#][a-z][\w-]*|[a-z][\w-]*=(?:[\"“”'][^{}\n]*|[\w%.-]+))(?:[ \t][^{}\n]*)?\}",
        "Attributes follow a heading, link, picture, code or [span] without a space.",
    ),
    _kind(
        "division mark",
        r":{3,}(?:[ \t]*(?:\{[^{}\n]*\}|[\w-]+))?",
        "Leave a blank line above `::: name`, and close it with `:::`.",
        begins=True,
    ),
    _kind(
        "emphasis mark",
        r"(?<![A-Za-z0-9*\\])\*\*(?=[^\s*])\S{1,20}|(?<=[^\s*\\])\*\*(?![A-Za-z0-9*])"
        r"|(?<![A-Za-z0-9_\\])__(?=[^\s_])\S{1,20}|(?<=[^\s_\\])__(?![A-Za-z0-9_])",
        "Write both marks, each next to a letter, or put a backslash before each.",
    ),
    _kind(
        "formula mark",
        r"\$\$(?!\$)\s*[^\s$]{1,20}",
        "Close the formula with `$$`, without blank lines in it.",
        begins=True,
    ),
    _kind(
        "LaTeX command",
        rf"(?<![\w:\\])\\(?:[a-z]{{2,}}\*?(?:\[[^\]\n]*\])?\{{|(?:{_COMMANDS})\b)",
        "Write it in Markdown; LaTeX is read in formulas only.",
    ),
    _kind(
        "template tag",
        r"\{\{[^{}]{1,200}\}\}|\{%[^{}]{1,200}%\}",
        "No generator has run over the text: write what the tag would print.",
    ),
    _kind(
        "wiki link",
        r"!?\[\[(?![\d\s,.;-]+\]\])[^\[\]\n]{1,200}\]\]",
        "Write it as [words](address), or ![what it shows](file).",
    ),
    _kind(
        "admonition mark",
        rf"(?:!!!|\?\?\?\+?)[ \t]+(?:{_ADMONITIONS})\b",
        "Write a quote that begins with [!NOTE], or a division `::: note`.",
        begins=True,
    ),
    _kind(
        "block mark",
        r"/{3,}[ \t]+(?:admonition|apply|caption|collapse|define|definition|[a-z]+-caption|html|tab|"
        rf"{_ADMONITIONS})(?![\w./-])",
        "Write a division `::: name`, closed with `:::`.",
        begins=True,
    ),
    _kind(
        "edit mark",
        r"\{(?:\+\+|--|–|>>|»)[^{}\n]{1,200}?(?:\+\+|--|–|<<|«)\}",
        "Write <ins>words</ins> for what is new, and ~~words~~ for what is not.",
    ),
    _kind(
        "heading mark",
        r"#{2,6}(?=[^\W\d])\S{1,20}",
        "Put a space after the signs.",
        begins=True,
    ),
    _kind(
        "table row",
        r"\|?[ \t]*:?-{3,}:?[ \t]*\|(?:[ \t]*:?-{3,}:?[ \t]*\|?)+",
        "Leave a blank line above the table, and give each row as many cells.",
    ),
    _kind(
        "contents mark",
        r"\[\[?_?toc_?\]\]?(?![\w(\[:])",
        "Set `toc: true` instead.",
        begins=True,
    ),
)
"""Every kind of markup that is looked for."""

_UNREAD = {"code", "pre", "kbd", "samp", "math", "svg", "script", "style", "template", "textarea"}
_FORMULA = re.compile(r"\b(?:math|pf-formula|pf-missing|uri|pf-embed-url)\b")
_INLINE = {
    *(
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "data",
        "del",
        "dfn",
        "em",
        "i",
        "img",
        "ins",
        "mark",
    ),
    *(
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "var",
        "wbr",
    ),
}
_OBJECT = "\ufffc"
"""What stands for code and formulas among the words."""

_EXCERPT = 50


def report_literal_markup(body: HtmlElement, article: Article) -> None:
    """Report each kind of markup in the words of ``body``, with a count and the line of the first."""
    printed = "".join(_words(body))
    source = ""
    for kind in _KINDS:
        found = [match[0].strip() for match in kind.printed.finditer(printed)]
        if not found:
            continue
        source = source or _unescaped(text_without_code(article.manuscript.text))
        typed = [(_key(m[0]), m.start()) for m in kind.typed.finditer(source)]
        left = Counter(key for key, _ in typed)
        real = []
        for text in found:
            if left[_key(text)]:
                left[_key(text)] -= 1
                real.append(text)
        if real:
            at = next(start for key, start in typed if key == _key(real[0]))
            _warn(kind, real, _place(article.manuscript, source, at))


def _warn(kind: _Kind, found: list[str], place: Place) -> None:
    """Report the markup of one kind."""
    first = " ".join(found[0].split())
    shown = f"{first[:_EXCERPT]}…" if len(first) > _EXCERPT else first
    more = f", and {len(found) - 1} more" if len(found) > 1 else ""
    message = f"the {kind.name} “{shown}” is printed as it is typed{more}"
    warn("literal-markup", message, place, kind.hint)


def _words(element: HtmlElement) -> Iterator[str]:
    """Yield the words of an element as text, with a blank line between blocks."""
    is_inline = element.tag in _INLINE
    yield "" if is_inline else "\n\n"
    if element.tag == "br":
        yield "\n"
    elif element.tag in _UNREAD or _FORMULA.search(element.get("class", "")):
        yield _OBJECT
    elif isinstance(element.tag, str):
        yield element.text or ""
        for child in element:
            yield from _words(child)
            yield child.tail or ""
    yield "" if is_inline else "\n\n"


def _unescaped(source: str) -> str:
    """Return a source without what a backslash escapes, each place filled, so that lines stay."""
    return re.sub(r"\\[^\w\s]", "\ufffc\ufffc", source)


def _key(text: str) -> str:
    """Return the letters and digits of markup, or its signs without any: print and source compare by it."""
    bare = _STARTS.sub("", text.casefold())
    return "".join(c for c in bare if c.isalnum()) or "".join(bare.split())


_STARTS = re.compile(r"^[ \t>]*(?:[-+*][ \t]+|\d+[.)][ \t]+)?")


def _place(manuscript: Manuscript, source: str, at: int) -> Place:
    """Return the line of a position in the source."""
    skipped = len(source[at:]) - len(source[at:].lstrip())
    return place_of_line(manuscript, source.count("\n", 0, at + skipped))
