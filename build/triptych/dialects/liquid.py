"""Liquid and Nunjucks in a text: values are put in where they are known, and tags are taken out.

No template is run: a loop is left out and reported. A condition on known values chooses its branch.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from triptych.dialects import figure_tags, liquid_lexer, liquid_values, shortcodes
from triptych.dialects.liquid_filters import text_of
from triptych.dialects.liquid_lexer import Piece
from triptych.dialects.liquid_values import UNKNOWN
from triptych.dialects.page import Page, report_foreign
from triptych.dialects.paired import Tag

_LARGEST = 4 * 1024 * 1024
_DEEPEST = 12
_MOST_INCLUDES = 500
_LOOPS = ("for", "tablerow", "macro", "paginate", "asyncEach", "asyncAll", "asynceach")
_SILENT = ("css", "js", "style", "javascript", "stylesheet", "schema", "script", "seo", "feed_meta")
_WITHOUT_TEXT = ("layout", "extends", "import", "from", "block", "increment", "decrement", "else")
_VALUE = re.compile(r"\{\{-?([^{}]*?)-?\}\}")
_HINT = "Left out; the text in it is set. Write it in Markdown, if readers need it."
Include = Callable[[str, dict[str, str], Piece], str | None]
"""What returns the text of a file, from its name, its parameters and the markup."""


@dataclass(slots=True)
class Template:
    """One text while its tags are taken out.

    ``scope`` are the known values by name. ``make`` returns the Markdown of a tag of the dialect's own,
    ``include`` the text of a file by its name and parameters; either returns None for what it does not
    know. ``stack`` are the files that are included, from the outside in.
    """

    scope: dict[str, Any]
    make: Callable[[Tag], str | None]
    include: Include = lambda _name, _values, _piece: None
    foreign: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    stack: list[str] = field(default_factory=list[str])
    size: int = 0
    includes: int = 0

    def render(self, text: str) -> str:
        """Return a text without tags."""
        if "{%" not in text and "{{" not in text:
            return text
        pieces = liquid_lexer.pieces(text)
        if len(pieces) > liquid_lexer.MOST:
            self.tell(f"markup after the first {liquid_lexer.MOST} tags", pieces[-1].typed[:40])
        made = _Run(self, pieces).run()
        return made if self.stack else liquid_lexer.with_literals(made)

    def render_within(self, name: str, text: str, values: Mapping[str, Any]) -> str:
        """Return the text of an included file, in which some names have other values."""
        if len(self.stack) >= _DEEPEST or self.includes >= _MOST_INCLUDES or self.size > _LARGEST:
            return ""
        self.includes += 1
        self.size += len(text)
        before = {key: self.scope.get(key, UNKNOWN) for key in values}
        self.scope.update(values)
        self.stack.append(name)
        try:
            return self.render(text)
        finally:
            self.stack.pop()
            for key, value in before.items():
                if value is UNKNOWN:
                    self.scope.pop(key, None)
                else:
                    self.scope[key] = value

    def tell(self, kind: str, markup: str) -> None:
        """Remember markup that is not read."""
        if not self.stack:
            self.foreign.setdefault(kind, []).append(markup)

    def report(self, page: Page) -> None:
        """Report what was not read, by kind."""
        for kind, found in self.foreign.items():
            report_foreign(page, kind, found, _HINT)

    def value(self, text: str) -> Any:
        """Return the value of an expression; ``UNKNOWN`` for one not known, or too long."""
        value = liquid_values.evaluate(text, self.scope)
        return UNKNOWN if isinstance(value, str | list) and len(value) > _LARGEST // 4 else value

    def with_values(self, rest: str) -> str:
        """Return what follows a tag's name with known values instead of their names."""
        return liquid_values.with_values(rest, self.scope)

    def known(self, text: str) -> Any:
        """Return the value of an expression, or None."""
        value = self.value(text)
        return None if value is UNKNOWN else value


@dataclass(slots=True)
class _Frame:
    """A tag that is open: whether its text counts, and whether a branch of it has been chosen."""

    piece: Piece | None
    live: bool = True
    chosen: bool = False
    subject: str = ""
    parts: list[str] = field(default_factory=list[str])


