"""Shortcodes of a site's own layouts that only put their arguments and their text into HTML.

Nothing is run: a template that does anything else, as to loop, to call a partial or to read a file, is
not read, and what it would print is reported.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from triptych.dialects import config, html_blocks
from triptych.dialects.page import Page, read_text
from triptych.dialects.paired import Tag

_ACTION = re.compile(
    r"\{\{(?P<left>-(?=\s))?\s*(?P<code>(?:(?!\}\}).)*?)\s*(?P<right>(?<=\s)-)?\}\}", re.DOTALL
)
_WORD = re.compile(
    r"\"(?P<a>(?:\\.|[^\"\\])*)\"|`(?P<b>[^`]*)`|(?P<sign>[()|])|(?P<name>[^\s()|\"`]+)"
)
_SILENT = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_SEEN = re.compile(r">[^<]*\w|^[^<]*\w|<(?:img|video|audio|iframe|hr|br)\b", re.IGNORECASE)
_LARGEST = 20_000
_DEEPEST = 20
_PASSING = frozenset(
    (
        *("markdownify", "safehtml", "safeurl", "safecss", "safejs", "safehtmlattr", "htmlescape"),
        *("plainify", "htmlunescape", "string", "emojify", "relurl", "absurl", "rellangurl"),
        *(
            ".page.renderstring",
            "$.page.renderstring",
            "transform.markdownify",
            "strings.trimspace",
        ),
        *("chomp", "strings.chomp", "abslangurl", "safe.html", "print", "trim", "strings.trim"),
    )
)
"""Functions whose result reads as the last or, of ``trim``, the first of what they are given."""

_FUNCTIONS: dict[str, Callable[[list[str]], str]] = {
    "default": lambda given: given[-1] or given[0],
    "upper": lambda given: given[-1].upper(),
    "lower": lambda given: given[-1].lower(),
    "title": lambda given: given[-1].title(),
    "urlize": lambda given: re.sub(r"[^\w./-]+", "-", given[-1].lower()).strip("-"),
    "anchorize": lambda given: re.sub(r"[^\w-]+", "-", given[-1].lower()).strip("-"),
    "humanize": lambda given: re.sub(r"[-_]+", " ", given[-1]).capitalize(),
    "eq": lambda given: "true" if given[0] in given[1:] else "",
    "ne": lambda given: "" if given[0] in given[1:] else "true",
    "not": lambda given: "" if given[-1] else "true",
    "and": lambda given: given[-1] if all(given) else "",
    "or": lambda given: next(filter(None, given), ""),
}


class UnreadError(Exception):
    """A template that does more than is read."""


def made(tag: Tag, page: Page) -> str | None:
    """Return what the site's own layout of a shortcode prints; None when there is none that is read."""
    name = tag.name
    themes = [str(each) for each in config.list_at(page.site.values, "theme")]
    tops = ["layouts", *(f"themes/{theme.rpartition('/')[2]}/layouts" for theme in themes)]
    paths = (
        f"{top}/{kind}/{name}.{end}" for top in tops for kind in _FOLDERS for end in ("html", "md")
    )
    path = next((path for path in paths if ".." not in path and (page.root / path).is_file()), "")
    text = (read_text(page, f"/{path}", tag.markup) or "") if path else ""
    if not path or len(text) > _LARGEST:
        return None
    try:
        printed = _SILENT.sub("", _Template(tag).fill(text))
    except UnreadError:
        return None
    if not _SEEN.search(printed):
        return None if _SILENT.search(text) else ""
    if not tag.is_block and "\n" not in printed.strip():
        return printed.strip()
    return f"\n\n{html_blocks.flat(printed) if path.endswith('.html') else printed.strip()}\n\n"


_FOLDERS = ("shortcodes", "_shortcodes")


