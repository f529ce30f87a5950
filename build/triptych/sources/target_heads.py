"""What an article says of itself, read quickly: enough to resolve a link to it and to a place in it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from triptych.core.heading_ids import derived_id
from triptych.core.reference_ids import id_of, kind_of
from triptych.core.site import Site
from triptych.settings.resolve import slugify

_LARGEST = 2 * 1024 * 1024
_BEGINNING = 4096
_BLOCK = re.compile(
    r"\ufeff?(?:(?P<fence>---|\+\+\+)[ \t]*\n(?P<front>.*?)\n(?:(?P=fence)|\.\.\.)"
    r"|\{[ \t]*\n(?P<json>.*?)\n\})[ \t]*(?:\n|$)",
    re.DOTALL,
)
_FIELD = re.compile(
    r"^\"?(?P<key>title|slug|permalink|url|id|aliases|alias|redirect_from|draft|published|date|categor(?:y|ies)"
    r"|weight|nav_order|sidebar_position|order|linktitle|hero|features)"
    r"\"?\s*[:=][ \t]*"
    r"(?P<value>[^\n]*(?:\n[ \t]+[^\n]*|\n-[ \t][^\n]*)*)",
    re.MULTILINE | re.IGNORECASE,
)
_ITEM = re.compile(r"\"([^\"\n]*)\"|'([^'\n]*)'|([^\s,\[\]\"'\n-][^,\[\]\n]*)")
_DATED = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})-(.+)")


@dataclass(frozen=True)
class Head:
    """An article's title, slug and other names, and the places in it that have an id.

    ``addresses`` are those that its front matter gives it, ``values`` what it says as typed. ``is_blank``
    means that below the front matter there is nothing.
    """

    title: str = ""
    slug: str = ""
    is_slug_given: bool = False
    is_draft: bool = False
    is_blank: bool = False
    aliases: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    path: Path = field(default=Path(), repr=False)
    values: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)

    @cached_property
    def _places(self) -> dict[str, str]:
        """The ids of the places in the text, by the letters and digits of what links call them."""
        return _places(_text_of(self.path))

    @property
    def ids(self) -> list[str]:
        """The ids of the places in the text."""
        return [name[1:] for name in self._places if name.startswith("#")]

    def place_of(self, fragment: str) -> str:
        """Return the id of the place that a fragment names, by id or by the words of a heading, or ""."""
        last = fragment.rpartition("#")[2]
        for name in (fragment, last):
            if f"#{name}" in self._places:
                return self._places[f"#{name}"]
        for name in (fragment, last, re.sub(r"-\d+$", "", last)):
            if found := self._places.get(_letters(name)):
                return found
        above = last.rpartition(".")[0]
        return self._places.get(f"#{above}", "") if above[:1].isalpha() else ""


def read(path: Path, site: Site) -> Head:
    """Return what an article says of itself; of one that cannot be read, nothing."""
    text = _text_of(path, whole=False)
    text = text.lstrip("\n") if site.dialect != Site().dialect else text
    block = _BLOCK.match(text)
    values: dict[str, str] = {}
    for match in _FIELD.finditer(_front(block) if block else ""):
        values.setdefault(match["key"].lower(), match["value"])
    slug = _plain(values.get("slug", ""))
    given = slug.strip("/").rpartition("/")[2] if slug else ""
    dated = _DATED.fullmatch(path.stem)
    addresses = [_plain(values[key]) for key in ("permalink", "url") if key in values]
    addresses += [slug] if slug else []
    addresses += [_plain(values["id"])] if "id" in values else []
    addresses += _items(values.get("redirect_from", ""))
    if dated and site.dialect != Site().dialect:
        year, month, day, name = dated.groups()
        addresses += [
            f"{year}/{month}/{day}/{name}",
            f"{year}/{month}/{name}",
            f"blog/{year}/{month}/{day}/{name}",
        ]
    aliases = [*_items(values.get("aliases", "")), *_items(values.get("alias", ""))]
    addresses += [alias for alias in aliases if alias.startswith("/")]
    is_draft = (
        "_drafts" in path.parts
        or _plain(values.get("draft", "")).lower() == "true"
        or (_plain(values.get("published", "")).lower() == "false")
    )
    return Head(
        _plain(values.get("title", "")),
        _slug(given) if given else "",
        bool(given),
        is_draft,
        _is_blank(path, text[block.end() :] if block else text) and not values.keys() & _SHOWN,
        tuple(aliases),
        tuple(address for address in addresses if address and ":" not in address),
        path,
        {key: _plain(value) or " ".join(_items(value)) for key, value in values.items()},
    )


_SHOWN = frozenset(("hero", "features"))
"""What front matter has that tools print below the title."""


def _is_blank(path: Path, text: str) -> bool:
    """Whether a file has no text, by what was read of its beginning."""
    try:
        return not text.strip() and path.stat().st_size < _BEGINNING
    except OSError:
        return False


def _front(block: re.Match[str]) -> str:
    """Return the lines of front matter; those of JSON begin with their keys."""
    return block["front"] or re.sub(r"^[ \t]+", "", block["json"] or "", flags=re.MULTILINE)


def closest(wanted: str, names: Iterable[str]) -> str:
    """Return the name most like another, or ""."""
    return next(iter(get_close_matches(wanted, list(names)[:5000], 1, 0.8)), "")


def _slug(name: str) -> str:
    """Return a name as a slug; "" when nothing can be made of it."""
    try:
        return slugify(name)
    except Exception:  # noqa: BLE001  a name that cannot be one is reported when the article is read
        return ""


def _text_of(path: Path, *, whole: bool = True) -> str:
    """Return the text of a file, or its beginning; "" when it cannot be read."""
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST if whole else _BEGINNING)
            if (
                not whole
                and data.startswith((b"---", b"+++", b"\xef\xbb\xbf---"))
                and len(data) == _BEGINNING
            ):
                data += file.read(64 * 1024)
    except OSError:
        return ""
    return data.decode("utf-8", errors="replace").replace("\r\n", "\n").removeprefix("\ufeff")


def _plain(value: str) -> str:
    """Return a value of front matter on one line, without its quotation marks and comment."""
    line = value.split("\n", maxsplit=1)[0].strip()
    if line[:1] in ("'", '"'):
        return line[1:end] if (end := line.find(line[0], 1)) > 0 else line
    return line.partition(" #")[0].strip()


def _items(value: str) -> list[str]:
    """Return the items of a list in YAML or TOML, or of one value."""
    found = []
    for match in _ITEM.finditer(value):
        item = next(group for group in match.groups() if group is not None).strip()
        if item:
            found.append(item)
    return found


_FENCED = re.compile(
    r"^(?P<i>[ \t>]*)(?P<f>`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t>]*(?P=f)[`~]*[ \t]*$|\Z)",
    re.MULTILINE | re.DOTALL,
)
_HEADING = re.compile(
    r"^ {0,3}(?P<marks>#{1,6})[ \t]+(?P<words>[^\n]+?)[ \t]*#*[ \t]*$"
    r"|^(?P<under>[^\n#>|\-=][^\n]*)\n(?:=+|-{2,})[ \t]*$"
    r"|<h[1-6](?P<attr>[^<>]*)>(?P<html>.*?)</h[1-6]>",
    re.MULTILINE | re.DOTALL,
)
_GIVEN = re.compile(
    r"[ \t]*(?:\{:?[^{}\n]*?#([^\s{}]+)[^{}\n]*\}|\{/\*[ \t]*#([\w-]+)[ \t]*\*/\})[ \t]*$"
)
_ANY_ID = re.compile(
    r"\{:?[^{}\n]*?#([\w:.-]+)[^{}\n]*\}|<[A-Za-z][^<>]*?\s(?:id|name)\s*=\s*[\"']?([^\"'\s<>]+)"
)
_FROM_CODE = re.compile(
    r"^[ \t]*(?:#{1,6}[ \t]+:::[ \t]*(?=[A-Za-z_])|:::[ \t]*(?=[A-Za-z_]\w*\.))"
    r"(?P<name>\w+(?:\.\w+)*)[ \t]*$",
    re.MULTILINE,
)
_BLOCK_ID = re.compile(r"(?:^|[ \t])\^([\w-]+)[ \t]*$", re.MULTILINE)


def _places(text: str) -> dict[str, str]:
    """Return the ids of a text: each given one by ``#id``, each heading's by its letters and digits."""
    block = _BLOCK.match(text)
    whole = text[block.end() :] if block else text
    bare = _FENCED.sub("", whole)
    places = {f"#{uid}": id_of(uid) if kind_of(uid) else uid for uid in _fence_ids(whole)}
    seen: dict[str, int] = {}
    title = _title(bare, _front(block) if block else "")
    for match in _HEADING.finditer(bare):
        words = match["words"] or match["under"] or match["html"] or ""
        given = _GIVEN.search(words)
        plain = _words(_GIVEN.sub("", words))
        own = (given[1] or given[2]) if given else ""
        if match["attr"] and (found := re.search(r"\bid\s*=\s*[\"']?([\w:.-]+)", match["attr"])):
            own = found[1]
        uid = own or derived_id(plain)
        count = seen.get(uid, 0)
        seen[uid] = count + 1
        uid = id_of(uid) if kind_of(uid) else uid
        place = f"{uid}-{count}" if count else uid
        name = f"#{own or place}"
        place = "" if match.start() == title else place
        places.setdefault(name, place)
        places.setdefault(_letters(plain), place)
        places.setdefault(_letters(words), place)  # whose emoji are in GitHub's ids by their names
        if count:
            places.setdefault(_letters(f"{plain}{count}"), place)
    for match in _ANY_ID.finditer(bare):
        uid = match[1] or match[2]
        is_numbered = match[1] and kind_of(uid) and _has_number(bare, match)
        places.setdefault(f"#{uid}", id_of(uid) if is_numbered else uid)
    for match in _FROM_CODE.finditer(bare):
        places.setdefault(f"#{match['name']}", match["name"])
    for match in _BLOCK_ID.finditer(bare):
        places.setdefault(f"#^{match[1]}", match[1])
    return places


