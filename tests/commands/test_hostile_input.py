"""Hostile input: each is a finding or a plain message, in bounded time and memory, never a traceback."""

import json
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from commandline import triptych

SECONDS = 20
"""How long one hostile article may take, by the processor's clock, in all its processes."""

BYTES = 1_500 * 1024
"""The most memory of any one process, in KiB."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a build came to."""

    exit_code: int
    told: str


def build(folder: Path, text: str, formats: str = "html,epub,pdf") -> Result:
    """Build a text in a process of its own, and hold it to its bounds."""
    data = f"---\ntitle: T\ndate: 2025-03-01\n---\n{text}\n".encode("utf-8", "surrogatepass")
    (folder / "article.md").write_bytes(data)
    done = triptych(folder, "build", "article.md", "--json", "--formats", formats)
    assert done.seconds < SECONDS
    assert done.peak is not None
    assert done.peak < BYTES
    report: dict[str, Any] = json.loads(done.out)
    return Result(done.code, json.dumps(report, ensure_ascii=False))


SLOW = pytest.mark.sweep
"""For what pandoc is given up on after ten seconds; ``test_pandoc_server`` gives up after one."""

_HEADINGS = "\n\n".join(f"# H{n}" for n in range(6_000))


@pytest.mark.parametrize(
    ("text", "exit_code", "told"),
    [
        pytest.param("```python\n" + "x\n" * 200, 0, "", id="a fence never closed"),
        pytest.param("<div>" * 300 + "x", 3, "some levels", id="divisions never closed"),
        pytest.param("<b>" * 2_000 + "x", 3, "some levels", id="bold never ended"),
        pytest.param("<!--" * 5_000, 3, "pandoc", id="comments never closed", marks=SLOW),
        pytest.param("a" * 5_000_000, 3, "at most 2000000", id="5 MB without a space"),
        pytest.param("word " * 1_000_000, 3, "at most 2000000", id="5 MB of words"),
        pytest.param("a" * 100_000, 3, "without a space", id="a word of 100 000 letters"),
        pytest.param("word " * 100_000, 3, "a paragraph has", id="a paragraph of 100 000 words"),
        pytest.param("[" * 50_000, 3, "pandoc", id="brackets in brackets", marks=SLOW),
        pytest.param("![" * 20_000, 3, "pandoc", id="pictures in pictures", marks=SLOW),
        pytest.param("[a](" * 20_000, 3, "pandoc", id="links in links", marks=SLOW),
        pytest.param("*a **b " * 2_000, 0, "", id="emphasis never ended"),
        pytest.param(_HEADINGS, 3, "headings", id="too many headings"),
        pytest.param("[a](https://e.example) " * 30_000, 3, "links", id="too many links"),
        pytest.param("![a](x.png)\n\n" * 20_000, 3, "pictures", id="too many pictures"),
        pytest.param("a" + "\u200b" * 9_000 + "b", 0, "", id="a flood of nothing"),
        pytest.param("A\x00B\x07C\x1b[31m", 0, "", id="control characters"),
        pytest.param("admin \u202etxt.exe", 0, "bidi-control", id="an override of direction"),
        pytest.param("A \u2067B\n\nC", 0, "bidi-control", id="an isolate never closed"),
    ],
)
def test_a_hostile_text_is_built_or_refused_plainly(
    text: str, exit_code: int, told: str, tmp_path: Path
) -> None:
    """Texts made to take time, memory or the reader in are set as they are, or refused with a reason."""
    result = build(tmp_path, text, "epub")
    assert result.exit_code == exit_code, result.told[:500]
    assert told in result.told


def test_balanced_turns_of_direction_are_no_finding(tmp_path: Path) -> None:
    """An isolate that is closed is what a careful writer types."""
    assert "bidi-control" not in build(tmp_path, "A \u2067שלום\u2069 B", "epub").told


def test_a_lone_surrogate_in_the_file_is_refused_with_its_line(tmp_path: Path) -> None:
    """Bytes that spell half a character are no UTF-8."""
    result = build(tmp_path, "A\n\nB \ud800 C", "epub")
    assert result.exit_code == 3
    assert "not UTF-8" in result.told


def test_front_matter_of_2_mb_is_refused(tmp_path: Path) -> None:
    """Front matter has a bound of its own."""
    (tmp_path / "article.md").write_text(f"---\ntitle: {'a' * 2_000_000}\n---\nText.\n")
    done = triptych(tmp_path, "build", "article.md")
    assert done.code == 3
    assert "at most 65536 are read" in done.err


