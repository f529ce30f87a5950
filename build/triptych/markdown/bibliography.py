"""What an article may cite: the entries of its bibliography files, and the citation style it asks for.

Both are read as files of the publication and handed to pandoc as text. A style that only names
another one is refused, for pandoc would fetch that from the network, sandbox or not.
"""

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

from triptych.core.errors import Place, SourceError
from triptych.core.model import Manuscript
from triptych.markdown import pandoc
from triptych.pictures import assets
from triptych.sources.places import place_of_key

_KINDS = {
    ".bib": "biblatex",
    ".bibtex": "bibtex",
    ".json": "csljson",
    ".yaml": "markdown",
    ".yml": "markdown",
}
_CSL = "{http://purl.org/net/xbiblio/csl}"
_AT = re.compile(r"\(?line (\d+), column (\d+)[),:]*")


def entries(manuscript: Manuscript) -> dict[str, Any]:
    """Return every entry of an article's bibliographies by its key, as pandoc's metadata has it.

    Raises ``AssetError`` for a file that cannot be read, and ``SourceError`` with file and line
    for one that does not parse. Of two entries with one key the first counts.
    """
    found: dict[str, Any] = {}
    for key, entry, _ in _every_entry(manuscript):
        found.setdefault(key, entry)
    return found


def rivals(manuscript: Manuscript, keys: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """Yield those of ``keys`` that have different entries, each with the files of two.

    The first file is that of the entry that counts. Raises as ``entries`` does.
    """
    first: dict[str, tuple[Any, str]] = {}
    for key, entry, name in _every_entry(manuscript):
        counted, home = first.setdefault(key, (entry, name))
        if key in keys and entry != counted:
            yield key, home, name


def _every_entry(manuscript: Manuscript) -> Iterator[tuple[str, Any, str]]:
    """Yield the entries of an article's bibliographies in order, each with its key and its file."""
    for number, name in enumerate(manuscript.meta.bibliography):
        text, file = _text(manuscript, name, "bibliography", number), name.lstrip("/")
        for entry in _entries(text, file):
            yield _plain(entry["c"].get("id")), entry, file


def style(manuscript: Manuscript) -> str:
    """Return the citation style as a ``data:`` URL (RFC 2397); "" is pandoc's own, Chicago author-date.

    Raises ``SourceError`` with file and line when the file is no whole style (CSL 1.0.2).
    """
    name = manuscript.meta.csl
    if not name:
        return ""
    place = Place(name.lstrip("/"))
    hint = "Use a .csl file from the CSL style repository."
    data = _text(manuscript, name, "csl").encode()
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        where = Place(place.path, error.lineno or 0)
        raise SourceError(f"the citation style is not XML: {error.msg}", where, hint) from None
    if root.tag != f"{_CSL}style":
        raise SourceError("the file is not a citation style", place, hint)
    parents = root.findall(f".//{_CSL}link[@rel='independent-parent']")
    if root.find(f"{_CSL}citation") is None:
        other = parents[0].get("href", "") if parents else ""
        message = f"the citation style only names another one, {other}" if other else ""
        hint = f"Save that one beside it and name it in `csl:`. {hint}" if other else hint
        raise SourceError(message or "the citation style has no `citation`", place, hint)
    for info in root.iter(f"{_CSL}info"):
        for link in info.findall(f"{_CSL}link"):
            info.remove(link)
    return f"data:application/xml;base64,{b64encode(etree.tostring(root)).decode('ascii')}"


def is_in_notes(style: str) -> bool:
    """Whether a citation style, as ``style`` returns it, sets citations in notes."""
    data = b64decode(style.partition("base64,")[2])
    return bool(data) and etree.fromstring(data).get("class") == "note"


def _text(manuscript: Manuscript, name: str, *key: str | int) -> str:
    """Read a file that the article or the publication names."""
    place = place_of_key(manuscript, *key)
    data = assets.read_file(manuscript.root, manuscript.path.parent, name, place)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"not UTF-8: byte 0x{data[error.start]:02X} at offset {error.start}"
        where = Place(name.lstrip("/"), line)
        raise SourceError(message, where, "Save the file as UTF-8.") from None


@cache
def _entries(text: str, name: str) -> list[Any]:
    """Return the entries of one bibliography, read once for all the articles that share it."""
    suffix = Path(name).suffix.lower()
    if suffix not in _KINDS:
        message = f"“{name}” is not a bibliography; expected one of {', '.join(_KINDS)}"
        raise SourceError(message, Place(name), "Use BibTeX, BibLaTeX, CSL JSON or CSL YAML.")
    if _KINDS[suffix] == "csljson":
        _refuse_bad_json(text, name)
    skipped = 0
    if _KINDS[suffix] == "markdown":
        begin = re.match(r"---[ \t]*\n", text)
        skipped = 1 if begin else 0
        body = re.sub(r"^(---|\.\.\.)[ \t]*$", "", text, flags=re.MULTILINE)
        text = f"---{body if begin else chr(10) + body}\n---\n"
    try:
        return pandoc.references(text, _KINDS[suffix])
    except SourceError as error:
        at = list(_AT.finditer(error.message))
        line = int(at[-1][1]) + skipped if at else 0
        reason = " ".join(error.message[at[-1].end() if at else 0 :].split())
        message = f"the bibliography does not parse: {reason}"
        hint = "The error may be in an earlier entry, such as a missing bracket or comma."
        raise SourceError(message, Place(name, line), hint) from None


def _refuse_bad_json(text: str, name: str) -> None:
    """Raise ``SourceError`` with the line of the first error of JSON (RFC 8259)."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        message = f"the bibliography is not JSON: {error.msg}"
        place = Place(name, error.lineno, error.colno)
        raise SourceError(message, place, "Export it again as CSL JSON.") from None
    except RecursionError:
        raise SourceError("the bibliography is nested too deep", Place(name)) from None


def _plain(value: Any) -> str:
    """Return a metadata value as text."""
    if not value:
        return ""
    if value["t"] == "MetaString":
        return str(value["c"])
    return "".join(str(part.get("c", " ")) for part in value["c"])