@dataclass(slots=True)
class _Run:
    """One pass over the parts of a text."""

    template: Template
    pieces: list[Piece]
    frames: list[_Frame] = field(default_factory=lambda: [_Frame(None)])
    trim_next: bool = False

    def run(self) -> str:
        """Return the text of all parts."""
        for number, piece in enumerate(self.pieces):
            if piece.kind == "text":
                self._emit(piece.typed)
            elif piece.in_code:
                self._emit(self._in_code(piece))
            else:
                if piece.trims[0]:
                    self._trim()
                (self._value if piece.kind == "value" else self._tag)(piece, number)
                self.trim_next = piece.trims[1]
        while len(self.frames) > 1:
            self._close()
        return "".join(self.frames[0].parts)

    def _emit(self, text: str) -> None:
        """Append text where it counts."""
        if self.trim_next:
            bare = text.lstrip()
            text = liquid_lexer.lines_in(text[: len(text) - len(bare)]) + bare
            self.trim_next = not bare
        if self.frames[-1].live:
            self.frames[-1].parts.append(text)

    def _trim(self) -> None:
        """Remove the spaces before a tag."""
        parts = self.frames[-1].parts
        if parts:
            bare = parts[-1].rstrip()
            parts[-1] = bare + liquid_lexer.lines_in(parts[-1][len(bare) :])

    def _in_code(self, piece: Piece) -> str:
        """Return what code has in the place of a piece: known values and files, and all else as typed."""
        if piece.name in ("raw", "verbatim") and piece.inner is not None:
            inner = piece.inner
            return inner.removeprefix("\n").removesuffix("\n") if piece.is_block else inner
        if piece.kind == "value":
            is_known = "." in piece.rest or bool(self.template.stack)
            value = self.template.value(piece.rest) if is_known else UNKNOWN
            return piece.typed if value is UNKNOWN or value in (None, "") else text_of(value)
        if piece.name.startswith("include") and piece.is_block:
            made = self._include(piece)
            return piece.typed if made is None else made.strip("\n")
        return piece.typed

    def _value(self, piece: Piece, number: int) -> None:
        """Append a value; one that is not known is left out and reported."""
        if not self.frames[-1].live:
            return
        value = self.template.value(piece.rest)
        scope = self.template.scope
        before = self.pieces[number - 1].typed[-40:] if number else ""
        if value is UNKNOWN and re.search(r"\\[A-Za-z]+$|[_^]$", before):
            value = piece.typed  # a formula
        elif piece.rest and (value is UNKNOWN or liquid_values.is_unfiltered(piece.rest, scope)):
            self.template.tell("value", piece.typed)
        self._emit("" if value is UNKNOWN else text_of(value))

    def _tag(self, piece: Piece, number: int) -> None:
        """Follow one tag."""
        name, frame = piece.name, self.frames[-1]
        if self._ends(number):
            self._close()
        elif name in ("else", "elsif", "elif", "elseif", "when"):
            if frame.piece and frame.piece.name in ("if", "unless", "case", "ifAsync"):
                self._choose(frame, name, piece.rest)
        elif piece.inner is not None:
            if frame.live:
                self._verbatim(piece)
        elif piece.end:
            self.frames.append(self._opened(piece, frame))
        elif frame.live and not name.startswith(("end", "/")):
            self._single(piece)

    def _ends(self, number: int) -> bool:
        """Whether the innermost open tag, or one around it, is closed by a piece; inner ones end there."""
        while len(self.frames) > 1:
            opened = self.frames[-1].piece
            if opened is None or opened.end > number:
                return False
            if opened.end == number:
                return True
            self._close()
        return False

    def _opened(self, piece: Piece, frame: _Frame) -> _Frame:
        """Return the frame of a tag that encloses text."""
        opened = _Frame(piece, frame.live)
        if piece.name in ("if", "unless", "ifAsync"):
            holds = frame.live and liquid_values.holds(piece.rest, self.template.scope)
            opened.chosen = holds != (piece.name == "unless")
            opened.live = frame.live and opened.chosen
        elif piece.name == "case":
            opened.subject, opened.live = piece.rest, False
        elif piece.name in _LOOPS or piece.name in _SILENT:
            if frame.live and piece.name in _LOOPS:
                self.template.tell("loop" if piece.name != "macro" else "macro", piece.typed)
            opened.live = False
        return opened

    def _choose(self, frame: _Frame, name: str, rest: str) -> None:
        """Take the next branch of a condition, if none before it was taken."""
        outer = self.frames[-2].live
        if frame.chosen or not outer:
            frame.live = False
            return
        scope = self.template.scope
        if name == "when":
            words = re.split(r"\s*,\s*|\s+or\s+", rest)
            holds = any(liquid_values.holds(f"{frame.subject} == {word}", scope) for word in words)
        else:
            holds = name == "else" or liquid_values.holds(rest, scope)
        frame.chosen = frame.live = holds

    def _close(self) -> None:
        """End the innermost open tag, and append what becomes of it."""
        frame = self.frames.pop()
        piece, text = frame.piece, "".join(frame.parts)
        if piece is None or not self.frames[-1].live:
            return
        if piece.name in ("capture", "set"):
            name = next(iter(piece.rest.split()), "").strip("'\"")
            self.template.scope[name] = text if len(text) < _LARGEST else ""
        elif piece.name in ("if", "unless", "case", "ifAsync", "block", "filter", "spaceless"):
            self._emit(text)
        elif piece.name not in _LOOPS and piece.name not in _SILENT:
            self._emit(self._made(piece, text))

    def _verbatim(self, piece: Piece) -> None:
        """Append what a tag encloses as typed, as code or as text."""
        inner = piece.inner or ""
        if piece.name in ("raw", "verbatim"):
            self._emit(liquid_lexer.literal(inner))
        elif piece.name != "comment":
            inner = re.sub(r"\{%-?\s*(?:end)?raw\s*-?%\}", "", inner)
            if self.template.stack:
                inner = _VALUE.sub(lambda m: text_of(self.template.known(m[1])) or m[0], inner)
            self._emit(self._made(piece, inner))

    def _single(self, piece: Piece) -> None:
        """Append what becomes of a tag that encloses nothing."""
        if piece.name in ("assign", "set"):
            name, _, value = piece.rest.partition("=")
            self.template.scope[name.strip()] = self.template.known(value)
        elif piece.name in ("include", "include_relative", "include_cached", "render", "partial"):
            made = self._include(piece)
            self._emit(self._made(piece, None) if made is None else made)
        elif piece.name not in _WITHOUT_TEXT:
            self._emit(self._made(piece, None))

    def _include(self, piece: Piece) -> str | None:
        """Return the text of an included file; None where there is none."""
        found = re.match(
            r"\s*(\"[^\"]*\"|'[^']*'|\S+?)(?=[\s,]|$),?\s*(.*)$", piece.rest, re.DOTALL
        )
        if not found:
            return None
        name = self.template.with_values(found[1]).strip("\"'")
        tag = Tag("", self.template.with_values(found[2]), None, piece.typed, piece.is_block)
        return self.template.include(name, tag.values, piece)

    def _made(self, piece: Piece, inner: str | None) -> str:
        """Return the Markdown of a tag; of one that nobody knows the text within, which is reported."""
        name, rest = piece.name, self.template.with_values(piece.rest)
        if name.startswith("include") or name in ("render", "partial"):
            name, _, rest = rest.strip().partition(" ")
            name = name.strip("\"',")
        is_block = piece.is_block or (inner is not None and "\n" in inner)
        tag = Tag(name, rest, inner, piece.typed, is_block)
        made = self.template.make(tag)
        if made is None:
            made = shortcodes.make(tag)
        if made is None and inner is None and figure_tags.picture_address(tag):
            made = shortcodes.make(Tag("figure", rest, None, piece.typed, tag.is_block))
        if made is not None:
            return made
        kind = "include" if piece.name.startswith("include") else f"tag `{piece.name}`"
        self.template.tell(kind, piece.typed.split("\n", 1)[0])
        return inner or figure_tags.first(tag, "content", "text", "body", "caption")