def _chunk(kind: bytes, body: bytes) -> bytes:
    """Return a chunk of a PNG file."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _png(width: int, height: int, *more: bytes) -> bytes:
    """Return a PNG of one bit a pixel, all black, with further chunks."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * (height * ((width + 7) // 8 + 1)), 9)
    ends = [_chunk(b"IDAT", rows), _chunk(b"IEND", b"")]
    signature = b"\x89PNG\r\n\x1a\n"
    return signature + b"".join([_chunk(b"IHDR", header), *more, *ends])


def _frames(count: int) -> bytes:
    """Return a GIF with so many frames of one pixel."""
    out = BytesIO()
    Image.new("P", (1, 1)).save(out, "GIF")
    whole = out.getvalue()
    at = whole.index(b",")
    return whole[:at] + whole[at:-1] * count + b";"


@cache
def _bomb() -> bytes:
    """Return a stream that unpacks to 300 MB."""
    return zlib.compress(b"a" * 300_000_000, 9)


_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
_XMLNS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
_USES = "".join(f'<g id="u{n}">{f"""<use href="#u{n - 1}"/>""" * 10}</g>' for n in range(1, 10))


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        pytest.param("a.png", _png(60_000, 60_000 // 64), "60000", id="60 000 px wide"),
        pytest.param("a.png", _png(19_000, 19_000), "million", id="361 million pixels"),
        pytest.param(
            "a.png",
            lambda: _png(9, 9, _chunk(b"zTXt", b"k\0\0" + _bomb())),
            "damaged",
            id="a bomb in a comment",
        ),
        pytest.param(
            "a.png",
            lambda: _png(9, 9, _chunk(b"iCCP", b"k\0\0" + _bomb())),
            "damaged",
            id="a bomb in a profile",
        ),
        pytest.param("a.gif", _frames(100_000), "", id="100 000 frames"),
        pytest.param(
            "a.svg",
            f'<!DOCTYPE svg [<!ENTITY l0 "ha">{_LAUGHS}]><svg {_XMLNS}><text>&l9;</text></svg>',
            "its entities grow to many times the file",
            id="entities in entities",
        ),
        pytest.param(
            "a.svg",
            f'<!DOCTYPE svg [<!ENTITY l0 "ha">{_LAUGHS}]><svg {_XMLNS}><g class="&l9;"/></svg>',
            "not well-formed",
            id="entities in an attribute",
        ),
        pytest.param(
            "a.svg",
            f'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg {_XMLNS}>'
            "<text>&x;</text></svg>",
            "the entity `&x;` is not defined in the file itself",
            id="an entity that names a file",
        ),
        pytest.param(
            "a.svg", f'<svg {_XMLNS} width="1e9" height="1e9"/>', "", id="a size with an exponent"
        ),
        pytest.param(
            "a.svg", f'<svg {_XMLNS} width="99999999" height="9"/>', "at most", id="a wide drawing"
        ),
        pytest.param(
            "a.svg",
            f"<svg {_XMLNS}>{'<g>' * 9000}{'</g>' * 9000}</svg>",
            "not well-formed",
            id="9 000 groups in each other",
        ),
        pytest.param(
            "a.svg", f'<svg {_XMLNS}><rect id="u0"/>{_USES}</svg>', "more than", id="uses in uses"
        ),
        pytest.param(
            "a.svg",
            f'<svg {_XMLNS}><g id="a"><use xlink:href="#a"/></g></svg>',
            "within itself",
            id="a part that uses itself",
        ),
        pytest.param(
            "a.svg",
            f'<svg {_XMLNS}><image href="data:image/svg+xml;base64,AAAA"/>'
            '<image xlink:href="https://e.example/a.png"/></svg>',
            "",
            id="pictures from elsewhere in a drawing",
        ),
    ],
)
def test_a_hostile_picture_is_shown_or_refused_plainly(
    name: str, data: Callable[[], bytes] | bytes | str, told: str, tmp_path: Path
) -> None:
    """Pictures made to take memory or to read files are shown without that, or told of as an error."""
    made = data() if callable(data) else data
    (tmp_path / name).write_bytes(made.encode() if isinstance(made, str) else made)
    result = build(tmp_path, f"![A picture]({name})")
    assert result.exit_code == (1 if told else 0), result.told[:500]
    assert told in result.told
    for path in (tmp_path / "out").rglob("article.html"):
        page = path.read_text(encoding="utf-8")
        assert "e.example" not in page
        assert "root:" not in page
