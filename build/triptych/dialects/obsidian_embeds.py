"""What an Obsidian note embeds: pictures, sounds, other notes and parts of them, set in its text."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from urllib.parse import quote

from triptych.core.findings import warn
from triptych.dialects import blocks, obsidian_parts, scanner, wikilinks
from triptych.dialects.page import Page, place_of, read_text, report_foreign

DEEPEST = 8
"""The most notes that are embedded in each other."""

LONGEST = 2_000_000
"""The most characters that a note may have with all that it embeds."""

MOST = 2_000
"""The most embeds of a note and of those that it embeds."""

_PICTURE = re.compile(r"\.(?:png|jpe?g|jfif|gif|bmp|svg|webp|avif|tiff?)$", re.IGNORECASE)
_SOUND = re.compile(r"\.(?:mp3|wav|m4a|ogg|oga|3gp|flac|opus|aac)$", re.IGNORECASE)
_FILM = re.compile(r"\.(?:mp4|webm|ogv|mov|mkv|m4v)$", re.IGNORECASE)
_FILE = re.compile(
    r"\.(?!md$)(?:pdf|canvas|base|zip|html?|csv|json|txt|docx?|xlsx?|pptx?|epub)$", re.IGNORECASE
)
_DRAWING = re.compile(r"\.excalidraw(?:\.md)?$", re.IGNORECASE)
_SIZE = re.compile(r"(\d{1,5})(?:x(\d{1,5}))?$")
_PLACE = re.compile(
    r"(?:left|right|center|centre|middle|inline|inl|banner|cover|tiny|small|med|medium|large|full|w\w+|[+-]\w+)$"
)
_FRONT = re.compile(
    r"\A\ufeff?---[ \t]*\n.*?^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)
_BEFORE = re.compile(r"[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+(?:\[.\][ \t]+)?)?$")
_NOTE_LABEL = re.compile(r"\[\^([^\]\s]+)\]")
_NOTE = re.compile(r"^\[\^([^\]\s]+)\]:.*(?:\n(?:[ \t]+\S.*|[ \t]*(?=\n[ \t]+\S)))*", re.MULTILINE)
_COMMENT = re.compile(r"%%.*?%%", re.DOTALL)
_OPEN_COMMENT = re.compile(r"^[ \t]*%%", re.MULTILINE)
_IMAGE = re.compile(
    r"(?<!\\)!\[(?P<alt>[^\[\]\n]*)\]\((?P<address><[^<>\n]*>|[^()\s<>]*)(?:[ \t]+\"[^\"\n]*\")?\)"
)
_FILM_PAGE = re.compile(
    r"https?://(?:www\.|m\.)?(?:youtube(?:-nocookie)?\.com/(?:watch\?(?:.*&)?v=|embed/|shorts/)|youtu\.be/)([\w-]{6,})"
)
_POST = re.compile(r"https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/\w+/status/\d+")


def without_comments(text: str, page: Page) -> str:
    """Return a text without what is between two ``%%``; one that nothing ends loses its mark alone."""
    if "%%" not in text:
        return text
    text = scanner.substitute(text, _COMMENT, lambda _: "")
    unclosed = [found[0].strip() for found in scanner.find(text, _OPEN_COMMENT)]
    if unclosed:
        hint = "Nothing ends this comment: its text is set. Write `%%` after it."
        report_foreign(page, "comment mark", unclosed, hint)
        text = scanner.substitute(text, _OPEN_COMMENT, lambda _: "")
    return text


@dataclass(slots=True)
class _State:
    """How much has been embedded, and in which notes the text is."""

    letters: int = 0
    count: int = 0
    foreign: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    messages: set[str] = field(default_factory=set[str])


def expand(text: str, page: Page) -> str:
    """Return a text with everything that it embeds; files that no edition can have are reported."""
    if "![" not in text:
        return text
    state = _State(len(text))
    made = _Expander(text, page, state, (page.name,)).expanded()
    for kind, found in state.foreign.items():
        hint = "Its name is set. Link to it on the web, or embed a picture of it."
        report_foreign(page, kind, found, hint)
    return made


@dataclass
class _Expander:
    """Expands one text: the page's own, or a note that is embedded in it."""

    text: str
    page: Page
    state: _State
    within: tuple[str, ...]

    def expanded(self) -> str:
        """Return the text with what it embeds."""
        text = scanner.substitute(self.text, _IMAGE, self._image)
        self.text = text
        return scanner.substitute(text, wikilinks.WIKI, self._embed)

    @cached_property
    def _headings(self) -> list[tuple[int, int]]:
        """The place and level of each heading."""
        return [
            (found.start, len(found["marks"]))
            for found in scanner.find(self.text, obsidian_parts.HEADING)
        ]

    def _image(self, found: scanner.Found) -> str | None:
        """Return a picture in Markdown with its size, a film's page as a player, a note as embedded."""
        alt, address = found["alt"], found["address"].strip("<>")
        if film := _FILM_PAGE.match(address):
            return f'<iframe src="https://www.youtube.com/embed/{film[1]}"></iframe>'
        if _POST.match(address):
            return blocks.link(alt or address, address)
        if address.lower().partition("#")[0].endswith(".md"):
            return f"![[{address.replace('%20', ' ')}]]"
        words, attributes = _caption(wikilinks.parts(alt))
        if words == alt.strip():
            return None
        return blocks.inline_picture(address, words, attributes)

    def _embed(self, found: scanner.Found) -> str | None:
        """Return what an embed stands for; None for a link."""
        if not found["embed"]:
            return None
        target, *rest = wikilinks.parts(found["inner"])
        name = target.partition("#")[0].strip()
        if picture := self._picture(name, rest):
            return picture
        if _SOUND.search(name) or _FILM.search(name):
            tag = "audio" if _SOUND.search(name) else "video"
            file = self.page.find_file(name)
            address = f"/{quote(file)}" if file else name
            return f'<{tag} src="{address}" title="{wikilinks.shown(name)}"></{tag}>'
        if _FILE.search(name) or _DRAWING.search(name):
            suffix = name.rpartition(".")[2].lower()
            kind = f"embedded file (.{suffix})" if not _DRAWING.search(name) else "embedded drawing"
            self.state.foreign.setdefault(kind, []).append(found[0])
            return wikilinks.escaped(next(filter(None, rest), "") or name)
        return self._note(found, target)

    def _picture(self, name: str, rest: list[str]) -> str:
        """Return a picture; "" when the name is none of one."""
        if _DRAWING.search(name):
            base = re.sub(r"\.md$", "", name)
            files = (self.page.find_file(f"{base}{end}") for end in (".svg", ".png"))
            file = next(filter(None, files), "")
            if not file:
                return ""
        elif _PICTURE.search(name):
            file = self.page.find_file(name)
        else:
            return ""
        words, attributes = _caption(rest)
        return blocks.inline_picture(f"/{quote(file)}" if file else name, words, attributes)

    def _note(self, found: scanner.Found, target: str) -> str:
        """Return a note, or the part of it that is named, as it is set in the text."""
        begin = self.text.rfind("\n", 0, found.start) + 1
        before = self.text[begin : found.start]
        end = found.match.end()
        line_end = self.text.find("\n", end)
        after = self.text[end : line_end if line_end >= 0 else None]
        if before.lstrip().startswith("|") or after.rstrip().endswith("|"):
            return wikilinks.link(self.page, found["inner"])
        inner = self._content(found[0], target)
        if inner is None:
            return wikilinks.link(self.page, found["inner"])
        inner = self._below(inner, found.start)
        if not _BEFORE.match(before):
            return f"\n\n{inner}\n\n"
        if before.strip():
            indent = re.sub(r"[^>\s]", " ", before)
            return inner.replace("\n", f"\n{indent}") + (
                f"\n{indent.rstrip()}\n{indent}" if after.strip() else ""
            )
        return f"\n{before}" + inner.replace("\n", f"\n{before}") + f"\n\n{before}"

    def _content(self, markup: str, target: str) -> str | None:
        """Return the text of a note or of a part of it, expanded; reported and None without any."""
        name, _, part = target.partition("#")
        article = self.page.find_article(name.strip()) if name.strip() else self.page.name
        chain = f"{article}#{part}" if part else article
        if fault := self._fault(target, article, chain):
            self._warn(fault, markup)
            return None
        text = read_text(self.page, f"/{quote(article)}", markup)
        if text is None:
            return None
        found = obsidian_parts.part(_FRONT.sub("", text), part)
        if found is None:
            self._warn(f"the embedded note “{name or article}” has no part “{part}”", markup)
            return None
        found += "".join(_missing_notes(found, text))
        self.state.letters += len(found)
        self.state.count += 1
        if self.state.letters > LONGEST or self.state.count > MOST:
            self._warn("the note embeds more than is read", markup)
            return None
        own = replace(self.page, path=self.page.root / article, name=article)
        inner = _closed(_with_own_notes(without_comments(found, own), self.state.count))
        inner = scanner.substitute(inner, obsidian_parts.BLOCK_ID, lambda _: "")
        inner = scanner.substitute(inner, wikilinks.WIKI, lambda link: _named(link, article))
        return _Expander(inner, own, self.state, (*self.within, chain)).expanded().strip("\n")

    def _fault(self, target: str, article: str, chain: str) -> str:
        """Return why a note cannot be embedded, or ""."""
        if not article:
            return f"the embedded note “{target}” is not in the publication"
        if chain in self.within or (chain == article and article in self.within):
            return f"the note “{target or article}” embeds itself"
        if len(self.within) > DEEPEST:
            return f"notes are embedded in each other more than {DEEPEST} deep"
        return ""

    def _warn(self, message: str, markup: str) -> None:
        """Report an embed that is set as a link."""
        if message in self.state.messages:
            return
        self.state.messages.add(message)
        hint = "A link to it is set. Correct the name, or write the text itself."
        warn("include", message, place_of(self.page, markup), hint)

    def _below(self, inner: str, at: int) -> str:
        """Return embedded text whose headings are below the one that it is under."""
        index = bisect_right(self._headings, (at, 0)) - 1
        above = self._headings[index][1] if index >= 0 else 0
        levels = [len(found["marks"]) for found in scanner.find(inner, obsidian_parts.HEADING)]
        more = above + 1 - min(levels) if levels and above else 0
        if more <= 0:
            return inner
        return scanner.substitute(
            inner,
            obsidian_parts.HEADING,
            lambda found: f"{'#' * min(6, len(found['marks']) + more)} {found['words']}",
        )


