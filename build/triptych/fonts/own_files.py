"""Font files of a theme: read once by a process within bounds, then as good as those of a package.

What is read is cached by the digest of the bytes, since it follows from them and the installation.
"""

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from triptych.core import installation_cache
from triptych.core.errors import ThemeError
from triptych.core.model import Face
from triptych.fonts.cutter import Stamps, code_stamps, cutter
from triptych.theme.font_files import FontFile, OwnCut

LARGEST = 64 << 20
"""The most bytes of a font file."""

_WALL = 120
"""The most seconds that a font may take on a clock, however busy the machine is."""

_LONGEST_NAME = 60
_SIGNATURES = (b"wOF2", b"wOFF", b"OTTO", b"true", b"\0\1\0\0")
_COLLECTION = b"ttcf"
_KINDS = {
    b"<": "is a web page or another text, not a font",
    b"version https://git-lfs": "is a pointer of Git LFS, not the font itself",
    b"%!": "is a PostScript font of Type 1, which no edition can carry",
    b"\x80\x01": "is a PostScript font of Type 1, which no edition can carry",
}
_HINTS = {
    "collection": "Extract the font that you want, and name that file.",
    "Git LFS": "Run `git lfs pull`.",
    "too": "Use a font of fewer letters.",
}
_HINT = "Export the font again as WOFF2, WOFF, TTF or OTF."


@dataclass(frozen=True, slots=True)
class OwnFont:
    """What a font file's own tables say: family, weight, style, variable axes, licence bits.

    ``axes`` are the lowest, default and highest value by tag; ``licence`` is ``fsType`` of ``OS/2``, and
    ``is_open`` whether its licence in words lets anybody pass it on.
    """

    path: Path
    digest: str
    family: str
    weight: int
    style: str
    axes: dict[str, tuple[float, float, float]]
    licence: int
    is_open: bool


def read(file: FontFile) -> OwnFont:
    """Return what a font file says of itself; raises ``ThemeError`` when no edition can carry it."""
    try:
        stat = file.path.stat()
        if stat.st_size > LARGEST:
            raise _refusal(file, f"is larger than {LARGEST >> 20} MB, which is too large")
        digest = _digest(file.path, stat.st_mtime_ns, stat.st_size)
        facts = json.loads(_opened(file.path, digest).partition(b"\n")[0])
    except OSError as error:
        message = f"the font file “{file.name}” cannot be read: {error.strerror}"
        raise ThemeError(message, file.place, "Check its permissions.") from None
    if problem := facts.get("problem"):
        raise _refusal(file, problem)
    family = " ".join(re.sub(r"[^\w .-]", "", facts["family"]).split())[:_LONGEST_NAME].strip()
    axes = {tag: (low, start, high) for tag, (low, start, high) in facts["axes"].items()}
    own = family or re.sub(r"[^\w.-]", " ", file.path.stem).strip() or "Own"
    return OwnFont(
        file.path,
        digest,
        own,
        facts["weight"],
        facts["style"],
        axes,
        facts["licence"],
        facts["is_open"],
    )


def face(family: str, weight: int, style: str, cut: OwnCut) -> Face:
    """Return one static cut of a theme's font file."""
    slug = re.sub(r"[^a-z0-9]+", "-", family.lower()).strip("-") or "own"
    name = f"{slug}-{weight}-{style}-{cut.digest[:6]}"
    return Face(family, weight, style, name, _instance(cut))


@lru_cache(maxsize=64)
def letters(cut: OwnCut) -> frozenset[str]:
    """Return the characters that a cut has."""
    return frozenset(cutter().letters(_instance(cut), 0))


@lru_cache(maxsize=64)
def narrow_letters(cut: OwnCut) -> frozenset[str]:
    """Return the letters that a cut draws without a width."""
    return frozenset(cutter().narrow_letters(_instance(cut), 0))


@lru_cache(maxsize=64)
def _instance(cut: OwnCut) -> bytes:
    """Return the font of a cut, with its variable axes pinned."""

    def make() -> bytes:
        font = _opened(cut.path, cut.digest).partition(b"\n")[2]
        data: bytes = cutter().own_instance(font, dict(cut.axes))
        return data

    return installation_cache.cached("own-cut", [*_code(), cut.digest, cut.axes], make)


def _code() -> Stamps:
    """Return the stamps of the code that reads fonts."""
    return code_stamps("fontTools", "uharfbuzz")


@lru_cache(maxsize=64)
def _digest(path: Path, _: int, __: int) -> str:
    """Return the SHA-256 of a file, cached until its time or length changes."""
    return sha256(path.read_bytes()).hexdigest()


@lru_cache(maxsize=64)
def _opened(path: Path, digest: str) -> bytes:
    """Return a line of JSON about a font file, and the font as plain OpenType after it."""
    key = [*_code(), digest]
    known = installation_cache.look_up("own-font", key)
    if known is not None:
        return known
    data = path.read_bytes()
    if problem := _problem(data):
        return json.dumps({"problem": problem}).encode()
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "triptych.fonts.reading_process"],
            input=data,
            capture_output=True,
            timeout=_WALL,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return b'{"problem": "takes too long to read"}'
    if done.returncode or not done.stdout:
        return b'{"problem": "is damaged"}'
    if not done.stdout.startswith(b'{"problem"'):
        installation_cache.store("own-font", key, done.stdout)
    return done.stdout


def _problem(data: bytes) -> str:
    """Return why bytes are not one font, by their beginning; "" when they may be."""
    is_packed = data[:4] in (b"wOF2", b"wOFF")
    if data[:4] == _COLLECTION or (is_packed and data[4:8] == _COLLECTION):
        return "is a collection of fonts"
    if is_packed and int.from_bytes(data[16:20], "big") > LARGEST:  # as both headers have it
        return "is too large when it is unpacked"
    if data[:4] in _SIGNATURES:
        return ""
    start = data.lstrip()
    kinds = (kind for sign, kind in _KINDS.items() if start.startswith(sign))
    return next(kinds, "is not a font" if data else "is empty")


def _refusal(file: FontFile, problem: str) -> ThemeError:
    """Return the error for a font that no edition can carry."""
    hint = next((hint for word, hint in _HINTS.items() if word in problem), _HINT)
    return ThemeError(f"the font file “{file.name}” {problem}", file.place, hint)
