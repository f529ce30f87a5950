"""One pass over the parts of a template: conditions choose, loops repeat, tags become Markdown."""

import re
from dataclasses import dataclass, field

from triptych.dialects import figure_tags, liquid_lexer, liquid_loops, liquid_values, shortcodes
from triptych.dialects.liquid_filters import text_of
from triptych.dialects.liquid_lexer import Piece
from triptych.dialects.liquid_state import LARGEST, MOST_TURNS, State
from triptych.dialects.liquid_values import UNKNOWN
from triptych.dialects.paired import Tag

_LOOPS = ("for", "tablerow", "macro", "paginate", "asyncEach", "asyncAll", "asynceach")
_CONDITIONS = ("if", "unless", "case", "ifAsync")
_SILENT = ("css", "js", "style", "javascript", "stylesheet", "schema", "script", "seo", "feed_meta")
_WITHOUT_TEXT = (
    *("layout", "extends", "import", "from", "block", "increment", "decrement", "else"),
    *("break", "continue"),
)
_VALUE = re.compile(r"\{\{-?([^{}]*?)-?\}\}")


@dataclass(slots=True)
class _Frame:
    """A tag that is open: whether its text counts, and whether a branch of it has been chosen."""

    piece: Piece | None
    live: bool = True
    chosen: bool = False
    subject: str = ""
    parts: list[str] = field(default_factory=list[str])


@dataclass(slots=True)
class Run:
    """One pass over the parts of a text."""

    template: State
    pieces: list[Piece]
    frames: list[_Frame] = field(default_factory=lambda: [_Frame(None)])
    trim_next: bool = False
    at: int = 0

    def run(self, start: int, end: int) -> str:
        """Return the text of the parts from one to before another."""
        self.at = start
        while self.at < end:
            number, piece = self.at, self.pieces[self.at]
            self.at += 1
            if piece.kind == "text":
                self._emit(piece.typed)
            elif piece.in_code:
                self._emit(self._in_code(piece))
            else:
                if piece.trims[0]:
                    self._trim()
                (self._value if piece.kind == "value" else self._tag)(piece, number)
                self.trim_next = self.pieces[self.at - 1].trims[1]
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
            if frame.piece and frame.piece.name in (*_CONDITIONS, *_LOOPS):
                self._choose(frame, name, piece.rest)
        elif piece.inner is not None:
            if frame.live:
                self._verbatim(piece)
        elif piece.end and frame.live and (turns := liquid_loops.turns(piece, self.template)):
            self._loop(piece, turns)
        elif piece.end:
            self.frames.append(self._opened(piece, number, frame))
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

    def _loop(self, piece: Piece, turns: liquid_loops.Turns) -> None:
        """Append the text of a loop once for each item; without items that after ``else``."""
        template, start = self.template, self.at
        before = template.replace(turns.values(0) if turns.items else {})
        for number in range(max(len(turns.items), 1)):
            template.turns += 1
            if template.turns > MOST_TURNS or template.size > LARGEST:
                template.tell(f"loop after {MOST_TURNS} turns", piece.typed)
                break
            if turns.items:
                template.scope.update(turns.values(number))
            body = Run(template, self.pieces, [_Frame(piece, live=bool(turns.items))])
            body.frames[0].chosen = bool(turns.items)
            body.trim_next = piece.trims[1]
            made = body.run(start, piece.end)
            template.size += len(made)
            self._emit(made.rstrip() if self.pieces[piece.end].trims[0] else made)
        template.restore(before)
        self.at = piece.end + 1

    def _opened(self, piece: Piece, number: int, frame: _Frame) -> _Frame:
        """Return the frame of a tag that encloses text."""
        opened = _Frame(piece, frame.live)
        if piece.name in ("if", "unless", "ifAsync"):
            holds = frame.live and self._holds(piece, number)
            opened.chosen = holds != (piece.name == "unless")
            opened.live = frame.live and opened.chosen
        elif piece.name == "case":
            opened.subject, opened.live = piece.rest, False
        elif piece.name in _LOOPS or piece.name in _SILENT:
            if frame.live and piece.name in _LOOPS:
                self.template.tell("loop" if piece.name != "macro" else "macro", piece.typed)
            opened.live = False
        return opened

    def _holds(self, piece: Piece, number: int) -> bool:
        """Whether a condition holds; where nobody knows, it does unless there is an ``else``."""
        template = self.template
        known = liquid_values.truth(piece.rest, template.scope)
        if known is not None or not template.is_open or template.stack:
            return known is True
        template.tell("condition", piece.typed)
        at, is_else = number + 1, False
        while at < piece.end and not is_else:
            each = self.pieces[at]
            is_else = each.kind == "tag" and each.name == "else"
            at = max(at, each.end) + 1
        return not is_else and piece.name != "unless"

    def _choose(self, frame: _Frame, name: str, rest: str) -> None:
        """Take the next branch of a condition, if none before it was taken."""
        outer = len(self.frames) == 1 or self.frames[-2].live
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
            self.template.scope[name] = text if len(text) < LARGEST else ""
        elif piece.name in (*_CONDITIONS, "block", "filter", "spaceless"):
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