def _caption(rest: list[str]) -> tuple[str, str]:
    """Return the words and the attributes of a picture by what follows its name: ``words``, ``300x200``."""
    size = _SIZE.match(rest[-1]) if rest else None
    words = " ".join(
        part for part in (rest[:-1] if size else rest) if part and not _PLACE.match(part)
    )
    if not size:
        return words, ""
    height = f" height={size[2]}px" if size[2] else ""
    return words, f"width={size[1]}px{height}"


def _named(found: scanner.Found, article: str) -> str | None:
    """Return a wiki link within an embedded note as one to that note; None for any other."""
    target, *rest = wikilinks.parts(found["inner"])
    if found["embed"] or not target.startswith("#"):
        return None
    return f"[[{'|'.join([f'{article}{target}', *(rest or [wikilinks.shown(target)])])}]]"


def _with_own_notes(inner: str, number: int) -> str:
    """Return embedded text whose footnotes have labels that no other text has."""
    return scanner.substitute(inner, _NOTE_LABEL, lambda found: f"[^{found[1]}-e{number}]")


def _closed(text: str) -> str:
    """Return a text in which a fence that nothing closes is closed."""
    in_code = scanner.code_lines(f"{text}\n")
    if not in_code[-1]:
        return text
    lines = text.split("\n")
    start = max((n for n in range(len(lines)) if not in_code[n - 1] or n == 0), default=0)
    mark = re.search(r"`{3,}|~{3,}", lines[start])
    return f"{text}\n{mark[0] if mark else ''}"


def _missing_notes(inner: str, text: str) -> Iterator[str]:
    """Yield the footnotes of a text that a part of it refers to and does not have."""
    wanted = {found[1] for found in scanner.find(inner, _NOTE_LABEL)}
    wanted -= {found[1] for found in scanner.find(inner, _NOTE)}
    for found in scanner.find(text, _NOTE) if wanted else ():
        if found[1] in wanted:
            yield f"\n\n{found[0]}"
