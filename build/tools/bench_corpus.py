"""Corpora for ``bench.py``: a blog of any size, the same each time, with lengths spread as in blogs.

A thousand words have as many links, items, lines of code and headings as those of published blogs.
"""

import math
import shutil
import struct
import zlib
from pathlib import Path
from statistics import NormalDist

MEDIAN = 750
"""Words of the median article; the logarithms of the lengths are spread evenly around it."""

_SPREAD = 0.6
_LEAST, _MOST = 120, 6000
_TEXT = """the river ran slow under ice and nobody on either bank could say when it would break; in
spring they counted boats, repaired nets, argued about prices and waited for letters from the coast.
A council of three met twice, decided nothing, and published its minutes in full. Later reports—most
of them by hand—told of 1,200 tonnes of grain, a café that never closed, and “the longest winter since
1987”, as one clerk’s diary has it. Half the town left by train; what they carried was weighed at 14 kg
each. Who paid? It is not known, yet accounts survive, and they are exact to the last coin."""
_WORDS = _TEXT.split()
_ACCENTS = ("", "Ångström naïve", "Zoë façade", "mañana señor", "Übermut Straße", "œuvre déjà")
_CODE = """```python
def weigh(boats: list[int], *, empty: int = 0) -> int:
    \"\"\"Return the weight of all boats in kilograms.\"\"\"
    total = 0
    for number, boat in enumerate(boats):
        if boat > empty:
            total += boat * 14  # each carries as much
    return total
```"""
_LIST = """- one thing, as the [minutes](https://example.org/minutes) have it
- another thing, with `code` in it and a few words more
- a third, which *nobody* had counted"""
_TABLE = "| Year | Level | Boats |\n|---|--:|--:|\n| 2023 | 2.10 m | 41 |\n| 2024 | 1.85 m | 38 |"

_LINK, _NAME = "[{0}](https://example.org/{1}/{0})", "`{0}_{1}`"
_MARKS = ((_LINK, _NAME), (_NAME, _NAME), (_LINK,), (_NAME, _LINK, _NAME))
"""What is put into paragraphs: real posts have ten links and fifteen pieces of code in a thousand words."""


def lengths(count: int) -> list[int]:
    """Return the words of each article of a corpus of ``count``, long and short ones mixed."""
    words = []
    for number in range(count):
        place = (number * 0.6180339887 + 0.5) % 1.0  # the golden section leaves no part out
        z = NormalDist().inv_cdf(min(max(place, 0.002), 0.998))
        words.append(round(min(max(MEDIAN * math.exp(_SPREAD * z), _LEAST), _MOST)))
    return words


def article(number: int, words: int, picture: str = "") -> str:
    """Return an article of about ``count`` words, with the occasional elements of a blog."""
    day = f"{2020 + number % 6}-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
    keys = f"title: Generated article {number}\nauthor: A. Writer\ndate: {day}\nlang: en"
    parts = [f"---\n{keys}\n---", _paragraph(number, 0, 60)]
    if picture:
        parts.append(f"![Bands of colour, drawn for the measure]({picture})")
    for section in range(1, max(words // 150, 1) + 1):
        parts.append(f"## Section {section} of {number}")
        parts += [_paragraph(number, 7 * section + n, 55 + 10 * n) for n in range(2)]
        parts += [
            block for every, block in _extras(number, section) if section % every == number % every
        ]
    return "\n\n".join(parts) + "\n"


def _extras(number: int, section: int) -> tuple[tuple[int, str], ...]:
    """Return the elements of a section beside its paragraphs; its note has its own label."""
    label = f"[^a{number}-{section}]"
    note = f"Counted again{label} the year after."
    return (
        (2, _LIST),
        (2, _CODE),
        (3, "> A sentence that somebody else had written before."),
        (5, _TABLE),
        (6, f"{note}\n\n{label}: By the same clerk, in a better mood."),
    )


def _paragraph(number: int, place: int, count: int) -> str:
    """Return a paragraph of a number of words, with a link or some code in most."""
    start = 13 * number + 29 * place
    words = [_WORDS[(start + n * (1 + place % 3)) % len(_WORDS)] for n in range(count)]
    words[count // 2] = f"*{words[count // 2]}* {_ACCENTS[number % len(_ACCENTS)]}".strip()
    for n, mark in enumerate(_MARKS[(number + place) % len(_MARKS)]):
        at = 9 + 12 * n
        words[at] = mark.format(words[at].strip(".,;?“”"), number + n)
    return " ".join(words).capitalize() + "."


def lay_down(folder: Path, count: int) -> list[Path]:
    """Write a corpus with a picture in every fourth article, and return the articles' files."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "bands.png").write_bytes(_png(640, 360))
    files = []
    for number, words in enumerate(lengths(count)):
        file = folder / f"article-{number:05d}.md"
        picture = "bands.png" if number % 4 == 1 else ""
        file.write_text(article(number, words, picture), encoding="utf-8")
        files.append(file)
    return files


def unnumbered(source: Path, files: list[Path]) -> list[Path]:
    """Copy a corpus with settings that ask for no page numbers, and return the copies of its articles."""
    copy = source.with_name(f"{source.name}-unnumbered")
    shutil.copytree(source, copy)
    with (copy / "triptych.toml").open("a", encoding="utf-8") as settings:
        settings.write("page_list = false\n")
    return [copy / file.relative_to(source) for file in files]


def _png(width: int, height: int) -> bytes:
    """Return a picture of coloured bands as PNG."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    rows = b"".join(
        b"\0" + bytes((x * y // 90 + c * 40) % 256 for x in range(width) for c in range(3))
        for y in range(height)
    )
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = [chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(rows, 6)), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(body)