def _tokens(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the texts and the actions of a template, comments left out; an action is True."""
    at, is_trimmed = 0, False
    for match in _ACTION.finditer(text):
        before = text[at : match.start()]
        before = before.lstrip() if is_trimmed else before
        yield (before.rstrip() if match["left"] else before), False
        if not match["code"].startswith("/*"):
            yield match["code"], True
        at, is_trimmed = match.end(), bool(match["right"])
    yield text[at:].lstrip() if is_trimmed else text[at:], False


@dataclass(slots=True)
class _Template:
    """A template while it is filled in for one tag."""

    tag: Tag
    values: dict[str, str] = field(default_factory=dict[str, str])

    def fill(self, text: str) -> str:
        """Return what the template prints; raises ``UnreadError``.

        Blocks are kept in a stack: what they printed, whether they print, whether one of their branches
        still may, and what the dot means.
        """
        out: list[str] = []
        stack = [(True, False, "")]
        for token, is_action in _tokens(text):
            is_printed, is_open, dot = stack[-1]
            word, _, rest = token.partition(" ")
            if not is_action:
                out += [token] if is_printed else []
            elif word in ("if", "with"):
                if len(stack) > _DEEPEST:
                    raise UnreadError
                stack.append(self._branch(word, rest, dot, is_open=is_printed))
            elif word == "else" and len(stack) > 1:
                kind, _, test = rest.strip().partition(" ")
                stack[-1] = self._branch(kind or "if", test, stack[-2][2], is_open=is_open)
            elif word == "end" and len(stack) > 1:
                stack.pop()
            elif is_printed:
                out.append(self._action(token, dot))
        if len(stack) > 1:
            raise UnreadError
        return "".join(out)

    def _branch(self, word: str, test: str, dot: str, *, is_open: bool) -> tuple[bool, bool, str]:
        """Return whether a branch prints, whether a later one may, and what the dot means in it."""
        value = self.value(test, dot) if is_open and test else "true"
        holds = is_open and value not in ("", "false", "0")
        return holds, is_open and not holds, value if word == "with" and holds else dot

    def _action(self, code: str, dot: str) -> str:
        """Return what an action prints; one that names a value prints nothing."""
        if found := re.fullmatch(r"(\$\w+)\s*:?=\s*(.*)", code, re.DOTALL):
            self.values[found[1]] = self.value(found[2], dot)
            return ""
        return self.value(code, dot)

    def value(self, code: str, dot: str) -> str:
        """Return the value of an expression; raises ``UnreadError`` for one that is not read."""
        words = list(_WORD.finditer(code))
        if "".join(_WORD.sub("", code).split()) or len(words) > _LARGEST // 100:
            raise UnreadError
        calls: list[list[tuple[bool, str]]] = [[]]
        piped: list[str | None] = [None]
        for word in words:
            if word["sign"] == "(":
                calls.append([])
                piped.append(None)
            elif word["sign"]:
                value = self._call(calls[-1], piped[-1], dot)
                calls[-1], piped[-1] = [], value
                if word["sign"] == ")":
                    if len(calls) < 2:
                        raise UnreadError
                    calls.pop()
                    piped.pop()
                    calls[-1].append((True, value))
            else:
                literal = word["a"] if word["a"] is not None else word["b"]
                calls[-1].append((literal is not None, literal or word["name"] or ""))
        if len(calls) > 1:
            raise UnreadError
        return self._call(calls[-1], piped[-1], dot)

    def _call(self, call: list[tuple[bool, str]], piped: str | None, dot: str) -> str:
        """Return what a name with its arguments means; a pair is True for a value, else it is a name."""
        if not call:
            raise UnreadError
        (is_value, first), *rest = call
        given = [text if known else self._name(text, dot) for known, text in rest]
        given += [piped] if piped is not None else []
        name = first.lower()
        if not given:
            return first if is_value else self._name(first, dot)
        if is_value:
            raise UnreadError
        if name in (".get", "$.get", "index", "isset"):
            return self._argument(given[-1])
        if name in _PASSING:
            return given[0 if name.endswith("trim") else -1].strip()
        if name == "printf":
            values = iter(given[1:])
            return re.sub(r"%[svdq]", lambda _: next(values, ""), given[0])
        if name not in _FUNCTIONS:
            raise UnreadError
        return _FUNCTIONS[name](given)

    def _name(self, name: str, dot: str) -> str:
        """Return the value of a name or a number."""
        low = name.lower().removeprefix("$")
        known = {
            **self.values,
            ".": dot,
            ".params": low,
            ".isnamedparams": "true" if self.tag.values else "",
            **dict.fromkeys((".inner", ".innerdeindent"), self.tag.inner or ""),
        }
        if name in self.values or low in known:
            return known[name if name in self.values else low]
        if re.fullmatch(r"-?\d+|true|false", low):
            return "" if low == "false" else name
        if found := re.fullmatch(r"\.params\.(\w+)", low):
            return self._argument(found[1])
        raise UnreadError

    def _argument(self, name: str) -> str:
        """Return an argument of the tag by its number or its name; "" when it has none."""
        if name.isdecimal():
            words = self.tag.words
            return words[int(name)] if int(name) < len(words) else ""
        return self.tag.values.get(name.lower(), "")
