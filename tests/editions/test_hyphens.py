"""Hyphens on paper: between syllables, with every letter, and none where no patterns say where."""

from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pymupdf
import pytest

import pressing
from triptych.editions.pdf import weasyprint
from triptych.editions.pdf.hyphens import lacks_patterns, patterns_for
from triptych.press import pipeline
from triptych.settings.publication import bare

HYPHENS = "‐-\u00ad"


@pytest.fixture(scope="module")
def pyphen() -> ModuleType:
    """Return Pyphen as the typesetter has it, patched."""
    module: ModuleType = weasyprint._weasyprint().text.line_break.pyphen  # noqa: SLF001  no public name
    module.hdcache.clear()
    return module


def _press(folder: Path, text: str, lang: str) -> tuple[bytes, list[str]]:
    """Press a text in a language to PDF; return it with the codes of the findings."""
    path = folder / "article.md"
    path.write_text(f"---\ntitle: Law\ndate: 2025-03-01\nlang: {lang}\n---\n{text}\n", "utf-8")
    artifacts, findings = pipeline.press(pressing.read(path, bare(folder)), ("pdf",))
    return artifacts[0].data, [finding.code for finding in findings]


def _lines(folder: Path, text: str, lang: str) -> list[str]:
    """Return the lines of a text in a language, set on paper."""
    with pymupdf.open(stream=_press(folder, text, lang)[0], filetype="pdf") as pdf:
        return [line.strip() for page in pdf for line in page.get_text().splitlines()]


@pytest.mark.parametrize(
    ("word", "divided"),
    [
        ("Übergang", "Über-gang"),
        ("Übergänge", "Über-gän-ge"),
        ("Billettautomat", "Bil-lett-au-to-mat"),
        ("Staubecken", "Stau-be-cken"),
        ("Druckerzeugnis", "Druck-er-zeug-nis"),
        ("Bettüberzug", "Bett-über-zug"),
        ("Arbeiterunfall", "Ar-bei-ter-un-fall"),
        ("Gastautoren", "Gast-au-to-ren"),
        ("Militärflugzeug", "Mi-li-tär-flug-zeug"),
        ("verarbeiten", "ver-ar-bei-ten"),
        ("Zucker", "Zu-cker"),
        ("Schifffahrt", "Schiff-fahrt"),
    ],
)
def test_german_words_are_divided_between_syllables(
    pyphen: ModuleType, word: str, divided: str
) -> None:
    """A compound is divided where its parts meet, and no piece is without a vowel."""
    assert pyphen.Pyphen(lang="de", left=2, right=2).inserted(word) == divided


@pytest.mark.parametrize(
    ("lang", "name"),
    [
        ("en", "en_US"),
        ("en-US", "en_US"),
        ("en-CA", "en_US"),
        ("en-Latn-PH", "en_US"),
        ("en-GB", "en_GB"),
        ("en-AU", "en_GB"),
        ("en-IE", "en_GB"),
        ("en-ZA", "en_GB"),
        ("en_US", "en_US"),
        ("de", "de_DE"),
        ("de-CH", "de_CH"),
        ("de-1901", "de_DE"),
        ("no", "nb"),
        ("nn", "nn"),
        ("sr-Latn", "sr_Latn"),
        ("fi", None),
        ("tr", None),
        ("x", None),
    ],
)
def test_a_tag_has_the_patterns_of_its_region(lang: str, name: str | None) -> None:
    """English alone is American, as its dates are; a region decides where there is one."""
    assert patterns_for(lang) == name


@pytest.mark.parametrize("lang", ["fi", "tr", "cy", "uz-Cyrl", "la"])
def test_a_language_that_divides_words_may_lack_patterns(lang: str) -> None:
    """Scripts with hyphens need patterns."""
    assert lacks_patterns(lang)


@pytest.mark.parametrize("lang", ["en", "bn", "ar", "ja", "ko", "az-Arab", ""])
def test_a_language_that_divides_no_word_lacks_no_patterns(lang: str) -> None:
    """Scripts without hyphens stay justified."""
    assert not lacks_patterns(lang)


@pytest.mark.parametrize(
    ("lang", "word", "parts"),
    [
        ("hu", "könnyű", ("köny", "nyű")),
        ("hu", "reggyel", ("regy", "gyel")),
        ("hu", "hosszú", ("hosz", "szú")),
        ("hu", "meggyes", ("megy", "gyes")),
    ],
)
def test_a_divided_word_keeps_its_letters(
    tmp_path: Path, lang: str, word: str, parts: tuple[str, str]
) -> None:
    """Where a word is divided its letters change as they must, and the next line begins with the rest."""
    text = "\n\n".join(f"{'x' * n} {' '.join([word] * 25)}" for n in range(1, 25))
    lines = _lines(tmp_path, text, lang)
    ends = [(a, b) for a, b in pairwise(lines) if a and a[-1] in HYPHENS]
    changed = [(a, b) for a, b in ends if a.rstrip(HYPHENS).endswith(parts[0])]
    assert changed, ends
    for _, following in changed:
        assert following.startswith(parts[1])
    inner = {each for line in lines[2:] for each in line.split()[1:-1]}
    assert {each for each in inner if each.isalpha() and not each.startswith("x")} == {word}


