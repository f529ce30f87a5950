"""How a language is written: its marks and spaces, its direction, its digits, the theme's words in it."""

import re
import tomllib
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from short_texts import codes, press
from triptych.core import zip_archive
from triptych.theme.find import built_in_folder

SET = {
    "en": ("\"One 'two'\" -- three...", "“One ‘two’” – three…"),
    "de": (
        "\"Eins 'zwei'\", z. B. § 5 und 5 km",
        "„Eins ‚zwei‘“, z.\u00a0B. §\u00a05 und 5\u00a0km",
    ),
    "de-CH": ('"Eins"', "«Eins»"),
    "fr": ('Il dit : "Un !" ; 30 %', "Il dit\u00a0: «\u00a0Un\u00a0!\u00a0»\u00a0; 30\u00a0%"),
    "fr-CH": ('"Un"', "«Un»"),
    "pl": ('"Raz" i dwa', "„Raz” i\u00a0dwa"),
    "ru": ('"Раз" в лесу', "«Раз» в\u00a0лесу"),
    "sv": ('"Ett"', "”Ett”"),
    "ja": ('"いち"', "「いち」"),
    "zh-TW": ('"一"', "「一」"),
    "xx": ('"One"', "“One”"),
}
"""What is typed in a language, and how it is set."""


@pytest.mark.parametrize("lang", SET)
def test_marks_and_spaces_are_those_of_the_language(lang: str, tmp_path: Path) -> None:
    """Quotation marks, dashes and no-break spaces follow the nearest language, and code is left alone."""
    typed, expected = SET[lang]
    text = f"[{typed}]{{lang={lang}}}\n\n`{typed}`"
    editions, _ = press(tmp_path, text, "html")
    body = editions["html"].decode()
    assert f">{expected}</span>" in body
    assert typed.replace("&", "&amp;") in unescape(body.partition("<code>")[2])


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("paper of 6 × 9 in, say", "paper of 6_×_9_in, say"),
        ("210 × 297 mm", "210_×_297_mm"),
        ("2 × 3 × 4 ft", "2_×_3_×_4_ft"),
        ("6 × 9 in a row of 9 in all", "6_×_9_in a row of 9 in all"),
        ("a × b", "a × b"),
        ("zehn × 3", "zehn ×_3"),
    ],
)
def test_a_size_stays_on_one_line(typed: str, expected: str, tmp_path: Path) -> None:
    """No line ends beside the sign of multiplication of numbers, or before the inches of such a size."""
    page = press(tmp_path, f"[{typed}]{{lang=en}}", "html")[0]["html"].decode()
    assert f">{expected.replace('_', chr(0xA0))}</span>" in page


def test_a_part_in_another_language_has_its_direction_and_its_tag_in_order(tmp_path: Path) -> None:
    """Tags are written in their usual form, direction follows the language, also in the EPUB."""
    text = "[متن]{lang=UR}\n\n::: {lang=he}\nטקסט\n:::"
    editions, findings = press(tmp_path, text, "html", "epub")
    assert codes(findings) == []
    assert '<span lang="ur" dir="rtl">متن</span>' in editions["html"].decode()
    assert '<div lang="he" dir="rtl">' in editions["html"].decode()
    chapter = zip_archive.unpack(editions["epub"])["EPUB/text/article.xhtml"].decode()
    assert '<span lang="ur" dir="rtl" xml:lang="ur">متن</span>' in chapter


@pytest.mark.parametrize(
    ("attributes", "message"),
    [
        ("lang=english-uk-x", "“english-uk-x” is not a language tag"),
        ("lang=jp", "“jp” is not a language"),
        ("dir=left", "“left” is not a text direction"),
    ],
)
def test_what_is_no_language_or_direction_is_found(
    attributes: str, message: str, tmp_path: Path
) -> None:
    """A tag or direction that no reader understands is a finding with its line."""
    _, findings = press(tmp_path, f"Line.\n\n[word]{{{attributes}}}", "html")
    (found,) = findings
    assert (found.code, found.message, found.place.line) == ("language", message, 8)


def test_an_urdu_article_counts_in_its_own_digits(tmp_path: Path) -> None:
    """Date, folio and list markers of an Urdu article have Urdu digits, and its book turns leftwards."""
    editions, _ = press(tmp_path, "متن\n\n1. ایک\n2. دو", "pdf", "epub", front="lang: ur")
    printed = PdfReader(BytesIO(editions["pdf"])).pages[0].extract_text()
    assert "۲۰۲۵" in printed
    assert "۲." in printed or ".۲" in printed
    package = zip_archive.unpack(editions["epub"])["EPUB/content.opf"].decode()
    assert 'page-progression-direction="rtl"' in package


def test_labels_are_whole_in_every_language() -> None:
    """Every language of the theme says every label, with what is put into it, and no other."""
    theme = built_in_folder() / "printfriendly" / "labels.toml"
    labels = tomllib.loads(theme.read_text(encoding="utf-8"))
    optional = {"comma", "digits", "caption_mark"}
    for lang, words in labels.items():
        assert set(words) <= set(labels["en"]), lang
        assert set(labels["en"]) - set(words) <= optional, lang
        holes = {key: re.findall(r"\{\w+\}", word) for key, word in words.items()}
        assert holes == {key: re.findall(r"\{\w+\}", labels["en"][key]) for key in words}, lang