def _fence_ids(text: str) -> Iterator[str]:
    """Yield the ids that listings have on the line of their fence."""
    for fenced in _FENCED.finditer(text):
        line = fenced[0].partition("\n")[0]
        if found := _ANY_ID.search(line):
            yield found[1] or found[2]


def _has_number(text: str, attributes: re.Match[str]) -> bool:
    """Whether attributes are of something that is numbered: no words, and no picture within a line."""
    begin = text.rfind("\n", 0, attributes.start()) + 1
    before = text[begin : attributes.start()].strip()
    if before.endswith(")"):
        end = text.find("\n", attributes.end())
        after = text[attributes.end() : end if end >= 0 else len(text)]
        return before.startswith("![") and before.count("](") == 1 and not after.strip()
    return not before.endswith(("]", "`"))


def _title(text: str, front: str) -> int:
    """Return where the heading is that becomes the title, to which a link needs no id; -1 for none."""
    found = _HEADING.search(text)
    if not found or found["html"] is not None:
        return -1
    before = _SILENT.sub(
        "", _SILENT.sub("", text[: found.start()])
    )  # a badge is a picture in a link
    if before.strip():
        return -1
    given = next((_plain(m["value"]) for m in _FIELD.finditer(front) if m["key"] == "title"), "")
    words = _words(_GIVEN.sub("", found["words"] or found["under"]))
    is_first = found["marks"] == "#" or bool(found["under"] and found[0].rstrip().endswith("="))
    is_taken = _letters(given) == _letters(words) if given else is_first
    return found.start() if is_taken else -1


_SILENT = re.compile(
    r"<!--.*?-->|<[^<>]*>|!?\[[^\[\]\n]*\](?:\([^()\n]*\)|\{[^{}\n]*\})", re.DOTALL
)


def _words(markup: str) -> str:
    """Return the words of a heading without their markup."""
    bare = re.sub(r"!?\[\[(?:[^\[\]|]*\|)?([^\[\]]*)\]\]", r"\1", markup)
    bare = re.sub(r"!?\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])?", r"\1", bare)
    bare = re.sub(r"<!--[ \t]*md:(?:option|setting)[ \t]+(\S+)[ \t]*-->", r"\1", bare)
    bare = re.sub(r"</?[A-Za-z][^<>]*>|\{[^{}]*\}|(?<!\w):[a-z][a-z0-9_-]+:", "", bare)
    return re.sub(r"[`*]|(?<!\w)_|_(?!\w)|\\(?=\W)", "", bare).strip()


def _letters(words: str) -> str:
    """Return the letters and digits of words, by which the ids of all tools agree."""
    return "".join(c for c in words.casefold() if c.isalnum())