@pytest.mark.parametrize("lang", ["fi", "tr", "en", "ru"])
def test_a_word_longer_than_its_line_is_broken_with_a_hyphen(tmp_path: Path, lang: str) -> None:
    """Between any two letters there is a hyphen where a line ends, and no letter is lost."""
    word = ("щ" if lang == "ru" else "z") * 150
    lines = _lines(tmp_path, f"{word} end", lang)
    pieces = [line for line in lines if word[:5] in line]
    assert len(pieces) > 1
    assert all(line[-1] in HYPHENS for line in pieces[:-1])
    assert "".join(pieces).translate(dict.fromkeys(map(ord, HYPHENS))).count(word[0]) == len(word)


WIDE = "xvibaboxutizo" * 9
AROUND = {
    "a note": f"Before it stands a word {WIDE}^[A note.] after it.",
    "emphasis": f"Before it stands *a word {WIDE}* and **more** after it.",
    "a list": f"- Before it stands a word {WIDE}, after it.",
    "a quotation": f"> Before it stands a word {WIDE} after it 👍🏽.",
    "two of them": f"{WIDE} and {WIDE} after it.",
    "a link": f"Before it stands [a word {WIDE}](https://example.org/) after it.",
    "another script": f"Before it stands {'ξνώλόβάβά' * 12}^[A note.] after it.",
}


@pytest.mark.parametrize("name", AROUND)
def test_what_is_around_a_word_wider_than_its_line_stays_in_the_column(
    name: str, tmp_path: Path
) -> None:
    """Neither the word nor what follows it is set beyond the margin, and no letter is lost."""
    letters = _in_column(_press(tmp_path, AROUND[name], "en")[0])
    assert ("ξνώλόβάβά" * 12 if name == "another script" else WIDE) in letters
    assert "afterit" in letters


@pytest.mark.parametrize("lang", ["en", "el"])
def test_a_note_at_the_end_of_a_word_as_wide_as_its_line_stays_in_the_column(
    lang: str, tmp_path: Path
) -> None:
    """Whatever is left of the line: the note's number, what follows it, and every letter are there."""
    for length in range(60, 72):
        word = (WIDE * 2)[:length]
        letters = _in_column(_press(tmp_path, f"{word}^[A note.] after it 👍🏽", lang)[0])
        assert word in letters
        assert "afterit" in letters


def _in_column(data: bytes) -> str:
    """Return the letters of a text without spaces and hyphens; fail where one is beyond the margin."""
    with pymupdf.open(stream=data, filetype="pdf") as pdf:
        words = [word for page in pdf for word in page.get_text("words")]
        width = pdf[0].rect.width
    left = min(word[0] for word in words)
    assert [word[4] for word in words if word[2] > width - left + 1] == []
    return "".join(word[4] for word in words).translate(dict.fromkeys(map(ord, HYPHENS)))


def test_code_and_addresses_get_no_hyphen(tmp_path: Path) -> None:
    """What a reader would copy or type has no letter that it does not have."""
    text = f"`{'q' * 150}` and <https://example.org/{'q' * 150}>"
    lines = [line for line in _lines(tmp_path, text, "fi") if "qqqqq" in line]
    assert not [line for line in lines if line[-1] in HYPHENS]


def test_a_language_without_patterns_is_ragged_and_reported(tmp_path: Path) -> None:
    """Its lines end where their words do; those of a language with patterns end at the margin."""
    words = " ".join(
        f"Talo {'on' * (n % 5)} pieni ja valo{'n' * (n % 3)} riittää" for n in range(24)
    )
    ragged, codes = _press(tmp_path, words, "fi")
    justified, others = _press(tmp_path, words, "en")
    assert codes == ["no-hyphenation"]
    assert others == []
    assert _is_justified(justified) == [True]
    assert _is_justified(ragged) == [False]


def test_a_part_in_a_language_without_patterns_is_ragged_alone(tmp_path: Path) -> None:
    """The paragraphs around it are justified."""
    words = " ".join(f"Words follow {'on' * (n % 5)} until a line is full." for n in range(14))
    part = f"{words}\n\n::: {{lang=tr}}\n{words}\n:::\n\n{words}"
    data, codes = _press(tmp_path, part, "en")
    assert codes == ["no-hyphenation"]
    assert _is_justified(data) == [True, False, True]


def _is_justified(data: bytes) -> list[bool]:
    """Return for each paragraph of five lines or more whether all but the last end at one place.

    Those of a ragged one end at places that are far apart.
    """
    with pymupdf.open(stream=data, filetype="pdf") as pdf:
        blocks = [block for page in pdf for block in page.get_text("dict")["blocks"]]
    found = []
    for block in blocks:
        ends: dict[int, float] = {}
        for line in block.get("lines", []):
            foot = round(line["bbox"][3])
            ends[foot] = max(ends.get(foot, 0.0), line["bbox"][2])
        if len(ends) > 4:
            full = [ends[foot] for foot in sorted(ends)][:-1]
            found.append(max(full) - min(full))
    assert all(spread < 1 or spread > 12 for spread in found), found
    return [spread < 1 for spread in found]
